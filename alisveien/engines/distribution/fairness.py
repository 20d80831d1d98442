"""How a distribution falls on groups: waiting, first wishes, nearest hospital, by size, centrality and trust.

Rows in, groups out. Nothing is judged here: a difference between groups is for people to look at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

SIZES = ((2_000, "under 2 000"), (5_000, "2 000–4 999"), (10_000, "5 000–9 999"), (20_000, "10 000–19 999"))
"""The first number of inhabitants that is too many for a group, and the group's code."""
LARGEST = "20 000 og flere"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one doctor who took part. ``wish`` is the number of the wish met, None while waiting.

    ``days`` are from nomination to the first day of the post; ``population`` and ``centrality`` (1 most central, 6
    least) are the municipality's. ``declined``: the doctor was offered a post and said no.
    """

    trust: str
    population: int
    centrality: int
    wish: int | None
    near: bool
    days: int | None
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The sums of a group. ``wait_days`` is the median of the placed, None when nobody is."""

    key: str
    taking_part: int
    placed: int
    first_wish: int
    nearest: int
    declined: int
    wait_days: int | None


def size_of(fate: Fate) -> str:
    """The group of the municipality's number of inhabitants."""
    return next((code for limit, code in SIZES if fate.population < limit), LARGEST)


BY: dict[str, Callable[[Fate], str]] = {
    "size": size_of,
    "centrality": lambda fate: str(fate.centrality),
    "trust": lambda fate: fate.trust,
}
"""What the doctors can be grouped by."""


def grouped(fates: Iterable[Fate], by: str) -> list[Group]:
    """The groups that have somebody, in the order of sizes and classes, trusts as they first come."""
    members: dict[str, list[Fate]] = {}
    for fate in fates:
        members.setdefault(BY[by](fate), []).append(fate)
    keys = list(members)
    if by == "size":
        order = [*(code for _limit, code in SIZES), LARGEST]
        keys.sort(key=order.index)
    elif by == "centrality":
        keys.sort()
    return [group_of(key, members[key]) for key in keys]


def group_of(key: str, fates: Iterable[Fate]) -> Group:
    """The sums of some doctors."""
    every = list(fates)
    placed = [one for one in every if one.wish is not None]
    waits = [one.days for one in placed if one.days is not None]
    return Group(
        key=key,
        taking_part=len(every),
        placed=len(placed),
        first_wish=sum(one.wish == 1 for one in placed),
        nearest=sum(one.near for one in placed),
        declined=sum(one.declined for one in every),
        wait_days=round(median(waits)) if waits else None,
    )
