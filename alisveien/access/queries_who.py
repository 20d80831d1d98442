"""Who holds a permission that reaches some places: the other way round of `queries.actor_for`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from alisveien.access.models import Link
from alisveien.access.permissions import MATRIX, Permission, Role
from alisveien.access.queries import holdings_on, mandates_at
from alisveien.access.reach import places_reaching
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role: the user's number and name, the role in words, and where it is held."""

    user_id: int
    name: str
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class Asked:
    """When a one-time link was sent, until when it opens, and when its task was done (None: not by any link)."""

    at: datetime
    expires_at: datetime
    done_at: datetime | None


def holders_of(actor: Actor, permission: Permission, places: Iterable[int], at: datetime) -> list[Holder]:
    """Everybody whose role gives a permission at one of some places, by role and name. Two queries.

    Whether ``actor`` may know is asked by the reading function that calls this. Second factors are left aside: it is
    told who may see after signing in fully.
    """
    wanted = set(places)
    if not wanted:
        return []
    above = places_reaching(wanted, norwegian_day(at))
    return _held(at, permission, Q(place__in=above) | Q(place=None))


def holders_among(actor: Actor, permission: Permission, users: Iterable[int], at: datetime) -> list[Holder]:
    """Those of some users whose role gives a permission anywhere. One query; as above."""
    return _held(at, permission, Q(user__in=set(users)))


def acting_for(actor: Actor, municipality: int, at: datetime) -> list[Holder]:
    """The advisers who act for a municipality on its request now. Three queries; as above."""
    covering = {one.user_id for one in holders_of(actor, Permission.ACT_ON_REQUEST, [municipality], at)}
    running = (
        mandates_at(at).filter(municipality=municipality, user__in=covering).select_related("user", "municipality")
    )
    rows = {one.user_id: one for one in running.order_by("user__name", "pk")}
    return [Holder(key, one.user.name, str(Role.ADVISER.label), one.municipality.name) for key, one in rows.items()]


def open_links(actor: Actor, task: str, about: str, at: datetime) -> int:
    """How many one-time links there are for a task about something, that can be followed or have been. As above."""
    return Link.objects.filter(task=task, about=about, done_at=None, revoked_at=None, expires_at__gt=at).count()


def last_links(actor: Actor, task: str, abouts: Iterable[str]) -> dict[str, Asked]:
    """About → when a one-time link for a task was last sent, and whether the task was done by it. As above."""
    links = Link.objects.filter(task=task, about__in=list(abouts), revoked_at=None).order_by("about", "-made_at", "-pk")
    rows = links.distinct("about").values_list("about", "made_at", "expires_at", "done_at")
    return {about: Asked(made_at, expires_at, done_at) for about, made_at, expires_at, done_at in rows}


def _held(at: datetime, permission: Permission, where: Q) -> list[Holder]:
    roles = [role for role, terms in MATRIX.items() if permission in terms.permissions]
    found = holdings_on(at).filter(where, role__in=roles, user__is_active=True).select_related("user", "place")
    return [
        Holder(one.user_id, one.user.name, str(Role(one.role).label), one.place.name if one.place else "")
        for one in found.order_by("role", "user__name", "pk")
    ]
