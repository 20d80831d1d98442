"""What is told to those who see sums only: no small municipality, and none that can be worked out."""

from collections import defaultdict
from itertools import product

import pytest

from alisveien.placements.small_groups import LEAST, Sum, told_count, told_sum, told_together


@pytest.mark.parametrize(("count", "told"), [(0, None), (1, None), (4, None), (5, 5), (12, 12)])
def test_a_municipality_is_told_from_five_on(count: int, told: int | None) -> None:
    assert told_count(count) == told


@pytest.mark.parametrize("homes", [1, 2, 3, 4])
def test_no_small_municipality_can_be_worked_out_from_a_trust(homes: int) -> None:
    """Of all that could be true given what is told, every small municipality may still be anything from 0 to 4.

    But where all the small ones have nobody, and where one alone has somebody: then it may be anything from 1 to 4.
    """
    possible: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(7), repeat=homes):
        possible[tuple(map(told_count, counts)), told_sum(counts)].append(counts)
    assert len(possible) > homes
    for (told, _sum), truths in possible.items():
        for home, count in enumerate(told):  # type: ignore[arg-type]
            could_be = {truth[home] for truth in truths}
            if count is not None:
                assert could_be == {count}
            elif could_be != {0}:
                assert could_be == set(range(1 if told.count(None) == 1 else 0, LEAST))  # type: ignore[attr-defined]


def test_the_sum_is_told_where_it_gives_nobody_away() -> None:
    assert told_sum([7, 12]) == Sum(19, 19)
    assert told_sum([7, 2, 2, 1]) == Sum(12, 12)
    assert told_sum([7, 3]) == Sum(7, 11)
    assert told_sum([0, 1, 0]) == Sum(0, 12)
    assert told_sum([4, 4, 4]) == Sum(0, 12)
    assert told_sum([7, 0, 0]) == Sum(7, 7)
    assert told_sum([]) == Sum(0, 0)


def test_sums_of_sums_say_no_more_than_the_sums() -> None:
    together = told_together([told_sum([7, 12]), told_sum([7, 3])])
    assert together == Sum(26, 30)
    assert not together.is_exact
    assert told_together([Sum(3, 3), Sum(4, 4)]).is_exact
