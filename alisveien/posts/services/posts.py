"""Posts made and marked. Whoever calls has asked whether the actor may; these deeds stand inside another."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.history import history_context
from alisveien.places.models import Place
from alisveien.posts.models import CapacityPlan, Post

State = Post.State


@transaction.atomic
def make_posts(
    *, trust: Place, counts: Mapping[HalfYear, int], plan: CapacityPlan | None, by: Actor, at: datetime
) -> list[Post]:
    """See that a trust has at least so many whole posts in each half-year, as planned; those there stay as they are.

    Withdrawn posts do not count. Done twice, nothing more is made. Returns the new ones. ``at`` is when; the history
    keeps who.
    """
    Place.objects.select_for_update().get(pk=trust.pk)
    made = []
    for half, wanted in counts.items():
        there = Post.objects.filter(trust=trust, year=half.year, half=half.half)
        whole = there.filter(left_by=None).exclude(state=State.WITHDRAWN).count()
        number = next_number(trust, half)
        made += [_whole(trust, half, number + index, plan) for index in range(max(wanted - whole, 0))]
    with history_context(by):
        return Post.objects.bulk_create(made)


@transaction.atomic
def leave_rest(*, post: Post, from_on: date, by: Actor, at: datetime) -> Post:
    """The remaining days of a post as an open post of its own. Raises RuleBroken when the day is not in it."""
    agree([] if post.from_on < from_on <= post.to_on else [_("Dagen er ikke innenfor plassens tid.")])
    half = HalfYear(post.year, post.half)
    Place.objects.select_for_update().get(pk=post.trust_id)
    with history_context(by):
        return Post.objects.create(
            trust_id=post.trust_id,
            year=post.year,
            half=post.half,
            number=next_number(post.trust, half),
            from_on=from_on,
            to_on=post.to_on,
            state=State.OPEN,
            plan_id=post.plan_id,
            left_by=post,
        )


@transaction.atomic
def mark_post(*, post: Post, state: str, by: Actor, at: datetime, why: str = "") -> Post:
    """Give a post another state; ``why`` belongs to a withdrawal and to nothing else."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    post.state, post.withdrawn_why = state, why if state == State.WITHDRAWN else ""
    with history_context(by):
        post.save(update_fields=["state", "withdrawn_why"])
    return post


def next_number(trust: Place, half: HalfYear) -> int:
    """The first free number among a trust's posts in a half-year."""
    last = Post.objects.filter(trust=trust, year=half.year, half=half.half).order_by("-number").first()
    return last.number + 1 if last else 1


def _whole(trust: Place, half: HalfYear, number: int, plan: CapacityPlan | None) -> Post:
    return Post(
        trust=trust,
        year=half.year,
        half=half.half,
        number=number,
        from_on=half.starts_on,
        to_on=half.ends_on,
        plan=plan,
    )
