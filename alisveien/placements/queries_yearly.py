"""What the yearly evaluation is made of, for all trusts at once: eight questions, however many trusts and doctors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef

from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.engines.evaluation.figures import Figures, Ground, Outcome, Placed, evaluate, from_data
from alisveien.engines.evaluation.idle import Held
from alisveien.placements import rules_yearly as rules
from alisveien.placements.models import Nomination, Placement, Round, Status, Wish, YearlyEvaluation
from alisveien.placements.models import Outcome as Given
from alisveien.places.models import Place
from alisveien.posts.models import Post
from alisveien.posts.queries_plans import Plans, plans_for, trusts_for

State = Post.State
Rows = dict[int, list[Any]]


def trusts_seen(actor: Actor, year: int, today: date) -> list[Place]:
    """The trusts the actor reads evaluations of that have a plan for the year, by region and name."""
    plans = plans_for(actor)
    seen = [one for one in trusts_for(actor, today) if rules.may_see_evaluation(actor, one.pk)]
    return [one for one in seen if plans.numbers(one.pk, half_years_of(year))]


def figures_for(actor: Actor, trusts: Iterable[Place], year: int, on: date) -> dict[int, Figures]:
    """The figures of some trusts as they are on a day. Whoever calls has asked whether the actor may."""
    keys = [one.pk for one in trusts]
    plans, posts, placed = plans_for(actor), _posts(keys, year), _placements(keys, year)
    queue, outcomes, need = _queue(keys), _outcomes(keys, year), _need(keys, year)
    released = set(
        Round.objects.filter(trust__in=keys, year=year, state=Round.State.RELEASED).values_list("trust", flat=True)
    )
    return {
        key: evaluate(
            Ground(
                planned=_planned(plans, key, year),
                posts=_held(posts[key], placed[key]),
                placed=tuple(Placed(row["nomination__nominated_on"], row["from_on"]) for row in placed[key]),
                queue=len(queue[key]),
                outcomes=tuple(outcomes[key]) if key in released else None,
                need=tuple(need[key]),
            ),
            on,
        )
        for key in keys
    }


def frozen_for(actor: Actor, trusts: Iterable[Place], year: int) -> dict[int, tuple[YearlyEvaluation, Figures]]:
    """Trust → the last evaluation somebody proposed by, with its figures; withdrawn proposals aside."""
    found = YearlyEvaluation.objects.filter(trust__in=[one.pk for one in trusts], year=year)
    kept = found.exclude(proposal__state="withdrawn").select_related("proposal__plan").order_by("at", "pk")
    return {one.trust_id: (one, from_data(one.figures)) for one in kept}


def _planned(plans: Plans, trust_id: int, year: int) -> tuple[int, int]:
    first, second = half_years_of(year)
    numbers = plans.numbers(trust_id, (first, second))
    return numbers.get(first, 0), numbers.get(second, 0)


def _by_trust(rows: Iterable[Mapping[str, Any]], key: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _posts(trusts: list[int], year: int) -> Rows:
    rows = Post.objects.filter(trust__in=trusts, year=year).exclude(state=State.WITHDRAWN)
    return _by_trust(rows.values("pk", "trust", "half", "from_on", "to_on", "left_by"), "trust")


def _placements(trusts: list[int], year: int) -> Rows:
    rows = Placement.objects.filter(post__trust__in=trusts, post__year=year).exclude(state=Placement.State.CANCELLED)
    fields = ("post", "post__trust", "from_on", "to_on", "nomination__nominated_on")
    return _by_trust(rows.order_by("from_on", "pk").values(*fields), "post__trust")


def _held(posts: list[Any], placements: list[Any]) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """The posts by half with their holders. What is left of a post is a post of its own: the first ends before it."""
    holders: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for row in placements:
        holders[row["post"]].append((row["from_on"], row["to_on"]))
    cut: dict[int, date] = {}
    for row in posts:
        if row["left_by"] is not None:
            cut[row["left_by"]] = min(cut.get(row["left_by"], row["from_on"]), row["from_on"])
    halves: tuple[list[Held], list[Held]] = ([], [])
    for row in posts:
        ends = cut[row["pk"]] - timedelta(days=1) if row["pk"] in cut else row["to_on"]
        halves[row["half"] - 1].append(
            Held(row["from_on"], ends, tuple(holders[row["pk"]]), row["left_by"] is not None)
        )
    return tuple(halves[0]), tuple(halves[1])


def _queue(trusts: list[int]) -> Rows:
    """Open nominations of those who have no post."""
    standing = Placement.objects.filter(nomination=OuterRef("pk")).exclude(state=Placement.State.CANCELLED)
    rows = Nomination.objects.filter(~Exists(standing), trust__in=trusts, state=Nomination.State.OPEN)
    return _by_trust(rows.values("pk", "trust"), "trust")


def _outcomes(trusts: list[int], year: int) -> Rows:
    """What the released rounds gave, by the rule set the trust chose."""
    mine = {"run__round__trust__in": trusts, "run__round__year": year, "run__round__state": Round.State.RELEASED}
    rows = list(
        Given.objects.filter(**mine, run__rules_name=F("run__round__rules_name"))
        .exclude(status=Status.NOT_ELIGIBLE)
        .values("run__round__trust", "nomination", "wish_number", "near")
    )
    first = _first_wishes([row["nomination"] for row in rows if row["wish_number"] is None], year)
    found: Rows = defaultdict(list)
    for row in rows:
        wish = Outcome(row["wish_number"], bool(row["near"]), first.get(row["nomination"], "–"))
        found[row["run__round__trust"]].append(wish)
    return found


def _first_wishes(nominations: list[int], year: int) -> dict[int, str]:
    """Nomination → the place of the first wish in a year: «Indremedisin, UNN Tromsø»."""
    rows = Wish.objects.filter(nomination__in=nominations, year=year).order_by("-number")
    names = rows.values_list("nomination", "department__name", "hospital__name", "nomination__trust__name")
    return {one: ", ".join(filter(None, (ward, hospital))) or trust for one, ward, hospital, trust in names}


def _need(trusts: list[int], year: int) -> Rows:
    """The half-year of each open nomination's first wish in the years after."""
    rows = Wish.objects.filter(
        nomination__trust__in=trusts, nomination__state=Nomination.State.OPEN, number=1, year__gt=year
    )
    found: Rows = defaultdict(list)
    for trust, wished, half in rows.values_list("nomination__trust", "year", "half"):
        found[trust].append(HalfYear(wished, half).label)
    return found
