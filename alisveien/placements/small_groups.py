"""Figures for those who may see sums and nobody's status: small groups are not told, and cannot be worked out.

A municipality with fewer than five nominated is told as «færre enn 5», zero included. The trust's sum could give it
away: whoever subtracts the municipalities that are told is left with the sum of the others. So the sum of a trust is
told exactly only when each of the untold municipalities could still be anything from 0 to 4: there are k ≥ 2 of them,
and together they hold at least 4 and at most 4 · (k − 1). Otherwise the sum is told as what the told ones make with
nothing and with four from each of the others («12–20»). That says no more than that the others are not all nothing:
where they are, the sum is told, for behind it is nobody. Sums of trusts are made from what is told of each trust. What
splits a trust's sum (half-years, status) is told only with it.

The worst case is reckoned with: that everybody is nominated to the trust of the own municipality, as most are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True, slots=True)
class Sum:
    """What is told of a sum: it lies between ``least`` and ``most``, both included."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        """Whether the sum itself is told."""
        return self.least == self.most


def told_count(count: int) -> int | None:
    """A municipality's count when it is five or more; None is «færre enn 5»."""
    return count if count >= LEAST else None


def told_sum(counts: Iterable[int]) -> Sum:
    """What is told of the sum of a trust's municipalities, all of them, those with nothing too."""
    every = list(counts)
    told = sum(count for count in every if count >= LEAST)
    untold = [count for count in every if count < LEAST]
    most = LEAST - 1
    if not any(untold) or most <= sum(untold) <= most * (len(untold) - 1):
        return Sum(sum(every), sum(every))
    return Sum(told, told + most * len(untold))


def told_together(sums: Iterable[Sum]) -> Sum:
    """The sum of sums: nothing is told that does not follow from them."""
    every = list(sums)
    return Sum(sum(one.least for one in every), sum(one.most for one in every))
