"""A nomination as the database holds it and as the engines read it: one place for both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alisveien.engines.calendar.half_year import HalfYear
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


def as_read(nomination: Nomination, year: int) -> NominationRead:
    """A nomination with its doctor, municipality, trust and wishes fetched, as the engines read it.

    Only the wishes of the year are taken along, in their order and with their numbers.
    """
    doctor = nomination.doctor
    return NominationRead(
        hpr_number=doctor.hpr_number,
        municipality=nomination.municipality.code,
        trust=nomination.trust.code,
        **{name: getattr(doctor, name) for name in DOCTOR_FIELDS},
        priority=doctor.municipal_order,
        **{name: getattr(nomination, name) for name in NOMINATION_FIELDS},
        wishes=tuple(_wish_read(wish) for wish in nomination.wishes.all() if wish.year == year),
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


def differs(thing: Doctor | Nomination, values: Mapping[str, Any]) -> bool:
    """Whether a row says something else than what stands."""
    return any(getattr(thing, name) != value for name, value in values.items())
