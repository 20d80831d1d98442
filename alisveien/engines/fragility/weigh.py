"""Weigh five facts of a municipality on a day by a rule an office can change, and say how each one counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

SPECIALIST, LOCUMS, SUPERVISOR, REGISTERED, CONTACT = "specialist", "locums", "supervisor", "registered", "contact"
COMPONENTS = (SPECIALIST, LOCUMS, SUPERVISOR, REGISTERED, CONTACT)
"""No specialist, share of locums, no supervisor, not registered, no contact: in the order they are shown."""
HEAVIEST = 5

State = Literal["weak", "fine", "unknown"]
Level = Literal["high", "medium", "low", "unknown"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How much each component weighs (0 leaves it out), where locums and silence begin to count, and the levels.

    ``locum_percent`` and ``silent_months``: from this number on the component is weak. ``medium`` and ``high`` are
    sums of points from which on the level is so.
    """

    weights: Mapping[str, int]
    locum_percent: int
    silent_months: int
    medium: int
    high: int

    @property
    def most(self) -> int:
        """The sum when every component is weak."""
        return sum(self.weights[name] for name in COMPONENTS)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a municipality on a day; None is not known. ``months`` is None when there never was a contact.

    ``mainly_locums``: somebody has said that it is run mainly by locums, which counts where there is no figure.
    ``since`` is component → the day the fact was known by, where there is one.
    """

    specialist: bool | None
    locum_percent: int | None
    supervisor: bool | None
    registered: bool | None
    months: int | None
    since: Mapping[str, date]
    mainly_locums: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """One component as it counted: its state, the points it gave of ``weight``, the figure behind, and from when."""

    name: str
    state: State
    points: int
    weight: int
    value: int | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Fragility:
    """The sum with its reasons. ``level`` is unknown when nothing is known of any component that weighs."""

    components: tuple[Component, ...]
    points: int
    most: int
    level: Level


def against(rule: Rule) -> list[str]:
    """What is wrong with a rule, as codes: «weight», «nothing», «percent», «months», «levels». Empty when it holds."""
    faults = []
    if any(not 0 <= rule.weights[name] <= HEAVIEST for name in COMPONENTS):
        faults.append("weight")
    if rule.most == 0:
        faults.append("nothing")
    if not 1 <= rule.locum_percent <= 100:
        faults.append("percent")
    if not 1 <= rule.silent_months <= 60:
        faults.append("months")
    if not 1 <= rule.medium < rule.high <= rule.most:
        faults.append("levels")
    return faults


def weigh(facts: Facts, rule: Rule) -> Fragility:
    """Weigh the facts. What is not known gives no points, and is said."""
    components = tuple(_component(name, facts, rule) for name in COMPONENTS)
    points = sum(one.points for one in components)
    return Fragility(components, points, rule.most, _level(components, points, rule))


def _component(name: str, facts: Facts, rule: Rule) -> Component:
    state, value = _state(name, facts, rule)
    weight = rule.weights[name]
    points = weight if state == "weak" else 0
    return Component(name, state, points, weight, value, facts.since.get(name))


def _state(name: str, facts: Facts, rule: Rule) -> tuple[State, int | None]:
    if name == LOCUMS:
        if facts.locum_percent is None and facts.mainly_locums:
            return "weak", None
        return _over(facts.locum_percent, rule.locum_percent), facts.locum_percent
    if name == CONTACT:
        return ("weak" if facts.months is None else _over(facts.months, rule.silent_months)), facts.months
    has = {SPECIALIST: facts.specialist, SUPERVISOR: facts.supervisor, REGISTERED: facts.registered}[name]
    return ("unknown" if has is None else "fine" if has else "weak"), None


def _over(value: int | None, limit: int) -> State:
    if value is None:
        return "unknown"
    return "weak" if value >= limit else "fine"


def _level(components: tuple[Component, ...], points: int, rule: Rule) -> Level:
    if all(one.state == "unknown" for one in components if one.weight):
        return "unknown"
    if points >= rule.high:
        return "high"
    return "medium" if points >= rule.medium else "low"
