"""How long posts stood empty, in months.

By calendar: a day without a holder is that part of its own month (1/31 in March, 1/30 in April), so that an empty
half-year is exactly six months. Days after the last one that is reckoned with are not empty yet.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """A post from a day to another, both included, and the days of those who held it, likewise.

    ``rest`` says that it is what was left of another post.
    """

    from_on: date
    to_on: date
    holders: tuple[tuple[date, date], ...] = ()
    rest: bool = False


def idle_months(posts: Iterable[Held], until: date) -> Fraction:
    """The months the posts stood empty until a day, that day included. Exact."""
    return sum((_of(post, until) for post in posts), Fraction(0))


def _of(post: Held, until: date) -> Fraction:
    """The parts of the half-year no holder has, one after another."""
    last, day, months = min(post.to_on, until), post.from_on, Fraction(0)
    for begins, ends in sorted(post.holders):
        months += _months(day, min(begins - DAY, last))
        day = max(day, ends + DAY)
    return months + _months(day, last)


def _months(first: date, last: date) -> Fraction:
    """The months from a day to another, both included; none when the second is before the first."""
    months, day = Fraction(0), first
    while day <= last:
        length = monthrange(day.year, day.month)[1]
        end = min(date(day.year, day.month, length), last)
        months += Fraction((end - day).days + 1, length)
        day = end + DAY
    return months
