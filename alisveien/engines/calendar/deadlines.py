"""When an answer must have come: so many Norwegian working days after a day, at an hour of the Norwegian clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from alisveien.engines.calendar.working_days import after_working_days

_OSLO = ZoneInfo("Europe/Oslo")
_LAST_MINUTE = time(23, 59)


def deadline(day: date, working_days: int, hour: int | None = None) -> datetime:
    """The instant an answer is due: ``working_days`` after ``day``, which does not count itself.

    At ``hour`` o'clock (0–23), or at 23.59 when there is none. Summer time is the country's own affair: the hour is
    the one a Norwegian clock shows that day.
    """
    due = after_working_days(day, working_days)
    return datetime.combine(due, _LAST_MINUTE if hour is None else time(hour), _OSLO)
