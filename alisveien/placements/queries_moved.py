"""Reading nominations that followed a doctor to another municipality, which has not confirmed them yet."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.people.models import Move
from alisveien.placements.models import Nomination

TAKEN_ALONG = [{"model": "placements.nomination"}]
"""What a move has written when a nomination followed, as a part of ``Move.wrote``."""


def arrivals_for(actor: Actor) -> QuerySet[Nomination]:
    """The open nominations that came with a doctor to where the actor nominates, and wait to be confirmed."""
    if not actor.may(Permission.NOMINATE):
        return Nomination.objects.none()
    mine: Q = within(actor, Permission.NOMINATE, "municipality") | within(actor, Permission.NOMINATE, "doctor__unit")
    came = _moves().filter(person__doctor=OuterRef("doctor"), at__gt=OuterRef("confirmed_at"))
    found = Nomination.objects.filter(mine, Exists(came), state=Nomination.State.OPEN)
    return found.select_related("doctor", "municipality", "trust").order_by("doctor__sort_key", "pk")


def arrived_by(nomination: Nomination) -> Move | None:
    """The move a nomination came by, when nobody has confirmed it since; None when it needs no such confirmation.

    Whether the actor sees the nomination is asked by who calls. One query.
    """
    if nomination.state != Nomination.State.OPEN:
        return None
    came = _moves().filter(person__doctor=nomination.doctor_id, at__gt=nomination.confirmed_at)
    return came.select_related("from_place").order_by("-at", "-pk").first()


def _moves() -> "QuerySet[Move]":
    return Move.objects.filter(kind=Move.Kind.PLACE, undone_at=None, wrote__contains=TAKEN_ALONG)
