"""Norwegian working days: worked examples, and that counting forwards and back agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alisveien.engines.calendar.working_days import (
    after_working_days,
    easter_sunday,
    is_working_day,
    public_holidays,
    working_days_between,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1998, 4, 12), (2008, 3, 23), (2023, 4, 9), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
)
def test_easter_falls_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_the_holidays_of_2026_are_those_of_the_calendar() -> None:
    days = ["01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-17", "05-24", "05-25", "12-25", "12-26"]
    assert sorted(public_holidays(2026)) == [date.fromisoformat(f"2026-{day}") for day in days]


def test_christmas_eve_and_new_years_eve_are_working_days() -> None:
    assert is_working_day(date(2026, 12, 24))
    assert is_working_day(date(2026, 12, 31))
    assert not is_working_day(date(2026, 5, 1))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 2, date(2026, 11, 24)),  # Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday
        (date(2026, 4, 1), 2, date(2026, 4, 8)),  # the Wednesday before Easter
        (date(2026, 12, 23), 2, date(2026, 12, 28)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
    ],
)
def test_a_deadline_passes_over_weekends_and_holidays(day: date, count: int, expected: date) -> None:
    assert after_working_days(day, count) == expected
    assert working_days_between(day, expected) == count


def test_nothing_lies_between_a_day_and_one_before_it() -> None:
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 20)) == 0


@given(DAYS, st.integers(0, 30))
def test_counting_forwards_and_counting_between_agree(day: date, count: int) -> None:
    assert working_days_between(day, after_working_days(day, count)) == count
    assert working_days_between(day, after_working_days(day, count) + timedelta(days=1)) >= count
