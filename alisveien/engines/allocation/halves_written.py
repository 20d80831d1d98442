"""What is asked and found for 3 + 3 months, as plain values: schemas/asked.schema.json and halves.schema.json."""

from collections.abc import Iterable, Mapping
from typing import Any

from alisveien.engines.allocation.exception import Excepted, HalfWish
from alisveien.engines.allocation.halves import Halves, Units
from alisveien.engines.allocation.problem import BadProblem, Problem
from alisveien.engines.allocation.written import fields, listed, text


def asked_from(problem: Problem, data: Any) -> dict[str, Units]:
    """Doctor → the two units asked for, from JSON values. Raises BadProblem, naming the place or the doctor."""
    fields(data, "asked", {"asked"})
    found: dict[str, Units] = {}
    for place, row in enumerate(listed(data, "asked", "asked")):
        where = f"asked[{place}]"
        fields(row, where, {"doctor", "units"})
        doctor = text(row["doctor"], f"{where}.doctor")
        if doctor not in problem.doctors:
            raise BadProblem("unknown_doctor", name=doctor)
        if doctor in found:
            raise BadProblem("twice", kind="doctor", name=doctor)
        found[doctor] = _units(problem, doctor, listed(row, "units", where), f"{where}.units")
    return found


def _units(problem: Problem, doctor: str, values: list[Any], where: str) -> Units:
    if len(values) != 2:
        raise BadProblem("wrong_kind", where=where, expected="two units")
    units = (text(values[0], where), text(values[1], where))
    for unit in units:
        if unit not in problem.nodes:
            raise BadProblem("unknown_node", name=doctor, node=unit)
    return units


def units_excepted(wishes: Mapping[str, tuple[HalfWish, ...]], found: Excepted) -> dict[str, Units]:
    """The units of each half for everyone the exception places."""
    return {
        doctor: wishes[doctor][position].units for doctor, position in found.placements.items() if position is not None
    }


def halves_data(doctors: Iterable[str], found: Halves) -> dict[str, Any]:
    """Who is where in each half, and what came of every request, as JSON values."""
    return {
        "units": _by_doctor(doctors, found.units),
        "split": list(found.split),
        "swapped": [list(pair) for pair in found.swapped],
        "left": list(found.left),
        "exception": None,
    }


def excepted_data(doctors: Iterable[str], units: Mapping[str, Units], found: Excepted) -> dict[str, Any]:
    """The exception and its price as JSON values: every broken order, and whether no outcome breaks fewer."""
    return {
        "units": _by_doctor(doctors, units),
        "proven": found.proven,
        "price": [{"doctor": one.doctor, "units": list(one.wish.units)} for one in found.price],
    }


def _by_doctor(doctors: Iterable[str], units: Mapping[str, Units]) -> dict[str, list[str] | None]:
    return {doctor: list(units[doctor]) if doctor in units else None for doctor in doctors}
