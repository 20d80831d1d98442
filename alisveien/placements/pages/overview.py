"""The round as a whole: the figures, each trust, and how the distribution was controlled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.engines.distribution.run import Distribution
from alisveien.placements.pages.parts import Figure, count_of, out_of, placed, posts_of
from alisveien.placements.telling.reasons import rules_title


@dataclass(frozen=True, slots=True)
class TrustLine:
    """One trust's part of the round. ``nominated`` includes those who are not eligible."""

    number: str
    name: str
    href: str
    grid: str
    nominated: int
    posts: int
    placed: int
    waiting: int
    not_eligible: int
    empty: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page, apart from what stands on the round itself."""

    figures: tuple[Figure, ...]
    trusts: tuple[TrustLine, ...]
    planned_for: tuple[int, ...]


def overview_of(distribution: Distribution, refused: int, by_lot: int) -> Overview:
    """The overview of a round; ``refused``: rows refused at reading; ``by_lot``: doctors decided by lot."""
    frozen = distribution.frozen
    named = {one.trust for one in frozen.nominations} | {row.trust for row in frozen.posts}
    trusts = sorted(named, key=lambda number: frozen.register.trusts[number].name)
    return Overview(
        figures=_figures(distribution, refused, by_lot),
        trusts=tuple(_line(distribution, trust) for trust in trusts),
        planned_for=tuple(sorted({row.planned_for for row in frozen.posts})),
    )


def _figures(distribution: Distribution, refused: int, by_lot: int) -> tuple[Figure, ...]:
    year, nominated = distribution.frozen.year, len(distribution.frozen.nominations)
    not_eligible = count_of(distribution, "not_eligible")
    faults = reverse("placements:round_faults", args=[year])
    return (
        Figure(str(nominated + refused), _("rader i arbeidsboken")),
        Figure(str(refused), _("rader avvist"), href=faults if refused else ""),
        Figure(str(nominated - not_eligible), _("leger er med"), out_of(nominated)),
        Figure(str(count_of(distribution, "placed")), _("sykehusplasser fordelt"), out_of(posts_of(distribution))),
        Figure(str(count_of(distribution, "waiting")), _("leger venter")),
        Figure(str(not_eligible), _("fyller ikke vilkårene")),
        Figure(str(by_lot), _("avgjort av loddet")),
    )


def _line(distribution: Distribution, trust: str) -> TrustLine:
    frozen = distribution.frozen
    posts, met = posts_of(distribution, trust), len(placed(distribution, trust))
    return TrustLine(
        number=trust,
        name=frozen.register.trusts[trust].name,
        href=reverse("placements:trust_list", args=[frozen.year, trust]),
        grid=reverse("placements:trust_grid", args=[frozen.year, trust]),
        nominated=sum(one.trust == trust for one in frozen.nominations),
        posts=posts,
        placed=met,
        waiting=count_of(distribution, "waiting", trust),
        not_eligible=count_of(distribution, "not_eligible", trust),
        empty=posts - met,
    )


class Judged(Protocol):
    """A run as it is kept."""

    rules_name: str
    rules_hash: str


def rule_marks(runs: Iterable[Judged]) -> list[tuple[str, str]]:
    """(name, start of the hash) of each rule set the round was run under."""
    return [(rules_title(run.rules_name), run.rules_hash[:12]) for run in runs]
