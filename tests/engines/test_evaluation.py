"""The figures of the yearly evaluation: one example worked by hand, the empty months, and the ways out."""

from datetime import date
from fractions import Fraction

from alisveien.engines.evaluation.figures import Ground, Outcome, Placed, evaluate, from_data, percentile
from alisveien.engines.evaluation.idle import Held, idle_months

P1, P2 = (date(2027, 3, 1), date(2027, 8, 31)), (date(2027, 9, 1), date(2028, 2, 29))
LATER = date(2028, 12, 31)


def test_an_empty_half_year_is_six_months_and_a_held_one_none() -> None:
    assert idle_months([Held(*P1)], LATER) == 6
    assert idle_months([Held(*P2)], LATER) == 6
    assert idle_months([Held(*P1, (P1,))], LATER) == 0


def test_the_days_between_two_holders_count_as_their_part_of_the_month() -> None:
    held = Held(*P1, ((date(2027, 3, 1), date(2027, 5, 31)), (date(2027, 6, 16), date(2027, 7, 31))))
    assert idle_months([held], LATER) == Fraction(15, 30) + 1  # 1.-15. juni, og august


def test_what_has_not_come_yet_is_not_empty_and_holders_may_lie_over_each_other() -> None:
    assert idle_months([Held(*P1)], date(2027, 3, 31)) == 1
    assert idle_months([Held(*P1)], date(2027, 2, 28)) == 0
    twice = ((date(2027, 3, 1), date(2027, 6, 30)), (date(2027, 4, 1), date(2027, 5, 31)))
    assert idle_months([Held(*P1, twice)], LATER) == 2
    assert idle_months([Held(*P1, ((date(2027, 9, 1), date(2027, 9, 30)),))], date(2027, 4, 30)) == 2


def test_the_example_worked_by_hand() -> None:
    """Five posts planned, three made. A is held all along, B for three months and the rest is empty, C is empty.

    Waits: 15 January → 1 March 2027 is 45 days, 1 March 2026 → 1 March 2027 is 365, 1 June 2026 → 1 September 2027 is
    457. The median is 365 days = 12.0 months, nine of ten 457 = 15.0. Only the one nominated in January came short.
    """
    first = (
        Held(*P1, (P1,)),
        Held(P1[0], date(2027, 5, 31), ((P1[0], date(2027, 5, 31)),)),
        Held(date(2027, 6, 1), P1[1], rest=True),
    )
    second = (Held(*P2),)
    placed = (
        Placed(date(2026, 3, 1), P1[0]),
        Placed(date(2026, 6, 1), P2[0]),
        Placed(date(2027, 1, 15), P1[0]),
    )
    outcomes = (
        Outcome(1, near=True, first_wish="A"),
        Outcome(2, near=False, first_wish="A"),
        Outcome(None, near=False, first_wish="B"),
        Outcome(None, near=False, first_wish="A"),
        Outcome(None, near=False, first_wish="B"),
    )
    need = ("P2 2028", "P1 2029", "P1 2028", "P2 2028")
    found = evaluate(Ground((3, 2), (first, second), placed, 4, outcomes, need), LATER)
    assert (found.planned, found.filled, found.fill_rate, found.queue) == (5, 2, 40, 4)
    assert (found.wait_median, found.wait_p90, found.short_notice) == (12.0, 15.0, 1)
    assert (found.idle_first, found.idle_second, found.idle) == (3.0, 6.0, 9.0)
    assert (found.given, found.first_wishes, found.near, found.waiting) == (2, 1, 1, 3)
    assert found.unmet == (("B", 2), ("A", 1))
    assert found.need == (("P1 2028", 1), ("P2 2028", 2), ("P1 2029", 1))
    assert from_data(found.as_data()) == found


def test_a_trust_without_plan_round_and_people_has_no_rates() -> None:
    found = evaluate(Ground((0, 0), ((), ()), (), 0, None, ()), LATER)
    assert (found.fill_rate, found.wait_median, found.wait_p90, found.given, found.near) == (None,) * 5
    assert (found.first_wishes, found.waiting, found.unmet, found.idle) == (None, None, (), 0)


def test_the_nearest_rank_is_a_value_that_stands_there() -> None:
    assert [percentile(list(range(1, 11)), percent) for percent in (0, 50, 90, 100)] == [1, 5, 9, 10]
    assert percentile([7], 90) == 7


def test_twelve_months_to_the_day_is_not_short() -> None:
    for day, short in ((date(2026, 3, 1), 0), (date(2026, 3, 2), 1)):
        ground = Ground((1, 0), ((), ()), (Placed(day, date(2027, 3, 1)),), 0, None, ())
        assert evaluate(ground, LATER).short_notice == short
