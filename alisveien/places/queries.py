"""Reading places. The register is open: every function takes the actor and gives everyone the same."""

from collections.abc import Iterable

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from alisveien.base.actor import Actor
from alisveien.base.folding import Folded, folded
from alisveien.places.models import Place

Kind = Place.Kind
Places = QuerySet[Place]


def municipalities_for(actor: Actor) -> Places:
    """Every municipality with county, office, trust and local hospital area."""
    return Place.objects.filter(kind=Kind.MUNICIPALITY).select_related(
        "parent",
        "municipality__office",
        "municipality__trust",
        "municipality__hospital_area",
        "municipality__psychiatric_area",
        "coverage__office_2021",
    )


def trusts_for(actor: Actor) -> Places:
    """Every trust and private hospital with an agreement, with numbers of municipalities, people and hospitals."""
    return (
        Place.objects.filter(kind__in=(Kind.TRUST, Kind.PRIVATE))
        .select_related("parent")
        .annotate(
            municipalities=Count("catchment", distinct=True),
            hospitals=Count("children", filter=Q(children__kind=Kind.HOSPITAL), distinct=True),
        )
    )


def hospitals_for(actor: Actor) -> Places:
    """Every hospital with owner, area, municipality and the hospital it belongs to."""
    return (
        Place.objects.filter(kind=Kind.HOSPITAL)
        .select_related("parent", "hospital__area", "hospital__municipality", "hospital__belongs_to")
        .annotate(departments=Count("children", filter=Q(children__kind=Kind.DEPARTMENT)))
    )


def offices_for(actor: Actor) -> Places:
    """The six offices with numbers of municipalities and people."""
    return (
        Place.objects.filter(kind=Kind.OFFICE)
        .annotate(municipalities=Count("covered"), people=Sum("covered__population"))
        .prefetch_related("hosts__municipality")
    )


def departments_under(actor: Actor, hospitals: Iterable[Place]) -> Places:
    """The departments of some hospitals, by hospital and name."""
    return (
        Place.objects.filter(kind=Kind.DEPARTMENT, parent__in=list(hospitals))
        .select_related("department", "parent")
        .order_by("parent__sort_key", "sort_key")
    )


def municipalities_of_trust(actor: Actor, trust: Place) -> Places:
    """The municipalities in a trust's catchment."""
    return municipalities_for(actor).filter(municipality__trust=trust).order_by("sort_key")


def municipalities_of_hospital(actor: Actor, hospital: Place) -> Places:
    """The municipalities whose local hospital a hospital is, or for a unit: those of the hospital it belongs to."""
    area = hospital.hospital.area
    if area is None and hospital.hospital.belongs_to is not None:
        area = hospital.hospital.belongs_to.hospital.area
    if area is None:
        return municipalities_for(actor).none()
    return municipalities_for(actor).filter(municipality__hospital_area=area).order_by("sort_key")


def local_hospitals(actor: Actor, municipality: Place) -> Places:
    """The local hospital of a municipality with its psychiatric and outlying units, the hospital first."""
    area = municipality.municipality.hospital_area
    mine = Q(hospital__area=area) | Q(hospital__belongs_to__hospital__area=area)
    return hospitals_for(actor).filter(mine).order_by(F("hospital__belongs_to_id").asc(nulls_first=True), "sort_key")


def hospitals_of_trust(actor: Actor, trust: Place) -> Places:
    """A trust's hospitals with their departments fetched."""
    departments = Place.objects.filter(kind=Kind.DEPARTMENT).order_by("sort_key")
    return (
        hospitals_for(actor)
        .filter(parent=trust)
        .order_by("sort_key")
        .prefetch_related(Prefetch("children", departments, to_attr="department_list"))
    )


def units_of(actor: Actor, hospital: Place) -> Places:
    """The units that belong to a hospital."""
    return hospitals_for(actor).filter(hospital__belongs_to=hospital).order_by("sort_key")


def municipalities_of_office(actor: Actor, office: Place) -> Places:
    """The municipalities an office covers now."""
    return municipalities_for(actor).filter(municipality__office=office).order_by("sort_key")


def choices_of(kind: str) -> list[tuple[str, str]]:
    """(code, name) of every place of a kind, in Norwegian order: the choices of a filter."""
    return [
        (code, name) for code, name in Place.objects.filter(kind=kind).order_by("sort_key").values_list("code", "name")
    ]


def catchment_areas() -> list[tuple[str, str]]:
    """(code, name) of every local-hospital area a municipality lies in."""
    areas = Place.objects.filter(kind=Kind.AREA, hospital_municipalities__isnull=False).distinct()
    return [(code, name) for code, name in areas.order_by("sort_key").values_list("code", "name")]


MOST_FOUND = 25


def search_for(actor: Actor, words: str) -> dict[str, list[Place]]:
    """Municipalities and hospitals whose names (old, new, Sámi) or numbers hold every word, exact names first."""
    wanted = folded(words).split()
    if not wanted:
        return {}
    found: dict[str, list[Place]] = {}
    holds_all = Q()
    for word in wanted:
        holds_all &= Q(folded__contains=word)
    for kind, rows in ((Kind.MUNICIPALITY, municipalities_for(actor)), (Kind.HOSPITAL, hospitals_for(actor))):
        matching = rows.annotate(folded=Folded("search_text")).filter(holds_all)
        ordered = sorted(matching.order_by("sort_key")[: MOST_FOUND * 4], key=lambda place: _distance(place, wanted))
        found[str(kind)] = list(ordered[:MOST_FOUND])
    return found


def _distance(place: Place, wanted: list[str]) -> tuple[bool, bool]:
    name = folded(place.name)
    return name != " ".join(wanted), not name.startswith(wanted[0])
