"""The alternative in the same run: deferred acceptance as textbooks write it, looking through all holders each time."""

from collections import deque

from alisveien.engines.allocation.problem import Placements, Problem


def textbook(problem: Problem) -> Placements:
    """The same outcome as `solve`, without ranks or heaps: O(wishes × holders)."""
    held: dict[str, int | None] = dict.fromkeys(problem.doctors)
    nexts = dict.fromkeys(problem.doctors, 0)
    holders: dict[str, set[str]] = {node: set() for node in problem.nodes}
    paths = {node: problem.path(node) for node in problem.nodes}
    free = deque(problem.doctors)

    def key(doctor: str) -> tuple[int | str, ...]:
        position = held[doctor]
        assert position is not None
        return problem.doctors[doctor].wishes[position].key

    while free:
        doctor = free.popleft()
        wishes = problem.doctors[doctor].wishes
        while held[doctor] is None and nexts[doctor] < len(wishes):
            position = nexts[doctor]
            nexts[doctor] += 1
            path = paths[wishes[position].node]
            caps = {place: problem.nodes[place].cap for place in path}
            full = next((one for one in path if (cap := caps[one]) is not None and len(holders[one]) >= cap), None)
            if full is not None:
                weakest = max(holders[full], key=key, default=None)
                if weakest is None or key(weakest) < wishes[position].key:
                    continue
                lost = held[weakest]
                assert lost is not None
                for place in paths[problem.doctors[weakest].wishes[lost].node]:
                    holders[place].discard(weakest)
                held[weakest] = None
                free.append(weakest)
            held[doctor] = position
            for place in path:
                holders[place].add(doctor)
    return held
