"""The municipalities of a day, with the names, counties and offices they had then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.places.models import Place, Places
from alisveien.places.queries_then import NOTHING, Then, Tied, places_then, then_of

Kind = Place.Kind
_SHOWN = ("kind", "code", "name", "short_name", "sort_key", "parent")
NO_OFFICE = "ingen"
"""The code of the municipalities no office had as its own on a day."""


@dataclass(frozen=True, slots=True)
class Town:
    """A place as it was on a day: the place itself as it is now, and its name, county and office then."""

    place: Place
    name: str
    sort_key: str
    county: Tied = NOTHING
    office: Tied = NOTHING


def places_with_all() -> Places:
    """Places with county and office fetched."""
    return Place.objects.select_related("parent", "municipality__office")


def present(place: Place) -> Town:
    """A place as it is now. It must come from ``places_with_all``."""
    name, key = place.name, str(place.sort_key)
    if place.kind != Kind.MUNICIPALITY:
        return Town(place, name, key)
    county, office = place.parent, place.municipality.office
    tied = Tied(county.code, county.name, str(county.sort_key)) if county else NOTHING
    return Town(place, name, key, tied, Tied(office.code, office.name, str(office.sort_key)))


def towns_on(actor: Actor, day: date, today: date, bodies: Iterable[Place]) -> list[Town]:
    """Every municipality there was on a day, and ``bodies`` as they are now, in Norwegian order."""
    towns = _present_towns(today) if day == today else _then(actor, day)
    return sorted([*towns, *map(present, bodies)], key=lambda town: (town.sort_key, town.place.code))


def town_then(actor: Actor, place: Place, day: date, today: date) -> Town:
    """One place as it was on a day; as it is now when that is today, or it was not there then."""
    stood = then_of(actor, place.pk, day) if day != today and place.kind == Kind.MUNICIPALITY else None
    return present(place) if stood is None else _town(place, stood)


def _present_towns(today: date) -> list[Town]:
    """Today's municipalities. Counties and offices are read once and not with each: there are hundreds. Two queries."""
    above = Place.objects.filter(kind__in=(Kind.COUNTY, Kind.OFFICE)).values_list("pk", "code", "name", "sort_key")
    ties = {pk: Tied(code, name, str(key)) for pk, code, name, key in above}
    places = Place.objects.filter(kind=Kind.MUNICIPALITY).valid_on(today)
    found: list[Any] = list(places.only(*_SHOWN).annotate(of_office=F("municipality__office")))
    return [
        Town(one, one.name, str(one.sort_key), ties.get(one.parent_id, NOTHING), ties[one.of_office]) for one in found
    ]


def _then(actor: Actor, day: date) -> list[Town]:
    stood = places_then(actor, (Kind.MUNICIPALITY,), day)
    places = places_with_all().in_bulk([one.pk for one in stood])
    return [_town(places[one.pk], one) for one in stood]


def _town(place: Place, one: Then) -> Town:
    office = one.office if one.office.code else Tied(NO_OFFICE, _("uten eget kontor"), "")
    return Town(place, one.name, one.sort_key, one.under, office)
