"""A nomination as rows: what, the value in words, a note, and where it can be changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.nominations.columns import WISHES
from alisveien.placements.answers import YES, Choices, Typed, wish_fields
from alisveien.placements.telling.nominations import label_of, read_day, say, say_day, say_wish

Faults = Mapping[str, Collection[str]]
"""Field → what is wrong with it, in words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the summary. ``missing`` when nothing has been answered; ``faults`` are sentences."""

    label: str
    value: str
    note: str
    step: str
    missing: bool
    changed: bool
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    step: str
    label: Callable[[], str]
    fields: tuple[str, ...]
    value: Callable[[Typed, Choices], str]
    note: Callable[[Typed, date], str] = lambda typed, today: ""
    optional: bool = False


def rows_of(
    typed: Typed, choices: Choices, today: date, *, faults: Faults | None = None, seen: Typed | None = None
) -> list[Row]:
    """The rows of typed answers, wishes that are empty left out and the others numbered anew.

    ``seen``: what stood, to mark what is changed.
    """
    found: list[Row] = []
    wishes = 0
    for part in _parts():
        if part.fields == ("unit",) and not choices.units:
            continue
        value = part.value(typed, choices)
        wrong = tuple(words for name in part.fields for words in (faults or {}).get(name, ()))
        if not value and part.optional and not wrong:
            continue
        if part.step == "onsker":
            wishes += 1
        label = label_of(f"wish_{wishes}") if part.step == "onsker" else part.label()
        changed = bool(seen) and any(_stripped(typed, name) != _stripped(seen or {}, name) for name in part.fields)
        missing = not value
        found.append(Row(label, _capital(value), part.note(typed, today), part.step, missing, changed, wrong))
    return found


def name_of(typed: Typed) -> str:
    """The doctor's name as typed so far; empty when none."""
    return f"{typed.get('first_name', '')} {typed.get('last_name', '')}".strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stripped(typed: Typed, name: str) -> str:
    return typed.get(name, "").strip()


def _said(item: str) -> Callable[[Typed, Choices], str]:
    return lambda typed, choices: say(item, typed, choices)


def _parts() -> list[_Part]:
    wishes = [
        _Part(
            "onsker",
            lambda number=number: label_of(f"wish_{number}"),  # type: ignore[misc]
            wish_fields(number),
            lambda typed, choices, number=number: say_wish(number, typed, choices, with_need=False),  # type: ignore[misc]
            lambda typed, today, number=number: typed.get(wish_fields(number)[2], ""),  # type: ignore[misc]
            optional=number > 1,
        )
        for number in range(1, WISHES + 1)
    ]
    return [*_ABOUT_DOCTOR, *wishes, *_ABOUT_TIME]


def _hpr(typed: Typed, today: date) -> str:
    found = [_("HPR-nummer {number}").format(number=typed["hpr_number"])] if typed.get("hpr_number") else []
    return ", ".join([*found, *([typed["email"]] if typed.get("email") else [])])


def _post(typed: Typed, choices: Choices) -> str:
    found = (say("position", typed, choices), say("percentage", typed, choices))
    return ", ".join(part for part in found if part)


def _since(typed: Typed, today: date) -> str:
    found = []
    if typed.get("own_post_on"):
        found.append(_("fast hjemmel eller stilling fra {date}").format(date=say_day(typed["own_post_on"])))
    if typed.get("locum_on"):
        found.append(_("vikariat fra {date}").format(date=say_day(typed["locum_on"])))
    return ", ".join(found)


def _days(typed: Typed, today: date) -> str:
    begun = read_day(typed.get("started_on", ""))
    if begun is None or begun > today:
        return ""
    days = (today - begun).days
    return ngettext("{days} dag per i dag", "{days} dager per i dag", days).format(days=f"{days:,}".replace(",", " "))


def _converted(typed: Typed, today: date) -> str:
    return _("konvertert {date}").format(date=say_day(typed["converted_on"])) if typed.get("converted_on") else ""


def _progress(typed: Typed, choices: Choices) -> str:
    found = []
    if typed.get("courses"):
        found.append(_("{count} kurs").format(count=typed["courses"]))
    if typed.get("goals_percent"):
        found.append(_("{share} % av målene").format(share=typed["goals_percent"]))
    return ", ".join(found)


def _span(first: str, last: str) -> Callable[[Typed, Choices], str]:
    def value(typed: Typed, choices: Choices) -> str:
        start, end = say_day(typed.get(first, "").strip()), say_day(typed.get(last, "").strip())
        if start and end and start != end:
            return _("{start} til {end}").format(start=start, end=end)
        return _("fra {start}").format(start=start) if start else _("til {end}").format(end=end) if end else ""

    return value


def _split(typed: Typed, today: date) -> str:
    return _("tjenesten kan deles i 3 + 3 måneder") if typed.get("can_be_split") == YES else _("tjenesten deles ikke")


_ABOUT_DOCTOR = (
    _Part(
        "lege",
        lambda: _("Lege"),
        ("hpr_number", "first_name", "last_name", "email"),
        lambda typed, choices: name_of(typed),
        _hpr,
    ),
    _Part("lege", lambda: label_of("unit"), ("unit",), _said("unit"), optional=True),
    _Part("lege", lambda: label_of("trust"), ("trust",), _said("trust")),
    _Part(
        "stilling", lambda: label_of("position"), ("position", "percentage", "own_post_on", "locum_on"), _post, _since
    ),
    _Part("stilling", lambda: label_of("started_on"), ("started_on",), _said("started_on"), _days),
    _Part("stilling", lambda: label_of("scheme"), ("scheme", "converted_on"), _said("scheme"), _converted),
    _Part("framdrift", lambda: label_of("group"), ("group",), _said("group")),
    _Part("framdrift", lambda: _("Kurs og læringsmål"), ("courses", "goals_percent"), _progress),
)
_ABOUT_TIME = (
    _Part(
        "tidsrom",
        lambda: _("Kan begynne"),
        ("earliest_on", "latest_on", "can_be_split"),
        _span("earliest_on", "latest_on"),
        _split,
    ),
    _Part(
        "tidsrom", lambda: _("Permisjon"), ("leave_from", "leave_to"), _span("leave_from", "leave_to"), optional=True
    ),
)
