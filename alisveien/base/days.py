"""The day it is in Norway at an instant."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

NORWAY = ZoneInfo("Europe/Oslo")


def norwegian_day(at: datetime) -> date:
    """The Norwegian date of an instant with a time zone; the server's own zone does not matter."""
    return at.astimezone(NORWAY).date()
