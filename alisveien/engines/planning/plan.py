"""A plan as plain values: pieces in cells. Places, doctors and posts are keys; first and last day are served."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from alisveien.engines.calendar.half_year import HalfYear

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a piece can lie: a half-year, and a department, a hospital or neither (chosen later)."""

    half: HalfYear
    hospital: int | None = None
    department: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a doctor wished, 1 first; without department or hospital any of them meets it."""

    number: int
    half: HalfYear
    hospital: int | None = None
    department: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What lies in a cell: a doctor's stay, one part of a split one, or an empty post (``doctor`` is None).

    ``key`` is stable: ``e12`` for part 12 of a stay, ``p7`` for post 7. ``held`` says why it cannot be moved at all
    (``begun``, ``offered``), ``bound`` why it stays in its half-year (``split``, ``own_days``, ``post``); both are
    empty otherwise. ``earliest`` and ``latest`` are the nomination's first and last day to begin. ``leave`` is open
    at the end when the last day is not known. ``near`` are the doctor's nearest hospitals.
    """

    key: str
    cell: Cell
    from_on: date
    to_on: date
    post: int
    placement: int | None = None
    doctor: int | None = None
    held: str = ""
    bound: str = ""
    earliest: date | None = None
    latest: date | None = None
    leave: tuple[date, date | None] | None = None
    wishes: tuple[Wish, ...] = ()
    near: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ground:
    """What the plan stands on: posts per half-year, ceilings per department and half-year, what is served elsewhere.

    ``elsewhere`` are days a doctor has a post that is not in the plan. ``lacking`` are departments and half-years known
    to give neither ALM 055 nor ALM 085. ``today`` is the day it is planned on.
    """

    today: date
    posts: Mapping[HalfYear, int] = field(default_factory=dict)
    ceilings: Mapping[tuple[int, HalfYear], int] = field(default_factory=dict)
    elsewhere: Mapping[int, tuple[Days, ...]] = field(default_factory=dict)
    lacking: frozenset[tuple[int, HalfYear]] = frozenset()


Plan = Mapping[str, Piece]
Move = tuple[str, Cell]


def moved(piece: Piece, to: Cell) -> Piece:
    """The piece in another cell; in another half-year it has that half-year's days."""
    if to.half == piece.cell.half:
        return replace(piece, cell=to)
    return replace(piece, cell=to, from_on=to.half.starts_on, to_on=to.half.ends_on)


def after(live: Plan, moves: Iterable[Move]) -> dict[str, Piece]:
    """The plan when moves have been made in order. A move of a piece that is not there is passed over."""
    plan = dict(live)
    for key, cell in moves:
        if key in plan:
            plan[key] = moved(plan[key], cell)
    return plan


def holders(plan: Plan, half: HalfYear) -> int:
    """How many doctors hold a post in a half-year; a split stay is one."""
    return len({one.placement for one in plan.values() if one.doctor is not None and one.cell.half == half})


def wish_met(piece: Piece) -> int | None:
    """The number of the best wish the cell meets, or None."""
    met = [wish.number for wish in piece.wishes if _meets(wish, piece.cell)]
    return min(met, default=None)


def is_near(piece: Piece) -> bool:
    """Whether the doctor serves at a nearest hospital."""
    return piece.cell.hospital is not None and piece.cell.hospital in piece.near


def _meets(wish: Wish, cell: Cell) -> bool:
    same_half = wish.half == cell.half
    same_hospital = wish.hospital in (None, cell.hospital)
    return same_half and same_hospital and wish.department in (None, cell.department)
