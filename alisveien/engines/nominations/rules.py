"""A rule set: the floor, the steps of each criterion and their order, as data with a version and a hash.

Source: the Helse Nord report of 2021, chapter 4.3; what it leaves open is our proposal (docs/algorithms/allocation.md).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from alisveien.engines.allocation.written import canonical

CRITERIA = ("service", "group", "progress", "own_post", "nearest", "days", "nominated_on", "lot")
BAND = ("service", "group", "progress", "own_post")
GROUPS = ("finished", "taking_part", "not_started")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of progress: reached by that many courses, or that share of the learning goals in per cent."""

    courses: int
    goals_percent: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """How a trust ranks. ``order`` names the criteria, strongest first; days count from the start in the ALIS post."""

    name: str
    version: int
    floor_days: int
    service_days: int
    progress: tuple[Step, ...]
    locum_days: int
    notice_months: int
    order: tuple[str, ...]

    @property
    def hash(self) -> str:
        """SHA-256 of the rule set written as canonical JSON."""
        return hashlib.sha256(canonical(asdict(self)).encode()).hexdigest()


def rule_set_of(data: Mapping[str, Any]) -> RuleSet:
    """A rule set from its JSON. Raises KeyError, TypeError or ValueError when it is not one."""
    order = tuple(data["order"])
    if sorted(order) != sorted(CRITERIA):
        raise ValueError(f"order must name each of {', '.join(CRITERIA)} once")
    if set(data) != set(RuleSet.__slots__):
        raise ValueError(f"a rule set has exactly the fields {', '.join(RuleSet.__slots__)}")
    return RuleSet(
        name=str(data["name"]),
        order=order,
        progress=_steps(data["progress"]),
        **{name: _whole(data, name) for name in _NUMBERS},
    )


_NUMBERS = ("version", "floor_days", "service_days", "locum_days", "notice_months")


def _whole(data: Mapping[str, Any], name: str) -> int:
    if type(data[name]) is not int or data[name] < 0:
        raise ValueError(f"{name} must be a whole number, zero or more")
    return int(data[name])


def _steps(data: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(Step(_whole(step, "courses"), _whole(step, "goals_percent")) for step in data)
