"""The municipalities of a day, with the names, counties and offices they had then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.places.models import Place, Places
from alisveien.places.queries_then import NOTHING, Then, Tied, places_then, then_of

Kind = Place.Kind
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


def _shown() -> Places:
    """The same with no more of each than lists and maps show: half the work when there are hundreds."""
    tied = ("code", "name", "sort_key")
    return places_with_all().only(
        *("kind", "short_name", *tied),
        *(f"parent__{name}" for name in ("kind", *tied)),
        "municipality__office",
        *(f"municipality__office__{name}" for name in ("kind", *tied)),
    )


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
    if day == today:
        towns = [present(place) for place in _shown().filter(kind=Kind.MUNICIPALITY).valid_on(today)]
    else:
        towns = _then(actor, day)
    return sorted([*towns, *map(present, bodies)], key=lambda town: (town.sort_key, town.place.code))


def town_then(actor: Actor, place: Place, day: date, today: date) -> Town:
    """One place as it was on a day; as it is now when that is today, or it was not there then."""
    stood = then_of(actor, place.pk, day) if day != today and place.kind == Kind.MUNICIPALITY else None
    return present(place) if stood is None else _town(place, stood)


def _then(actor: Actor, day: date) -> list[Town]:
    stood = places_then(actor, (Kind.MUNICIPALITY,), day)
    places = places_with_all().in_bulk([one.pk for one in stood])
    return [_town(places[one.pk], one) for one in stood]


def _town(place: Place, one: Then) -> Town:
    office = one.office if one.office.code else Tied(NO_OFFICE, _("uten eget kontor"), "")
    return Town(place, one.name, one.sort_key, one.under, office)
