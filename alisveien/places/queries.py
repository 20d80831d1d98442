"""Reading places. The register is open: every function takes the actor and gives everyone the same.

Lists, counts and searches take the day they are made for, and leave out what has ended by then. Only the functions
for one record (``municipality_for``, ``trust_for``, ``hospital_for``, ``office_for``) give an ended place too.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Prefetch, Q, Sum

from alisveien.base.actor import Actor
from alisveien.places.models import OfficeCoverage, Place, Places, valid_on

Kind = Place.Kind


def municipalities_for(actor: Actor, today: date) -> Places:
    """Every municipality there is today, with county, office, trust and local hospital area."""
    return _municipalities().valid_on(today)


def municipality_for(actor: Actor, number: str) -> Places:
    """The municipality with a number, also an ended one, with all that is told of it."""
    every = _municipalities().filter(code=number)
    return every.select_related("municipality__psychiatric_area", "coverage__office_2021")


def _municipalities() -> Places:
    return Place.objects.filter(kind=Kind.MUNICIPALITY).select_related(
        "parent", "municipality__office", "municipality__trust", "municipality__hospital_area"
    )


def trusts_for(actor: Actor, today: date) -> Places:
    """Every trust and private hospital with an agreement, with numbers of municipalities and hospitals today."""
    return (
        _trusts()
        .valid_on(today)
        .annotate(
            municipalities=Count("catchment", filter=valid_on(today, "catchment__place__"), distinct=True),
            hospitals=Count(
                "children", filter=Q(children__kind=Kind.HOSPITAL) & valid_on(today, "children__"), distinct=True
            ),
        )
    )


def trust_for(actor: Actor, number: str) -> Places:
    """The trust or private hospital with an organisation number, also an ended one."""
    return _trusts().filter(code=number)


def _trusts() -> Places:
    return Place.objects.filter(kind__in=(Kind.TRUST, Kind.PRIVATE)).select_related("parent")


def hospitals_for(actor: Actor, today: date) -> Places:
    """Every hospital there is today, with all its record says and its departments counted."""
    here = Q(children__kind=Kind.DEPARTMENT) & valid_on(today, "children__")
    return _hospitals().valid_on(today).annotate(departments=Count("children", filter=here))


def hospital_for(actor: Actor, code: str) -> Places:
    """The hospital with a code, also an ended one, with owner, area, municipality and what it belongs to."""
    return _hospitals().filter(code=code)


def _hospitals() -> Places:
    return Place.objects.filter(kind=Kind.HOSPITAL).select_related(
        "parent", "hospital__area", "hospital__municipality", "hospital__belongs_to"
    )


def offices_for(actor: Actor, today: date) -> Places:
    """The offices there are today, with numbers of municipalities and people."""
    here = valid_on(today, "covered__place__")
    return (
        Place.objects.filter(kind=Kind.OFFICE)
        .valid_on(today)
        .annotate(municipalities=Count("covered", filter=here), people=Sum("covered__population", filter=here))
    )


def office_for(actor: Actor, code: str) -> Places:
    """The office with a code, also an ended one, with its hosts through the years."""
    return Place.objects.filter(kind=Kind.OFFICE, code=code).prefetch_related("hosts__municipality")


def departments_under(actor: Actor, hospitals: Iterable[Place], today: date) -> Places:
    """The departments of some hospitals, by hospital and name."""
    return (
        Place.objects.filter(kind=Kind.DEPARTMENT, parent__in=list(hospitals))
        .valid_on(today)
        .select_related("department", "parent")
        .order_by("parent__sort_key", "sort_key")
    )


def municipalities_of_trust(actor: Actor, trust: Place, today: date) -> Places:
    """The municipalities in a trust's catchment."""
    return municipalities_for(actor, today).filter(municipality__trust=trust).order_by("sort_key")


def municipalities_of_hospital(actor: Actor, hospital: Place, today: date) -> Places:
    """The municipalities whose local hospital a hospital is, or for a unit: those of the hospital it belongs to.

    An ended hospital has none, whoever has its area now.
    """
    area = hospital.hospital.area
    if area is None and hospital.hospital.belongs_to is not None:
        area = hospital.hospital.belongs_to.hospital.area
    if area is None or hospital.has_ended_by(today):
        return municipalities_for(actor, today).none()
    return municipalities_for(actor, today).filter(municipality__hospital_area=area).order_by("sort_key")


def local_hospitals(actor: Actor, municipality: Place, today: date) -> Places:
    """The local hospital of a municipality with its psychiatric and outlying units, the hospital first."""
    area = municipality.municipality.hospital_area
    mine = Q(hospital__area=area) | Q(hospital__belongs_to__hospital__area=area)
    first = F("hospital__belongs_to_id").asc(nulls_first=True)
    return hospitals_for(actor, today).filter(mine).order_by(first, "sort_key")


def hospitals_of_trust(actor: Actor, trust: Place, today: date) -> Places:
    """A trust's hospitals with their departments fetched."""
    departments = Place.objects.filter(kind=Kind.DEPARTMENT).valid_on(today).order_by("sort_key")
    return (
        hospitals_for(actor, today)
        .filter(parent=trust)
        .order_by("sort_key")
        .prefetch_related(Prefetch("children", departments, to_attr="department_list"))
    )


def units_of(actor: Actor, hospital: Place, today: date) -> Places:
    """The units that belong to a hospital."""
    return hospitals_for(actor, today).filter(hospital__belongs_to=hospital).order_by("sort_key")


def municipalities_of_office(actor: Actor, office: Place, today: date) -> Places:
    """The municipalities an office covers now."""
    return municipalities_for(actor, today).filter(municipality__office=office).order_by("sort_key")


def covered_in_2021(actor: Actor, office: Place, today: date) -> int:
    """How many of today's municipalities an office covered in 2021."""
    return OfficeCoverage.objects.filter(valid_on(today, "municipality__"), office_2021=office).count()


def choices_of(kind: str, today: date) -> list[tuple[str, str]]:
    """(code, name) of every place of a kind there is today, in Norwegian order: the choices of a filter."""
    return _choices(Place.objects.filter(kind=kind).valid_on(today))


def catchment_areas(today: date) -> list[tuple[str, str]]:
    """(code, name) of every local-hospital area one of today's municipalities lies in."""
    used = _municipalities().valid_on(today).values("municipality__hospital_area")
    return _choices(Place.objects.filter(kind=Kind.AREA, pk__in=used).valid_on(today))


def _choices(places: Places) -> list[tuple[str, str]]:
    return [(code, name) for code, name in places.order_by("sort_key").values_list("code", "name")]
