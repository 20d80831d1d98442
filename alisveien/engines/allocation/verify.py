"""The judge: it shares no code with the solvers and decides nothing, it only looks.

One sentence is checked (docs/algorithms/allocation.md): the outcome is feasible, and for every wish better than what
the doctor got there is a full node above it where everyone held has a stronger key. Linear in the wishes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from alisveien.engines.allocation.problem import Key, Placements, Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with names.

    ``code``: ``doctor_missing``, ``doctor_unknown``, ``not_a_wish`` (``stated``: the position), ``over_cap``
    (``stated``: the cap, ``found``: the count), ``room_left`` (``node``: the wish), ``stronger_refused`` (``node``: the
    full node, ``by``: its weakest holder); a certificate can have more (`proof`).
    """

    code: str
    doctor: str | None = None
    node: str | None = None
    by: str | None = None
    stated: str = ""
    found: str = ""


@dataclass(slots=True)
class Held:
    """What a node holds: how many, and the weakest key with its holder."""

    count: int = 0
    cut_off: Key | None = None
    weakest: str | None = None
    cap: int | None = None
    holders: list[str] = field(default_factory=list)

    @property
    def tight(self) -> bool:
        """True when no more doctors can be held."""
        return self.cap is not None and self.count >= self.cap


def holdings(problem: Problem, placements: Placements) -> dict[str, Held]:
    """Node → what it holds, counted upwards to the root."""
    found = {node.id: Held(cap=node.cap) for node in problem.nodes.values()}
    for doctor_id, position in placements.items():
        doctor = problem.doctors.get(doctor_id)
        if doctor is None or position is None or not 0 <= position < len(doctor.wishes):
            continue
        wish = doctor.wishes[position]
        here: str | None = wish.node
        while here is not None:
            held = found[here]
            held.count += 1
            held.holders.append(doctor_id)
            if held.cut_off is None or wish.key > held.cut_off:
                held.cut_off, held.weakest = wish.key, doctor_id
            here = problem.nodes[here].parent
    return found


def blocking_node(problem: Problem, held: dict[str, Held], node: str) -> str | None:
    """The first full node from ``node`` to the root, called s(x) in the definition; None when all have room."""
    here: str | None = node
    while here is not None:
        if held[here].tight:
            return here
        here = problem.nodes[here].parent
    return None


def verify(problem: Problem, placements: Placements) -> list[Fault]:
    """Every fault of an outcome, none when it is feasible and stable. Nothing is raised."""
    held = holdings(problem, placements)
    return [*_strangers(problem, placements), *_overfull(held), *_envied(problem, placements, held)]


def _strangers(problem: Problem, placements: Placements) -> Iterator[Fault]:
    for doctor_id in problem.doctors:
        if doctor_id not in placements:
            yield Fault("doctor_missing", doctor_id)
    for doctor_id, position in placements.items():
        doctor = problem.doctors.get(doctor_id)
        if doctor is None:
            yield Fault("doctor_unknown", doctor_id)
        elif position is not None and not 0 <= position < len(doctor.wishes):
            yield Fault("not_a_wish", doctor_id, stated=str(position))


def _overfull(held: dict[str, Held]) -> Iterator[Fault]:
    for node, place in held.items():
        if place.cap is not None and place.count > place.cap:
            yield Fault("over_cap", node=node, stated=str(place.cap), found=str(place.count))


def _envied(problem: Problem, placements: Placements, held: dict[str, Held]) -> Iterator[Fault]:
    for doctor in problem.doctors.values():
        position = placements.get(doctor.id)
        if position is not None and position < 0:
            position = None
        for wish in doctor.wishes[:position]:
            full = blocking_node(problem, held, wish.node)
            if full is None:
                yield Fault("room_left", doctor.id, wish.node)
                continue
            place = held[full]
            if place.cut_off is not None and wish.key < place.cut_off:
                yield Fault("stronger_refused", doctor.id, full, by=place.weakest)
