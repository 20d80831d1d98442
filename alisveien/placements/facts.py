"""A nomination as the database holds it and as the engines read it: one place for both ways."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.nominations.columns import COLUMNS
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.nomination import ReadRow, WishRead
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Wish
from alisveien.places.models import Place

DOCTOR_FIELDS = (
    "position",
    "started_on",
    "percentage",
    "scheme",
    "converted_on",
    "group",
    "courses",
    "goals_percent",
    "own_post_on",
    "locum_on",
    "leave_from",
    "leave_to",
)
NOMINATION_FIELDS = ("nominated_on", "earliest_on", "latest_on", "can_be_split")


@dataclass(frozen=True, slots=True)
class Ground:
    """The places a workbook can name, by code; departments by (hospital, name)."""

    municipalities: Mapping[str, Place]
    trusts: Mapping[str, Place]
    hospitals: Mapping[str, Place]
    departments: Mapping[tuple[str, str], Place]


@dataclass(frozen=True, slots=True)
class Known:
    """A doctor who stands already, with the open nomination if there is one."""

    doctor: Doctor
    nomination: Nomination | None


def as_read(nomination: Nomination, year: int, wishes: tuple[WishRead, ...] | None = None) -> NominationRead:
    """A nomination with its doctor, municipality, trust and wishes fetched, as the engines read it.

    Only the wishes of the year are taken along, in their order and with their numbers. ``wishes``: these when they are
    read already.
    """
    doctor = nomination.doctor
    if wishes is None:
        wishes = tuple(_wish_read(wish) for wish in nomination.wishes.all() if wish.year == year)
    return NominationRead(
        hpr_number=doctor.hpr_number,
        municipality=nomination.municipality.code,
        trust=nomination.trust.code,
        **{name: getattr(doctor, name) for name in DOCTOR_FIELDS},
        priority=doctor.municipal_order,
        **{name: getattr(nomination, name) for name in NOMINATION_FIELDS},
        wishes=wishes,
    )


def _wish_read(wish: Wish) -> WishRead:
    return WishRead(
        wish.number,
        HalfYear(wish.year, wish.half),
        wish.hospital.code if wish.hospital else None,
        wish.department.name if wish.department else None,
    )


def _address(typed: str) -> str:
    """An address of mail when what was typed is one, else nothing: nobody is written to by guess."""
    try:
        validate_email(typed)
    except ValidationError:
        return ""
    return typed


def doctor_values(row: ReadRow, read: NominationRead) -> dict[str, Any]:
    """What a row says of the doctor, by field of `Doctor`, its municipality left out."""
    return {
        "first_name": row.first_name,
        "last_name": row.last_name,
        "email": _address(row.doctor_email),
        **{name: getattr(read, name) for name in DOCTOR_FIELDS},
        "municipal_order": read.priority,
    }


def nomination_values(row: ReadRow, read: NominationRead) -> dict[str, Any]:
    """What a row says of the nomination itself, by field."""
    values = {name: getattr(read, name) for name in NOMINATION_FIELDS}
    return {**values, "leader_email": _address(row.leader_email)}


def wishes_of(read: NominationRead, nomination: Nomination, ground: Ground) -> Iterable[Wish]:
    """The wishes of a row, ready to be written."""
    for wish in read.wishes:
        named = wish.hospital is not None and wish.department is not None
        yield Wish(
            nomination=nomination,
            number=wish.number,
            year=wish.period.year,
            half=wish.period.half,
            hospital=ground.hospitals[wish.hospital] if wish.hospital else None,
            department=ground.departments[wish.hospital, wish.department] if named else None,  # type: ignore[index]
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A field of `COLUMNS` that a row says something new of: what stands, and what would."""

    field: str
    before: object
    after: object


def changes_of(row: ReadRow, read: NominationRead, known: Known, year: int) -> tuple[Change, ...]:
    """What a row changes of a doctor and the open nomination, in the order of the columns; empty when all stands."""
    if known.nomination is None:
        return ()
    stands = {**_said_of_doctor(known.doctor), **_said_of_nomination(known.nomination)}
    told = {**doctor_values(row, read), **nomination_values(row, read)}
    stands |= {_wish_field(wish): wish for wish in as_read(known.nomination, year).wishes}
    told |= {_wish_field(wish): wish for wish in read.wishes}
    fields = (column.field for column in COLUMNS)
    pairs = ((name, _ATTRIBUTES.get(name, name)) for name in fields)
    found = (Change(name, stands.get(value), told.get(value)) for name, value in pairs)
    return tuple(change for change in found if change.before != change.after)


_ATTRIBUTES = {"priority": "municipal_order", "doctor_email": "email"}
"""Field of `COLUMNS` → what `Doctor` calls it, where that is another name."""


def _wish_field(wish: WishRead) -> str:
    return f"wish_{wish.number}"


def _said_of_doctor(doctor: Doctor) -> dict[str, Any]:
    names = ("first_name", "last_name", "email", "municipal_order", *DOCTOR_FIELDS)
    return {name: getattr(doctor, name) for name in names}


def _said_of_nomination(nomination: Nomination) -> dict[str, Any]:
    return {name: getattr(nomination, name) for name in (*NOMINATION_FIELDS, "leader_email")}


def filled(
    row: ReadRow, read: NominationRead, known: Known, absent: Collection[str], year: int
) -> tuple[ReadRow, NominationRead]:
    """A row with what its sheet has no column for taken from what stands, so that a narrow sheet empties nothing.

    ``absent``: the fields of `COLUMNS` the sheet has no column for.
    """
    doctor, nomination = known.doctor, known.nomination
    taken = {name: getattr(doctor, name) for name in ("converted_on", "own_post_on", "locum_on") if name in absent}
    if "priority" in absent:
        taken["priority"] = doctor.municipal_order
    taken |= _leave_filled(read, doctor, absent)
    if "doctor_email" in absent:
        row = replace(row, doctor_email=doctor.email)
    if nomination is not None:
        if "can_be_split" in absent:
            taken["can_be_split"] = nomination.can_be_split
        if "leader_email" in absent:
            row = replace(row, leader_email=nomination.leader_email)
        kept = [wish for wish in as_read(nomination, year).wishes if _wish_field(wish) in absent]
        taken["wishes"] = tuple(sorted((*read.wishes, *kept), key=lambda wish: wish.number))
    return row, replace(read, **taken)


def _leave_filled(read: NominationRead, doctor: Doctor, absent: Collection[str]) -> dict[str, Any]:
    """The leave that stands, where the sheet has no column for it; its end only when the beginning is the same."""
    if "leave_to" not in absent:
        return {}
    if "leave_from" in absent:
        return {"leave_from": doctor.leave_from, "leave_to": doctor.leave_to}
    return {"leave_to": doctor.leave_to} if read.leave_from == doctor.leave_from else {}


def differs(thing: Doctor | Nomination, values: Mapping[str, Any]) -> bool:
    """Whether a row says something else than what stands."""
    return any(getattr(thing, name) != value for name, value in values.items())
