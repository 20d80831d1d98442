"""How a deed is told: what an area's telling takes and gives."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.registers import Text
from alisveien.journal.models import Entry

Labels = Mapping[str, Text]
"""Field → what it is called. Fields without a label are not told: keys and what is worked out from others."""

Shows = Mapping[str, Callable[[Any], str]]
"""Field → how a value is said, where plain text will not do (a choice, a place)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A deed in words: a sentence without who and when, what changed, and where to see the thing."""

    text: str
    changes: tuple[Change, ...] = ()
    href: str = ""


Telling = Callable[[Entry], Told]


def changes_of(entry: Entry, labels: Labels, shows: Shows | None = None) -> tuple[Change, ...]:
    """What an entry changed, field by field in the order of ``labels``; what stayed the same is left out."""
    before, after = entry.before or {}, entry.after or {}
    say = shows or {}
    return tuple(
        Change(str(label), said(before.get(name), say.get(name)), said(after.get(name), say.get(name)))
        for name, label in labels.items()
        if before.get(name) != after.get(name)
    )


def turned(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The same changes the other way: from what is now to what was before."""
    return tuple(Change(change.label, change.after, change.before) for change in changes)


def said(value: Any, show: Callable[[Any], str] | None = None) -> str:
    """A stored value as a person reads it: «tomt», «ja», «nei», a date in words, or the value."""
    if value is None or value == "":
        return _("tomt")
    if show is not None:
        return show(value)
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    moment = _moment(value) if isinstance(value, str) else None
    return moment or str(value)


def _moment(text: str) -> str | None:
    """A date or an instant in words, when that is what the text holds."""
    try:
        day: date | None = parse_date(text)
        at: datetime | None = None if day else parse_datetime(text)
    except ValueError:
        return None
    if day:
        return date_format(day, "j. F Y")
    return date_format(timezone.localtime(at), r"j. F Y \k\l. H.i") if at and timezone.is_aware(at) else None
