"""The calendar of rounds as it is printed and as a calendar file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event

from alisveien.base.days import norwegian_day
from alisveien.base.registers import Text
from alisveien.placements.models import Round
from alisveien.placements.models.calendar import Step
from alisveien.placements.queries_calendar import Day
from alisveien.places.models import Place

MEANS: dict[str, Text] = {
    Step.CALL: gettext_lazy("Kommunene melder inn leger, helst mer enn tolv måneder før ønsket tjeneste."),
    Step.CONFIRM: gettext_lazy("Kommunene ser over innmeldingene sine. Taushet koster ingen lege plassen."),
    Step.CAPACITY: gettext_lazy("Helseforetaket vedtar hvor mange plasser runden har."),
    Step.FREEZE: gettext_lazy("Nye innmeldinger endrer ingenting etter dette. Kontrollsummen kunngjøres."),
    Step.DRAW: gettext_lazy("Loddet regnes av en offentlig verdi. Det avgjør bare mellom leger som står helt likt."),
    Step.DECIDE: gettext_lazy("Plassene fordeles etter regelsettet, og en egen dommer kontrollerer alt."),
    Step.RELEASE: gettext_lazy("Leger og kommuner ser utfallet. En annen enn den som låste, frigir."),
    Step.ANSWER: gettext_lazy("Legene har svart. Plasser som blir ledige, tilbys neste på lista."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as a row, in words; ``state`` is done, late, next or later. ``change``: where to move it, or empty."""

    step: str
    title: str
    means: Text
    day: str
    note: str
    state: str
    done: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A trust in the calendar of a year: its name, its steps, and where its calendar file is."""

    trust: str
    steps: tuple[Shown, ...]
    file: str


def rows_of(days: Iterable[Day], today: date, round_: Round | None = None, *, may_move: bool = False) -> list[Shown]:
    """The steps as rows; the first that is not done and not past is the next one."""
    found: list[Shown] = []
    for one in days:
        state = _state(one, today)
        if state == "later" and all(row.state != "next" for row in found):
            state = "next"
        change = ""
        if may_move and round_ is not None and one.done_at is None:
            change = reverse("placements:round_day", args=[round_.year, round_.trust.code, one.step])
        done = _("Gjort {day}").format(day=date_format(norwegian_day(one.done_at))) if one.done_at else ""
        found.append(
            Shown(
                one.step, str(Step(one.step).label), MEANS[one.step], in_words(one.on), _note(one), state, done, change
            )
        )
    return found


def lines_of(found: Sequence[tuple[Place, list[Day]]], year: int, today: date) -> list[Line]:
    """The trusts of a year as lines."""
    return [
        Line(trust.name, tuple(rows_of(days, today)), reverse("placements:calendar_file", args=[year, trust.code]))
        for trust, days in found
    ]


def in_words(day: date) -> str:
    """«Mandag 16. august 2027»."""
    words = date_format(day, "l j. F Y")
    return words[:1].upper() + words[1:]


def calendar_file(round_: Round, days: Iterable[Day], at: datetime) -> bytes:
    """The steps as whole-day events of an iCalendar file; a step keeps its name, so that a moved one moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Alisveien//round//NO")
    calendar.add("version", "2.0")
    trust = round_.trust.short_name or round_.trust.name
    for one in days:
        event = Event()
        event.add("uid", f"round-{round_.year}-{round_.trust.code}-{one.step}@alisveien")
        event.add("dtstamp", at)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", f"{trust} {round_.year}: {Step(one.step).label}")
        event.add("description", str(MEANS[one.step]))
        event.add("url", f"{settings.ADDRESS}{reverse('placements:calendar', args=[round_.year])}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _state(one: Day, today: date) -> str:
    if one.done_at is not None:
        return "done"
    if one.step in (Step.CONFIRM, Step.ANSWER):
        return "done" if one.on < today else "later"
    return "late" if one.on < today else "later"


def _note(one: Day) -> str:
    if not one.is_moved:
        return _("etter regelen")
    return _("flyttet fra {day}: {why}").format(day=date_format(one.by_rule_on), why=one.why)
