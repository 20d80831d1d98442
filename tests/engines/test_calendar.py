"""Half-years: where they begin, where they end, and what they are called."""

from datetime import date

import pytest

from alisveien.engines.calendar.half_year import HalfYear, half_year, half_years_of


def test_a_round_has_two_half_years_that_meet() -> None:
    spring, autumn = half_years_of(2027)
    assert (spring.starts_on, spring.ends_on) == (date(2027, 3, 1), date(2027, 8, 31))
    assert (autumn.starts_on, autumn.ends_on) == (date(2027, 9, 1), date(2028, 2, 29))


def test_a_label_is_read_as_it_is_written() -> None:
    assert half_year("P2 2028") == HalfYear(2028, 2)
    assert HalfYear(2028, 2).label == "P2 2028"


@pytest.mark.parametrize("label", ["P3 2028", "2028 P1", "P1 28", "P1 0000", "", "P1  2028"])
def test_other_words_are_no_half_year(label: str) -> None:
    assert half_year(label) is None
