"""Posts that stand empty: which, who is in line for each, and what would fill them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.shipped import DEFAULT_RULES, rule_sets
from alisveien.engines.allocation.replay import rest_of
from alisveien.engines.allocation.vacancies import fullest, second_call
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.run import node_id
from alisveien.engines.nominations.vacancy import InLine, Opening, in_line
from alisveien.placements import queries, queries_offers, sources
from alisveien.placements.facts import as_read
from alisveien.placements.models import LIVE, Nomination, Offer, Placement, Round, ShortNotice
from alisveien.places.models import Place
from alisveien.posts.models import Post

FoundPost = Post
HOLDS = (Placement.State.AGREED, Placement.State.BEGUN, Placement.State.COMPLETED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in line for an empty post: the place in line, the nomination, and what the engine found."""

    place: int
    nomination: Nomination
    found: InLine
    declined: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """What would fill the posts that stand empty in a half-year of a released round, with the price of each way.

    ``wider`` and ``longer`` are doctors who wait and could be placed by a second call; ``placed`` comes in by the
    outcome that fills most, where ``gave_way`` get less than they had and ``broken`` orders are broken.
    """

    empty: int
    wider: int
    longer: int
    placed: int
    gave_way: int
    broken: int


def open_posts_for(actor: Actor, today: date) -> QuerySet[Post]:
    """The posts that stand empty and are not over, of the trusts whose list or status the actor sees."""
    seen = within(actor, Permission.SEE_NOMINATED, "trust") | within(actor, Permission.SEE_STATUS, "trust")
    found = Post.objects.filter(seen, state=Post.State.OPEN, to_on__gte=today).select_related("trust", "left_by")
    over = Q(offers__state__in=(Offer.State.DECLINED, Offer.State.EXPIRED))
    return found.annotate(no_answers=Count("offers", filter=over))


def vacancy_for(actor: Actor, pk: int, today: date) -> Post | None:
    """One post that stands empty at a trust whose list the actor sees by name, else None."""
    return open_posts_for(actor, today).filter(within(actor, Permission.SEE_NOMINATED, "trust"), pk=pk).first()


def candidates_for(actor: Actor, post: Post, at: datetime) -> list[Candidate]:
    """Everybody in line for an empty post, the first one first. The post must be of a trust whose list the actor sees.

    Who has an offer or a place is not in line.
    """
    waiting = _in_line_for(post.trust)
    wishes, willing = sources.wishes_read(waiting, post.year), _willing(waiting)
    people = {one.hpr_number: one for one in waiting.select_related("doctor").prefetch_related("municipality")}
    for one in people.values():
        one.trust = post.trust  # hundreds of the same one
    reads = [as_read(one, post.year, wishes.get(one.pk, ())) for one in people.values()]
    homes = {one.municipality for one in reads}
    found = in_line(
        reads,
        opening_of(post, norwegian_day(at)),
        rule_sets()[_rules_of(post)],
        draw=f"{post.year}-{post.pk}",
        register=sources.register_for(actor, norwegian_day(at), homes),
        willing={name for name, one in people.items() if one.pk in willing},
    )
    refused = set(
        Offer.objects.filter(post=post, state__in=(Offer.State.DECLINED, Offer.State.EXPIRED)).values_list(
            "nomination", flat=True
        )
    )
    rows = [(people[one.hpr_number], one) for one in found]
    return [
        Candidate(place, nomination, one, nomination.pk in refused)
        for place, (nomination, one) in enumerate(sorted(rows, key=lambda row: row[0].pk in refused), start=1)
    ]


def opening_of(post: Post, today: date) -> Opening:
    """The days that are left of a post: one that has begun begins tomorrow at the earliest for a new doctor."""
    return Opening(HalfYear(post.year, post.half), max(post.from_on, today), post.to_on)


def ways_for(post: Post) -> Ways | None:
    """What would fill the half-year of an empty post; None where no round of it is released."""
    round_ = Round.objects.filter(trust=post.trust, year=post.year, state=Round.State.RELEASED).first()
    run = queries.shown_run(round_) if round_ else None
    if round_ is None or run is None:
        return None
    found = queries.distribution_of(run)
    chain = queries_offers.chain_of(round_, found)
    rest = rest_of(chain.problem, chain.accepted)
    placements = {
        one.id: next((i for i, wish in enumerate(one.wishes) if wish.node == chain.offered.get(one.id)), None)
        for one in rest.doctors.values()
    }
    root = node_id(post.trust.code, HalfYear(post.year, post.half).label)
    here = next((one for one in second_call(rest, placements) if one.root == root), None)
    most = fullest(rest, placements)
    return Ways(
        empty=here.empty if here else 0,
        wider=len(here.wider) if here else 0,
        longer=len(here.longer) if here else 0,
        placed=len(most.placed),
        gave_way=len(most.gave_way),
        broken=len(most.broken),
    )


def short_notice_of(nomination: Nomination) -> bool:
    """Whether the doctor can begin at short notice. The nomination must be one the actor may see."""
    return nomination.short_notices.filter(ended_at=None).exists()


def _rules_of(post: Post) -> str:
    """The rule set of the round the post belongs to, or of the trust's latest before it."""
    round_ = Round.objects.filter(trust=post.trust, year=post.year).exclude(rules_name="").first()
    before = queries.rules_before(post.trust, post.year)
    return round_.rules_name if round_ else before[1] if before else DEFAULT_RULES


def _in_line_for(trust: Place) -> QuerySet[Nomination]:
    """The open nominations to a trust of doctors who hold no place and no offer."""
    placed = Placement.objects.filter(state__in=HOLDS).values("doctor")
    offered = Offer.objects.filter(state__in=LIVE).values("doctor")
    found = Nomination.objects.filter(trust=trust, state=Nomination.State.OPEN)
    return found.exclude(doctor__in=placed).exclude(doctor__in=offered)


def _willing(nominations: QuerySet[Nomination]) -> set[int]:
    """Which of some nominations are of doctors who have said yes to short notice."""
    notices = ShortNotice.objects.filter(ended_at=None, nomination__in=nominations.values("pk"))
    return set(notices.values_list("nomination", flat=True))
