"""Norwegian working days: what a deadline «within two working days» is counted in.

A working day is Monday to Friday that is no public holiday (helligdagsfredsloven § 2, and the law on 1 and 17 May).
24 and 31 December are ordinary working days. Days in, days out; no clock.
"""

from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Maundy Thursday, Good Friday, both days of Easter, Ascension Day, both days of Pentecost."""


@lru_cache(maxsize=256)
def public_holidays(year: int) -> frozenset[date]:
    """Every public holiday of a year that can fall on a weekday, Sundays aside."""
    easter = easter_sunday(year)
    return frozenset(
        {date(year, month, day) for month, day in _FIXED} | {easter + timedelta(days=days) for days in _FROM_EASTER}
    )


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Butcher's rule, as printed in Meeus, «Astronomical Algorithms»)."""
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def after_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after a day. The day itself does not count; 0 gives the day."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after ``first``, to and with ``last``: 0 on the same day, 1 on the next working day.

    Never negative.
    """
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(1 for day in days if is_working_day(day))
