"""The solver: doctors propose in their own order, full places keep the strongest.

Doctor-proposing deferred acceptance with the greedy choice on nested caps; docs/algorithms/allocation.md.
O(wishes × depth × log): every wish is proposed at most once.
"""

from collections.abc import Mapping
from heapq import heappop, heappush

from alisveien.engines.allocation.problem import Key, Placements, Problem


def solve(problem: Problem) -> Placements:
    """Doctor → position of the wish met (from 0) or None. Best for every doctor among the stable outcomes."""
    return _Solver(problem).run()


class _Solver:
    """Held contracts, and for every capped node a heap with its weakest holder on top."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.held: dict[str, int | None] = dict.fromkeys(problem.doctors)
        self.next: dict[str, int] = dict.fromkeys(problem.doctors, 0)
        self.count: dict[str, int] = dict.fromkeys(problem.nodes, 0)
        self.heaps: dict[str, list[tuple[int, str, int]]] = {node: [] for node in problem.nodes}
        self.paths = {node: self._capped_path(node) for node in problem.nodes}
        self.rank = _ranks(problem)

    def _capped_path(self, node: str) -> tuple[str, ...]:
        nodes = self.problem.nodes
        return tuple(place for place in self.problem.path(node) if nodes[place].cap is not None)

    def run(self) -> Placements:
        """Let everyone propose until nobody without a place has a wish left."""
        without = list(self.problem.doctors)
        while without:
            doctor = without.pop()
            released = self._propose(doctor)
            if released is not None:
                without.append(released)
        return self.held

    def _propose(self, doctor: str) -> str | None:
        """Propose until the doctor holds something or has no wish left; who lost a place by it, if anyone."""
        wishes = self.problem.doctors[doctor].wishes
        while self.next[doctor] < len(wishes):
            position = self.next[doctor]
            self.next[doctor] += 1
            full = self._first_full(wishes[position].node)
            if full is None:
                self._take(doctor, position)
                return None
            weakest = self._weakest(full)
            if weakest is not None and self.rank[doctor][position] < -weakest[0]:
                self._release(weakest[1])
                self._take(doctor, position)
                return weakest[1]
        return None

    def _first_full(self, node: str) -> str | None:
        for place in self.paths[node]:
            cap = self.problem.nodes[place].cap
            if cap is not None and self.count[place] >= cap:
                return place
        return None

    def _weakest(self, node: str) -> tuple[int, str, int] | None:
        heap = self.heaps[node]
        while heap and self.held[heap[0][1]] != heap[0][2]:
            heappop(heap)
        return heap[0] if heap else None

    def _take(self, doctor: str, position: int) -> None:
        self.held[doctor] = position
        for place in self.paths[self.problem.doctors[doctor].wishes[position].node]:
            self.count[place] += 1
            heappush(self.heaps[place], (-self.rank[doctor][position], doctor, position))

    def _release(self, doctor: str) -> None:
        position = self.held[doctor]
        assert position is not None
        self.held[doctor] = None
        for place in self.paths[self.problem.doctors[doctor].wishes[position].node]:
            self.count[place] -= 1


def _ranks(problem: Problem) -> Mapping[str, list[int]]:
    """Doctor → one number per wish, in the order of the keys; only numbers below the same root are compared."""
    root_of = {node: problem.path(node)[-1] for node in problem.nodes}
    contracts: list[tuple[str, Key, str, int]] = []
    for doctor in problem.doctors.values():
        contracts.extend((root_of[wish.node], wish.key, doctor.id, place) for place, wish in enumerate(doctor.wishes))
    contracts.sort()
    ranks = {doctor.id: [0] * len(doctor.wishes) for doctor in problem.doctors.values()}
    for rank, (_, _, doctor_id, position) in enumerate(contracts):
        ranks[doctor_id][position] = rank
    return ranks
