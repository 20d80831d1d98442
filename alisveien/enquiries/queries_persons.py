"""Who of the register may have asked: suggestions while one types, and the one person who is meant."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.folding import Folded, folded
from alisveien.people.models import ContactRoleName, Person
from alisveien.people.queries_persons import persons_for, roles_for

SHORTEST = 2


def persons_that_ask(actor: Actor, today: date) -> list[tuple[int, str, str]]:
    """(key, name, role and place) of who holds a role where the actor sees contacts, one line for each. One query."""
    near = roles_for(actor, today).filter(within(actor, Permission.SEE_CONTACTS, "place")).order_by("person__sort_key")
    fields = ("person", "person__first_name", "person__last_name", "role", "place__name")
    found: dict[int, tuple[int, str, str]] = {}
    for key, first, last, role, place in near.select_related(None).values_list(*fields):
        told = _("{role}, {place}").format(role=ContactRoleName(role).label, place=place)
        found.setdefault(key, (key, f"{first} {last}", told))
    return list(found.values())


def person_called(actor: Actor, typed: str, today: date) -> Person | None:
    """The one person the actor sees and means by «Kari Hansen, kommuneoverlege, Alta (12)» or a whole name.

    None when it is nobody, or more than one.
    """
    words = typed.strip()
    number = words.rpartition("(")[2].rstrip(") ") if words.endswith(")") else ""
    seen = persons_for(actor, today)
    if number.isdecimal() and len(number) < 12:
        return seen.filter(pk=int(number)).first()
    name = folded(words)
    if len(name) < SHORTEST:
        return None
    first, _space, last = name.rpartition(" ")
    rows = seen.alias(first=Folded("first_name"), last=Folded("last_name"))
    several = [
        one for one in rows.filter(first__startswith=first, last__endswith=last)[:50] if folded(one.name) == name
    ]
    return several[0] if len(several) == 1 else None


def may_have_asked(actor: Actor, person: Person, today: date) -> bool:
    """Whether the actor sees the person by name."""
    return persons_for(actor, today).filter(pk=person.pk).exists()
