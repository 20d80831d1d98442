"""Why a wish was not met: data with codes for the telling, which decides what whom may see.

Other people's names and keys stand here for the trust and the judge; a doctor is told the criterion only
(docs/algorithms/allocation.md, what is told to whom).
"""

from functools import cached_property
from typing import NamedTuple

from alisveien.engines.allocation.problem import Key, Placements, Problem
from alisveien.engines.allocation.verify import Held, blocking_node, holdings


class Refusal(NamedTuple):
    """One wish that was better than the outcome.

    ``node`` is the first full node from the wish to the root, ``cap`` its posts. ``criterion`` is the position in the
    key that placed the weakest holder ahead; None when there are no posts at all. ``own_seat``: the weakest place there
    is the doctor's own, held by a stronger wish. ``own_key`` ranks the wish, ``cut_off`` is the weakest key held at the
    node, and ``holders`` are those who hold it, the strongest first.
    """

    position: int
    node: str
    cap: int
    criterion: int | None
    own_seat: bool
    own_key: Key = ()
    cut_off: Key | None = None
    holders: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """``no_posts``, ``own_seat`` or ``outranked``: which sentence tells it."""
        if self.criterion is None:
            return "no_posts"
        return "own_seat" if self.own_seat else "outranked"


def refusals(problem: Problem, placements: Placements) -> dict[str, list[Refusal]]:
    """Doctor → the reason for every better wish, in the doctor's order. Expects an outcome the judge accepts."""
    held = {node: _Full(problem, placements, place) for node, place in holdings(problem, placements).items()}
    places = {node: full.place for node, full in held.items()}
    found: dict[str, list[Refusal]] = {}
    for doctor in problem.doctors.values():
        reasons = []
        for position, wish in enumerate(doctor.wishes[: placements[doctor.id]]):
            node = blocking_node(problem, places, wish.node)
            assert node is not None, "the judge accepts no refusal where there is room"
            place = places[node]
            cut_off = place.cut_off
            criterion = None if cut_off is None else first_difference(cut_off, wish.key)
            own = place.weakest == doctor.id
            reasons.append(
                Refusal(position, node, place.cap or 0, criterion, own, wish.key, cut_off, held[node].strongest_first)
            )
        found[doctor.id] = reasons
    return found


class _Full:
    """A node with its holders in order, put in order once however many were refused there."""

    def __init__(self, problem: Problem, placements: Placements, place: Held) -> None:
        self.place = place
        self._problem = problem
        self._placements = placements

    @cached_property
    def strongest_first(self) -> tuple[str, ...]:
        return tuple(sorted(self.place.holders, key=self._key))

    def _key(self, doctor: str) -> Key:
        position = self._placements[doctor]
        assert position is not None, "a holder holds something"
        return self._problem.doctors[doctor].wishes[position].key


def first_difference(one: Key, other: Key) -> int:
    """The position of the first criterion on which two keys differ; where one goes on, the first the other lacks."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
