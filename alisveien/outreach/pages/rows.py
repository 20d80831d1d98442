"""Rows of the three lists as plain values for the workbench."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.days import norwegian_day
from alisveien.base.registers import Text, Tone
from alisveien.base.touches import KINDS, full_months
from alisveien.outreach.queries import role_in_words
from alisveien.outreach.queries_network import KEY_ROLES, Seat
from alisveien.outreach.queries_standing import Standing, is_old
from alisveien.places.columns import short_office

VACANT, BOUNCED, OLD, CONFIRMED, UNASKED = "ledig", "retur", "gammel", "bekreftet", "ukjent"
SEAT_STATES: dict[str, Text] = {
    VACANT: gettext_lazy("ledig"),
    UNASKED: gettext_lazy("ikke kjent"),
    BOUNCED: gettext_lazy("i retur"),
    OLD: gettext_lazy("ubekreftet"),
    CONFIRMED: gettext_lazy("bekreftet"),
}
SEAT_TONES: dict[str, Tone] = {
    VACANT: "danger",
    UNASKED: "neutral",
    BOUNCED: "warning",
    OLD: "info",
    CONFIRMED: "success",
}
LEVELS: dict[str, Text] = {
    "high": gettext_lazy("høy"),
    "medium": gettext_lazy("middels"),
    "low": gettext_lazy("lav"),
    "unknown": gettext_lazy("ikke kjent"),
}
LEVEL_TONES: dict[str, Tone] = {"high": "danger", "medium": "warning", "low": "success", "unknown": "neutral"}
SILENT, TOUCHED = "stille", "nylig"
NEVER = 9999
"""Months since something that never was: the highest there is when rows are sorted or narrowed."""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A key role of a municipality with its holder. ``unconfirmed`` is months since it was confirmed.

    What is only shown is put in words when it is: a list of the country has a row for each role of each municipality.
    """

    pk: int
    seat: Seat
    names: Mapping[int, str]
    code: str
    town: str
    town_key: str
    office_code: str
    county_code: str
    role: str
    role_words: str
    role_order: int
    name: str
    email: str
    state: str
    confirmed: date | None
    unconfirmed: int
    since: date | None

    @property
    def phone(self) -> str:
        """The holder's telephone."""
        return self.seat.held.phone if self.seat.held else ""

    @property
    def office(self) -> str:
        """The office that follows the municipality."""
        return short_office(self.seat.town.office)

    @property
    def county(self) -> str:
        """The county it lies in."""
        return self.seat.town.county

    @property
    def confirmed_note(self) -> str:
        """Who confirmed."""
        held = self.seat.held
        return by_whom(held.confirmed_at, held.confirmed_by, self.names) if held else ""


def seat_rows(seats: Iterable[Seat], names: Mapping[int, str], day: date) -> list[SeatRow]:
    """The seats as rows; ``names`` are those of users who have confirmed."""
    roles = {role.value: (number, role_in_words(role.value)) for number, role in enumerate(KEY_ROLES)}
    return [_seat_row(seat, *roles[seat.role], names, day) for seat in seats]


def _seat_row(seat: Seat, order: int, words: str, names: Mapping[int, str], day: date) -> SeatRow:
    town, held = seat.town, seat.held
    confirmed = norwegian_day(held.confirmed_at) if held and held.confirmed_at else None
    return SeatRow(
        pk=held.pk if held else -(town.pk * 10 + order),
        seat=seat,
        names=names,
        code=town.code,
        town=town.name,
        town_key=f"{town.sort_key} {order}",
        office_code=town.office_code,
        county_code=town.county_code,
        role=seat.role,
        role_words=words,
        role_order=order,
        name=held.name if held else "",
        email=held.email if held else "",
        state=seat_state(seat, day),
        confirmed=confirmed,
        unconfirmed=full_months(confirmed, day) if confirmed else NEVER,
        since=held.from_on if held else seat.vacant_since,
    )


def seat_state(seat: Seat, day: date) -> str:
    """How it stands with a seat."""
    if seat.held is None:
        return VACANT if seat.vacant_since else UNASKED
    if seat.held.bounced:
        return BOUNCED
    return OLD if is_old(seat.held, day) else CONFIRMED


def by_whom(at: datetime | None, by: int | None, names: Mapping[int, str]) -> str:
    """Who confirmed: «av Kari Nordmann», or the municipality itself by a link."""
    if at is None:
        return ""
    return _("av {name}").format(name=names.get(by, _("en bruker"))) if by is not None else _("av kommunen selv")


@dataclass(frozen=True)
class TownRow:
    """A municipality that is followed up, on a day. What is only shown is put in words when it is."""

    pk: int
    standing: Standing
    code: str
    per: str
    town: str
    town_key: str
    office_code: str
    county_code: str
    touched: date | None
    months: int
    silence: str
    level: str
    points: int

    @property
    def office(self) -> str:
        """The office that follows it."""
        return short_office(self.standing.town.office)

    @property
    def county(self) -> str:
        """The county it lies in."""
        return self.standing.town.county

    @property
    def touched_how(self) -> str:
        """The kind of the last touch."""
        return str(KINDS[self.standing.latest[1]]) if self.standing.latest else ""

    @property
    def months_words(self) -> str:
        """Months since the last touch, or that there never was one."""
        return _("aldri") if self.standing.months is None else str(self.months)

    @property
    def reasons(self) -> str:
        """Every weak component that gave points."""
        return ", ".join(str(WEAK[part.name]) for part in self.standing.fragility.components if part.points)

    @cached_property
    def hints(self) -> list[str]:
        """What to bring up, the most pressing first."""
        return self.standing.hints()

    @property
    def next(self) -> str:
        """The first thing to bring up."""
        return next(iter(self.hints), "")

    @property
    def more(self) -> str:
        """How much else there is to bring up."""
        others = len(self.hints) - 1
        return _("og {n} til").format(n=others) if others > 0 else ""


def town_rows(standings: Iterable[Standing], day: date, today: date) -> list[TownRow]:
    """The standings as rows."""
    per = "" if day == today else f"?per={day.isoformat()}"
    return [_town_row(one, per) for one in standings]


def _town_row(one: Standing, per: str) -> TownRow:
    town, fragility = one.town, one.fragility
    return TownRow(
        pk=town.pk,
        standing=one,
        code=town.code,
        per=per,
        town=town.name,
        town_key=town.sort_key,
        office_code=town.office_code,
        county_code=town.county_code,
        touched=one.latest[0] if one.latest else None,
        months=NEVER if one.months is None else one.months,
        silence=SILENT if one.silent else TOUCHED,
        level=fragility.level,
        points=fragility.points,
    )


WEAK: dict[str, Text] = {
    "specialist": gettext_lazy("ingen spesialist"),
    "locums": gettext_lazy("mange lister uten fast lege"),
    "supervisor": gettext_lazy("ingen veileder"),
    "registered": gettext_lazy("ikke registrert"),
    "contact": gettext_lazy("ingen kontakt på lenge"),
}
"""What each component is called when it is weak."""


def begun(words: str) -> str:
    """The words with a capital first letter; ``capitalize`` would make «ALIS» small."""
    return words[:1].upper() + words[1:]
