"""Reading the capacity plan in force.

For a trust and a half-year: the latest version the trust has decided, from its first half-year on; else one version of
the region, the latest decided, else the latest tentative. The last year of a version is carried forward.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from alisveien.base.actor import Actor
from alisveien.places.models import Place, valid_on
from alisveien.posts.models import CapacityPlan, PlannedPosts


@dataclass(frozen=True, slots=True)
class PostsOfYear:
    """Posts of a trust in one half-year, with the year and the version of the plan they come from.

    ``plan_state`` is a value of ``CapacityPlan.State``: tentative or decided.
    """

    trust_number: str
    half: int
    posts: int
    planned_for: int
    plan_name: str
    plan_state: str


_AS_READ = ("trust__code", "half", "posts", "year", "plan__name", "plan__state")
"""The fields of ``PostsOfYear`` as rows of a plan have them."""


def plan_for(actor: Actor, trust: Place | None = None) -> list[PlannedPosts]:
    """Every half-year of the plan that holds, of one trust or of all, in order. Open to everyone.

    From the first half-year a trust has decided itself, only what it has decided.
    """
    region, own = _rows_of_first(_plans()), _own_rows()
    if trust is not None:
        region, own = region.filter(trust=trust), own.filter(trust=trust)
    return _together(region, own)


def posts_for(actor: Actor, year: int, today: date) -> list[PostsOfYear]:
    """The posts in a year of every trust there is today: what the trust has decided, else one plan of the region.

    That is the latest decided that has begun by then, else tentative. A year after the last of a plan uses its last; a
    year before every plan has none. Open to everyone.
    """
    begun = _plans().filter(rows__year__lte=year)
    there = {"year__lte": year}
    rows = _rows_of_first(begun).filter(valid_on(today, "trust__"), **there)
    every = [PostsOfYear(*row) for row in rows.values_list(*_AS_READ)]
    planned = max((row.planned_for for row in every), default=None)
    found = {(row.trust_number, row.half): row for row in every if row.planned_for == planned}
    own = _own_rows().filter(valid_on(today, "trust__"), **there).order_by("plan__version", "year")
    decided = {(row.trust_number, row.half): row for row in (PostsOfYear(*one) for one in own.values_list(*_AS_READ))}
    if not decided:
        return list(found.values())
    return _in_order(found | decided)


def _in_order(found: dict[tuple[str, int], PostsOfYear]) -> list[PostsOfYear]:
    """By the name of the trust, then the half-year."""
    codes = {code for code, _half in found}
    keys = dict(Place.objects.filter(code__in=codes, planned_posts__isnull=False).values_list("code", "sort_key"))
    return sorted(found.values(), key=lambda row: (keys[row.trust_number], row.half))


def _together(region: Iterable[PlannedPosts], own: Iterable[PlannedPosts]) -> list[PlannedPosts]:
    """The rows that hold: of a trust's own rows the latest version's, and the region's before the first of them."""
    latest = {(row.trust_id, row.year, row.half): row for row in sorted(own, key=lambda row: row.plan.version)}
    first: dict[int, tuple[int, int]] = {}
    for trust, year, half in latest:
        first[trust] = min(first.get(trust, (year, half)), (year, half))
    before = [row for row in region if row.trust_id not in first or (row.year, row.half) < first[row.trust_id]]
    return sorted([*before, *latest.values()], key=lambda row: (row.trust.sort_key, row.year, row.half))


def _own_rows() -> QuerySet[PlannedPosts]:
    """What trusts have decided for themselves."""
    return PlannedPosts.objects.filter(plan__trust__isnull=False).select_related("plan", "trust")


def _plans() -> QuerySet[CapacityPlan]:
    """Plans of the region, the one that holds first."""
    decided = When(state=CapacityPlan.State.DECIDED, then=Value(0))
    regional = CapacityPlan.objects.filter(trust=None)
    return regional.order_by(Case(decided, default=Value(1), output_field=IntegerField()), "-version")


def _rows_of_first(plans: QuerySet[CapacityPlan]) -> QuerySet[PlannedPosts]:
    """The half-years of the first of some plans, in one question to the database; none when there is no plan."""
    rows = PlannedPosts.objects.select_related("plan", "trust").order_by("trust__sort_key", "year", "half")
    return rows.filter(plan__in=plans.values("pk")[:1])
