"""What a municipality answers about a nomination: as typed on the form, as values, and as it stands in the database.

Typed answers are form field → text. A wish is three fields: ``wish_1_place`` (the code of a department, hospital or
trust), ``wish_1_half`` (``P1 2028``) and ``wish_1_need``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import WISHES
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Wish
from alisveien.places.models import Place

Typed = Mapping[str, str]
YES = "ja"
PERSON = ("hpr_number", "first_name", "last_name", "email")
DATES = ("started_on", "converted_on", "own_post_on", "locum_on", "leave_from", "leave_to", "earliest_on", "latest_on")
OF_DOCTOR = (
    "hpr_number",
    "first_name",
    "last_name",
    "email",
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
OF_NOMINATION = ("earliest_on", "latest_on", "can_be_split", "leader_email")


def wish_fields(number: int) -> tuple[str, str, str]:
    """The names of the three fields of a wish."""
    return f"wish_{number}_place", f"wish_{number}_half", f"wish_{number}_need"


ITEMS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in (*OF_DOCTOR[:4], "unit", "trust", *OF_DOCTOR[4:], *OF_NOMINATION)},
    **{f"wish_{number}": wish_fields(number) for number in range(1, WISHES + 1)},
}
"""What is compared and told as one thing → its fields: each field for itself, a wish as a whole."""
FIELDS = tuple(field for fields in ITEMS.values() for field in fields)


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """A wish: a department, a hospital or the whole trust, a half-year, and what is to be learnt there."""

    place: Place
    half: HalfYear
    need: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All the answers of a form that holds. Percentages in per cent; wishes in their order, at most five."""

    hpr_number: str
    first_name: str
    last_name: str
    email: str
    municipality: Place
    unit: Place | None
    trust: Place
    position: str
    started_on: date
    percentage: int
    scheme: str
    converted_on: date | None
    group: str
    courses: int
    goals_percent: int
    own_post_on: date | None
    locum_on: date | None
    wishes: tuple[WishAnswer, ...]
    earliest_on: date
    latest_on: date
    can_be_split: bool
    leave_from: date | None
    leave_to: date | None
    leader_email: str

    @property
    def years(self) -> list[int]:
        """The years of the wished half-years, which are those of the rounds it takes part in."""
        return sorted({wish.half.year for wish in self.wishes})


@dataclass(frozen=True, slots=True)
class Versions:
    """Which state of a doctor and an open nomination somebody saw; 0 for one that was not there."""

    doctor: int
    nomination: int


@dataclass(frozen=True)
class Choices:
    """What can be chosen on the form of one municipality.

    ``groups`` are the places that can be wished, in groups by hospital: (label, [(code, label)]); ``by_code`` finds
    them. ``own_trust`` is the code of the municipality's own trust.
    """

    trusts: Mapping[str, Place]
    units: Mapping[str, Place]
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    by_code: Mapping[str, Place]
    halves: Sequence[HalfYear]
    own_trust: str

    def label(self, code: str) -> str:
        """A place as it is told: «Gynekologi, UNN Tromsø»; the code itself when it is not to be chosen any more."""
        return next((label for _group, places in self.groups for known, label in places if known == code), code)


def typed_of_doctor(doctor: Doctor) -> dict[str, str]:
    """What stands of a doctor, as it would be typed."""
    return {
        **{name: _text(getattr(doctor, name)) for name in OF_DOCTOR},
        "unit": doctor.unit.code if doctor.unit else "",
    }


def typed_of(nomination: Nomination) -> dict[str, str]:
    """What stands of a nomination and its doctor, as it would be typed. Wishes with their places must be fetched."""
    typed = typed_of_doctor(nomination.doctor)
    typed["trust"] = nomination.trust.code
    typed |= {name: _text(getattr(nomination, name)) for name in OF_NOMINATION}
    for number in range(1, WISHES + 1):
        typed |= dict.fromkeys(wish_fields(number), "")
    ordered = sorted(nomination.wishes.all(), key=lambda wish: wish.number)
    for number, wish in enumerate(ordered[:WISHES], start=1):
        values = (place_of(wish, nomination.trust).code, HalfYear(wish.year, wish.half).label, wish.need)
        typed |= dict(zip(wish_fields(number), values, strict=True))
    return typed


def place_of(wish: Wish, trust: Place) -> Place:
    """Where a wish is for: its department, else its hospital, else the whole trust."""
    return wish.department or wish.hospital or trust


def versions_of(doctor: Doctor | None, nomination: Nomination | None) -> Versions:
    """The state of a doctor and a nomination as read."""
    return Versions(doctor.version if doctor else 0, nomination.version if nomination else 0)


def changed_items(before: Typed, after: Typed) -> list[str]:
    """The items that two sets of typed answers say differently, in the order of the form."""
    return [
        item
        for item, fields in ITEMS.items()
        if any(before.get(name, "").strip() != after.get(name, "").strip() for name in fields)
    ]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    return shown(value) if isinstance(value, (str, int, date)) else ""
