"""Agreements for the tests of this area and of the gate; the register must be loaded."""

from datetime import UTC, date, datetime
from typing import Any

from alisveien.agreements.models import Agreement
from alisveien.places.models import Place

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
KAFJORD, BERGEN, TROMSO = "5540", "4601", "5501"
UNN, BERGEN_TRUST = "983974899", "983974724"


def place(code: str) -> Place:
    return Place.objects.get(kind__in=("municipality", "trust", "private"), code=code)


def an_agreement(town: str = KAFJORD, other: str = UNN, **values: Any) -> Agreement:
    """An agreement on hospital service in force since 2024, or as the values say."""
    one, two = place(town), place(other)
    said = {"covers": ["hospital_service"], "from_on": date(2024, 1, 1), "signed_on": date(2023, 12, 1)} | values
    return Agreement.objects.create(
        municipality=one, municipality_kind=one.kind, other=two, other_kind=two.kind, **said
    )
