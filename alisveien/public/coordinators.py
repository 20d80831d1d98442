"""The page of the coordinators as plain values: who, what to send, and when (the Helse Nord report, 4.1 and 4.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.engines.calendar.half_year import half_years_of

COMING = 4
"""How many half-years ahead the page shows."""


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Somebody to write to or ring. ``confirmed``: when it was last said to be right, in words; empty when never."""

    name: str
    email: str
    phone: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A trust with those who coordinate there; none when the trust has not named anybody."""

    name: str
    href: str
    coordinators: tuple[Coordinator, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """The trusts of one region."""

    name: str
    desks: tuple[Desk, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A coming half-year: when it begins, by when to nominate as a rule, and whether that day is gone."""

    label: str
    begins: str
    nominate_by: str
    gone: bool


def coordinators(roles: Iterable[Any]) -> tuple[Coordinator, ...]:
    """Contact roles as plain values."""
    return tuple(
        Coordinator(
            role.person.name,
            role.person.email,
            role.person.phone,
            date_format(role.confirmed_at, "j. F Y") if role.confirmed_at else "",
        )
        for role in roles
    )


def invented(roles: Iterable[Any]) -> bool:
    """Whether anybody among the roles is made up for practice, so that the page is marked."""
    return any(role.person.is_synthetic for role in roles)


def regions(trusts: Iterable[Any], roles: dict[int, list[Any]]) -> list[Region]:
    """The trusts by region, each with its coordinators."""
    ordered = sorted(trusts, key=lambda trust: (trust.parent.sort_key, trust.sort_key))
    return [
        Region(name, tuple(_desk(trust, roles.get(trust.pk, [])) for trust in group))
        for name, group in groupby(ordered, key=lambda trust: str(trust.parent.name))
    ]


def _desk(trust: Any, roles: list[Any]) -> Desk:
    return Desk(trust.name, f"/helseforetak/{trust.code}/", coordinators(roles))


def deadlines(today: date) -> list[Deadline]:
    """The next half-years, nearest first. As a rule a doctor is nominated more than twelve months ahead."""
    ahead = [period for year in range(today.year, today.year + 4) for period in half_years_of(year)]
    return [
        Deadline(
            _("{half} {year}").format(half=f"P{period.half}", year=period.year),
            date_format(period.starts_on, "j. F Y"),
            date_format(by := period.starts_on.replace(year=period.year - 1), "j. F Y"),
            today >= by,
        )
        for period in [one for one in ahead if one.starts_on > today][:COMING]
    ]
