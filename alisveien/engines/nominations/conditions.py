"""What a trust asks at the gate besides the rule set, as values: its decided conditions, and what is known of homes.

Source: the Helse Nord report of 2021, chapter 4.2–4.3: the municipality is registered, there is a signed agreement, and
the doctor has been long enough in the post. A list frozen before there were such conditions has none, and is read as it
was then: what is not there is not asked.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

OFF, WARN, STOP = "off", "warn", "stop"
LEVELS = (OFF, WARN, STOP)
CONDITIONS = ("registration", "agreement", "scheme")
"""What is asked at a level: nothing, a warning, or no part in the distribution."""


@dataclass(frozen=True, slots=True)
class GateRules:
    """A trust's conditions in one version: days in the post when the half-year begins, months of notice, and levels."""

    version: int
    floor_days: int
    notice_months: int
    registration: str
    agreement: str
    scheme: str


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What is known of a municipality and a trust when a half-year begins; ``registration`` is the state in a word."""

    municipality: str
    trust: str
    period: str
    registered: bool
    registration: str
    agreement: bool


@dataclass(frozen=True)
class Conditions:
    """The conditions of a run, and the facts they are held against, in one order."""

    rules: GateRules
    homes: tuple[HomeFacts, ...]

    @cached_property
    def _known(self) -> dict[tuple[str, str, str], HomeFacts]:
        """The facts by municipality, trust and half-year; the first of those that say the same three."""
        return {(one.municipality, one.trust, one.period): one for one in reversed(self.homes)}

    def of(self, municipality: str, trust: str, period: str) -> HomeFacts | None:
        """What is known of a municipality, a trust and a half-year; None when nothing was asked of them."""
        return self._known.get((municipality, trust, period))


def conditions_of(rules: GateRules, homes: list[HomeFacts]) -> Conditions:
    """Conditions with the facts in one order."""
    return Conditions(rules, tuple(sorted(homes, key=lambda one: (one.municipality, one.trust, one.period))))


def as_data(conditions: Conditions) -> dict[str, Any]:
    """The conditions as JSON values; `from_data` gives them back."""
    return {"rules": asdict(conditions.rules), "homes": [asdict(one) for one in conditions.homes]}


def from_data(data: Mapping[str, Any]) -> Conditions:
    """Conditions from their JSON values. Raises KeyError, TypeError or ValueError when they are not some."""
    rules = GateRules(**data["rules"])
    numbers = (rules.version, rules.floor_days, rules.notice_months)
    if any(type(number) is not int or number < 0 for number in numbers):
        raise ValueError("version, floor_days and notice_months must be whole numbers, zero or more")
    if any(getattr(rules, name) not in LEVELS for name in CONDITIONS):
        raise ValueError(f"{', '.join(CONDITIONS)} must each be one of {', '.join(LEVELS)}")
    homes = tuple(HomeFacts(**row) for row in data["homes"])
    if any(type(one.registered) is not bool or type(one.agreement) is not bool for one in homes):
        raise ValueError("registered and agreement must be true or false")
    return Conditions(rules, homes)
