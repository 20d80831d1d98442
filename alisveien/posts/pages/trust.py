"""One trust's plan: what holds, what is proposed, every version, and two of them side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.places.models import Place
from alisveien.posts import queries_plans as queries
from alisveien.posts.models import CapacityPlan, Proposal
from alisveien.posts.pages.overview import following

AHEAD = 3
NOW, PROPOSED = "na", "forslag"


@dataclass(frozen=True, slots=True)
class Line:
    """One half-year of two plans side by side; ``difference`` as it is printed: «+1», «−2», «0»."""

    label: str
    before: int | None
    after: int | None
    difference: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the history: its key in the address of a comparison, name, state, who and why, and its numbers."""

    key: str
    name: str
    state: str
    decided: str
    why: str
    source: str
    numbers: str
    own: bool
    proposal: int | None


def signed(before: int | None, after: int | None) -> str:
    """The difference with its sign; empty when one of the two is not known."""
    if before is None or after is None:
        return ""
    by = after - before
    return f"+{by}" if by > 0 else f"−{-by}" if by < 0 else "0"


def lines_of(
    before: Mapping[HalfYear, int], after: Mapping[HalfYear, int], notes: Mapping[HalfYear, str] | None = None
) -> list[Line]:
    """Two sets of numbers side by side, every half-year that stands in one of them."""
    return [
        Line(
            half.label,
            before.get(half),
            after.get(half),
            signed(before.get(half), after.get(half)),
            (notes or {}).get(half, ""),
        )
        for half in sorted({*before, *after})
    ]


def sum_of(lines: Iterable[Line]) -> Line:
    """The sums of the half-years both have numbers for."""
    both = [line for line in lines if line.before is not None and line.after is not None]
    before, after = sum(line.before or 0 for line in both), sum(line.after or 0 for line in both)
    return Line(_("Samlet"), before, after, signed(before, after))


def in_force(actor: Actor, trust: Place, today: date) -> list[Line]:
    """What holds from this year on: the number, the version, and what an open proposal would make it (``after``)."""
    halves = [half for year in range(today.year, today.year + AHEAD + 1) for half in half_years_of(year)]
    plans = queries.plans_for(actor, trust)
    proposal = queries.open_proposals(actor).get(trust.pk)
    proposed = queries.proposed(proposal) if proposal else {}
    lines = []
    for half in halves:
        found, wanted = plans.at(trust.pk, half), following(proposed, half)
        posts = found.posts if found else None
        lines.append(Line(half.label, posts, wanted, signed(posts, wanted), _stands_in(found, half)))
    return lines


def _stands_in(found: queries.InForce | None, half: HalfYear) -> str:
    if found is None:
        return _("ingen plan")
    state = _("vedtatt") if found.is_decided else _("foreløpig")
    if found.planned_for == half:
        return _("{state} i {plan}").format(state=state, plan=found.plan.name)
    return _("{state}, ført videre fra {half}").format(state=state, half=found.planned_for.label)


def versions(actor: Actor, trust: Place) -> list[Version]:
    """The history of a trust's plan, the latest first."""
    return [version_of(plan, trust) for plan in queries.versions_of(actor, trust)]


def version_of(plan: CapacityPlan, trust: Place) -> Version:
    """One version in words."""
    decided = ""
    if plan.decided_on:
        words = _("Vedtatt {day} av {body}")
        decided = words.format(day=date_format(plan.decided_on, "j. F Y"), body=plan.body)
    numbers = queries.numbers_in(plan, trust)
    return Version(
        key=f"v{plan.pk}",
        name=plan.name,
        state=str(plan.get_state_display()),
        decided=decided,
        why=plan.why,
        source=plan.source,
        numbers=", ".join(f"{half.label}: {posts}" for half, posts in sorted(numbers.items())),
        own=plan.trust_id is not None,
        proposal=_proposal_of(plan),
    )


def _proposal_of(plan: CapacityPlan) -> int | None:
    proposal = getattr(plan, "proposal", None)
    return proposal.pk if isinstance(proposal, Proposal) else None


def choices_for(actor: Actor, trust: Place) -> list[tuple[str, str, dict[HalfYear, int]]]:
    """What can be laid side by side: key, name and numbers; a proposal only for who may see it."""
    found = [(f"v{plan.pk}", plan.name, queries.numbers_in(plan, trust)) for plan in queries.versions_of(actor, trust)]
    proposal = queries.open_proposals(actor).get(trust.pk)
    if proposal is None:
        return found
    own = queries.answered(proposal)
    several = [(PROPOSED, _("Forslaget fra kontoret"), queries.proposed(proposal))]
    return [*several, *([("svar", _("Tallene i svaret"), own)] if own else []), *found]


def compared(
    choices: list[tuple[str, str, dict[HalfYear, int]]], before: str, after: str
) -> tuple[str, str, list[Line]]:
    """The two chosen, by default the second and the first, and their half-years. Each is carried forward."""
    known = {key: numbers for key, _name, numbers in choices}
    keys = list(known)
    after = after if after in known else keys[0]
    before = before if before in known else keys[min(1, len(keys) - 1)]
    halves = sorted({*known[before], *known[after]})
    sides = [{half: following(known[key], half) for half in halves} for key in (before, after)]
    first, second = ({half: posts for half, posts in side.items() if posts is not None} for side in sides)
    return before, after, lines_of(first, second)
