"""The dated rows → the present: what a place is called, lies under and belongs to today, in its own columns.

The columns of ``Place`` and ``MunicipalityFacts`` are what all lists, rules and engines read. They are worked out from
the dated rows whenever a deed has changed those, and by a job on the day a change that was to come takes effect.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from alisveien.places.models import Belonging, MunicipalityFacts, Naming, Place, PlaceFigure

Way = Belonging.Kind
COLUMNS = {
    Way.OFFICE: "office_id",
    Way.TRUST: "trust_id",
    Way.LOCAL_HOSPITAL: "hospital_area_id",
    Way.PSYCHIATRIC: "psychiatric_area_id",
}


def bring_up_to_date(places: Iterable[Place], today: date) -> int:
    """Set the present of places to what their dated rows say of today. Returns how many rows it changed.

    A place that has ended keeps the last it had; one that has not begun has the first it will have.
    """
    wanted = [place.pk for place in places]
    namings = _by_place(Naming.objects.filter(place__in=wanted))
    belongings = _by_place(Belonging.objects.filter(place__in=wanted))
    facts = MunicipalityFacts.objects.in_bulk(wanted)
    people = _people(wanted, today)
    changed = 0
    for place in Place.objects.filter(pk__in=wanted):
        ways = _ways(belongings.get(place.pk, []), today)
        changed += _set(place, _present(place, namings.get(place.pk, []), ways, today))
        if place.pk in facts:
            now = {column: ways[way] for way, column in COLUMNS.items() if way in ways} | people.get(place.pk, {})
            changed += _set(facts[place.pk], now)
    return changed


def _by_place(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.place_id, []).append(row)
    return found


def _people(places: list[int], day: date) -> dict[int, dict[str, Any]]:
    """The last count of people in each place by a day, as columns of its facts."""
    rows = PlaceFigure.objects.filter(place__in=places, what=PlaceFigure.What.POPULATION, on__lte=day).order_by("on")
    return {row.place_id: {"population": int(row.value), "population_on": row.on} for row in rows}


def at_or_nearest(rows: Sequence[Any], day: date) -> Any:
    """The row in force on a day; where there is none the last before it, or else the first after. None for no rows."""
    begun = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    if begun:
        return max(begun, key=lambda row: row.valid_from or date.min)
    return min(rows, key=lambda row: row.valid_from) if rows else None


def _ways(rows: Iterable[Any], day: date) -> dict[str, int | None]:
    kinds: dict[str, list[Any]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    return {kind: nearest.to_id for kind, some in kinds.items() if (nearest := at_or_nearest(some, day))}


def _present(place: Place, namings: Sequence[Naming], ways: Mapping[str, int | None], day: date) -> dict[str, Any]:
    naming = at_or_nearest(namings, day)
    if naming is None:
        return {}
    starts, ends = [row.valid_from for row in namings], [row.valid_to for row in namings]
    words = [word for row in namings for word in (row.name, row.code) if word not in place.search_text]
    return {
        "code": naming.code,
        "name": naming.name,
        "short_name": naming.short_name,
        "parent_id": ways.get(Way.PARENT, place.parent_id),
        "valid_from": None if None in starts else min(start for start in starts if start),
        "valid_to": None if None in ends else max(end for end in ends if end),
        "search_text": " ".join([place.search_text, *dict.fromkeys(words)]).strip(),
    }


def _set(row: Any, values: Mapping[str, Any]) -> int:
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in new.items():
        setattr(row, name, value)
    if new:
        row.save(update_fields=[name.removesuffix("_id") for name in new])
    return int(bool(new))


def turning_by(today: date) -> list[Place]:
    """The places for which a dated row begins or ends within the last week, today included."""
    week = (today - timedelta(days=7), today)
    turning = Q(valid_from__range=week) | Q(valid_to__range=week)
    namings = Naming.objects.filter(turning).values("place")
    belongings = Belonging.objects.filter(turning, place__isnull=False).values("place")
    return list(Place.objects.filter(Q(pk__in=namings) | Q(pk__in=belongings), by_hand=True))
