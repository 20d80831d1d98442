"""The gate: what must be met before a nomination takes part, and which of its wishes can be granted at all.

Sources: the Helse Nord report of 2021, chapters 4.1–4.3. A wish that cannot be granted is dropped with its reason and
the nomination stays; a nomination that fails is kept with the reason and who can mend it.
"""

from dataclasses import dataclass
from datetime import date

from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.engines.nominations.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition that is not met: its code, the figures that show it, and who can mend it."""

    code: str
    values: tuple[str, ...]
    mended_by: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A wish that cannot be granted, and why."""

    wish: int
    code: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate for one nomination: eligible when nothing is unmet."""

    unmet: tuple[Unmet, ...]
    dropped: tuple[Dropped, ...]
    allowed: tuple[WishRead, ...]
    warnings: tuple[Dropped, ...]

    @property
    def eligible(self) -> bool:
        """True when the nomination takes part in the distribution."""
        return not self.unmet


def gate_of(nomination: Nomination, rules: RuleSet) -> Gate:
    """The gate of a nomination under a rule set.

    The floor is days of service on the first day of the wished half-year. A doctor who reaches it for no wish is not
    eligible; one who reaches it for some keeps those.
    """
    dropped, allowed = [], []
    seen: dict[tuple[object, ...], int] = {}
    for wish in nomination.wishes:
        place = (wish.period, wish.hospital, wish.department)
        reason = _against(wish, nomination, rules)
        if reason is None and place in seen:
            reason = Dropped(wish.number, "repeated", (str(seen[place]),))
        if reason is not None:
            dropped.append(reason)
            continue
        seen[place] = wish.number
        allowed.append(wish)
    unmet = _unmet(nomination, rules)
    return Gate(unmet, tuple(dropped), () if unmet else tuple(allowed), _warnings(nomination, rules))


def service_days(nomination: Nomination, on: date) -> int:
    """Calendar days from the start in the ALIS post to a day, through leave, not weighted by percentage."""
    return (on - nomination.started_on).days


def _against(wish: WishRead, nomination: Nomination, rules: RuleSet) -> Dropped | None:
    starts_on, ends_on = wish.period.starts_on, wish.period.ends_on
    days = service_days(nomination, starts_on)
    if days < rules.floor_days:
        return Dropped(wish.number, "floor", (str(days), starts_on.isoformat(), str(rules.floor_days)))
    if starts_on < nomination.earliest_on:
        return Dropped(wish.number, "too_early", (nomination.earliest_on.isoformat(),))
    if starts_on > nomination.latest_on:
        return Dropped(wish.number, "too_late", (nomination.latest_on.isoformat(),))
    if _on_leave(nomination, starts_on, ends_on):
        return Dropped(wish.number, "leave", ())
    return None


def _on_leave(nomination: Nomination, starts_on: date, ends_on: date) -> bool:
    if nomination.leave_from is None or nomination.leave_from > ends_on:
        return False
    return nomination.leave_to is None or nomination.leave_to >= starts_on


def _unmet(nomination: Nomination, rules: RuleSet) -> tuple[Unmet, ...]:
    unmet = []
    if nomination.scheme == "old":
        unmet.append(Unmet("old_scheme", (), "municipality"))
    last = max(wish.period for wish in nomination.wishes)
    days = service_days(nomination, last.starts_on)
    if days < rules.floor_days:
        values = (
            str(days),
            last.starts_on.isoformat(),
            str(rules.floor_days),
            nomination.started_on.isoformat(),
        )
        unmet.append(Unmet("floor", values, "time"))
    return tuple(unmet)


def _warnings(nomination: Nomination, rules: RuleSet) -> tuple[Dropped, ...]:
    warnings = []
    if nomination.scheme == "converted" and nomination.converted_on is None:
        warnings.append(Dropped(0, "no_conversion_date", ()))
    for wish in nomination.wishes:
        if _months_before(wish.period.starts_on, rules.notice_months) < nomination.nominated_on:
            warnings.append(Dropped(wish.number, "short_notice", (str(rules.notice_months),)))
    return tuple(warnings)


def _months_before(day: date, months: int) -> date:
    """The first of a month some months earlier; half-years begin on the first."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
