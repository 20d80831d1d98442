"""The first solver for small problems, machine arrays for large ones: chosen by size, the same outcome bit for bit.

Needs NumPy (``pip install alisveien[speed]``), loaded only when a problem is large enough to gain from it. Without it
everything works as before.
"""

from array import array
from collections.abc import Sequence
from typing import Any

from alisveien.engines.allocation.bulk import solve_in_bulk
from alisveien.engines.allocation.solve import solve_table
from alisveien.engines.allocation.table import ARRAYS_FROM, Table


def solve_large(table: Table) -> list[int]:
    """As `solve_table`, by arrays where the table is large and NumPy is there."""
    if len(table.ranks) < ARRAYS_FROM:
        return solve_table(table)
    try:
        import numpy as np  # noqa: PLC0415  slow to load, and an extra
    except ImportError:
        return solve_table(table)
    return solve_in_bulk(table, np)


def ranks_by_arrays(columns: Sequence[Any], below: Any) -> Sequence[int] | None:
    """Ranks by NumPy for keys that are machine integers. None where it is not there, or they are not, or some tie."""
    if len(below) < ARRAYS_FROM or not all(hasattr(values, "typecode") for values in columns):
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
