"""The frozen input of a run: everything the outcome depends on, as plain values that are written and read again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from alisveien.engines.allocation.written import canonical
from alisveien.engines.calendar.half_year import HalfYear, half_year, half_years_of
from alisveien.engines.nominations import conditions as asked
from alisveien.engines.nominations.conditions import Conditions
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.engines.nominations.register import Department, Hospital, Municipality, Register, Trust
from alisveien.engines.nominations.rules import RuleSet, rule_set_of


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts of one trust in one half-year, and the year of the plan they come from."""

    trust: str
    period: str
    posts: int
    planned_for: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a trust has set for one of its departments in a half-year: the most doctors there, None for no ceiling."""

    period: str
    hospital: str
    department: str
    ceiling: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was refused at reading, by its number, the HPR number as typed, and its faults in words."""

    row: int
    hpr_number: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Frozen:
    """The whole input of a run for a year. ``ceilings``: the ceilings of the register count.

    ``conditions``: what the trust has decided on the gate; None when nothing, and in every list frozen before that.
    ``own_ceilings``: what the trust has set for its departments in these half-years; it always counts, in place of the
    register's. None in lists frozen before that.
    """

    year: int
    draw: str
    ceilings: bool
    rules: RuleSet
    posts: tuple[Posts, ...]
    register: Register
    nominations: tuple[Nomination, ...]
    refused: tuple[Refused, ...] = ()
    conditions: Conditions | None = None
    own_ceilings: tuple[Ceiling, ...] = ()

    @property
    def floor_days(self) -> int:
        """Days in the post that are asked when a half-year begins: the trust's own, else the rule set's."""
        return self.conditions.rules.floor_days if self.conditions else self.rules.floor_days

    @property
    def periods(self) -> tuple[HalfYear, HalfYear]:
        """The half-years of the round."""
        return half_years_of(self.year)

    @property
    def cut_off_on(self) -> date:
        """The first day of the round's first half-year: evidence is counted on it."""
        return self.periods[0].starts_on

    def under(self, rules: RuleSet) -> "Frozen":
        """The same input under another rule set."""
        return replace(self, rules=rules)


class BadInput(ValueError):
    """Something that was to be a frozen input is not one; the message names the place."""


def freeze(
    *,
    year: int,
    draw: str,
    ceilings: bool,
    rules: RuleSet,
    posts: Sequence[Posts],
    register: Register,
    nominations: Sequence[Nomination],
    refused: Sequence[Refused] = (),
    conditions: Conditions | None = None,
    own_ceilings: Sequence[Ceiling] = (),
) -> Frozen:
    """Freeze a run: the register is cut to what the run can depend on, and everything stands in one order."""
    return Frozen(
        year=year,
        draw=draw,
        ceilings=ceilings,
        rules=rules,
        posts=tuple(sorted(posts, key=lambda row: (row.trust, row.period))),
        register=_cut(register, nominations, posts),
        nominations=tuple(sorted(nominations, key=lambda one: one.hpr_number)),
        refused=tuple(refused),
        conditions=conditions,
        own_ceilings=tuple(sorted(own_ceilings, key=lambda row: (row.period, row.hospital, row.department))),
    )


def _cut(register: Register, nominations: Sequence[Nomination], posts: Sequence[Posts]) -> Register:
    homes = {one.municipality for one in nominations}
    municipalities = {number: place for number, place in sorted(register.municipalities.items()) if number in homes}
    named = {row.trust for row in posts} | {one.trust for one in nominations}
    named |= {place.trust for place in municipalities.values()}
    trusts = {number: trust for number, trust in sorted(register.trusts.items()) if number in named}
    hospitals = {id_: place for id_, place in sorted(register.hospitals.items()) if place.trust in trusts}
    departments = sorted(
        (place for place in register.departments if place.hospital in hospitals),
        key=lambda one: (one.hospital, one.name),
    )
    return Register(municipalities, trusts, hospitals, tuple(departments))


