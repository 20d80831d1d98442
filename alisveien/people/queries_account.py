"""What somebody may do in Alisveien, beside who they are for the outside; and what has happened to a person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from alisveien.access.permissions import Permission, Role
from alisveien.access.queries import holdings_on
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.people.models import ContactRoleName, Merge, Move, Person

R = ContactRoleName
SAME_AS: dict[str, frozenset[str]] = {
    Role.MUNICIPAL_LEADER: frozenset({R.HEALTH_LEADER, R.UNIT_LEADER}),
    Role.CHIEF_MEDICAL_OFFICER: frozenset({R.MUNICIPAL_CMO, R.UNIT_CMO}),
    Role.TRUST_COORDINATOR: frozenset({R.TRUST_COORDINATOR}),
    Role.DEPARTMENT_CONTACT: frozenset({R.DEPARTMENT_CONTACT}),
    Role.SUPERVISOR: frozenset({R.SUPERVISOR}),
    Role.ADVISER: frozenset({R.ADVISER}),
}
"""Which roles for the outside an access role is the same thing as, at the same place."""


@dataclass(frozen=True, slots=True)
class Access:
    """A role that gives access now: in words, where and since when, and which roles for the outside it equals."""

    role: str
    place: str
    place_id: int | None
    from_on: date
    to_on: date | None
    same_as: frozenset[str]


def access_of(actor: Actor, person: Person, at: datetime) -> list[Access]:
    """What a person may do now, as far as the actor sees contacts there; one's own altogether. A doctor's own access
    is not told: it would tell that somebody is in training."""
    if person.user_id is None:
        return []
    seen = within(actor, Permission.SEE_CONTACTS, "place")
    if person.user_id == actor.user_id:
        seen = ~Q(pk__in=[])
    found = holdings_on(at).filter(seen, user=person.user_id, role__in=list(SAME_AS)).select_related("place")
    return [
        Access(
            role=str(Role(one.role).label),
            place=one.place.name if one.place else "",
            place_id=one.place_id,
            from_on=one.from_on,
            to_on=one.to_on,
            same_as=SAME_AS[one.role],
        )
        for one in found.order_by("role", "pk")
    ]


def moves_of(actor: Actor, person: Person, *, trains: bool) -> QuerySet[Move]:
    """The moves of a person the actor sees, newest first; between specialities only for who sees the training."""
    found = Move.objects.filter(person=person).select_related("from_place", "to_place").order_by("-on", "-pk")
    return (
        found
        if trains
        else found.filter(kind=Move.Kind.PLACE).filter(
            within(actor, Permission.SEE_CONTACTS, "from_place") | within(actor, Permission.SEE_CONTACTS, "to_place")
        )
    )


def merges_of(actor: Actor, person: Person) -> QuerySet[Merge]:
    """The times somebody was merged into a person the actor sees, newest first."""
    return Merge.objects.filter(kept=person).select_related("gone").order_by("-at", "-pk")


def move_with_places(pk: int) -> Move | None:
    """A move with its places, or between specialities; who may undo it is asked by the page. None for none."""
    return Move.objects.select_related("from_place", "to_place", "person__doctor").filter(pk=pk).first()


def merge_to_undo(actor: Actor) -> QuerySet[Merge]:
    """The mergings that stand, with both persons; who may undo one is asked by the page."""
    return Merge.objects.filter(undone_at=None).select_related("kept", "gone")
