"""Reading the capacity plan."""

from dataclasses import dataclass

from alisveien.base.actor import Actor
from alisveien.places.models import Place
from alisveien.posts.models import PlannedPosts


@dataclass(frozen=True, slots=True)
class PostsOfYear:
    """Posts of a trust in one half-year, and the year of the plan they come from."""

    trust_number: str
    half: int
    posts: int
    planned_for: int


def plan_for(actor: Actor, trust: Place | None = None) -> list[PlannedPosts]:
    """Every planned half-year, of one trust or of all, in order. Open to everyone."""
    rows = PlannedPosts.objects.select_related("plan", "trust").order_by("trust__sort_key", "year", "half")
    return list(rows if trust is None else rows.filter(trust=trust))


def posts_for(actor: Actor, year: int) -> list[PostsOfYear]:
    """The posts of every trust in a year. A year after the last of the plan uses the last; none before the first."""
    rows = plan_for(actor)
    planned = max((row.year for row in rows if row.year <= year), default=None)
    return [PostsOfYear(row.trust.code, row.half, row.posts, row.year) for row in rows if row.year == planned]
