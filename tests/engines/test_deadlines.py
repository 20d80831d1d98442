"""Deadlines in Norwegian working days: Easter, 17 May, year's end, midnight and summer time."""

from datetime import UTC, date, datetime

import pytest

from alisveien.engines.calendar.deadlines import deadline


@pytest.mark.parametrize(
    ("day", "days", "hour", "due"),
    [
        (date(2027, 3, 24), 1, None, "2027-03-30T21:59:00+00:00"),  # Wednesday before Easter: the Tuesday after it
        (date(2027, 3, 22), 5, 12, "2027-04-01T10:00:00+00:00"),  # Monday in Holy Week, and the clock goes forward
        (date(2027, 5, 14), 1, None, "2027-05-18T21:59:00+00:00"),  # over 17 May, which is a Monday
        (date(2028, 5, 16), 2, 15, "2028-05-19T13:00:00+00:00"),  # 17 May in the middle of the week
        (date(2027, 12, 23), 2, None, "2027-12-27T22:59:00+00:00"),  # Christmas Eve is a working day
        (date(2027, 10, 29), 1, 0, "2027-10-31T23:00:00+00:00"),  # the clock goes back on the Sunday
        (date(2027, 8, 30), 5, None, "2027-09-06T21:59:00+00:00"),
        (date(2027, 2, 27), 1, 12, "2027-03-01T11:00:00+00:00"),  # from a Saturday
    ],
)
def test_a_deadline_is_so_many_working_days_after(day: date, days: int, hour: int | None, due: str) -> None:
    assert deadline(day, days, hour).astimezone(UTC) == datetime.fromisoformat(due)
