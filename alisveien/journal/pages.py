"""The journal as parts of a record's page: a log with before and after, a timeline, and who has looked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.journal.handed import handed
from alisveien.journal.models import Entry
from alisveien.journal.queries import entries_about, looks_at, readable_at, readable_since, scrubbings_for
from alisveien.journal.rules import against_undoing, may_undo
from alisveien.journal.telling import tell
from alisveien.journal.words import Change

MOST_LINES = 100
MOST_NEWS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One deed as the log shows it. ``undo`` is the address that takes it back, ``href`` the thing's; empty if none."""

    at: datetime
    who: str
    text: str
    why: str
    changes: tuple[Change, ...]
    undo: str
    undone: bool
    on_request: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who saw a page with a person on it, and when first that day."""

    at: datetime
    who: str
    page: str


@dataclass(frozen=True, slots=True)
class News:
    """One deed of somebody else, for the work list: when, who, what, and where to see it."""

    at: datetime
    who: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """That persons were taken out: when, by whom, and how many rows of each model."""

    at: datetime
    who: str
    counts: dict[str, int]


def log_of(actor: Actor, thing: Model) -> list[Line]:
    """The newest deeds done to a thing, for ``journal/_log.html``. Two queries, whatever their number."""
    entries = list(entries_about(actor, thing)[:MOST_LINES])
    names = handed.names({entry.by_id for entry in entries if entry.by_id is not None})
    return [_line(actor, entry, thing, names) for entry in entries]


def log_at(actor: Actor, permission: str, place_id: int) -> list[Line]:
    """The newest deeds at a place, for ``journal/_log.html``; nothing without the permission there."""
    entries = readable_at(actor, permission, place_id, MOST_LINES)
    names = handed.names({entry.by_id for entry in entries if entry.by_id is not None})
    return [_line(actor, entry, entry.thing, names, linked=True) for entry in entries if entry.thing is not None]


def as_timeline(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines of a log as events of ``base/_timeline.html``; what was taken back is left out."""
    return [
        {
            "when": date_format(timezone.localtime(line.at), r"j. F Y \k\l. H.i"),
            "text": line.text,
            "note": line.who,
            "href": line.href,
        }
        for line in lines
        if not line.undone
    ]


def news_for(actor: Actor, permission: str, since: datetime) -> list[News]:
    """What others have done since an instant where the actor holds a permission; what has no page is left out."""
    entries = readable_since(actor, permission, since, MOST_NEWS)
    names = handed.names({entry.by_id for entry in entries if entry.by_id is not None})
    told = [(entry, tell(entry)) for entry in entries]
    return [
        News(entry.at, who_is(entry.by_id, entry.by_link_id, names), what.text, what.href)
        for entry, what in told
        if what.href
    ]


def looks_for(actor: Actor, thing: Model, pages: Mapping[str, str]) -> list[Seen]:
    """Who has looked at a person, for ``journal/_looks.html``. ``pages``: code of a page → what it is called."""
    looks = list(looks_at(actor, thing)[:MOST_LINES])
    names = handed.names({look.by_id for look in looks if look.by_id})
    return [
        Seen(look.first_at, who_is(look.by_id or None, look.by_link_id or None, names), pages.get(look.page, look.page))
        for look in looks
    ]


def scrubbings(actor: Actor) -> list[Scrubbed]:
    """What has been taken out of what is kept, the newest first: counts, never whose."""
    found = scrubbings_for(actor)[:MOST_LINES]
    names = handed.names({one.by_id for one in found if one.by_id is not None})
    return [Scrubbed(one.at, who_is(one.by_id, None, names), one.counts) for one in found]


def who_is(user_id: int | None, link_id: int | None, names: Mapping[int, str]) -> str:
    """Who did something: a name, a number where the name is gone, one who came by a link, or the system."""
    if user_id is not None:
        return names.get(user_id) or _("bruker {number}").format(number=user_id)
    return _("noen med engangslenke") if link_id is not None else _("systemet")


def _line(actor: Actor, entry: Entry, thing: Model, names: Mapping[int, str], *, linked: bool = False) -> Line:
    told = tell(entry)
    undoable = may_undo(actor, entry, thing) and not against_undoing(entry, thing)
    return Line(
        at=entry.at,
        who=who_is(entry.by_id, entry.by_link_id, names),
        text=told.text,
        why=entry.why,
        changes=told.changes,
        undo=reverse("journal:entry_undo", args=[entry.pk]) if undoable else "",
        undone=hasattr(entry, "undone_by"),
        on_request=entry.on_request_of is not None,
        href=told.href if linked else "",
    )
