"""A problem as numbers: what the solvers for large problems work on, and what a stream of wishes becomes.

Ceilings are numbered, nodes without one are left out, and every wish has a rank in place of its key. Names and keys
stay in the `Problem` or in the reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alisveien.engines.allocation.problem import Problem, roots_of

NONE = -1
ARRAYS_FROM = 100_000
"""Wishes from which loading NumPy pays for itself: to put keys in order, to solve, to judge."""


@dataclass(frozen=True, slots=True)
class Table:
    """Wishes of all doctors after one another: those of doctor d are starts[d] … starts[d + 1] − 1, best first.

    ``caps`` and ``above``: posts of every ceiling, and the next ceiling above it (−1: none). ``ceilings``: the first
    ceiling from each wish to the root (−1: none). ``ranks``: each number from 0 once, smaller is stronger among wishes
    below the same root.
    """

    caps: Sequence[int]
    above: Sequence[int]
    starts: Sequence[int]
    ceilings: Sequence[int]
    ranks: Sequence[int]


def table_of(problem: Problem) -> Table:
    """The numbers of a checked problem, doctors in its order. O(wishes × log + nodes)."""
    first = ceilings_of(problem)
    root_of = roots_of({node.id: node.parent for node in problem.nodes.values()})
    capped = [node for node in problem.nodes.values() if node.cap is not None]
    starts = [0]
    contracts = []
    for doctor in problem.doctors.values():
        contracts += [(root_of[wish.node], wish.key, wish.node) for wish in doctor.wishes]
        starts.append(len(contracts))
    ranks = [0] * len(contracts)
    for rank, place in enumerate(sorted(range(len(contracts)), key=contracts.__getitem__)):
        ranks[place] = rank
    return Table(
        caps=[node.cap or 0 for node in capped],
        above=[NONE if node.parent is None else first[node.parent] for node in capped],
        starts=starts,
        ceilings=[first[node] for _root, _key, node in contracts],
        ranks=ranks,
    )


def ceilings_of(problem: Problem) -> dict[str, int]:
    """Node → number of the first ceiling from it to the root, −1 where there is none. Linear."""
    nodes = problem.nodes
    numbers = (node.id for node in nodes.values() if node.cap is not None)
    first = {node: number for number, node in enumerate(numbers)}
    for start in nodes:
        path = []
        here: str | None = start
        while here is not None and here not in first:
            path.append(here)
            here = nodes[here].parent
        first.update(dict.fromkeys(path, NONE if here is None else first[here]))
    return first
