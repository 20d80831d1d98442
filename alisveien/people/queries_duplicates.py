"""Which persons may have been entered twice, among those the actor may settle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.folding import folded
from alisveien.engines.likeness.pairs import Known, Pair, pairs
from alisveien.people.models import ContactRole, DistinctPair, Doctor, Person
from alisveien.people.queries_persons import person_for, with_roles


@dataclass(frozen=True, slots=True)
class Alike:
    """Two persons that may be one, why, and the persons with the roles the actor sees."""

    pair: Pair
    first: Any
    second: Any


def mergeable_for(actor: Actor) -> QuerySet[Person]:
    """The persons the actor may change because of a place: a role kept there, or a doctor in training."""
    kept = ContactRole.objects.filter(within(actor, Permission.EDIT_CONTACTS, "place"))
    mine = within(actor, Permission.EDIT_DOCTORS, "municipality") | within(actor, Permission.EDIT_DOCTORS, "unit")
    reached = Q(pk__in=kept.values("person")) | Q(doctor__in=Doctor.objects.filter(mine).values("pk"))
    if actor.may(Permission.EDIT_CONTACTS):
        reached |= Q(roles=None, doctor=None)
    return Person.objects.there().filter(reached)


def suggested_pairs(actor: Actor) -> list[Pair]:
    """The pairs that may be one and that nobody has settled, the likeliest first. Three queries."""
    fields = ("pk", "first_name", "last_name", "email", "hpr_number", "doctor__municipality")
    rows = list(mergeable_for(actor).values_list(*fields))
    where = _places(rows)
    known = [
        Known(pk, folded(first), folded(last), email.lower(), number or "", frozenset(where.get(pk, ())))
        for pk, first, last, email, number, _home in rows
    ]
    two_doctors = {pk for pk, *_rest, home in rows if home is not None}
    distinct = set(DistinctPair.objects.values_list("first", "second"))
    return [one for one in pairs(known, distinct) if not {one.first, one.second} <= two_doctors]


def alike_for(actor: Actor, today: date) -> list[Alike]:
    """The suggested pairs with their persons."""
    found = suggested_pairs(actor)
    keys = {key for pair in found for key in (pair.first, pair.second)}
    persons = {one.pk: one for one in with_roles(person_for(actor, today), actor).filter(pk__among=keys)}
    return [
        Alike(pair, persons[pair.first], persons[pair.second])
        for pair in found
        if pair.first in persons and pair.second in persons
    ]


def _places(persons: Iterable[tuple[Any, ...]]) -> dict[int, set[int]]:
    """Person → the places of every role and of the training."""
    found = {pk: {home} if home else set() for pk, *_rest, home in persons}
    for person, place in ContactRole.objects.filter(person__pk__among=found).values_list("person", "place"):
        found[person].add(place)
    return found
