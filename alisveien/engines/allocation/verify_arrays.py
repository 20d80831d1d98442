"""The judge of a large table on machine arrays: whether there is any fault at all. It shares no code with the solvers.

Which faults there are is for `verify_table` to say. Needs NumPy; the caller sees to that it is there.
"""

from collections.abc import Sequence
from typing import Any

from alisveien.engines.allocation.table import Table


def is_faultless(table: Table, met: Sequence[int], np: Any) -> bool:
    """Whether an outcome is feasible and stable: position met by doctor, −1 waits. Linear in wishes and depth."""
    bounds = np.asarray(table.starts, np.int64)
    starts, ends = bounds[:-1], bounds[1:]
    position = np.asarray(met, np.int64)
    held = np.flatnonzero(position >= 0)
    wishes = starts[held] + position[held]
    if (wishes >= ends[held]).any():
        return False
    places = _Places(table, np)
    places.take(wishes)
    if (places.count > places.caps).any():
        return False
    better = np.where(position >= 0, starts + position, ends)
    wished = np.arange(len(table.ranks)) < np.repeat(better, ends - starts)
    return places.blocks_all(np.flatnonzero(wished))


class _Places:
    """How many every ceiling holds and the weakest rank there; the last row stands for no ceiling and is never full."""

    def __init__(self, table: Table, np: Any) -> None:
        self.np = np
        self.ranks = np.asarray(table.ranks, np.int64)
        self.ceilings = np.asarray(table.ceilings, np.int64)
        self.above = np.asarray([*table.above, -1], np.int64)
        most = len(self.ranks) + 1  # more than can be held, where a cap is larger than a machine integer
        self.caps = np.asarray([*(min(cap, most) for cap in table.caps), most], np.int64)
        self.count = np.zeros(len(self.caps), np.int64)
        self.weakest = np.full(len(self.caps), -1, np.int64)

    def take(self, wishes: Any) -> None:
        """Count contracts at their ceilings and all above."""
        here, ranks = self.ceilings[wishes], self.ranks[wishes]
        while len(here):
            inside = here >= 0
            here, ranks = here[inside], ranks[inside]
            self.count += self.np.bincount(here, minlength=len(self.count))
            self.np.maximum.at(self.weakest, here, ranks)
            here = self.above[here]

    def blocks_all(self, wishes: Any) -> bool:
        """Whether each wish meets a full ceiling on its way, and everyone held at the first is stronger."""
        here = self.ceilings[wishes]
        while len(climbing := self.np.flatnonzero((here >= 0) & (self.count[here] < self.caps[here]))):
            here[climbing] = self.above[here[climbing]]
        return bool(((here >= 0) & (self.weakest[here] < self.ranks[wishes])).all())
