"""«Hva skal til»: what would have met a refused wish, everything else unchanged. Every answer is a replay.

An answer against the cut-offs alone can be wrong, since one who comes in moves others; so nothing is estimated here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from alisveien.engines.allocation.problem import Doctor, Key, Placements, Problem, Wish, roots_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import blocking_node, holdings

MOST_POSTS = 5


@dataclass(frozen=True, slots=True)
class Help:
    """One change that alone would have met the wish, or a better one.

    ``code`` ``criterion``: the value at place ``criterion`` of the doctor's keys below the wish's root being at most
    ``value``, the weakest that is enough. ``code`` ``posts``: ``more`` posts at ``node``, the fewest that are enough.
    """

    code: str
    criterion: int | None = None
    value: int | float | str | None = None
    node: str | None = None
    more: int = 0


def what_would_help(
    problem: Problem, placements: Placements, doctor: str, position: int, criteria: Iterable[int] | None = None
) -> list[Help]:
    """Every single change that would have met a refused wish, by replay: a criterion each, then more posts.

    ``criteria``: places in the key that can be changed at all (None: every one). A value that makes two keys equal
    counts as weaker than the other. No answer where a change does not help on its own. O(criteria × log × a replay).
    """
    wish = problem.doctors[doctor].wishes[position]
    found = []
    for criterion in range(len(wish.key)) if criteria is None else criteria:
        values = _stronger(problem, wish, criterion)
        enough = _weakest_enough(values, _tried(problem, doctor, position, criterion))
        if enough is not None:
            found.append(Help("criterion", criterion=criterion, value=enough))
    return [*found, *_posts(problem, placements, doctor, position)]


def _stronger(problem: Problem, wish: Wish, criterion: int) -> list[int | float | str]:
    """The values somebody has below the root at a place of the key that are stronger than the wish's, weakest first."""
    root_of = roots_of({node.id: node.parent for node in problem.nodes.values()})
    values = {
        other.key[criterion]
        for doctor in problem.doctors.values()
        for other in doctor.wishes
        if root_of[other.node] == root_of[wish.node]
        and len(other.key) > criterion
        and _smaller(other.key, wish.key, criterion)
    }
    return sorted(values, reverse=True)


def _smaller(one: Key, other: Key, criterion: int) -> bool:
    return one[criterion] < other[criterion]  # type: ignore[operator]


def _weakest_enough(
    values: Sequence[int | float | str], enough: Callable[[int | float | str], bool]
) -> int | float | str | None:
    """The first of the values, weakest first, that is enough; a stronger key never gives less, so halves are tried."""
    if not values or not enough(values[-1]):
        return None
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(values[middle]) else (middle + 1, high)
    return values[low]


def _tried(problem: Problem, doctor: str, position: int, criterion: int) -> Callable[[int | float | str], bool]:
    """Whether a value of one criterion is enough to meet the wish."""
    node = problem.doctors[doctor].wishes[position].node

    def enough(value: int | float | str) -> bool:
        return _met(_raised(problem, doctor, node, criterion, value), doctor, position)

    return enough


def _raised(problem: Problem, doctor: str, node: str, criterion: int, value: int | float | str) -> Problem:
    """The problem where the doctor's keys below the node's root have at least that value; behind those they equal."""
    root = problem.path(node)[-1]
    one = problem.doctors[doctor]
    wishes = tuple(
        replace(wish, key=_key(wish.key, criterion, value)) if problem.path(wish.node)[-1] == root else wish
        for wish in one.wishes
    )
    return Problem(problem.nodes, {**problem.doctors, doctor: Doctor(doctor, wishes)})


def _key(key: Key, criterion: int, value: int | float | str) -> Key:
    if len(key) <= criterion or not value < key[criterion]:  # type: ignore[operator]
        return key
    changed = (*key[:criterion], value, *key[criterion + 1 :])
    return (*changed, changed[-1])


def _met(problem: Problem, doctor: str, position: int) -> bool:
    got = solve(problem)[doctor]
    return got is not None and got <= position


def _posts(problem: Problem, placements: Placements, doctor: str, position: int) -> list[Help]:
    wish = problem.doctors[doctor].wishes[position]
    node = blocking_node(problem, holdings(problem, placements), wish.node)
    if node is None:
        return []
    full = problem.nodes[node]
    for more in range(1, MOST_POSTS + 1):
        wider = Problem({**problem.nodes, node: replace(full, cap=(full.cap or 0) + more)}, problem.doctors)
        if _met(wider, doctor, position):
            return [Help("posts", node=node, more=more)]
    return []
