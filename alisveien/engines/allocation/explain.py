"""Why a wish was not met: data for the telling, without any other person's values."""

from dataclasses import dataclass

from alisveien.engines.allocation.problem import Key, Placements, Problem
from alisveien.engines.allocation.verify import blocking_node, holdings


@dataclass(frozen=True, slots=True)
class Refusal:
    """One wish that was better than the outcome.

    ``node`` is the first full node from the wish to the root, ``cap`` its posts. ``criterion`` is the position in the
    key that placed the weakest holder ahead; None when there are no posts at all. ``own_seat``: the weakest place there
    is the doctor's own, held by a stronger wish.
    """

    position: int
    node: str
    cap: int
    criterion: int | None
    own_seat: bool


def refusals(problem: Problem, placements: Placements) -> dict[str, list[Refusal]]:
    """Doctor → the reason for every better wish, in the doctor's order. Expects an outcome the judge accepts."""
    held = holdings(problem, placements)
    found: dict[str, list[Refusal]] = {}
    for doctor in problem.doctors.values():
        better = doctor.wishes[: placements[doctor.id]]
        reasons = []
        for position, wish in enumerate(better):
            node = blocking_node(problem, held, wish.node)
            assert node is not None, "the judge accepts no refusal where there is room"
            place = held[node]
            reasons.append(
                Refusal(
                    position=position,
                    node=node,
                    cap=place.cap or 0,
                    criterion=None if place.cut_off is None else first_difference(place.cut_off, wish.key),
                    own_seat=place.weakest == doctor.id,
                )
            )
        found[doctor.id] = reasons
    return found


def first_difference(one: Key, other: Key) -> int:
    """The position of the first criterion on which two keys differ; where one goes on, the first the other lacks."""
    shared = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(shared) if a != b), min(len(one), len(other)))
