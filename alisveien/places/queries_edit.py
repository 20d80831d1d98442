"""Reading for those who keep the register: what can be chosen, and what has been done."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from alisveien.base.actor import EVERYWHERE, Actor
from alisveien.places.models import Belonging, Naming, Place, RegisterChange, RegisterFile
from alisveien.places.rules import (
    BELONGS_TO,
    EDIT_REGISTER,
    LIES_UNDER,
    MADE_BY_HAND,
    may_edit_register,
    may_edit_whole_register,
    ways_of,
)


def place_to_edit(actor: Actor, pk: int) -> Place | None:
    """A place the actor keeps; None for any other, as if it were not there."""
    place = Place.objects.filter(pk=pk).select_related("parent").first()
    return place if place is not None and may_edit_register(actor, place) else None


def names_of(place: Place) -> dict[str, Any]:
    """Every name and number a place has, had or is to have, as plain values: what a page of renaming has shown."""
    return {"names": list(place.namings.order_by("pk").values_list("name", "code", "valid_from", "valid_to"))}


def ties_of(place: Place) -> dict[str, Any]:
    """Every name, and all a place has belonged to, does or is to: what a page of moving or closing has shown."""
    rows = Belonging.objects.filter(place=place).order_by("pk")
    return names_of(place) | {"ties": list(rows.values_list("kind", "to", "valid_from", "valid_to"))}


def hosts_of(office: Place) -> dict[str, Any]:
    """Every host an office has had, has or is to have: what a page about its host has shown."""
    rows = office.hosts.order_by("pk")
    return {"hosts": list(rows.values_list("municipality", "town", "host_from", "host_to", "notice_given_on"))}


def changes_for(actor: Actor) -> QuerySet[RegisterChange]:
    """The deeds on the register the actor keeps, newest first, with the places they touched; nothing for others."""
    found = RegisterChange.objects.prefetch_related("places").order_by("-at", "-pk")
    reach = actor.reach(EDIT_REGISTER)
    if reach is EVERYWHERE:
        return found
    return found.filter(places__in=sorted(reach)).distinct() if isinstance(reach, frozenset) else found.none()


def file_waiting(actor: Actor, pk: int) -> RegisterFile | None:
    """A file that waits for its answer, for those who keep the whole register; None for any other."""
    if not may_edit_whole_register(actor):
        return None
    return RegisterFile.objects.filter(pk=pk, answered_at=None).first()


def parents_to_choose(actor: Actor, today: date) -> list[Place]:
    """The places a new one can lie under, within the actor's reach, by kind and name."""
    kinds = {kind for one in MADE_BY_HAND for kind in LIES_UNDER.get(one, ())}
    return [place for place in _standing(kinds, today) if may_edit_register(actor, place)]


def ends_to_choose(place: Place, today: date) -> list[Place]:
    """The places another can belong to, in any of the ways of its kind, by kind and name."""
    kinds = {kind for way in ways_of(place) for kind in BELONGS_TO.get(way, LIES_UNDER.get(place.kind, ()))}
    return list(_standing(kinds, today))


def _standing(kinds: Iterable[str], today: date) -> QuerySet[Place]:
    return Place.objects.filter(kind__in=sorted(kinds)).valid_on(today).order_by("kind", "sort_key")


def towns_by_number(actor: Actor) -> dict[str, Any]:
    """Every number a municipality has or has had → the municipality; the present one where there are several."""
    rows = Naming.objects.filter(kind=Place.Kind.MUNICIPALITY).select_related("place").order_by("valid_from")
    return {row.code: row.place for row in rows}
