"""Reading the capacity plan. One version is read at a time: the latest decided, else the latest tentative."""

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
    """Every half-year of the plan that holds, of one trust or of all, in order. Open to everyone."""
    rows = _rows_of_first(_plans())
    return list(rows if trust is None else rows.filter(trust=trust))


def posts_for(actor: Actor, year: int, today: date) -> list[PostsOfYear]:
    """The posts in a year of every trust there is today, from one plan: the latest decided that has begun by then, else
    tentative.

    A year after the last of that plan uses its last; a year before every plan has none. Open to everyone.
    """
    begun = _plans().filter(rows__year__lte=year)
    rows = _rows_of_first(begun).filter(valid_on(today, "trust__"), year__lte=year)
    every = [PostsOfYear(*row) for row in rows.values_list(*_AS_READ)]
    planned = max((row.planned_for for row in every), default=None)
    return [row for row in every if row.planned_for == planned]


def _plans() -> QuerySet[CapacityPlan]:
    """Plans, the one that holds first."""
    decided = When(state=CapacityPlan.State.DECIDED, then=Value(0))
    return CapacityPlan.objects.order_by(Case(decided, default=Value(1), output_field=IntegerField()), "-version")


def _rows_of_first(plans: QuerySet[CapacityPlan]) -> QuerySet[PlannedPosts]:
    """The half-years of the first of some plans, in one question to the database; none when there is no plan."""
    rows = PlannedPosts.objects.select_related("plan", "trust").order_by("trust__sort_key", "year", "half")
    return rows.filter(plan__in=plans.values("pk")[:1])
