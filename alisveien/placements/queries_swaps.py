"""Reading swaps in mid-term: whom a doctor can swap with, the swap of a placement, and who must answer one."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.placements import rules_swaps as rules
from alisveien.placements.models import Placement, Swap, SwapSide
from alisveien.placements.queries_stays import locked_placement
from alisveien.placements.telling.reasons import day

FoundSide: TypeAlias = SwapSide
"""A side of a swap, for the views, which import no model."""


def swappable_with(placement: Placement, today: date) -> list[Placement]:
    """The placements at the same trust in the same half-year a placement can swap departments with, by hospital.

    Reads all of them in a few queries, whatever their number. The trust asks; it sees all its placements.
    """
    if rules.against_taking_part(placement, today):
        return []
    there = Placement.objects.filter(
        post__trust=placement.post.trust_id, from_on=placement.from_on, state__in=rules.STANDING
    )
    found = there.exclude(pk=placement.pk).exclude(swap_sides__live=True)
    found = found.select_related("doctor__municipality", "post__trust", "nomination")
    found = found.prefetch_related("units__hospital", "units__department").order_by("doctor__sort_key", "pk")
    return [
        one for one in found if not rules.against_taking_part(one, today) and not rules.against_both(placement, one)
    ]


def side_of(placement: Placement) -> SwapSide | None:
    """The placement's side of its latest swap, with the swap and the departments; None when there is none."""
    return _with_places(SwapSide.objects.filter(placement=placement)).order_by("-pk").first()


def other_side(side: SwapSide) -> SwapSide:
    """The other doctor's side of a swap. Only the trust is shown it."""
    return _with_places(SwapSide.objects.filter(swap=side.swap_id)).exclude(pk=side.pk).get()


def locked_sides(swap: Swap) -> tuple[Swap, list[SwapSide]]:
    """A swap and its sides locked for a deed, the placements first and in one order; two deeds wait for each other."""
    pks = sorted(SwapSide.objects.filter(swap=swap).values_list("placement", flat=True))
    placements = {pk: locked_placement(pk) for pk in pks}
    swap = Swap.objects.select_for_update().get(pk=swap.pk)
    sides = list(_with_places(SwapSide.objects.filter(swap=swap)).order_by("pk"))
    for side in sides:
        side.swap, side.placement = swap, placements[side.placement_id]
    return swap, sides


def _with_places(sides: QuerySet[SwapSide]) -> QuerySet[SwapSide]:
    return sides.select_related("swap", "placement__doctor__municipality", "from_ward__parent", "to_ward__parent")


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The swaps the actor is asked about as a doctor, and those the actor's trust waits for answers to."""
    if actor.user_id is None:
        return []
    open_ = SwapSide.objects.filter(answer="", swap__state=Swap.State.PROPOSED, swap__from_on__gt=today)
    open_ = open_.order_by("swap__from_on", "pk")
    asked = open_.filter(placement__doctor__user=actor.user_id).select_related("swap", "to_ward")
    awaited = open_.filter(within(actor, Permission.DISTRIBUTE, "swap__trust"))
    return [
        *(_asked(asked) if actor.may(Permission.SEE_SELF) else ()),
        *(
            _awaited(awaited.select_related("swap", "placement__doctor__municipality"))
            if actor.may(Permission.DISTRIBUTE)
            else ()
        ),
    ]


def _asked(sides: Iterable[SwapSide]) -> list[Task]:
    return [
        Task(
            what=_("Svar på forslag om å bytte avdeling"),
            about=_("{ward} fra {day}").format(ward=side.to_ward.name, day=day(side.swap.from_on)),
            deadline=_last_day(side.swap.from_on),
            href=reverse("placements:stay_swap_answer", args=[side.placement_id]),
            action=_("Svar"),
            decides=True,
        )
        for side in sides
    ]


def _awaited(sides: Iterable[SwapSide]) -> list[Task]:
    return [
        Task(
            what=_("Legen har ikke svart på et bytte midtveis"),
            about=_("{doctor}, {home}").format(
                doctor=side.placement.doctor.name, home=side.placement.doctor.municipality.name
            ),
            deadline=side.swap.from_on,
            href=reverse("placements:stay", args=[side.placement_id]),
            action=_("Åpne plassen"),
            by_others=True,
        )
        for side in sides
    ]


def _last_day(from_on: date) -> date:
    return from_on - timedelta(days=1)
