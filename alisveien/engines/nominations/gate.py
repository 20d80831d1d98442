"""The gate: what must be met before a nomination takes part, and which of its wishes can be granted at all.

Sources: the Helse Nord report of 2021, chapters 4.1–4.3. A wish that cannot be granted is dropped with its reason and
the nomination stays; a nomination that fails is kept with the reason and who can mend it.
"""

from dataclasses import dataclass
from datetime import date

from alisveien.engines.nominations.conditions import OFF, STOP, WARN, Conditions, GateRules
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


def gate_of(nomination: Nomination, rules: RuleSet, conditions: Conditions | None = None) -> Gate:
    """The gate of a nomination under a rule set and the trust's own conditions, None when it has decided none.

    The floor is days of service on the first day of the wished half-year; the trust's own goes before the rule set's.
    A doctor who meets a condition for no wish is not eligible; one who meets it for some keeps those.
    """
    asked = conditions or _plain(rules)
    dropped, allowed = [], []
    seen: dict[tuple[object, ...], int] = {}
    for wish in nomination.wishes:
        place = (wish.period, wish.hospital, wish.department)
        reason = _against(wish, nomination, asked)
        if reason is None and place in seen:
            reason = Dropped(wish.number, "repeated", (str(seen[place]),))
        if reason is not None:
            dropped.append(reason)
            continue
        seen[place] = wish.number
        allowed.append(wish)
    unmet = _unmet(nomination, asked)
    return Gate(unmet, tuple(dropped), () if unmet else tuple(allowed), _warnings(nomination, asked))


def _plain(rules: RuleSet) -> Conditions:
    """What is asked where the trust has decided nothing: the rule set's floor and notice, and the new scheme."""
    return Conditions(GateRules(0, rules.floor_days, rules.notice_months, OFF, OFF, STOP), ())


def service_days(nomination: Nomination, on: date) -> int:
    """Calendar days from the start in the ALIS post to a day, through leave, not weighted by percentage."""
    return (on - nomination.started_on).days


def _against(wish: WishRead, nomination: Nomination, asked: Conditions) -> Dropped | None:
    starts_on, ends_on = wish.period.starts_on, wish.period.ends_on
    days = service_days(nomination, starts_on)
    if days < asked.rules.floor_days:
        return Dropped(wish.number, "floor", (str(days), starts_on.isoformat(), str(asked.rules.floor_days)))
    if starts_on < nomination.earliest_on:
        return Dropped(wish.number, "too_early", (nomination.earliest_on.isoformat(),))
    if starts_on > nomination.latest_on:
        return Dropped(wish.number, "too_late", (nomination.latest_on.isoformat(),))
    if _on_leave(nomination, starts_on, ends_on):
        return Dropped(wish.number, "leave", ())
    lacking = _lacking(wish, nomination, asked, STOP)
    return Dropped(wish.number, *next(iter(lacking.items()))) if lacking else None


def _lacking(wish: WishRead, nomination: Nomination, asked: Conditions, level: str) -> dict[str, tuple[str, ...]]:
    """What the municipality lacks when the half-year of a wish begins, of what is asked at a level: code → figures."""
    if level not in (asked.rules.registration, asked.rules.agreement):
        return {}
    facts = asked.of(nomination.municipality, nomination.trust, wish.period.label)
    if facts is None:
        return {}
    starts_on = wish.period.starts_on.isoformat()
    found: dict[str, tuple[str, ...]] = {}
    if asked.rules.registration == level and not facts.registered:
        found["not_registered"] = (facts.registration, starts_on)
    if asked.rules.agreement == level and not facts.agreement:
        found["no_agreement"] = (starts_on,)
    return found


def _on_leave(nomination: Nomination, starts_on: date, ends_on: date) -> bool:
    if nomination.leave_from is None or nomination.leave_from > ends_on:
        return False
    return nomination.leave_to is None or nomination.leave_to >= starts_on


MENDED_BY = {"not_registered": "municipality", "no_agreement": "parties"}
"""Code of what a municipality lacks → who can mend it."""


def _unmet(nomination: Nomination, asked: Conditions) -> tuple[Unmet, ...]:
    unmet = []
    if nomination.scheme == "old" and asked.rules.scheme == STOP:
        unmet.append(Unmet("old_scheme", (), "municipality"))
    last = max(wish.period for wish in nomination.wishes)
    days = service_days(nomination, last.starts_on)
    if days < asked.rules.floor_days:
        values: tuple[str, ...] = (
            str(days),
            last.starts_on.isoformat(),
            str(asked.rules.floor_days),
            nomination.started_on.isoformat(),
        )
        unmet.append(Unmet("floor", values, "time"))
    lacking = _always_lacking(nomination, asked, STOP)
    return (*unmet, *(Unmet(code, found, MENDED_BY[code]) for code, found in lacking.items()))


def _always_lacking(nomination: Nomination, asked: Conditions, level: str) -> dict[str, tuple[str, ...]]:
    """What the municipality lacks for every wish: code → figures of the last half-year wished."""
    by_wish = [(wish, _lacking(wish, nomination, asked, level)) for wish in nomination.wishes]
    last = max(by_wish, key=lambda pair: pair[0].period)[1]
    return {code: values for code, values in last.items() if all(code in found for _wish, found in by_wish)}


def _warnings(nomination: Nomination, asked: Conditions) -> tuple[Dropped, ...]:
    warnings = []
    if nomination.scheme == "old" and asked.rules.scheme == WARN:
        warnings.append(Dropped(0, "old_scheme", ()))
    if nomination.scheme == "converted" and nomination.converted_on is None:
        warnings.append(Dropped(0, "no_conversion_date", ()))
    always = _always_lacking(nomination, asked, WARN)
    warnings += [Dropped(0, code, values) for code, values in always.items()]
    for wish in nomination.wishes:
        found = _lacking(wish, nomination, asked, WARN)
        warnings += [Dropped(wish.number, code, values) for code, values in found.items() if code not in always]
        if _months_before(wish.period.starts_on, asked.rules.notice_months) < nomination.nominated_on:
            warnings.append(Dropped(wish.number, "short_notice", (str(asked.rules.notice_months),)))
    return tuple(warnings)


def _months_before(day: date, months: int) -> date:
    """The first of a month some months earlier; half-years begin on the first."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
