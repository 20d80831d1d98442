"""The values several pages of a round share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.placements.models import Round
from alisveien.placements.queries import Card, Named


class Home(Protocol):
    """A municipality as pages name it."""

    name: str


class Person(Protocol):
    """A doctor as pages name one: always with the municipality."""

    @property
    def hpr_number(self) -> str:
        """The doctor's HPR number."""

    @property
    def name(self) -> str:
        """First and last name."""

    @property
    def municipality(self) -> Home:
        """Where the doctor works."""


People = Mapping[str, Named]
Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: the number, what it counts, what it is out of («av 18» or empty), the list behind it (or empty)."""

    value: str
    label: str
    of: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of a trust's pages in the round."""

    label: str
    href: str
    current: bool


def placed(distribution: Distribution, trust: str) -> list[tuple[Nomination, WishRead, bool]]:
    """The doctors of a trust who got a post, with the wish met and whether it is at their nearest hospital."""
    found = []
    for one in distribution.frozen.nominations:
        position = distribution.placements.get(one.hpr_number)
        if one.trust == trust and position is not None:
            wish = distribution.ranked.gates[one.hpr_number].allowed[position]
            found.append((one, wish, distribution.ranked.near[one.hpr_number][position]))
    return found


def count_of(distribution: Distribution, status: str, trust: str | None = None) -> int:
    """How many nominations have a status, in all or at one trust."""
    return sum(
        distribution.status(one) == status
        for one in distribution.frozen.nominations
        if trust is None or one.trust == trust
    )


def posts_of(distribution: Distribution, trust: str | None = None) -> int:
    """The posts of the round, in all or at one trust."""
    return sum(row.posts for row in distribution.frozen.posts if trust is None or row.trust == trust)


def crumbs(round_: Round, *more: str) -> Crumbs:
    """Rounds, the round, and the page below it; the page itself has no address."""
    name = _("{trust} {year}").format(trust=round_.trust.short_name or round_.trust.name, year=round_.year)
    here = reverse("placements:round_overview", args=[round_.year, round_.trust.code])
    return [(_("Runder"), reverse("placements:rounds")), (name, here if more else ""), *((one, "") for one in more)]


def tabs(year: int, trust: str, current: str, *, with_run: bool = True) -> list[Tab]:
    """The pages of a trust's round; without a run there is only the round itself, its days and its log."""
    pages = (
        ("round_overview", _("Runden")),
        ("trust_list", _("Prioritert liste")),
        ("trust_grid", _("Halvår og avdelinger")),
        ("trust_rule_sets", _("Regelsett")),
        ("round_trials", _("Prøvekjøringer")),
        ("round_calendar", _("Kalender")),
        ("round_log", _("Logg")),
    )
    shown = pages if with_run else (pages[0], *pages[-2:])
    return [Tab(label, reverse(f"placements:{name}", args=[year, trust]), name == current) for name, label in shown]


def card_crumbs(found: Card) -> Crumbs:
    """To a doctor's card: through the round for those who see the list, else through the rounds only."""
    if found.sees_list:
        return crumbs(found.round, found.nomination.name)
    return [(_("Runder"), reverse("placements:rounds")), (found.nomination.name, "")]


def out_of(total: int) -> str:
    """What a figure is out of, as it is read after the figure."""
    return _("av {total}").format(total=total)


def card_address(year: int, hpr_number: str) -> str:
    """The address of a doctor's card."""
    return f"/runder/{year}/lege/{hpr_number}/"


def nomination_of(distribution: Distribution, hpr_number: str) -> Nomination:
    """The nomination of a doctor who is known to be in the round."""
    return next(one for one in distribution.frozen.nominations if one.hpr_number == hpr_number)
