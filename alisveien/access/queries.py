"""Who may what now: holdings, mandates and links turned into an Actor; and who has which role."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, ExpressionWrapper, Q, QuerySet, Value, When

from alisveien.access.models import Holding, Link, Mandate, hashed_token
from alisveien.access.permissions import (
    MATRIX,
    NEEDS_SECOND_FACTOR,
    ON_REQUEST,
    Permission,
    Role,
    kinds_of,
    roles_given_by,
)
from alisveien.access.reach import places_reached, there_on, within
from alisveien.access.tasks_by_link import link_tasks
from alisveien.accounts.models import User
from alisveien.base.actor import Actor, Errand, Everywhere, Grant
from alisveien.base.days import norwegian_day
from alisveien.places.models import Place

MANDATE = "mandate"
NOW, COMING, ENDED = "na", "senere", "avsluttet"
"""How a role stands on a day, as the list of them is filtered."""


HELD = """
SELECT held.role, held.place, COALESCE(NULLIF(place.short_name, ''), place.name), held.until
FROM (
    SELECT role, place_id, NULL::timestamptz FROM access_holding
    WHERE user_id = %(user)s AND from_on <= %(day)s AND (to_on IS NULL OR to_on > %(day)s)
    UNION ALL
    SELECT %(mandate)s, municipality_id, until_at FROM access_mandate
    WHERE user_id = %(user)s AND from_at <= %(at)s AND until_at > %(at)s AND ended_at IS NULL
) AS held (role, place, until)
LEFT JOIN places_place AS place ON place.id = held.place
ORDER BY held.role COLLATE "C", COALESCE(held.place, 0)
"""


class Held(NamedTuple):
    """A role or a mandate as it is read for one user; ``until`` is set for a mandate."""

    role: str
    place: int | None
    place_name: str | None
    until: datetime | None


def holdings_on(at: datetime) -> QuerySet[Holding]:
    """The holdings that are in force on the Norwegian day of ``at``."""
    day = norwegian_day(at)
    return Holding.objects.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)


def mandates_at(at: datetime) -> QuerySet[Mandate]:
    """The mandates that run at an instant."""
    return Mandate.objects.filter(from_at__lte=at, until_at__gt=at, ended_at=None)


def actor_for(user: User, at: datetime, *, second_factor: bool) -> Actor:
    """The actor a user is at a time. Two queries, one when no role is held at a place.

    Roles that see others' people or give roles are withheld, by name, until ``second_factor`` was used in the session.
    """
    if not user.is_active:
        return Actor(user_id=user.pk)
    held = _held(user, at)
    withheld = frozenset(one.role for one in held if one.role in NEEDS_SECOND_FACTOR and not second_factor)
    if Role.ADVISER in withheld:
        withheld |= {MANDATE}
    given = [one for one in held if one.role not in withheld]
    reached = places_reached((one.place for one in given if one.place is not None), norwegian_day(at))
    covered = {place for one in given if one.role == Role.ADVISER and one.place for place in reached[one.place]}
    return Actor(
        user_id=user.pk,
        grants=tuple(_grant(one, reached) for one in given if one.role != MANDATE or one.place in covered),
        withheld=tuple(sorted(withheld - {MANDATE})),
    )


def _held(user: User, at: datetime) -> list[Held]:
    """The roles and mandates of a user: those of `holdings_on` and `mandates_at`, by role and place."""
    with connection.cursor() as cursor:  # the ORM takes four times as long to write this as to ask it, at every request
        cursor.execute(HELD, {"user": user.pk, "day": norwegian_day(at), "at": at, "mandate": MANDATE})
        return [Held(*row) for row in cursor]


def _grant(held: Held, reached: dict[int, frozenset[int]]) -> Grant:
    permitted = ON_REQUEST if held.role == MANDATE else MATRIX[Role(held.role)].permissions
    return Grant(
        role=held.role,
        permissions=frozenset(permission.value for permission in permitted),
        places=None if held.place is None else reached[held.place],
        held_at=held.place,
        place_name=held.place_name or "",
        until=held.until.isoformat() if held.until else "",
    )


def link_of(token: str) -> Link | None:
    """The link with this token, open or not; None when there is none."""
    return Link.objects.select_related("place").filter(token_hash=hashed_token(token)).first()


def link_went_to(link_id: int) -> str:
    """The address a link was sent to. For letters only: it is never shown to who follows the link."""
    return Link.objects.values_list("recipient", flat=True).get(pk=link_id)


def open_links(task: str, about: str, at: datetime) -> QuerySet[Link]:
    """The links for one task about one thing that can still be opened, locked. Call it in a transaction."""
    links = Link.objects.select_for_update(of=("self",)).filter(task=task, about=about)
    return links.filter(done_at=None, revoked_at=None, expires_at__gt=at).order_by("pk")


def actor_by_link(link_id: int, at: datetime) -> Actor | None:
    """Who follows a link that has been opened and still holds; None when it is done, revoked or too old.

    The actor may what the task needs, and no more than the role permits, at the place of the link.
    """
    link = (
        Link.objects.filter(pk=link_id, done_at=None, revoked_at=None, expires_at__gt=at, opened_at__isnull=False)
        .select_related("place")
        .first()
    )
    task = link_tasks().get(link.task) if link else None
    if link is None or task is None:
        return None
    reached = places_reached([link.place_id], norwegian_day(at)) if link.place_id else {}
    permitted = task.permissions & frozenset(permission.value for permission in MATRIX[Role(link.role)].permissions)
    grant = Grant(
        role=link.role,
        permissions=permitted,
        places=reached[link.place_id] if link.place_id else None,
        held_at=link.place_id,
        place_name=link.place.name if link.place else "",
    )
    return Actor(grants=(grant,), link=Errand(link.pk, link.task, link.about))


def holdings_for(actor: Actor) -> QuerySet[Holding]:
    """The roles the actor may see who holds: those at places where the actor gives roles, and one's own."""
    reached = actor.reach(Permission.GIVE_ROLES)
    seen = Q() if isinstance(reached, Everywhere) else Q(place__in=sorted(reached))
    rows = Holding.objects.filter(seen | Q(user=actor.user_id)) if seen else Holding.objects.all()
    return rows.select_related("user", "place")


