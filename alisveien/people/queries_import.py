"""What a row of a table is compared with: the places there are, and the persons it may be about."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from alisveien.base.folding import folded
from alisveien.people.models import HELD_AT, ContactRole, Person
from alisveien.people.queries_persons import held_on
from alisveien.places.models import Place


class Ground:
    """The places and persons there are on a day, found by what people write. Read once for a file."""

    def __init__(self, today: date) -> None:
        kinds = sorted({kind for kinds in HELD_AT.values() for kind in kinds})
        self.today = today
        self.places: dict[str, list[Place]] = defaultdict(list)
        for place in Place.objects.filter(kind__in=kinds).valid_on(today):
            for word in {folded(place.name), folded(place.short_name), place.code} - {""}:
                self.places[word].append(place)

    def place(self, role: str, written: str, held: Iterable[ContactRole]) -> Place | list[Place]:
        """The place a role is meant to be held at: the one there is, or the one it is held at; else all it may be."""
        fits = [place for place in self.places.get(folded(written), []) if place.kind in HELD_AT[role]]
        if len(fits) > 1:
            here = {one.place_id for one in held if one.role == role}
            fits = [place for place in fits if place.pk in here] or fits
        return fits[0] if len(fits) == 1 else fits


def persons_meant(first_name: str, last_name: str, email: str, hpr_number: str, roles: Iterable[str]) -> list[Person]:
    """The persons a row may be about, by the surest sign it has: number, address, or name with a role in common."""
    there = Person.objects.there()
    if hpr_number:
        found = list(there.filter(hpr_number=hpr_number))
        if found:
            return found
    named = there.filter(first_name__iexact=first_name, last_name__iexact=last_name).order_by("pk")
    if email:
        found = list(named.filter(email__iexact=email))
        if found:
            return found
    found = list(named.filter(roles__role__in=list(roles)).distinct())
    return [one for one in found if not (email and one.email) and not (hpr_number and one.hpr_number)]


def roles_held(person: Person, today: date) -> list[ContactRole]:
    """The roles a person holds on a day, whoever asks: a table must not begin them twice."""
    return list(ContactRole.objects.filter(held_on(today), person=person))
