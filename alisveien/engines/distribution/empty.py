"""Empty posts, and what would fill them: why each doctor who waits could not take them."""

from collections import Counter
from dataclasses import dataclass

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.run import Distribution, node_id
from alisveien.engines.nominations.gate import MENDED_BY
from alisveien.engines.nominations.nomination import Nomination


@dataclass(frozen=True, slots=True)
class Empty:
    """Posts of a trust and half-year nobody holds.

    ``waiting`` counts the trust's waiting doctors by what keeps them from it: ``no_wish`` (they wish only the other
    half-year), ``floor``, ``leave``, ``condition`` (the municipality lacks registration or agreement), ``window``, or
    ``full_department`` (only where ceilings count).
    """

    trust: str
    period: str
    posts: int
    empty: int
    waiting: tuple[tuple[str, int], ...]


def empty_posts(distribution: Distribution) -> list[Empty]:
    """Every trust and half-year with an empty post, in the order of the posts."""
    frozen = distribution.frozen
    waiting: dict[str, list[Nomination]] = {}
    for one in frozen.nominations:
        if distribution.status(one) == "waiting":
            waiting.setdefault(one.trust, []).append(one)
    periods = {period.label: period for period in frozen.periods}
    found = []
    for row in frozen.posts:
        period = periods[row.period]
        left = row.posts - distribution.held[node_id(row.trust, row.period)].count
        if left > 0:
            reasons = Counter(_reason(distribution, one, period) for one in waiting.get(row.trust, []))
            found.append(Empty(row.trust, row.period, row.posts, left, tuple(sorted(reasons.items()))))
    return found


def _reason(distribution: Distribution, one: Nomination, period: HalfYear) -> str:
    gate = distribution.ranked.gates[one.hpr_number]
    if any(wish.period == period for wish in gate.allowed):
        return "full_department"
    wished = {wish.number for wish in one.wishes if wish.period == period}
    codes = {dropped.code for dropped in gate.dropped if dropped.wish in wished}
    if "floor" in codes:
        return "floor"
    if "leave" in codes:
        return "leave"
    if codes & MENDED_BY.keys():
        return "condition"
    return "window" if codes else "no_wish"