def own_holdings(actor: Actor, at: datetime) -> QuerySet[Holding]:
    """The roles the actor holds now, withheld ones too."""
    return (
        holdings_on(at).filter(user=actor.user_id).select_related("user", "place").order_by("role", "place__sort_key")
    )


def running_mandates(actor: Actor, at: datetime) -> QuerySet[Mandate]:
    """The mandates the actor has now."""
    return mandates_at(at).filter(user=actor.user_id).select_related("municipality").order_by("until_at")


def places_to_give_at(actor: Actor, at: datetime) -> list[Place]:
    """The places where the actor gives some role, by kind and name."""
    reached = actor.reach(Permission.GIVE_ROLES)
    given = roles_given_by(grant.role for grant in actor.grants if Permission.GIVE_ROLES in grant.permissions)
    kinds = {kind for role in given for kind in kinds_of(role)}
    rows = there_on(norwegian_day(at)).filter(kind__in=kinds)
    if not isinstance(reached, Everywhere):
        rows = rows.filter(pk__in=sorted(reached))
    return list(rows.order_by("kind", "sort_key"))


def municipalities_to_act_for(actor: Actor, at: datetime) -> list[Place]:
    """The municipalities an adviser may act for on request, by name."""
    rows = there_on(norwegian_day(at)).filter(kind=Place.Kind.MUNICIPALITY)
    return list(rows.filter(within(actor, Permission.ACT_ON_REQUEST, "pk")).order_by("sort_key"))


def listed_holdings(actor: Actor, today: date) -> QuerySet[Holding]:
    """As `holdings_for`, with ``state`` on a day and whether the actor ``may_end`` each."""
    ended, coming = Q(to_on__lte=today), Q(from_on__gt=today)
    state = Case(When(ended, then=Value(ENDED)), When(coming, then=Value(COMING)), default=Value(NOW))
    given = Q(user=actor.user_id)
    for grant in actor.grants:
        if Permission.GIVE_ROLES in grant.permissions:
            within_reach = Q() if grant.places is None else Q(place__in=sorted(grant.places))
            given |= within_reach & Q(role__in=sorted(roles_given_by([grant.role])))
    return holdings_for(actor).annotate(
        state=state, may_end=ExpressionWrapper(given & ~ended, output_field=BooleanField())
    )


def places_held_at(actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of the places where somebody the actor sees holds a role, in Norwegian order."""
    found = holdings_for(actor).exclude(place=None).order_by("place__sort_key")
    return [
        (str(pk), name) for pk, name, _key in found.values_list("place", "place__name", "place__sort_key").distinct()
    ]


def told_of_link(link: Link | None) -> dict[str, object]:
    """What the page of a link tells before it is opened: the task, never who it was for."""
    task = link_tasks().get(link.task) if link else None
    return {"title": task.title if task else "", "expires_at": link.expires_at if link else None}
