"""The first solver: one doctor at a time, full places keep the strongest by heaps.

Doctor-proposing deferred acceptance with the greedy choice on nested caps (Gale and Shapley 1962; on nested caps
Kamada and Kojima 2018); docs/algorithms/allocation.md. O(wishes × (depth + log)): every wish is proposed at most once.
"""

from heapq import heappop, heappush

from alisveien.engines.allocation.problem import Placements, Problem
from alisveien.engines.allocation.table import NONE, Table, table_of


def solve(problem: Problem) -> Placements:
    """Doctor → position of the wish met (from 0) or None. Best for every doctor among the stable outcomes."""
    met = solve_table(table_of(problem))
    return {
        doctor: None if position == NONE else position for doctor, position in zip(problem.doctors, met, strict=True)
    }


def solve_table(table: Table) -> list[int]:
    """For every doctor of a table the position of the wish met, counted from 0; −1 for those who wait."""
    solver = _Solver(table)
    for doctor in range(len(solver.held)):
        solver.propose(doctor)
    starts = table.starts
    return [NONE if wish == NONE else wish - starts[doctor] for doctor, wish in enumerate(solver.held)]


class _Solver:
    """Held wishes, and for every ceiling a heap with the rank of its weakest holder on top (as a negative number)."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.next = list(table.starts[:-1])
        self.held = [NONE] * len(self.next)
        self.count = [0] * len(table.caps)
        self.heaps: list[list[int]] = [[] for _cap in table.caps]
        self.wish_of = [0] * len(table.ranks)
        self.doctor_of = [0] * len(table.ranks)
        for wish, rank in enumerate(table.ranks):
            self.wish_of[rank] = wish
        for doctor, start in enumerate(self.next):
            for wish in range(start, table.starts[doctor + 1]):
                self.doctor_of[wish] = doctor

    def propose(self, doctor: int) -> None:
        """Let a doctor propose, then whoever lost a place by it, until nobody of them has a wish left."""
        table, upcoming, held, count, heaps = self.table, self.next, self.held, self.count, self.heaps
        starts, caps, above, ceilings, ranks = table.starts, table.caps, table.above, table.ceilings, table.ranks
        while upcoming[doctor] < starts[doctor + 1]:
            wish = upcoming[doctor]
            upcoming[doctor] = wish + 1
            first = full = ceilings[wish]
            while full != NONE and count[full] < caps[full]:
                full = above[full]
            loser = NONE
            if full != NONE:
                if caps[full] == 0 or (weakest := self._weakest(full)) < ranks[wish]:
                    continue
                loser = self._release(self.wish_of[weakest])
            held[doctor] = wish
            while first != NONE:
                count[first] += 1
                heappush(heaps[first], -ranks[wish])
                first = above[first]
            if loser == NONE:
                return
            doctor = loser

    def _weakest(self, full: int) -> int:
        """The rank of the weakest holder at a full ceiling; those who have left are dropped on the way."""
        heap, held, wish_of, doctor_of = self.heaps[full], self.held, self.wish_of, self.doctor_of
        while held[doctor_of[wish := wish_of[-heap[0]]]] != wish:
            heappop(heap)
        return -heap[0]

    def _release(self, wish: int) -> int:
        doctor = self.doctor_of[wish]
        self.held[doctor] = NONE
        here = self.table.ceilings[wish]
        while here != NONE:
            self.count[here] -= 1
            here = self.table.above[here]
        return doctor
