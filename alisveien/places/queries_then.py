"""The register as it stood on any day: plain rows made of the dated names, belongings and figures.

The register is open: every function takes the actor and gives everyone the same. Four questions to the database,
whatever the number of places.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, Q, Subquery, Value, When

from alisveien.base.actor import Actor
from alisveien.places.models import (
    Belonging,
    Naming,
    OfficeHost,
    Place,
    PlaceFigure,
    Places,
    Succession,
    valid_on,
)

Kind = Place.Kind
Way = Belonging.Kind
OWN_LIST = (Kind.MUNICIPALITY, Kind.TRUST, Kind.PRIVATE, Kind.HOSPITAL, Kind.OFFICE)
"""Kinds that have a list of their own; the others stand together under organisations."""
OTHERS = tuple(
    kind
    for kind in (Kind.COUNTY, Kind.DISTRICT, Kind.AGENCY, Kind.STATE_BODY, Kind.AUTHORITY, Kind.DEPARTMENT, Kind.UNIT)
)


@dataclass(frozen=True, slots=True)
class Tied:
    """A place another belonged to, by the name and number it had then."""

    code: str = ""
    name: str = ""
    sort_key: str = ""


NOTHING = Tied()


@dataclass(frozen=True, slots=True)
class Then:
    """A place as it stood on a day. What it did not belong to is empty; ``people`` is None when nobody has counted.

    ``people_on`` is the day of the count: the last before the day, or else the first after. ``municipalities`` are
    those that belonged to it; ``town`` of an office is where its host had it.
    """

    pk: int
    kind: str
    kind_name: str
    code: str
    name: str
    sort_key: str
    search_text: str
    town: str
    under: Tied
    office: Tied
    trust: Tied
    area: Tied
    represented: Tied
    sam: Tied
    people: int | None
    people_on: date | None
    municipalities: int
    under_code: str
    under_key: str
    office_code: str
    office_key: str
    trust_code: str
    trust_key: str
    area_code: str
    area_key: str


def places_then(actor: Actor, kinds: Collection[str], day: date) -> list[Then]:
    """Every place of some kinds there was on a day, with what it belonged to then."""
    return _stood(Naming.objects.filter(valid_on(day), kind__in=kinds), day)


def organisations_for(actor: Actor, today: date) -> Places:
    """The places there are today that have no list of their own, with ``kind_name``.

    ``sam`` is the office of community medicine. Names, numbers and what they lie under are those of today.
    """
    kinds = (When(kind=kind, then=Value(str(Kind(kind).label))) for kind in OTHERS)
    sam = Belonging.objects.filter(valid_on(today), place=OuterRef("pk"), kind=Way.SAM).values("to__name")[:1]
    found = Place.objects.filter(kind__in=OTHERS).valid_on(today).select_related("parent")
    return found.annotate(kind_name=Case(*kinds, output_field=CharField()), sam=Subquery(sam))


def place_then(actor: Actor, kinds: Collection[str], code: str, day: date) -> Then | None:
    """The place that has or had a number, as it stood on a day; None when it was not in the register then."""
    place = place_with(actor, kinds, code, day)
    return then_of(actor, place.pk, day) if place else None


def then_of(actor: Actor, pk: int, day: date) -> Then | None:
    """A place as it stood on a day; None when it was not in the register then."""
    return next(iter(_stood(Naming.objects.filter(valid_on(day), place=pk), day)), None)


def place_with(actor: Actor, kinds: Collection[str], code: str, day: date) -> Place | None:
    """The place that had a number on a day, or else at any time, the newest first; None when none ever had."""
    namings = Naming.objects.filter(kind__in=kinds, code=code).select_related("place")
    found = namings.filter(valid_on(day)).first() or namings.order_by("-valid_from").first()
    return found.place if found else None


def below_then(actor: Actor, pk: int, ways: Collection[str], day: date) -> list[Then]:
    """The places that belonged to a place on a day, in some ways, in Norwegian order."""
    here = Belonging.objects.filter(valid_on(day), to=pk, kind__in=ways, place__isnull=False).values("place")
    return sorted(_stood(Naming.objects.filter(valid_on(day), place__in=here), day), key=lambda row: row.sort_key)


def _stood(namings: Any, day: date) -> list[Then]:
    rows = list(namings.select_related("place"))
    pks = [row.place_id for row in rows]
    ties = _ties(pks, day)
    people = _people([pk for pk, row in zip(pks, rows, strict=True) if row.kind == Kind.MUNICIPALITY], day)
    holders = [row.place_id for row in rows if row.kind in (Kind.TRUST, Kind.PRIVATE, Kind.OFFICE)]
    counts, sums = _catchments(holders, day)
    hosts = _towns([row.place_id for row in rows if row.kind == Kind.OFFICE], day)
    return [
        _then(row, ties.get(row.place_id, {}), people.get(row.place_id) or sums.get(row.place_id), counts, hosts)
        for row in rows
    ]


def _then(
    row: Naming,
    ties: Mapping[str, Tied],
    people: tuple[int, date | None] | None,
    counts: Mapping[int, int],
    hosts: Mapping[int, str],
) -> Then:
    under, office, trust = (ties.get(way, NOTHING) for way in (Way.PARENT, Way.OFFICE, Way.TRUST))
    area = ties.get(Way.LOCAL_HOSPITAL, NOTHING)
    return Then(
        pk=row.place_id,
        kind=row.kind,
        kind_name=str(Kind(row.kind).label),
        code=row.code,
        name=row.name,
        sort_key=row.sort_key,
        search_text=f"{row.name} {row.code} {row.place.search_text}",
        town=hosts.get(row.place_id, row.place.town),
        under=under,
        office=office,
        trust=trust,
        area=area,
        represented=ties.get(Way.REPRESENTATION, ties.get(Way.AGREEMENT, NOTHING)),
        sam=ties.get(Way.SAM, NOTHING),
        people=people[0] if people else None,
        people_on=people[1] if people else None,
        municipalities=counts.get(row.place_id, 0),
        under_code=under.code,
        under_key=under.sort_key,
        office_code=office.code,
        office_key=office.sort_key,
        trust_code=trust.code,
        trust_key=trust.sort_key,
        area_code=area.code,
        area_key=area.sort_key,
    )


def _ties(pks: Collection[int], day: date) -> dict[int, dict[str, Tied]]:
    """What places belonged to on a day, by the names of that day."""
    rows = list(Belonging.objects.filter(valid_on(day), place__in=pks).values_list("place", "kind", "to"))
    names = {
        pk: Tied(code, name, key)
        for pk, code, name, key in Naming.objects.filter(
            valid_on(day), place__in={to for _place, _kind, to in rows}
        ).values_list("place", "code", "name", "sort_key")
    }
    found: dict[int, dict[str, Tied]] = {}
    for place, kind, to in rows:
        found.setdefault(place, {})[kind] = names.get(to, NOTHING)
    return found


def _people(pks: Collection[int], day: date) -> dict[int, tuple[int, date | None]]:
    return {pk: (int(value), on) for pk, (value, on) in figures_then(pks, PlaceFigure.What.POPULATION, day).items()}


def figures_then(pks: Collection[int] | None, what: str, day: date) -> dict[int, tuple[Any, date]]:
    """A figure of places: value and day of the last count by a day, or else of the first after. None: of all places."""
    rows = PlaceFigure.objects.filter(what=what)
    if pks is not None:
        rows = rows.filter(place__in=pks)
    found: dict[int, tuple[Any, date]] = {}
    for place, value, on in rows.order_by("on").values_list("place", "value", "on"):
        if place not in found or on <= day:
            found[place] = (value, on)
    return found


def _catchments(holders: Collection[int], day: date) -> tuple[dict[int, int], dict[int, tuple[int, date | None]]]:
    """How many municipalities belonged to trusts and offices on a day, and how many people lived there."""
    if not holders:
        return {}, {}
    rows = Belonging.objects.filter(
        valid_on(day),
        valid_on(day, "place__namings__"),
        to__in=holders,
        kind__in=(Way.OFFICE, Way.TRUST),
        place__kind=Kind.MUNICIPALITY,
    )
    pairs = set(rows.values_list("to", "place"))
    people = _people({place for _to, place in pairs}, day)
    counts: dict[int, int] = {}
    sums: dict[int, tuple[int, date | None]] = {}
    for to, place in pairs:
        counts[to] = counts.get(to, 0) + 1
        if place in people:
            sums[to] = (sums.get(to, (0, None))[0] + people[place][0], people[place][1])
    return counts, sums


def _towns(offices: Collection[int], day: date) -> dict[int, str]:
    """Where each office had its seat on a day, by its hosts' periods."""
    if not offices:
        return {}
    hosts = OfficeHost.objects.filter(office__in=offices).exclude(host_from__gt=day).order_by("host_from")
    return {host.office_id: host.town for host in hosts}


