"""The problem: doctors with ordered wishes, and trees of places with ceilings.

Definition: docs/algorithms/allocation.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TypeVar

Key = tuple[int | float | str, ...]


Named = TypeVar("Named", "Node", "Doctor")

_SAID = {
    "heading": "{where}: the first row must be {expected}",
    "row_width": "{where}: expected {expected} fields",
    "not_utf8": "{where}: not a text that can be written in UTF-8",
    "wrong_kind": "{where}: expected {expected}",
    "missing_field": "{where}: the field {field} is missing",
    "unknown_field": "{where}: the field {field} is not known",
    "twice": "{kind} {name} stands twice",
    "unknown_parent": "node {name}: parent {parent} is not there",
    "negative_cap": "node {name}: cap {cap} is negative",
    "ring": "node {name} is above itself",
    "unknown_doctor": "doctor {name} is not there",
    "unknown_node": "doctor {name}: node {node} is not there",
    "same_wish": "doctor {name} wishes the same node twice: {node}",
    "same_key": "doctor {name}, node {node}: another wish below the same root has the same key as {other}",
    "not_finite": "doctor {name}, node {node}: the key holds a number that is not finite",
    "mixed_keys": "root {name}: place {place} of the keys is a number in some wishes and a text in others",
}


class BadProblem(ValueError):
    """The problem contradicts itself; ``code`` says how, ``names`` and the message which thing is at fault."""

    def __init__(self, code: str, **names: str) -> None:
        super().__init__(_SAID[code].format(**names))
        self.code = code
        self.names = names


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
    """A checked problem. Raises BadProblem for unknown or repeated names, rings, negative caps and keys that tie."""
    by_id = _unique(nodes, "node")
    for node in by_id.values():
        if node.parent is not None and node.parent not in by_id:
            raise BadProblem("unknown_parent", name=node.id, parent=node.parent)
        if node.cap is not None and node.cap < 0:
            raise BadProblem("negative_cap", name=node.id, cap=str(node.cap))
    root_of = roots_of({node.id: node.parent for node in by_id.values()})
    problem = Problem(by_id, _unique(doctors, "doctor"))
    _check_wishes(problem, root_of)
    return problem


def _unique(things: Iterable[Named], kind: str) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for thing in things:
        if thing.id in found:
            raise BadProblem("twice", kind=kind, name=thing.id)
        found[thing.id] = thing
    return found


def roots_of(parents: Mapping[str, str | None]) -> dict[str, str]:
    """Node → the root of its tree. Linear, also in a chain of any length. Raises BadProblem for a ring."""
    root_of: dict[str, str] = {}
    for start in parents:
        path: dict[str, None] = {}
        here = start
        while here not in root_of:
            if here in path:
                raise BadProblem("ring", name=here)
            path[here] = None
            parent = parents[here]
            if parent is None:
                root_of[here] = here
            else:
                here = parent
        root_of.update(dict.fromkeys(path, root_of[here]))
    return root_of


def _check_wishes(problem: Problem, root_of: Mapping[str, str]) -> None:
    seen: dict[str, dict[Key, str]] = {}
    kinds: dict[str, set[tuple[type, ...]]] = {}
    for doctor in problem.doctors.values():
        _check_places(doctor, root_of)
        for wish in doctor.wishes:
            root = root_of[wish.node]
            kind = tuple(map(type, wish.key))
            if float in kind and not all(isfinite(value) for value in wish.key if isinstance(value, float)):
                raise BadProblem("not_finite", name=doctor.id, node=wish.node)
            kinds.setdefault(root, set()).add(kind)
            keys = seen.setdefault(root, {})
            if wish.key in keys:
                raise BadProblem("same_key", name=doctor.id, node=wish.node, other=keys[wish.key])
            keys[wish.key] = doctor.id
    for root, found in kinds.items():
        check_kinds(root, found)


def check_kinds(root: str, kinds: Iterable[tuple[type, ...]]) -> None:
    """Raises BadProblem when keys below a root cannot be compared: a number and a text at the same place."""
    texts: dict[int, bool] = {}
    for kind in kinds:
        for place, type_ in enumerate(kind):
            if texts.setdefault(place, type_ is str) != (type_ is str):
                raise BadProblem("mixed_keys", name=root, place=str(place + 1))


def _check_places(doctor: Doctor, root_of: Mapping[str, str]) -> None:
    seen: set[str] = set()
    for wish in doctor.wishes:
        if wish.node not in root_of:
            raise BadProblem("unknown_node", name=doctor.id, node=wish.node)
        if wish.node in seen:
            raise BadProblem("same_wish", name=doctor.id, node=wish.node)
        seen.add(wish.node)
