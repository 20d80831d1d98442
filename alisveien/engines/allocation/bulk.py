"""Everybody at once on machine arrays, for large problems: the same outcome as the other solvers, bit for bit.

In every round all who were refused propose their next wish, and the trees they propose to are cut from their leaves to
their roots. A wish weaker than everyone kept at a full ceiling on its way is passed over: it would be refused, and what
is refused is refused for good. Needs NumPy (``pip install alisveien[speed]``); the caller sees to that it is there.
"""

from typing import Any

from alisveien.engines.allocation.table import NONE, Table


def solve_in_bulk(table: Table, np: Any) -> list[int]:
    """For every doctor of a table the position of the wish met, counted from 0; −1 for those who wait."""
    bulk = _Bulk(table, np)
    proposing = bulk.advanced(np.arange(len(bulk.current)), 0)
    while len(proposing):
        proposing = bulk.advanced(bulk.refused_by(proposing), 1)
    return np.where(bulk.current < bulk.ends, bulk.current - bulk.starts, NONE).tolist()  # type: ignore[no-any-return]


class _Bulk:
    """The wish each doctor has come to, and the weakest rank kept at every full ceiling."""

    def __init__(self, table: Table, np: Any) -> None:
        self.np = np
        bounds = np.asarray(table.starts, np.int64)
        self.starts, self.ends = bounds[:-1], bounds[1:]
        self.ranks = np.asarray(table.ranks, np.int64)
        self.ceilings = np.asarray(table.ceilings, np.int64)
        most = len(self.starts)
        self.caps = np.asarray([min(cap, most) for cap in table.caps], np.int64)
        self.above = np.asarray([*table.above, NONE], np.int64)  # the last stands for no ceiling, so that −1 finds it
        self.current = self.starts.copy()
        self.depth, self.top = _shape(self.above, np)
        self.cut = np.full(len(self.above), len(self.ranks), np.int64)
        self.touched = np.zeros(len(self.above), bool)

    def advanced(self, doctors: Any, by: int) -> Any:
        """Move doctors on to the next wish that is not passed over; those of them who now propose."""
        found = []
        while len(doctors):
            self.current[doctors] += by
            doctors = doctors[self.current[doctors] < self.ends[doctors]]
            blocked = self._blocked(self.current[doctors])
            found.append(doctors[~blocked])
            doctors, by = doctors[blocked], 1
        return self.np.concatenate([doctors, *found])

    def _blocked(self, wishes: Any) -> Any:
        """Which wishes are weaker than everyone kept at a full ceiling on their way."""
        ranks, here = self.ranks[wishes], self.ceilings[wishes]
        blocked = self.np.zeros(len(wishes), bool)
        on_way = self.np.flatnonzero(here != NONE)
        while len(on_way):
            nodes = here[on_way]
            blocked[on_way] |= ranks[on_way] > self.cut[nodes]
            here[on_way] = self.above[nodes]
            on_way = on_way[here[on_way] != NONE]
        return blocked

    def refused_by(self, proposing: Any) -> Any:
        """Cut every tree that is proposed to; the doctors who are refused."""
        np = self.np
        firsts = self.ceilings[self.current[proposing]]
        self.touched[:] = False
        self.touched[self.top[firsts[firsts != NONE]]] = True
        holding = np.flatnonzero(self.current < self.ends)
        firsts = self.ceilings[self.current[holding]]
        here = (firsts != NONE) & self.touched[self.top[firsts]]
        doctors, nodes = holding[here], firsts[here]
        ranks = self.ranks[self.current[doctors]]
        refused = []
        for level in range(int(self.depth.max()), NONE, -1):
            at = np.flatnonzero(self.depth[nodes] == level)
            lost = at[self._over(nodes[at], ranks[at])]
            refused.append(doctors[lost])
            nodes[at] = self.above[nodes[at]]
            nodes[lost] = NONE
            stays = nodes != NONE
            doctors, nodes, ranks = doctors[stays], nodes[stays], ranks[stays]
        return np.concatenate(refused)

    def _over(self, nodes: Any, ranks: Any) -> Any:
        """The places in the list of those too many at their ceiling; the cut of every ceiling that is full is kept."""
        np = self.np
        if not len(nodes):
            return nodes
        order = np.argsort(nodes * (len(self.ranks) + 1) + ranks)
        listed = nodes[order]
        begins = np.flatnonzero(np.concatenate(([True], listed[1:] != listed[:-1])))
        sizes = np.diff(np.concatenate((begins, [len(listed)])))
        within = np.arange(len(listed)) - np.repeat(begins, sizes)
        caps = self.caps[listed[begins]]
        full = (sizes >= caps) & (caps > 0)
        self.cut[listed[begins[full]]] = ranks[order[begins[full] + caps[full] - 1]]
        self.cut[listed[begins[caps == 0]]] = NONE
        return order[within >= np.repeat(caps, sizes)]


def _shape(above: Any, np: Any) -> tuple[Any, Any]:
    """How many ceilings stand above each, and the highest of them (itself where there is none)."""
    depth, top = np.zeros(len(above), np.int64), np.arange(len(above))
    while len(lower := np.flatnonzero(above[top] != NONE)):
        depth[lower] += 1
        top[lower] = above[top[lower]]
    return depth, top
