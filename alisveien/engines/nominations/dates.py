"""Dates that must agree with each other: the window of a nomination, and a leave. The same for a row and for a form."""

from collections.abc import Iterable
from datetime import date

from alisveien.engines.calendar.half_year import half_years_of
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import HEADING
from alisveien.engines.nominations.nomination import Fault


def faults_of_window(earliest: date, latest: date, years: Iterable[int]) -> list[Fault]:
    """What is wrong with a window for the rounds of some years: it must hold the start of a half-year of each."""
    faults = [
        _fault("earliest_on", "window_outside_round", earliest, (str(year), shown(latest)))
        for year in years
        if not any(earliest <= period.starts_on <= latest for period in half_years_of(year))
    ]
    if earliest > latest:
        faults.append(_fault("earliest_on", "window_turned", earliest, (shown(latest),)))
    return faults


def faults_of_leave(start: date | None, end: date | None) -> list[Fault]:
    """What is wrong with a leave: an end needs a start, and comes after it."""
    if start is None:
        return [_fault("leave_from", "leave_without_start", None, (shown(end),))] if end else []
    return [_fault("leave_to", "leave_turned", end, (shown(start),))] if end and end < start else []


def _fault(name: str, code: str, found: date | None, more: tuple[str, ...]) -> Fault:
    return Fault(HEADING[name], code, shown(found), more=more)
