"""The judge of a table: the same sentence as `verify`, on numbers. It shares no code with the solvers."""

from collections.abc import Iterator, Sequence

from alisveien.engines.allocation.stream import Listed
from alisveien.engines.allocation.table import ARRAYS_FROM
from alisveien.engines.allocation.verify import Fault
from alisveien.engines.allocation.verify_arrays import is_faultless


def verify_large(listed: Listed, met: Sequence[int | None]) -> list[Fault]:
    """As `verify_listed`; where the table is large and NumPy is there, arrays tell first whether there is any fault."""
    if len(listed.table.ranks) < ARRAYS_FROM:
        return verify_listed(listed, met)
    try:
        import numpy as np  # noqa: PLC0415  slow to load, and an extra
    except ImportError:
        return verify_listed(listed, met)
    stated = [position for position in met if position is not None]
    if len(stated) == len(met) and is_faultless(listed.table, stated, np):
        return []
    return verify_listed(listed, met)


def verify_listed(listed: Listed, met: Sequence[int | None]) -> list[Fault]:
    """Every fault of an outcome of a streamed problem: position met by doctor, −1 waits, None is not stated.

    Positions that are no wish must be named by the reader (`stream.met_from`); here they count as waiting.
    """
    count, weakest, holder = _held(listed, met)
    return [*_missing(listed, met), *_overfull(listed, count), *_envied(listed, met, count, weakest, holder)]


def _held(listed: Listed, met: Sequence[int | None]) -> tuple[list[int], list[int], list[int]]:
    """Per ceiling: how many it holds, the rank of the weakest (−1: nobody), and who that is."""
    table = listed.table
    count, weakest, holder = ([first] * len(table.caps) for first in (0, -1, -1))
    for doctor, position in enumerate(met):
        if position is None or position < 0:
            continue
        wish = table.starts[doctor] + position
        here, rank = table.ceilings[wish], table.ranks[wish]
        while here >= 0:
            count[here] += 1
            if rank > weakest[here]:
                weakest[here], holder[here] = rank, doctor
            here = table.above[here]
    return count, weakest, holder


def _missing(listed: Listed, met: Sequence[int | None]) -> Iterator[Fault]:
    for doctor, position in enumerate(met):
        if position is None:
            yield Fault("doctor_missing", listed.doctors[doctor])


def _overfull(listed: Listed, count: list[int]) -> Iterator[Fault]:
    for number, node in enumerate(listed.capped):
        if count[number] > listed.table.caps[number]:
            yield Fault("over_cap", node=node, stated=str(listed.table.caps[number]), found=str(count[number]))


def _envied(
    listed: Listed, met: Sequence[int | None], count: list[int], weakest: list[int], holder: list[int]
) -> Iterator[Fault]:
    table = listed.table
    starts, caps, above, ceilings, ranks = table.starts, table.caps, table.above, table.ceilings, table.ranks
    for doctor, position in enumerate(met):
        start = starts[doctor]
        end = starts[doctor + 1] if position is None or position < 0 else start + position
        for wish in range(start, end):
            here = ceilings[wish]
            while here >= 0 and count[here] < caps[here]:
                here = above[here]
            if here < 0:
                yield Fault("room_left", listed.doctors[doctor], listed.nodes[listed.places[wish]])
            elif ranks[wish] < weakest[here]:
                by = listed.doctors[holder[here]]
                yield Fault("stronger_refused", listed.doctors[doctor], listed.capped[here], by=by)
