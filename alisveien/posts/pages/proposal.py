"""A proposal as its pages tell it: the numbers beside each other, and what a decision would change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.places.models import Place
from alisveien.posts import queries_plans as queries
from alisveien.posts import rules_plans as rules
from alisveien.posts.models import Proposal
from alisveien.posts.pages.trust import signed

YEARS_AHEAD = 3
Touched = Callable[[Actor, Place, Iterable[int]], list[str]]
"""Which rounds of a trust the years touch, in words; handed in, for rounds stand above this area."""


@dataclass(frozen=True, slots=True)
class Row:
    """A half-year of a proposal: what holds, what is proposed, answered and decided, and the change by the last one."""

    half: HalfYear
    now: int | None
    proposed: int
    answered: int | None
    decided: int | None
    difference: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision does in one half-year: from and to, posts that are made and free posts that are withdrawn."""

    label: str
    now: int | None
    posts: int
    difference: str
    made: int
    withdrawn: int


def halves_to_propose(today: date) -> list[HalfYear]:
    """The half-years a proposal can be about: those of the next three years."""
    return [half for year in range(today.year + 1, today.year + 1 + YEARS_AHEAD) for half in half_years_of(year)]


def rows_of(actor: Actor, proposal: Proposal) -> list[Row]:
    """The half-years of a proposal. For one that is decided, ``now`` is what held before it is not told again."""
    proposed, own = queries.proposed(proposal), queries.answered(proposal)
    plan = proposal.plan
    decided = queries.numbers_in(plan, proposal.trust) if plan else {}
    now = {} if plan else queries.plans_for(actor, proposal.trust).numbers(proposal.trust_id, proposed)
    return [
        Row(
            half,
            now.get(half),
            posts,
            own.get(half),
            decided.get(half),
            signed(now.get(half), own.get(half, posts)),
        )
        for half, posts in sorted(proposed.items())
    ]


def numbers_to_decide(actor: Actor, proposal: Proposal) -> dict[HalfYear, int]:
    """What a decision begins with: the trust's own numbers, none changed when it cannot, else those proposed."""
    wanted = queries.proposed(proposal)
    if proposal.answer == Proposal.Answer.OTHER:
        return queries.answered(proposal)
    if proposal.answer == Proposal.Answer.CANNOT:
        now = queries.plans_for(actor, proposal.trust).numbers(proposal.trust_id, wanted)
        return {half: now.get(half, 0) for half in wanted}
    return wanted


def effects_of(actor: Actor, proposal: Proposal, numbers: Mapping[HalfYear, int]) -> list[Effect]:
    """What deciding the numbers would do, half-year by half-year."""
    now = queries.plans_for(actor, proposal.trust).numbers(proposal.trust_id, numbers)
    there = queries.whole_posts(proposal.trust, numbers)
    return [
        Effect(
            half.label,
            now.get(half),
            posts,
            signed(now.get(half), posts),
            max(posts - there[half], 0),
            max(there[half] - posts, 0),
        )
        for half, posts in sorted(numbers.items())
    ]


def timing_of(proposal: Proposal, today: date) -> str:
    """By when the decision should be made, and that it is late when it is."""
    first = min(queries.proposed(proposal))
    limit = rules.decide_by(first)
    if today > limit:
        words = _("Fristen for vedtak var 30. juni {year}. Et sent vedtak gir foretaket kort tid til å planlegge.")
    else:
        words = _("Vedtaket bør gjøres innen 30. juni {year}, så foretaket rekker å planlegge.")
    return words.format(year=limit.year)
