"""The half-year of hospital service (the Helse Nord report of 2021, chapter 3)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_LABEL = re.compile(r"P([12]) (\d{4})")


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """P1 runs from 1 March to 31 August, P2 from 1 September to the last day of February."""

    year: int
    half: int

    @property
    def label(self) -> str:
        """As it is written in the trade: ``P1 2028``."""
        return f"P{self.half} {self.year}"

    @property
    def starts_on(self) -> date:
        """The first day of service."""
        return date(self.year, 3 if self.half == 1 else 9, 1)

    @property
    def ends_on(self) -> date:
        """The last day of service."""
        following = date(self.year, 9, 1) if self.half == 1 else date(self.year + 1, 3, 1)
        return following - timedelta(days=1)


def half_year(label: str) -> HalfYear | None:
    """The half-year of a label such as ``P1 2028``; None when it is no such label."""
    found = _LABEL.fullmatch(label)
    if not found or not 1900 <= int(found[2]) <= 9000:
        return None
    return HalfYear(int(found[2]), int(found[1]))


def half_years_of(year: int) -> tuple[HalfYear, HalfYear]:
    """Both half-years that begin in a calendar year: one round covers the two."""
    return HalfYear(year, 1), HalfYear(year, 2)