@dataclass(frozen=True, slots=True)
class ThroughTime:
    """What has happened to a place: its names, what it belonged to, whom it came from and became."""

    namings: list[Naming]
    belongings: list[Belonging]
    came_from: list[Succession]
    became: list[Succession]


def through_time(actor: Actor, pk: int) -> ThroughTime:
    """The dated rows of a place, oldest first. Three questions to the database."""
    steps = list(Succession.objects.filter(Q(former=pk) | Q(later=pk)).select_related("former", "later"))
    return ThroughTime(
        namings=list(Naming.objects.filter(place=pk)),
        belongings=list(Belonging.objects.filter(place=pk).select_related("to").order_by("kind", "valid_from")),
        came_from=[step for step in steps if step.later_id == pk],
        became=[step for step in steps if step.former_id == pk],
    )


@dataclass(frozen=True, slots=True)
class Covered:
    """How many municipalities an office covered in one way in a period; no count for the whole country."""

    way: str
    count: int | None
    valid_from: date | None
    valid_to: date | None
    note: str


def coverage_through_time(actor: Actor, office: int) -> list[Covered]:
    """What an office has covered, by way and period, newest first within each way. One query."""
    ways = (Way.OFFICE, Way.REPRESENTATION, Way.AGREEMENT, Way.SAM)
    rows = Belonging.objects.filter(to=office, kind__in=ways).order_by()
    sums = rows.values("kind", "valid_from", "valid_to", "note").annotate(count=Count("place"), all=Count("pk"))
    found = [
        Covered(
            way=row["kind"],
            count=row["count"] if row["count"] == row["all"] else None,
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            note=row["note"],
        )
        for row in sums
    ]
    found.sort(key=lambda one: one.valid_from or date.min, reverse=True)
    return sorted(found, key=lambda one: ways.index(Way(one.way)))


def place_by_key(actor: Actor, pk: int) -> Place | None:
    """A place by its key; None when there is none such."""
    return Place.objects.filter(pk=pk).first()
