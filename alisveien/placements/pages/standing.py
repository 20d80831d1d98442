"""The nominations that stand, as rows of the workbook they could have come in."""

from collections.abc import Iterable

from alisveien.engines.nominations.nomination import Cell
from alisveien.engines.nominations.register import Register
from alisveien.placements.facts import as_read
from alisveien.placements.models import Nomination
from alisveien.placements.telling.cells import cells_of


def standing_rows(nominations: Iterable[Nomination], year: int, register: Register) -> list[tuple[Cell, ...]]:
    """One row for each nomination, in the order of the columns; read in again they change nothing."""
    return [cells_of(as_read(one, year), _person(one), register) for one in nominations]


def _person(one: Nomination) -> dict[str, str]:
    doctor = one.doctor
    return {
        "first_name": doctor.first_name,
        "last_name": doctor.last_name,
        "doctor_email": doctor.email,
        "leader_email": one.leader_email,
    }
