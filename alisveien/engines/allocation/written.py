"""A problem and an outcome as plain values, written and read again: the shapes of schema/*.json."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from alisveien.engines.allocation.problem import BadProblem, Doctor, Key, Node, Placements, Problem, Wish, problem_of

NOT_A_WISH = -1

Values = Mapping[str, Any]


def canonical(data: Any) -> str:
    """JSON in one spelling: names sorted, no spaces, letters as they are. The same values give the same text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(data: Any) -> str:
    """SHA-256 of JSON values in one spelling, in hexadecimal."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values, its nodes and doctors by name: the order they came in changes nothing."""
    nodes = [
        {"id": node.id}
        | ({} if node.parent is None else {"parent": node.parent})
        | ({} if node.cap is None else {"cap": node.cap})
        for node in sorted(problem.nodes.values(), key=lambda one: one.id)
    ]
    doctors = sorted(problem.doctors.values(), key=lambda one: one.id)
    return {"nodes": nodes, "doctors": [doctor_data(doctor) for doctor in doctors]}


def doctor_data(doctor: Doctor) -> dict[str, Any]:
    """A doctor with the wishes, as JSON values; `doctor_from` gives it back."""
    return {"id": doctor.id, "wishes": [{"node": wish.node, "key": list(wish.key)} for wish in doctor.wishes]}


def problem_from(data: Any) -> Problem:
    """The problem of JSON values. Raises BadProblem where they are not one, naming the place."""
    fields(data, "problem", {"nodes", "doctors"})
    nodes = [_node(row, f"nodes[{place}]") for place, row in enumerate(listed(data, "nodes", "problem"))]
    doctors = [doctor_from(row, f"doctors[{place}]") for place, row in enumerate(listed(data, "doctors", "problem"))]
    return problem_of(nodes, doctors)


def outcome_data(problem: Problem, placements: Placements) -> dict[str, Any]:
    """An outcome as JSON values: doctor → node, None for those who wait."""
    return {"placements": {doctor: node_met(problem, placements, doctor) for doctor in problem.doctors}}


def node_met(problem: Problem, placements: Placements, doctor: str) -> str | None:
    """The node a doctor is placed at, None while waiting."""
    position = placements[doctor]
    return None if position is None else problem.doctors[doctor].wishes[position].node


def placements_from(problem: Problem, data: Any) -> dict[str, int | None]:
    """The placements of JSON values; a node the doctor never wished for becomes `NOT_A_WISH`. Raises BadProblem."""
    fields(data, "outcome", {"placements"})
    stated = data["placements"]
    if not isinstance(stated, dict):
        raise BadProblem("wrong_kind", where="outcome.placements", expected="object")
    found: dict[str, int | None] = {}
    for doctor, node in stated.items():
        if node is not None and not isinstance(node, str):
            raise BadProblem("wrong_kind", where=f"outcome.placements[{doctor}]", expected="text or null")
        found[doctor] = None if node is None else _position(problem, doctor, node)
    return found


def _position(problem: Problem, doctor: str, node: str) -> int:
    wishes = problem.doctors[doctor].wishes if doctor in problem.doctors else ()
    return next((place for place, wish in enumerate(wishes) if wish.node == node), NOT_A_WISH)


def _node(row: Any, where: str) -> Node:
    fields(row, where, {"id"}, {"parent", "cap"})
    cap = row.get("cap")
    if cap is not None and type(cap) is not int:
        raise BadProblem("wrong_kind", where=f"{where}.cap", expected="whole number or null")
    parent = row.get("parent")
    return Node(text(row["id"], f"{where}.id"), None if parent is None else text(parent, f"{where}.parent"), cap)


def doctor_from(row: Any, where: str) -> Doctor:
    """The doctor of JSON values; whether the nodes exist is for the problem to say. Raises BadProblem."""
    fields(row, where, {"id", "wishes"})
    wishes = listed(row, "wishes", where)
    return Doctor(
        text(row["id"], f"{where}.id"),
        tuple(_wish(wish, f"{where}.wishes[{place}]") for place, wish in enumerate(wishes)),
    )


def _wish(row: Any, where: str) -> Wish:
    fields(row, where, {"node", "key"})
    return Wish(text(row["node"], f"{where}.node"), key_from(listed(row, "key", where), f"{where}.key"))


def key_from(values: list[Any], where: str) -> Key:
    """A key of JSON values: numbers and texts, at least one. Raises BadProblem."""
    if not values or any(type(value) not in (int, float, str) for value in values):
        raise BadProblem("wrong_kind", where=where, expected="list of numbers or texts")
    return tuple(value if type(value) is not str else text(value, where, least=0) for value in values)


def fields(row: Any, where: str, needed: set[str], more: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """Raises BadProblem unless ``row`` is an object with the fields needed and none unknown."""
    if not isinstance(row, dict):
        raise BadProblem("wrong_kind", where=where, expected="object")
    for name in sorted(needed - row.keys()):
        raise BadProblem("missing_field", where=where, field=name)
    for name in sorted(row.keys() - needed - more):
        raise BadProblem("unknown_field", where=where, field=name)


def listed(row: Values, name: str, where: str) -> list[Any]:
    """The list in a field. Raises BadProblem when it is none."""
    value = row[name]
    if not isinstance(value, list):
        raise BadProblem("wrong_kind", where=f"{where}.{name}", expected="list")
    return value


def text(value: Any, where: str, *, least: int = 1) -> str:
    """A text that can be written, of at least so many letters. Raises BadProblem."""
    if not isinstance(value, str) or len(value) < least:
        raise BadProblem("wrong_kind", where=where, expected="text")
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadProblem("not_utf8", where=where)
    return value
