"""The problem: doctors with ordered wishes, and trees of places with ceilings.

Definition: docs/algorithms/allocation.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Key = tuple[int | str, ...]


Named = TypeVar("Named", "Node", "Doctor")


class BadProblem(ValueError):
    """The problem contradicts itself; the message names the thing at fault."""


@dataclass(frozen=True, slots=True)
class Node:
    """A trust, hospital or department in one period. ``cap`` None: no ceiling of its own."""

    id: str
    parent: str | None = None
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A contract the doctor would sign: where, and the key by which the trust ranks it (smaller is stronger)."""

    node: str
    key: Key


@dataclass(frozen=True, slots=True)
class Doctor:
    """A doctor and the wishes in the doctor's own order, best first."""

    id: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a distribution depends on. Build it with `problem_of`, which checks it."""

    nodes: Mapping[str, Node]
    doctors: Mapping[str, Doctor]

    def path(self, node: str) -> tuple[str, ...]:
        """The node and every node above it, root last."""
        path = [node]
        while (above := self.nodes[path[-1]].parent) is not None:
            path.append(above)
        return tuple(path)


Placements = Mapping[str, int | None]
"""Doctor → position of the wish that was met, counted from 0; None when the doctor waits."""


def problem_of(nodes: Iterable[Node], doctors: Iterable[Doctor]) -> Problem:
    """A checked problem. Raises BadProblem for unknown or repeated names, rings, negative caps and equal keys."""
    by_id = _unique(nodes, "node")
    for node in by_id.values():
        if node.parent is not None and node.parent not in by_id:
            raise BadProblem(f"node {node.id}: parent {node.parent} is not there")
        if node.cap is not None and node.cap < 0:
            raise BadProblem(f"node {node.id}: cap {node.cap} is negative")
    root_of = _roots(by_id)
    problem = Problem(by_id, _unique(doctors, "doctor"))
    _check_wishes(problem, root_of)
    return problem


def _unique(things: Iterable[Named], kind: str) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for thing in things:
        if thing.id in found:
            raise BadProblem(f"{kind} {thing.id} stands twice")
        found[thing.id] = thing
    return found


def _roots(nodes: Mapping[str, Node]) -> dict[str, str]:
    root_of: dict[str, str] = {}
    for start in nodes:
        path: list[str] = []
        here = start
        while here not in root_of:
            if here in path:
                raise BadProblem(f"node {here} is above itself")
            path.append(here)
            parent = nodes[here].parent
            if parent is None:
                root_of[here] = here
            else:
                here = parent
        root_of.update(dict.fromkeys(path, root_of[here]))
    return root_of


def _check_wishes(problem: Problem, root_of: Mapping[str, str]) -> None:
    seen: dict[str, set[Key]] = {}
    for doctor in problem.doctors.values():
        _check_places(doctor, root_of)
        for wish in doctor.wishes:
            keys = seen.setdefault(root_of[wish.node], set())
            if wish.key in keys:
                raise BadProblem(f"doctor {doctor.id}: another wish below the same root has the same key")
            keys.add(wish.key)


def _check_places(doctor: Doctor, root_of: Mapping[str, str]) -> None:
    places: Sequence[str] = [wish.node for wish in doctor.wishes]
    for place in places:
        if place not in root_of:
            raise BadProblem(f"doctor {doctor.id}: node {place} is not there")
    if len(set(places)) != len(places):
        raise BadProblem(f"doctor {doctor.id} wishes the same node twice")
