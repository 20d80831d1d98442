"""The days of a round by rule: one day for each step, in the order of the steps, always a working day.

Source: the Helse Nord report of 2021, chapters 4.2 and 7, gives the nomination more than twelve months ahead and the
decision on posts before the end of June of the year before; the other days are ours and can be moved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alisveien.engines.calendar.working_days import after_working_days, is_working_day


@dataclass(frozen=True, slots=True)
class DayRule:
    """When a step is by rule: a day of a year counted from the round's, or working days after another step.

    ``before``: a day that is no working day becomes the last one before it, otherwise the first one after.
    """

    step: str
    years: int = 0
    month: int = 0
    day: int = 0
    after: str = ""
    working_days: int = 0
    before: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """A version of the rules: holds for the rounds of ``from_year`` and later, until a version says otherwise."""

    version: int
    from_year: int
    source: str
    rules: tuple[DayRule, ...]


def calendars_of(data: Sequence[Mapping[str, Any]]) -> list[Calendar]:
    """The versions written in a file, oldest first."""
    found = [
        Calendar(one["version"], one["from_year"], one["source"], tuple(_rule(row) for row in one["steps"]))
        for one in data
    ]
    return sorted(found, key=lambda one: one.from_year)


def calendar_for(calendars: Sequence[Calendar], year: int) -> Calendar:
    """The version that holds for a year; the oldest for a year before them all."""
    begun = [one for one in calendars if one.from_year <= year]
    return begun[-1] if begun else calendars[0]


def days_by_rule(calendar: Calendar, year: int, moved: Mapping[str, date] | None = None) -> dict[str, date]:
    """Step → day. ``moved`` are days set otherwise; what follows another step by rule follows it where it went."""
    days: dict[str, date] = {}
    for rule in calendar.rules:
        set_to = (moved or {}).get(rule.step)
        days[rule.step] = set_to or _day(rule, year, days)
    return days


def neighbours(calendar: Calendar, step: str, days: Mapping[str, date]) -> tuple[date | None, date | None]:
    """The days a step must lie between, both allowed: that of the step before and that of the step after.

    A step that follows this one by rule moves with it and sets no limit.
    """
    steps = [rule.step for rule in calendar.rules]
    follows = {rule.step for rule in calendar.rules if rule.after == step}
    index = steps.index(step)
    later = [days[one] for one in steps[index + 1 :] if one not in follows]
    return (days[steps[index - 1]] if index else None), (later[0] if later else None)


def _rule(row: Mapping[str, Any]) -> DayRule:
    return DayRule(
        row["step"],
        row.get("years", 0),
        row.get("month", 0),
        row.get("day", 0),
        row.get("after", ""),
        row.get("working_days", 0),
        row.get("shift") == "before",
    )


def _day(rule: DayRule, year: int, days: Mapping[str, date]) -> date:
    if rule.after:
        return after_working_days(days[rule.after], rule.working_days)
    day = date(year + rule.years, rule.month, rule.day)
    while not is_working_day(day):
        day += timedelta(days=-1 if rule.before else 1)
    return day
