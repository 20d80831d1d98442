"""The figures of one trust and year, from plain values (the Helse Nord report of 2021, chapter 7)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import ceil
from statistics import median
from typing import Any

from alisveien.engines.evaluation.idle import Held, idle_months

MONTH = 365.25 / 12
SHORT = 12
"""A nomination comes as a rule more than twelve months before the post (chapter 4.2)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody who has a post: when nominated, and when the post begins."""

    nominated_on: date
    from_on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the released round gave one: the number of the wish that was met (None: waits), near or not, and the
    place of the first wish.
    """

    wish: int | None
    near: bool
    first_wish: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What the figures are made of. ``planned`` and ``posts`` are by half: (first, second).

    ``outcomes`` is None when no round is released. ``need`` is the label of the half-year of each first wish later on.
    """

    planned: tuple[int, int]
    posts: tuple[tuple[Held, ...], tuple[Held, ...]]
    placed: tuple[Placed, ...]
    queue: int
    outcomes: tuple[Outcome, ...] | None
    need: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The evaluation. Months have one decimal; None where there is nothing to reckon with.

    ``filled`` counts posts somebody has had; what is left of a post is not one more. ``unmet`` and ``need`` are pairs
    of name and count, the most first and the earliest first.
    """

    on: str
    planned: int
    filled: int
    queue: int
    wait_median: float | None
    wait_p90: float | None
    short_notice: int
    idle_first: float
    idle_second: float
    given: int | None
    first_wishes: int | None
    near: int | None
    waiting: int | None
    unmet: tuple[tuple[str, int], ...]
    need: tuple[tuple[str, int], ...]

    @property
    def fill_rate(self) -> int | None:
        """Posts with a holder in percent of those planned; None when none is planned."""
        return round(100 * self.filled / self.planned) if self.planned else None

    @property
    def idle(self) -> float:
        """Empty months in both half-years."""
        return round(self.idle_first + self.idle_second, 1)

    def as_data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


def from_data(data: dict[str, Any]) -> Figures:
    """The figures that ``as_data`` wrote."""
    pairs = {name: tuple((str(one), int(count)) for one, count in data[name]) for name in ("unmet", "need")}
    return Figures(**{**data, **pairs})


def evaluate(ground: Ground, on: date) -> Figures:
    """The figures on a day: what stood empty until then, who waits then."""
    waits = sorted((one.from_on - one.nominated_on).days for one in ground.placed)
    outcomes = ground.outcomes
    met = [one for one in outcomes or () if one.wish is not None]
    unmet = Counter(one.first_wish for one in outcomes or () if one.wish is None)
    need = Counter(ground.need)
    return Figures(
        on=on.isoformat(),
        planned=sum(ground.planned),
        filled=sum(bool(one.holders) and not one.rest for half in ground.posts for one in half),
        queue=ground.queue,
        wait_median=_months(median(waits)) if waits else None,
        wait_p90=_months(percentile(waits, 90)) if waits else None,
        short_notice=sum(_is_short(one) for one in ground.placed),
        idle_first=round(float(idle_months(ground.posts[0], on)), 1),
        idle_second=round(float(idle_months(ground.posts[1], on)), 1),
        given=None if outcomes is None else len(met),
        first_wishes=None if outcomes is None else sum(one.wish == 1 for one in met),
        near=None if outcomes is None else sum(one.near for one in met),
        waiting=None if outcomes is None else len(outcomes) - len(met),
        unmet=tuple(sorted(unmet.items(), key=lambda pair: (-pair[1], pair[0]))),
        need=tuple(sorted(need.items(), key=lambda pair: (pair[0][3:], pair[0]))),
    )


def percentile(ordered: Sequence[int], percent: int) -> int:
    """The nearest rank: the smallest value that so many percent do not exceed. ``ordered`` holds at least one."""
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1]


def _months(days: float) -> float:
    return round(days / MONTH, 1)


def _is_short(one: Placed) -> bool:
    """Whether less than twelve months lay between nomination and post."""
    months = (one.from_on.year - one.nominated_on.year) * 12 + one.from_on.month - one.nominated_on.month
    return months - (one.from_on.day < one.nominated_on.day) < SHORT
