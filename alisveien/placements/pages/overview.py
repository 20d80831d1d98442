"""A round as a whole: the figures, how it was controlled, and the lines of the lists of rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.distribution.run import Distribution
from alisveien.placements.models import Nomination, Round
from alisveien.placements.pages.parts import Figure, card_address, count_of, out_of, posts_of
from alisveien.placements.queries import is_shown
from alisveien.placements.telling.reasons import rules_title

State = Round.State


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list of rounds."""

    title: str
    href: str
    state: str
    state_text: str
    year: int


@dataclass(frozen=True, slots=True)
class DoctorLine:
    """A nominated doctor for those who see only that doctor: where, how far the round has come, the card."""

    name: str
    home: str
    trust: str
    year: int
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a round, the list behind each."""

    figures: tuple[Figure, ...]
    carried_from: int | None


def line_of(round_: Round) -> RoundLine:
    """A round in a list."""
    href = reverse("placements:round_overview", args=[round_.year, round_.trust.code])
    return RoundLine(round_.trust.name, href, round_.state, str(State(round_.state).label), round_.year)


def doctors_of(nominations: Iterable[Nomination], at: datetime) -> list[DoctorLine]:
    """The doctors one sees outside a trust's list, with the round each is in."""
    lines = []
    for one in nominations:
        years = {wish.year for wish in one.wishes.all()}
        lines += [_doctor_line(one, round_, at) for round_ in one.trust.rounds.all() if round_.year in years]
    return lines


def _doctor_line(one: Nomination, round_: Round, at: datetime) -> DoctorLine:
    words = _("Fordelingen er frigitt") if is_shown(round_, at) else _("Runden pågår. Ingenting er avgjort ennå.")
    href = card_address(round_.year, one.hpr_number)
    return DoctorLine(one.name, one.municipality.name, one.trust.name, round_.year, words, href)


def overview_of(round_: Round, distribution: Distribution, by_lot: int) -> Overview:
    """The figures of a round; ``by_lot``: doctors decided by lot."""
    listed = reverse("placements:trust_list", args=[round_.year, round_.trust.code])
    grid = reverse("placements:trust_grid", args=[round_.year, round_.trust.code])
    nominated, posts = len(distribution.frozen.nominations), posts_of(distribution)
    not_eligible, met = count_of(distribution, "not_eligible"), count_of(distribution, "placed")
    trial = round_.state in (State.DRAFTED, State.FROZEN)
    figures = (
        Figure(str(nominated - not_eligible), _("leger er med"), out_of(nominated), listed),
        Figure(
            str(met),
            _("foreslått fordelt") if trial else _("sykehusplasser fordelt"),
            out_of(posts),
            f"{listed}?status=placed",
        ),
        Figure(str(posts - met), _("ledige"), href=f"{grid}#utveier" if posts > met else ""),
        Figure(str(count_of(distribution, "waiting")), _("leger venter"), href=f"{listed}?status=waiting"),
        Figure(str(not_eligible), _("fyller ikke vilkårene"), href=f"{listed}?status=not_eligible"),
        Figure(str(by_lot), _("avgjort av loddet")),
    )
    planned = {row.planned_for for row in distribution.frozen.posts} - {round_.year}
    return Overview(figures, min(planned, default=None))


def told_whom(distribution: Distribution) -> tuple[Figure, ...]:
    """Who sees what when the round is released, as figures."""
    homes = {one.municipality for one in distribution.frozen.nominations}
    met, waiting = count_of(distribution, "placed"), count_of(distribution, "waiting")
    others = count_of(distribution, "not_eligible")
    return (
        Figure(str(met), ngettext("lege får sykehusplass", "leger får sykehusplass", met)),
        Figure(str(waiting), ngettext("lege venter, med grunn", "leger venter, med grunn", waiting)),
        Figure(str(others), _("fyller ikke vilkårene, med hva som mangler")),
        Figure(str(len(homes)), ngettext("kommune ser sine egne", "kommuner ser sine egne", len(homes))),
    )


class Judged(Protocol):
    """A run as it is kept."""

    rules_name: str
    rules_hash: str


def rule_marks(runs: Iterable[Judged]) -> list[tuple[str, str]]:
    """(name, start of the hash) of each rule set the round was run under."""
    return [(rules_title(run.rules_name), run.rules_hash[:12]) for run in runs]
