"""Who may what now: holdings turned into an Actor."""

from datetime import datetime

from django.db.models import Q, QuerySet

from alisveien.access.models import Holding
from alisveien.access.permissions import MATRIX, NEEDS_SECOND_FACTOR, Role
from alisveien.access.reach import places_reached
from alisveien.accounts.models import User
from alisveien.base.actor import Actor, Grant
from alisveien.base.days import norwegian_day


def holdings_on(at: datetime) -> QuerySet[Holding]:
    """The holdings that are in force on the Norwegian day of ``at``."""
    day = norwegian_day(at)
    return Holding.objects.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)


def actor_for(user: User, at: datetime, *, second_factor: bool) -> Actor:
    """The actor a user is at a time. Two queries, one when no role is held at a place.

    Roles that see others' people or give roles are withheld, by name, until ``second_factor`` was used in the session.
    """
    if not user.is_active:
        return Actor(user_id=user.pk)
    held = list(holdings_on(at).filter(user=user).order_by("pk").values_list("role", "place_id"))
    withheld = tuple(sorted({role for role, _ in held if role in NEEDS_SECOND_FACTOR and not second_factor}))
    given = [(role, place) for role, place in held if role not in withheld]
    reached = places_reached((place for _, place in given if place is not None), norwegian_day(at))
    return Actor(
        user_id=user.pk,
        grants=tuple(_grant(role, place, reached) for role, place in given),
        withheld=withheld,
    )


def _grant(role: str, place: int | None, reached: dict[int, frozenset[int]]) -> Grant:
    permissions = frozenset(permission.value for permission in MATRIX[Role(role)].permissions)
    return Grant(role, permissions, None if place is None else reached[place], held_at=place)
