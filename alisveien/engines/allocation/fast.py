"""The first solver once more, on machine arrays, for large problems: same steps, same outcome bit for bit.

Needs NumPy and numba (``pip install alisveien[speed]``), loaded only when a problem is large enough to gain from it.
Without them everything works as before. The functions below run as they are too, so that the tests try each branch.
"""

from array import array
from collections.abc import Sequence
from typing import Any

from alisveien.engines.allocation.solve import solve_table
from alisveien.engines.allocation.table import NONE, Table

COMPILED_FROM = 2_000_000
"""Wishes from which compiling, three to four seconds, pays for itself."""
SORTED_FROM = 300_000
"""Wishes from which loading NumPy to put the keys in order pays for itself."""


def solve_large(table: Table) -> list[int]:
    """As `solve_table`, by compiled code where the table is large and the packages are there."""
    if len(table.ranks) < COMPILED_FROM:
        return solve_table(table)
    try:
        import numba  # noqa: PLC0415  slow to load, and an extra
        from numba.extending import register_jitable  # noqa: PLC0415
    except ImportError:
        return solve_table(table)
    for step in (_push, _pop, _weakest):
        register_jitable(step)
    return solve_arrays(table, numba.njit(propose_all))


def solve_arrays(table: Table, propose: Any) -> list[int]:
    """For every doctor of a table the position of the wish met, or −1, by `propose_all` or its compiled form."""
    import numpy as np  # noqa: PLC0415  slow to load, and an extra

    wishes, doctors = len(table.ranks), len(table.starts) - 1
    starts = np.array(table.starts, np.int64)
    ranks, ceilings = np.array(table.ranks, np.int64), np.array(table.ceilings, np.int64)
    caps = np.array([min(cap, doctors) for cap in table.caps], np.int64)
    above = np.array(table.above, np.int64)
    wish_of = np.empty(wishes, np.int64)
    wish_of[ranks] = np.arange(wishes)
    doctor_of = np.repeat(np.arange(doctors), np.diff(starts))
    first = np.concatenate(([0], np.cumsum(_passing(np, ceilings, above))))
    held = np.full(doctors, NONE, np.int64)
    heap, size, count = np.empty(first[-1], np.int64), np.zeros_like(caps), np.zeros_like(caps)
    propose(caps, above, starts, ceilings, ranks, wish_of, doctor_of, held, heap, first, size, count)
    return np.where(held == NONE, NONE, held - starts[:-1]).tolist()  # type: ignore[no-any-return]


def _passing(np: Any, ceilings: Any, above: Any) -> Any:
    """How many wishes pass each ceiling on their way to the root: the most its heap can ever hold."""
    passing = np.zeros(len(above), np.int64)
    here = ceilings[ceilings != NONE]
    while len(here):
        passing += np.bincount(here, minlength=len(above))
        here = above[here]
        here = here[here != NONE]
    return passing


def propose_all(
    caps: Any,
    above: Any,
    starts: Any,
    ceilings: Any,
    ranks: Any,
    wish_of: Any,
    doctor_of: Any,
    held: Any,
    heap: Any,
    first: Any,
    size: Any,
    count: Any,
) -> None:
    """Let every doctor propose, then whoever lost a place by it; ``held`` is filled with wishes."""
    upcoming = starts[:-1].copy()
    for begun in range(len(held)):
        doctor = begun
        while upcoming[doctor] < starts[doctor + 1]:
            wish = upcoming[doctor]
            upcoming[doctor] = wish + 1
            full = ceilings[wish]
            while full != -1 and count[full] < caps[full]:
                full = above[full]
            loser = -1
            if full != -1:
                if caps[full] == 0:
                    continue
                weakest = _weakest(heap, first, size, full, held, wish_of, doctor_of)
                if weakest < ranks[wish]:
                    continue
                loser = doctor_of[wish_of[weakest]]
                here = ceilings[wish_of[weakest]]
                while here != -1:
                    count[here] -= 1
                    here = above[here]
                held[loser] = -1
            held[doctor] = wish
            here = ceilings[wish]
            while here != -1:
                count[here] += 1
                _push(heap, first[here], size, here, ranks[wish])
                here = above[here]
            if loser == -1:
                break
            doctor = loser


def _weakest(heap: Any, first: Any, size: Any, full: int, held: Any, wish_of: Any, doctor_of: Any) -> int:
    """The rank of the weakest holder at a full ceiling; those who have left are dropped on the way."""
    base = first[full]
    while held[doctor_of[wish_of[heap[base]]]] != wish_of[heap[base]]:
        _pop(heap, base, size, full)
    return heap[base]  # type: ignore[no-any-return]


def _push(heap: Any, base: int, size: Any, node: int, rank: int) -> None:
    """Put a rank in the heap of a ceiling, the largest on top."""
    place = size[node]
    size[node] = place + 1
    while place > 0:
        parent = (place - 1) // 2
        if heap[base + parent] >= rank:
            break
        heap[base + place] = heap[base + parent]
        place = parent
    heap[base + place] = rank


def _pop(heap: Any, base: int, size: Any, node: int) -> None:
    """Take the largest rank off the heap of a ceiling."""
    last = size[node] - 1
    size[node] = last
    rank = heap[base + last]
    place = 0
    while 2 * place + 1 < last:
        child = 2 * place + 1
        if child + 1 < last and heap[base + child + 1] > heap[base + child]:
            child += 1
        if heap[base + child] <= rank:
            break
        heap[base + place] = heap[base + child]
        place = child
    heap[base + place] = rank


def ranks_by_arrays(columns: Sequence[Any], below: Any) -> Sequence[int] | None:
    """Ranks by NumPy for keys that are machine integers. None where it is not there, or they are not, or some tie."""
    if len(below) < SORTED_FROM or not all(hasattr(values, "typecode") for values in columns):
        return None
    try:
        import numpy as np  # noqa: PLC0415  slow to load, and an extra
    except ImportError:
        return None
    rows: list[Any] = [np.frombuffer(values, np.int64) for values in columns]
    roots = np.frombuffer(below, np.int32)
    order = np.lexsort((*reversed(rows), roots))
    same = roots[order[1:]] == roots[order[:-1]]
    for row in rows:
        same &= row[order[1:]] == row[order[:-1]]
    if same.any():
        return None
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return array("q", ranks.tobytes())
