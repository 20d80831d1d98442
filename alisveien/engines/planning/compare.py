"""How two plans differ: who lies elsewhere, how many at each place, and what the doctors gain or lose."""

from collections import Counter
from dataclasses import dataclass

from alisveien.engines.planning.plan import Cell, Piece, Plan, is_near, wish_met


@dataclass(frozen=True, slots=True)
class Moved:
    """A piece that lies elsewhere in the second plan; ``before`` or ``now`` is None when it is in one plan only."""

    key: str
    before: Piece | None
    now: Piece | None


@dataclass(frozen=True, slots=True)
class Sums:
    """Of the doctors in a plan: how many, how many have their first wish, how many serve at the nearest hospital."""

    doctors: int
    first_wishes: int
    near: int


@dataclass(frozen=True, slots=True)
class Differs:
    """A cell with another number of doctors in the second plan."""

    cell: Cell
    before: int
    now: int


def differences(first: Plan, second: Plan) -> list[Moved]:
    """The pieces that lie elsewhere, by half-year and then key."""
    keys = [key for key in {*first, *second} if _spot(first.get(key)) != _spot(second.get(key))]
    found = [Moved(key, first.get(key), second.get(key)) for key in keys]
    return sorted(found, key=lambda one: (_half_of(one), one.key))


def sums_of(plan: Plan) -> Sums:
    """The figures of one plan; a split stay is counted once, by its better part."""
    stays: dict[int | None, list[Piece]] = {}
    for one in plan.values():
        if one.doctor is not None:
            stays.setdefault(one.placement, []).append(one)
    first = sum(any(wish_met(part) == 1 for part in parts) for parts in stays.values())
    near = sum(any(is_near(part) for part in parts) for parts in stays.values())
    return Sums(len(stays), first, near)


def counts_differ(first: Plan, second: Plan) -> list[Differs]:
    """The cells with more or fewer doctors, by half-year."""
    was, now = _counts(first), _counts(second)
    cells = [cell for cell in {*was, *now} if was[cell] != now[cell]]
    ordered = sorted(cells, key=lambda cell: (cell.half, cell.hospital or 0, cell.department or 0))
    return [Differs(cell, was[cell], now[cell]) for cell in ordered]


def _counts(plan: Plan) -> Counter[Cell]:
    return Counter(one.cell for one in plan.values() if one.doctor is not None)


def _spot(piece: Piece | None) -> tuple[object, ...]:
    return (piece.cell, piece.from_on, piece.to_on) if piece else ()


def _half_of(one: Moved) -> tuple[int, int]:
    piece = one.now or one.before
    assert piece is not None  # a difference has a piece on one side
    return piece.cell.half.year, piece.cell.half.half
