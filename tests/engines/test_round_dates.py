"""The days of a round: by rule, moved, and what they must lie between."""

from datetime import date

import pytest

from alisveien.base.shipped import round_calendar
from alisveien.engines.calendar.round_dates import calendar_for, calendars_of, days_by_rule, neighbours
from alisveien.engines.calendar.working_days import is_working_day

STEPS = ["call", "confirm", "capacity", "freeze", "draw", "decide", "release", "answer"]


def test_every_step_has_a_working_day_in_order_in_every_year() -> None:
    for year in range(2022, 2060):
        days = days_by_rule(round_calendar(year), year)
        assert list(days) == STEPS
        assert list(days.values()) == sorted(days.values())
        assert all(is_working_day(day) for day in days.values())


def test_the_posts_are_decided_before_the_end_of_june_and_never_after() -> None:
    for year in range(2022, 2060):
        day = days_by_rule(round_calendar(year), year)["capacity"]
        assert (day.year, day.month) == (year - 1, 6)
    assert days_by_rule(round_calendar(2025), 2025)["capacity"] == date(2024, 6, 28)  # 30 June 2024 is a Sunday


def test_a_day_on_a_holiday_is_the_next_one_people_work() -> None:
    assert days_by_rule(round_calendar(2028), 2028)["freeze"] == date(2027, 8, 16)  # 15 August 2027 is a Sunday


def test_what_follows_a_step_follows_it_when_it_is_moved() -> None:
    calendar = round_calendar(2028)
    moved = days_by_rule(calendar, 2028, {"release": date(2027, 9, 20)})
    assert moved["answer"] == date(2027, 9, 27)
    both = days_by_rule(calendar, 2028, {"release": date(2027, 9, 20), "answer": date(2027, 10, 1)})
    assert both["answer"] == date(2027, 10, 1)


def test_a_step_lies_between_its_neighbours_and_those_that_follow_it_set_no_limit() -> None:
    calendar = round_calendar(2028)
    days = days_by_rule(calendar, 2028)
    assert neighbours(calendar, "call", days) == (None, days["confirm"])
    assert neighbours(calendar, "freeze", days) == (days["capacity"], days["decide"])
    assert neighbours(calendar, "release", days) == (days["decide"], None)


def test_a_version_holds_from_its_year_until_the_next() -> None:
    row = {"source": "prøve", "steps": [{"step": "call", "years": -1, "month": 1, "day": 15}]}
    found = calendars_of([{"version": 2, "from_year": 2030, **row}, {"version": 1, "from_year": 2022, **row}])
    assert [calendar_for(found, year).version for year in (2000, 2029, 2030, 2040)] == [1, 1, 2, 2]


@pytest.mark.parametrize("year", [2022, 2028])
def test_the_rules_that_ship_say_where_they_come_from(year: int) -> None:
    assert "2021" in round_calendar(year).source
