"""Posts nobody holds: who could still reach them, and the outcome that fills most of them, with its price.

No stable outcome places more doctors than another, so an empty post needs other wishes, another order, or both
(docs/algorithms/allocation.md, empty posts).
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from alisveien.engines.allocation.problem import Placements, Problem, roots_of
from alisveien.engines.allocation.verify import Fault, holdings, verify


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Empty posts of a tree, and the waiting doctors a second call could place there.

    ``wider``: they wish something in the tree that is full; a wish for the root itself would place them. ``longer``:
    they wish nothing in the tree. As many as there are posts would come in, and nobody else would move.
    """

    root: str
    empty: int
    wider: tuple[str, ...]
    longer: tuple[str, ...]


def second_call(problem: Problem, placements: Placements) -> list[Vacancy]:
    """Every tree with empty posts, by its root; trees without a ceiling at the root are never full and left out."""
    root_of = roots_of({node.id: node.parent for node in problem.nodes.values()})
    held = holdings(problem, placements)
    waiting = sorted(doctor for doctor in problem.doctors if placements[doctor] is None)
    wished = {doctor: {root_of[wish.node] for wish in problem.doctors[doctor].wishes} for doctor in waiting}
    found = []
    for node in sorted(node.id for node in problem.nodes.values() if node.parent is None):
        place = held[node]
        if place.cap is not None and place.count < place.cap:
            wider = tuple(doctor for doctor in waiting if node in wished[doctor])
            longer = tuple(doctor for doctor in waiting if node not in wished[doctor])
            found.append(Vacancy(node, place.cap - place.count, wider, longer))
    return found


@dataclass(frozen=True)
class Fullest:
    """The outcome that fills most posts: who comes in, who gives way, and every order it breaks.

    ``gave_way`` get something they wish less than what they had; ``broken`` is what the judge says of the outcome.
    Nobody who had a place loses it altogether.
    """

    placements: Placements
    placed: tuple[str, ...]
    gave_way: tuple[str, ...]
    broken: tuple[Fault, ...]


def fullest(problem: Problem, placements: Placements) -> Fullest:
    """The outcome that places as many as any can, and among those lets the fewest give way from a stable outcome.

    Min-cost flow from the stable outcome by shortest paths (Edmonds and Karp 1972): giving way costs one, everything
    else nothing. O(empty posts × wishes × doctors) at worst, in practice milliseconds at 300 doctors.
    """
    flow = _Flow(problem, placements)
    while flow.fill_one():
        pass
    found = flow.placements()
    ids = sorted(problem.doctors)
    return Fullest(
        found,
        tuple(one for one in ids if placements[one] is None and found[one] is not None),
        tuple(one for one in ids if _worse(found[one], placements[one])),
        tuple(verify(problem, found)),
    )


def _worse(now: int | None, before: int | None) -> bool:
    return before is not None and (now is None or now > before)


class _Flow:
    """Doctors, nodes and a sink, with arcs in pairs: arc and its way back. What is left of an arc is in ``left``."""

    def __init__(self, problem: Problem, placements: Placements) -> None:
        self.problem = problem
        self.number = {name: place for place, name in enumerate(_names(problem))}
        self.sink = len(self.number)
        self.out: list[list[int]] = [[] for _ in range(self.sink + 1)]
        self.to: list[int] = []
        self.left: list[int] = []
        self.cost: list[int] = []
        self.contracts: dict[str, list[int]] = {}
        self.free = [doctor for doctor in problem.doctors if placements[doctor] is None]
        held = holdings(problem, placements)
        for doctor in problem.doctors.values():
            before = placements[doctor.id]
            self.contracts[doctor.id] = [
                self._arc(
                    ("doctor", doctor.id),
                    ("node", wish.node),
                    1,
                    int(position == before),
                    int(_worse(position, before)),
                )
                for position, wish in enumerate(doctor.wishes)
            ]
        for node in problem.nodes.values():
            above = None if node.parent is None else ("node", node.parent)
            cap = len(problem.doctors) if node.cap is None else node.cap
            self._arc(("node", node.id), above, cap, held[node.id].count, 0)

    def _arc(self, start: tuple[str, str], end: tuple[str, str] | None, cap: int, used: int, cost: int) -> int:
        arc, one = len(self.to), self.number[start]
        other = self.sink if end is None else self.number[end]
        self.to += [other, one]
        self.left += [cap - used, used]
        self.cost += [cost, -cost]
        self.out[one].append(arc)
        self.out[other].append(arc + 1)
        return arc

    def fill_one(self) -> bool:
        """Place one more doctor by the cheapest way there is; False when there is none."""
        arriving = self._cheapest()
        if arriving is None:
            return False
        here = self.sink
        while (arc := arriving[here]) >= 0:
            self.left[arc] -= 1
            self.left[arc ^ 1] += 1
            here = self.to[arc ^ 1]
        self.free = [doctor for doctor in self.free if self.number["doctor", doctor] != here]
        return True

    def _cheapest(self) -> list[int] | None:
        """The arc by which each point is reached most cheaply from a doctor without a place (−1 at the start)."""
        far = len(self.to)
        cost, arriving = [far] * len(self.out), [-1] * len(self.out)
        queue = deque(self.number["doctor", doctor] for doctor in self.free)
        for start in queue:
            cost[start] = 0
        while queue:
            here = queue.popleft()
            for arc in self.out[here]:
                there, price = self.to[arc], cost[here] + self.cost[arc]
                if self.left[arc] and price < cost[there]:
                    cost[there], arriving[there] = price, arc
                    queue.append(there)
        return arriving if cost[self.sink] < far else None

    def placements(self) -> dict[str, int | None]:
        """Who holds which wish now."""
        return {
            doctor: next((position for position, arc in enumerate(arcs) if not self.left[arc]), None)
            for doctor, arcs in self.contracts.items()
        }


def _names(problem: Problem) -> Iterator[tuple[str, str]]:
    yield from (("doctor", doctor) for doctor in problem.doctors)
    yield from (("node", node) for node in problem.nodes)
