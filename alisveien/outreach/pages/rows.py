"""Rows of the three lists as plain values for the workbench."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

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
    BOUNCED: gettext_lazy("e-post i retur"),
    OLD: gettext_lazy("ikke bekreftet på et år"),
    CONFIRMED: gettext_lazy("bekreftet siste år"),
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
    """A key role of a municipality with its holder. ``unconfirmed`` is months since it was confirmed."""

    pk: int
    seat: Seat
    code: str
    town: str
    town_key: str
    office: str
    office_code: str
    county: str
    county_code: str
    role: str
    role_words: str
    role_order: int
    name: str
    email: str
    phone: str
    state: str
    confirmed: date | None
    confirmed_note: str
    unconfirmed: int
    since: date | None


def seat_rows(seats: Iterable[Seat], names: Mapping[int, str], day: date) -> list[SeatRow]:
    """The seats as rows; ``names`` are those of users who have confirmed."""
    order = {role.value: number for number, role in enumerate(KEY_ROLES)}
    return [_seat_row(seat, order[seat.role], names, day) for seat in seats]


def _seat_row(seat: Seat, order: int, names: Mapping[int, str], day: date) -> SeatRow:
    town, held = seat.town, seat.held
    confirmed = norwegian_day(held.confirmed_at) if held and held.confirmed_at else None
    return SeatRow(
        pk=held.pk if held else -(town.pk * 10 + order),
        seat=seat,
        code=town.code,
        town=town.name,
        town_key=f"{town.sort_key} {order}",
        office=short_office(town.office),
        office_code=town.office_code,
        county=town.county,
        county_code=town.county_code,
        role=seat.role,
        role_words=role_in_words(seat.role),
        role_order=order,
        name=held.name if held else "",
        email=held.email if held else "",
        phone=held.phone if held else "",
        state=seat_state(seat, day),
        confirmed=confirmed,
        confirmed_note=by_whom(held.confirmed_at, held.confirmed_by, names) if held else "",
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


@dataclass(frozen=True, slots=True)
class TownRow:
    """A municipality that is followed up, on a day."""

    pk: int
    standing: Standing
    code: str
    per: str
    town: str
    town_key: str
    office: str
    office_code: str
    county: str
    county_code: str
    touched: date | None
    touched_how: str
    months: int
    months_words: str
    silence: str
    level: str
    level_words: Text
    points: int
    reasons: str
    next: str
    more: str


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
        office=short_office(town.office),
        office_code=town.office_code,
        county=town.county,
        county_code=town.county_code,
        touched=one.latest[0] if one.latest else None,
        touched_how=str(KINDS[one.latest[1]]) if one.latest else "",
        months=NEVER if one.months is None else one.months,
        months_words=_("aldri") if one.months is None else str(one.months),
        silence=SILENT if one.silent else TOUCHED,
        level=fragility.level,
        level_words=LEVELS[fragility.level],
        points=fragility.points,
        reasons=", ".join(str(WEAK[part.name]) for part in fragility.components if part.points),
        next=one.hints[0] if one.hints else "",
        more=_("og {n} til").format(n=len(one.hints) - 1) if len(one.hints) > 1 else "",
    )


WEAK: dict[str, Text] = {
    "specialist": gettext_lazy("ingen spesialist"),
    "locums": gettext_lazy("mange lister uten fast lege"),
    "supervisor": gettext_lazy("ingen veileder"),
    "registered": gettext_lazy("ikke registrert"),
    "contact": gettext_lazy("ingen kontakt på lenge"),
}
"""What each component is called when it is weak."""
