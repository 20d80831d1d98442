"""Reading persons and their roles: each function takes the actor and gives only what the actor may see.

Official roles are for everybody who sees contacts. Supervisors, specialists and course leaders are seen where the actor
sees contacts; a doctor in training where the rules of `queries.seen_by` let the name be seen. Oneself is always seen.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.people.models import HELD_AT, OFFICIAL, ContactRole, Doctor, Person, Persons
from alisveien.people.queries import seen_by
from alisveien.people.rules_persons import may_see_contacts
from alisveien.places.models import Place

NOBODY = Q(pk__in=[])


def held_on(day: date) -> Q:
    """The condition for a role to be held on a day."""
    begun, lasts = Q(from_on=None) | Q(from_on__lte=day), Q(to_on=None) | Q(to_on__gt=day)
    return begun & lasts


def role_seen_by(actor: Actor) -> Q:
    """The condition for a role to be seen, whenever it was held."""
    seen = within(actor, Permission.SEE_CONTACTS, "place")
    if may_see_contacts(actor):
        seen |= Q(role__in=sorted(OFFICIAL))
    if actor.user_id is not None:
        seen |= Q(person__user=actor.user_id)
    return seen


def roles_for(actor: Actor, day: date | None = None) -> QuerySet[ContactRole]:
    """The roles the actor sees, held on a day or ever, with person and place fetched, by place and role."""
    found = ContactRole.objects.filter(role_seen_by(actor), person__merged_into=None)
    if day is not None:
        found = found.filter(held_on(day))
    return found.select_related("person", "place").order_by("place__sort_key", "role", "person__sort_key", "pk")


def roles_at(actor: Actor, places: Iterable[int], day: date) -> QuerySet[ContactRole]:
    """Who holds which role at some places (keys) on a day, as far as the actor sees it."""
    return roles_for(actor, day).filter(place__in=set(places))


def roles_of(actor: Actor, person: Person) -> QuerySet[ContactRole]:
    """Every role of one person the actor sees, also those that are over, the newest first."""
    return roles_for(actor).filter(person=person).order_by(F("from_on").desc(nulls_last=True), "-pk")


def persons_for(actor: Actor, day: date) -> Persons:
    """The persons the actor sees by name because of what they are on a day; those merged into another never.

    Who keeps contacts also sees those whose role there is over, and those who hold no role at all.
    """
    return Person.objects.there().filter(person_seen_by(actor, day))


def person_seen_by(actor: Actor, day: date) -> Q:
    """The condition for a person to be seen by name; see `persons_for`."""
    if actor.user_id is None:
        return NOBODY
    seen = Q(user=actor.user_id) | Q(doctor__in=seen_doctors(actor, day))
    if may_see_contacts(actor):
        seen |= Q(pk__in=roles_for(actor, day).order_by().values("person"))
    if actor.may(Permission.EDIT_CONTACTS):
        kept = ContactRole.objects.filter(within(actor, Permission.EDIT_CONTACTS, "place"))
        seen |= Q(pk__in=kept.values("person"))
        seen |= Q(doctor=None) & ~Q(Exists(ContactRole.objects.filter(person=OuterRef("pk"))))
    return seen


def seen_doctors(actor: Actor, day: date) -> QuerySet[Doctor, Any]:
    """The keys of the doctors in training whose names the actor may see on a day."""
    return Doctor.objects.filter(seen_by(actor, day)).values("pk")


def with_roles(persons: QuerySet[Person], actor: Actor, day: date | None = None) -> QuerySet[Person]:
    """The persons with ``seen_roles``, the roles the actor sees on a day or ever, and their specialities."""
    seen: Prefetch[Any] = Prefetch("roles", roles_for(actor, day), to_attr="seen_roles")
    return persons.prefetch_related(seen, "specialities")


def person_for(actor: Actor, day: date) -> QuerySet[Person]:
    """The persons the actor sees, with account and training fetched: one record is taken from them."""
    return persons_for(actor, day).select_related("user", "doctor__municipality", "doctor__unit")


def role_to_keep(actor: Actor) -> QuerySet[ContactRole]:
    """The roles the actor keeps, with person and place."""
    kept = within(actor, Permission.EDIT_CONTACTS, "place")
    return ContactRole.objects.filter(kept, person__merged_into=None).select_related("person", "place")


def places_to_keep(actor: Actor, today: date) -> list[Place]:
    """The places whose contacts the actor keeps, there today and of a kind that has roles, by kind and name."""
    kinds = sorted({kind for kinds in HELD_AT.values() for kind in kinds})
    kept = Place.objects.filter(within(actor, Permission.EDIT_CONTACTS, "pk"), kind__in=kinds).valid_on(today)
    return list(kept.order_by("kind", "sort_key"))


def places_to_move_to(today: date) -> list[Place]:
    """The places somebody can move to: those that train or use doctors, and the offices, by kind and name."""
    kinds = sorted({kind for kinds in HELD_AT.values() for kind in kinds} - {Place.Kind.DEPARTMENT, Place.Kind.UNIT})
    return list(Place.objects.filter(kind__in=kinds).valid_on(today).order_by("kind", "sort_key"))


def places_of(actor: Actor, person: Person, today: date) -> list[Place]:
    """The places a person is at on a day, as far as the actor sees it: by role, and as a doctor in training."""
    found = {role.place_id: role.place for role in roles_for(actor, today).filter(person=person)}
    if person.doctor is not None and sees_training(actor, person, today):
        where = person.doctor.unit or person.doctor.municipality
        found[where.pk] = where
    return list(found.values())


def sees_training(actor: Actor, person: Person, day: date) -> bool:
    """Whether the actor may know that a person is a doctor in training."""
    return person.doctor_id is not None and seen_doctors(actor, day).filter(pk=person.doctor_id).exists()


def locked_person(pk: int) -> Person:
    """A person locked for a deed, with the training. Call it in a transaction."""
    found = Person.objects.select_for_update(of=("self",)).select_related("doctor__municipality", "doctor__unit")
    return found.get(pk=pk)


def locked_role(pk: int) -> ContactRole:
    """A role locked for a deed, with person and place. Call it in a transaction."""
    return ContactRole.objects.select_for_update(of=("self",)).select_related("person", "place").get(pk=pk)
