"""The plan in force of several trusts and half-years at once, the versions of a trust, and what is proposed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.places.models import Place
from alisveien.posts import rules_plans as rules
from alisveien.posts.models import CapacityPlan, PlannedPosts, Post, Proposal

Numbers = dict[HalfYear, int]
OPEN = (Proposal.State.PROPOSED, Proposal.State.ANSWERED)
State = Post.State


@dataclass(frozen=True, slots=True)
class InForce:
    """Posts of a trust in one half-year: how many, the version they stand in, and the half-year they stand for there.

    ``planned_for`` is an earlier one where the version is carried forward.
    """

    posts: int
    planned_for: HalfYear
    plan: CapacityPlan

    @property
    def is_decided(self) -> bool:
        """Whether the version is decided and not tentative."""
        return self.plan.state == CapacityPlan.State.DECIDED


class Plans:
    """Every version, read once: answers what holds for a trust and a half-year, as ``posts_for`` does."""

    def __init__(self, rows: Iterable[PlannedPosts]) -> None:
        """``rows``: of every version, with the plan fetched."""
        self.own: dict[tuple[int, int], list[PlannedPosts]] = defaultdict(list)
        self.regional: dict[CapacityPlan, list[PlannedPosts]] = defaultdict(list)
        for row in rows:
            if row.plan.trust_id is None:
                self.regional[row.plan].append(row)
            else:
                self.own[row.trust_id, row.half].append(row)
        decided = CapacityPlan.State.DECIDED
        self.order = sorted(self.regional, key=lambda plan: (plan.state != decided, -plan.version))

    def at(self, trust_id: int, half: HalfYear) -> InForce | None:
        """What holds for a trust in a half-year; None when no plan has posts for it."""
        own = [row for row in self.own[trust_id, half.half] if row.year <= half.year]
        row = max(own, key=lambda one: (one.plan.version, one.year)) if own else self._of_region(trust_id, half)
        return InForce(row.posts, HalfYear(row.year, row.half), row.plan) if row else None

    def _of_region(self, trust_id: int, half: HalfYear) -> PlannedPosts | None:
        for plan in self.order:
            begun = [row for row in self.regional[plan] if row.year <= half.year]
            if begun:
                last = max(row.year for row in begun)
                mine = [row for row in begun if (row.trust_id, row.year, row.half) == (trust_id, last, half.half)]
                return mine[0] if mine else None
        return None

    def numbers(self, trust_id: int, halves: Iterable[HalfYear]) -> Numbers:
        """How many posts hold in each half-year that has any plan."""
        found = {half: self.at(trust_id, half) for half in halves}
        return {half: one.posts for half, one in found.items() if one is not None}

    @property
    def trusts(self) -> set[int]:
        """The trusts some version has posts for."""
        return {trust for trust, _half in self.own} | {row.trust_id for rows in self.regional.values() for row in rows}


def plans_for(actor: Actor, trust: Place | None = None) -> Plans:
    """Every version, of one trust or of all. Open to everyone: the plan is no secret. What is proposed is not in it."""
    rows = PlannedPosts.objects.select_related("plan")
    return Plans(rows if trust is None else rows.filter(trust=trust))


def trusts_for(actor: Actor, today: date) -> list[Place]:
    """Every trust there is, with its region, by region and name."""
    found = Place.objects.filter(kind__in=rules.TRUSTS, parent__isnull=False).valid_on(today).select_related("parent")
    return sorted(found, key=lambda place: (place.parent.sort_key if place.parent else "", place.sort_key))


def trust_for(actor: Actor, code: str) -> QuerySet[Place]:
    """One trust by its number, with its region. Open to everyone."""
    return Place.objects.filter(kind__in=rules.TRUSTS, code=code).select_related("parent")


def versions_of(actor: Actor, trust: Place) -> list[CapacityPlan]:
    """The versions that have posts for a trust: its own, then those of its region, each latest first, rows fetched."""
    mine = CapacityPlan.objects.filter(Q(trust=trust) | Q(trust=None, rows__trust=trust)).distinct()
    return sorted(
        mine.prefetch_related("rows").select_related("proposal"),
        key=lambda plan: (plan.trust_id is None, -plan.version),
    )


def numbers_in(plan: CapacityPlan, trust: Place) -> Numbers:
    """A trust's half-years in one version."""
    rows = [row for row in plan.rows.all() if row.trust_id == trust.pk]
    return {HalfYear(row.year, row.half): row.posts for row in rows}


def proposals_for(actor: Actor) -> QuerySet[Proposal]:
    """The proposals the actor may see, with trust and rows, the latest first."""
    seen = within(actor, Permission.SEE_STATUS, "trust") | within(actor, Permission.DECIDE_CAPACITY, "trust")
    return Proposal.objects.filter(seen).select_related("trust", "plan").prefetch_related("rows")


def open_proposals(actor: Actor) -> dict[int, Proposal]:
    """Trust → the proposal that is open there, as far as the actor may see."""
    return {one.trust_id: one for one in proposals_for(actor).filter(state__in=OPEN)}


def has_open_proposal(trust: Place) -> bool:
    """Whether a proposal is open at a trust, whoever may see it."""
    return Proposal.objects.filter(trust=trust, state__in=OPEN).exists()


def proposed(proposal: Proposal) -> Numbers:
    """The numbers of the office."""
    return {HalfYear(row.year, row.half): row.posts for row in proposal.rows.all()}


def answered(proposal: Proposal) -> Numbers:
    """The trust's own numbers; empty when it gave none."""
    rows = [row for row in proposal.rows.all() if row.answered is not None]
    return {HalfYear(row.year, row.half): row.answered or 0 for row in rows}


def bound_posts(trust: Place, halves: Iterable[HalfYear]) -> Numbers:
    """How many whole posts of each half-year are offered, filled or have been: a decision cannot go below them."""
    free = (State.PLANNED, State.OPEN, State.WITHDRAWN)
    return _counted(Post.objects.filter(trust=trust, left_by=None).exclude(state__in=free), halves)


def whole_posts(trust: Place, halves: Iterable[HalfYear]) -> Numbers:
    """How many whole posts of each half-year are made and not withdrawn."""
    return _counted(Post.objects.filter(trust=trust, left_by=None).exclude(state=State.WITHDRAWN), halves)


def _counted(posts: QuerySet[Post], halves: Iterable[HalfYear]) -> Numbers:
    counts = posts.values_list("year", "half").annotate(count=Count("pk")).order_by()
    found = {HalfYear(year, half): count for year, half, count in counts}
    return {half: found.get(half, 0) for half in halves}


def locked_proposal(pk: int) -> Proposal:
    """A proposal held for the length of a transaction."""
    return Proposal.objects.select_for_update().get(pk=pk)


def changed_from(now: Mapping[HalfYear, int], wanted: Mapping[HalfYear, int]) -> Numbers:
    """The numbers wanted, from the first half-year where they are others than those that hold."""
    ordered: Sequence[HalfYear] = sorted(wanted)
    first = next((half for half in ordered if now.get(half) != wanted[half]), None)
    return {} if first is None else {half: wanted[half] for half in ordered if half >= first}