def as_data(frozen: Frozen) -> dict[str, Any]:
    """The input as JSON values; `from_data` gives it back."""
    register = frozen.register
    return {
        "year": frozen.year,
        "draw": frozen.draw,
        "ceilings": frozen.ceilings,
        "rules": _plain(asdict(frozen.rules)),
        "posts": [asdict(row) for row in frozen.posts],
        "municipalities": [_plain(asdict(place)) for place in register.municipalities.values()],
        "trusts": [asdict(trust) for trust in register.trusts.values()],
        "hospitals": [asdict(place) for place in register.hospitals.values()],
        "departments": [asdict(place) for place in register.departments],
        "nominations": [nomination_as_data(one) for one in frozen.nominations],
        "refused": [_plain(asdict(row)) for row in frozen.refused],
        **({"conditions": asked.as_data(frozen.conditions)} if frozen.conditions else {}),
        **({"own_ceilings": [asdict(row) for row in frozen.own_ceilings]} if frozen.own_ceilings else {}),
    }


def nomination_as_data(nomination: Nomination) -> dict[str, Any]:
    """A nomination as JSON values: dates as ISO, wishes with the label of the half-year."""
    data: dict[str, Any] = {}
    for field in fields(Nomination):
        value = getattr(nomination, field.name)
        if isinstance(value, date):
            value = value.isoformat()
        data[field.name] = value
    data["wishes"] = [
        {
            "number": wish.number,
            "period": wish.period.label,
            "hospital": wish.hospital,
            "department": wish.department,
        }
        for wish in nomination.wishes
    ]
    return data


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}


def fingerprint(data: Mapping[str, Any]) -> str:
    """SHA-256 of JSON values in one spelling."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def from_data(data: Mapping[str, Any]) -> Frozen:
    """The frozen input from its JSON values. Raises BadInput when they are not one."""
    try:
        frozen = Frozen(
            year=data["year"],
            draw=data["draw"],
            ceilings=data["ceilings"],
            rules=rule_set_of(data["rules"]),
            posts=tuple(Posts(**row) for row in data["posts"]),
            register=_register(data),
            nominations=tuple(_nomination(row) for row in data["nominations"]),
            refused=tuple(Refused(**{**row, "faults": tuple(row["faults"])}) for row in data["refused"]),
            conditions=asked.from_data(data["conditions"]) if "conditions" in data else None,
            own_ceilings=tuple(Ceiling(**row) for row in data.get("own_ceilings", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"{type(error).__name__}: {error}") from error
    _check(frozen)
    if canonical(as_data(frozen)) != canonical(data):
        raise BadInput("the input holds more than a frozen input does, or in another form")
    return frozen


def _check(frozen: Frozen) -> None:
    """Raises BadInput when values have the wrong kind or name what is not there."""
    if type(frozen.year) is not int or type(frozen.draw) is not str or type(frozen.ceilings) is not bool:
        raise BadInput("year, draw or ceilings has the wrong kind")
    labels = {period.label for period in frozen.periods}
    for row in frozen.posts:
        if row.period not in labels or row.trust not in frozen.register.trusts or type(row.posts) is not int:
            raise BadInput(f"posts of {row.trust} in {row.period}")
    for own in frozen.own_ceilings:
        if own.period not in labels or not (own.ceiling is None or type(own.ceiling) is int):
            raise BadInput(f"the ceiling of {own.department} in {own.period}")
    for one in frozen.nominations:
        if one.municipality not in frozen.register.municipalities or one.trust not in frozen.register.trusts:
            raise BadInput(f"the nomination of {one.hpr_number} names a place that is not in the register")


def _register(data: Mapping[str, Any]) -> Register:
    municipalities = [
        Municipality(**{**row, "other_names": tuple(row["other_names"])}) for row in data["municipalities"]
    ]
    return Register(
        {place.number: place for place in municipalities},
        {trust.number: trust for trust in (Trust(**row) for row in data["trusts"])},
        {place.id: place for place in (Hospital(**row) for row in data["hospitals"])},
        tuple(Department(**row) for row in data["departments"]),
    )


_DATES = ("started_on", "converted_on", "own_post_on", "locum_on", "earliest_on", "latest_on")
_MORE_DATES = ("leave_from", "leave_to", "nominated_on")


def _nomination(row: Mapping[str, Any]) -> Nomination:
    dates = {name: date.fromisoformat(row[name]) if row[name] else None for name in (*_DATES, *_MORE_DATES)}
    return Nomination(**{**row, **dates, "wishes": tuple(_wish(wish) for wish in row["wishes"])})


def _wish(row: Mapping[str, Any]) -> WishRead:
    period = half_year(row["period"])
    if period is None:
        raise ValueError(f"{row['period']} is no half-year")
    return WishRead(row["number"], period, row["hospital"], row["department"])
