"""Who is in line for a post that stands empty: every nominated doctor, ordered by the criteria as if all had said yes.

Source: the Helse Nord report of 2021, chapter 4.3 (vacancies are filled continuously from those nominated). Whoever
needs nothing set aside comes first, and among these the ones who wish the half-year or have said yes to short notice.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from alisveien.engines.allocation.problem import Key
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.nominations.gate import service_days
from alisveien.engines.nominations.keys import is_near, key_of, standings
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.engines.nominations.register import Register
from alisveien.engines.nominations.rules import RuleSet

FLOOR, NOTICE = "floor", "notice"
WAIVABLE = (FLOOR, NOTICE)
"""What can be set aside with a reason, when the post would stand empty otherwise."""
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Opening:
    """A post that stands empty: its half-year and the days that are left of it."""

    half: HalfYear
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class InLine:
    """A doctor in line: the key, the best wish for the half-year, and what would have to be set aside.

    ``near`` tells of that wish. ``willing``: has said yes to short notice. ``inside``: the days lie in the window the
    municipality has given.
    """

    hpr_number: str
    key: Key
    wish: WishRead | None
    near: bool
    willing: bool
    inside: bool
    missing: tuple[str, ...]


def in_line(
    nominations: Iterable[Nomination],
    opening: Opening,
    rules: RuleSet,
    *,
    draw: str,
    register: Register,
    willing: Collection[str],
) -> list[InLine]:
    """The doctors in line for an opening, the first one first.

    Those of the old scheme and those on leave in its days are left out. ``willing``: HPR numbers of who has said yes to
    short notice; these need no notice. The criteria are counted on the day the post begins.
    """
    able = [one for one in nominations if one.scheme != "old" and not _on_leave(one, opening)]
    standing = standings(able, rules, opening.from_on, draw)
    found = []
    for one in able:
        wish = next((wish for wish in one.wishes if wish.period == opening.half), None)
        near = wish is not None and is_near(wish, one.municipality, register)
        key = key_of(standing[one.hpr_number], wish.number if wish else len(one.wishes) + 1, rules, near=near)
        yes = one.hpr_number in willing
        inside = one.earliest_on <= opening.from_on <= one.latest_on
        missing = _missing(one, opening, rules, willing=yes)
        found.append(InLine(one.hpr_number, key, wish, near, yes, inside, missing))
    return sorted(found, key=lambda one: (len(one.missing), not (one.wish or one.willing), one.key))


def _missing(one: Nomination, opening: Opening, rules: RuleSet, *, willing: bool) -> tuple[str, ...]:
    floor = service_days(one, opening.from_on) < rules.floor_days
    notice = not willing and (opening.from_on - one.nominated_on).days < rules.notice_months * _MONTH
    return tuple(code for code, lacks in ((FLOOR, floor), (NOTICE, notice)) if lacks)


def _on_leave(one: Nomination, opening: Opening) -> bool:
    if one.leave_from is None or one.leave_from > opening.to_on:
        return False
    return one.leave_to is None or one.leave_to >= opening.from_on
