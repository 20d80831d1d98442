"""The second solver: everybody at once, in rounds. It shares nothing with the first but the problem.

In every round all who are not held propose their next wish; every tree is then cut from its leaves to its root, each
node keeping its strongest. For nested caps this is the same as scanning from the strongest key and keeping what is
feasible, so both solvers give the same outcome: docs/algorithms/allocation.md.
"""

from alisveien.engines.allocation.problem import Key, Placements, Problem

Contract = tuple[Key, str, int]
"""Key, doctor, position of the wish."""


def solve_in_rounds(problem: Problem) -> Placements:
    """Doctor → position of the wish met (from 0) or None; the same as `solve`, found another way."""
    rounds = _Rounds(problem)
    free = list(problem.doctors)
    while free:
        free = rounds.once(free)
    return {
        doctor.id: rounds.at[doctor.id] if rounds.at[doctor.id] < len(doctor.wishes) else None
        for doctor in problem.doctors.values()
    }


class _Rounds:
    """Where everyone has come in the own list, and what every node kept in the last round it was cut."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.at = dict.fromkeys(problem.doctors, -1)
        self.proposed: dict[str, list[Contract]] = {node: [] for node in problem.nodes}
        self.kept: dict[str, list[Contract]] = {node: [] for node in problem.nodes}
        self.children: dict[str, list[str]] = {node: [] for node in problem.nodes}
        for node in problem.nodes.values():
            if node.parent is not None:
                self.children[node.parent].append(node.id)
        self.depth = dict.fromkeys(problem.nodes, 0)
        layer = [node.id for node in problem.nodes.values() if node.parent is None]
        while layer:
            layer = [child for node in layer for child in self.children[node]]
            for child in layer:
                self.depth[child] = self.depth[self.problem.nodes[child].parent or child] + 1

    def once(self, free: list[str]) -> list[str]:
        """One round: the free propose their next wish, and every node touched is cut. Who is free afterwards."""
        touched: set[str] = set()
        for doctor in free:
            self.at[doctor] += 1
            wishes = self.problem.doctors[doctor].wishes
            if self.at[doctor] < len(wishes):
                wish = wishes[self.at[doctor]]
                self.proposed[wish.node].append((wish.key, doctor, self.at[doctor]))
                touched.add(wish.node)
        refused: set[tuple[str, int]] = set()
        for node in sorted(self._upwards(touched), key=lambda one: -self.depth[one]):
            self._cut(node, refused)
        return [doctor for doctor, _position in refused]

    def _upwards(self, touched: set[str]) -> set[str]:
        """The nodes touched, and all above them."""
        found: set[str] = set()
        for node in touched:
            here: str | None = node
            while here is not None and here not in found:
                found.add(here)
                here = self.problem.nodes[here].parent
        return found

    def _cut(self, node: str, refused: set[tuple[str, int]]) -> None:
        """Keep the strongest of those proposed at a node and kept below it; the rest are refused for good."""
        self.proposed[node] = [one for one in self.proposed[node] if self._stands(one, refused)]
        below = [one for child in self.children[node] for one in self.kept[child] if self._stands(one, refused)]
        standing = sorted(self.proposed[node] + below)
        cap = self.problem.nodes[node].cap
        self.kept[node] = standing if cap is None else standing[:cap]
        refused.update((doctor, position) for _key, doctor, position in standing[len(self.kept[node]) :])

    def _stands(self, contract: Contract, refused: set[tuple[str, int]]) -> bool:
        """True while a contract is still its doctor's and was not refused in this round."""
        _key, doctor, position = contract
        return self.at[doctor] == position and (doctor, position) not in refused
