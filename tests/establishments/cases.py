"""Places and people for the tests of this area; the register must be loaded."""

from datetime import UTC, date, datetime
from typing import Any

from alisveien.establishments.models import Registration
from alisveien.places.models import Place

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2023, 1, 10)
LETTER = "Brev fra Helsedirektoratet"


def place(code: str = "5540") -> Place:
    return Place.objects.get(kind__in=("municipality", "state_body"), code=code)


def a_case(code: str = "5540", speciality: str = "ALM", **values: Any) -> Registration:
    """A case in the database, as the values say."""
    where = place(code)
    return Registration.objects.create(
        place=where, place_kind=where.kind, speciality=speciality, **({"source": LETTER} | values)
    )
