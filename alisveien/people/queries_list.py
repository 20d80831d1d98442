"""The list of persons as it stands on a day: its rows, and what its filters ask of one and the same role."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from alisveien.base.actor import Actor
from alisveien.people.models import Person, Specialist
from alisveien.people.queries_persons import person_for, roles_for, seen_doctors, with_roles
from alisveien.places.models import Place

DOCTOR = "doctor"
"""In the filter of roles: a doctor in training."""
NEVER, OLD, FRESH = "never", "old", "fresh"
"""In the filter of confirming: never, longer ago than ``STALE``, since then."""
STALE = timedelta(days=365)
Chosen = Mapping[str, tuple[str, ...]]


def listed_persons(actor: Actor, day: date) -> QuerySet[Person]:
    """The persons the actor sees on a day, with their roles then. ``trains``: whether the actor sees them as a doctor.

    ``confirmed`` is when a role of theirs was last confirmed, None for never.
    """
    confirmed = roles_for(actor, day).filter(person=OuterRef("pk")).order_by().values("person")
    rows = person_for(actor, day).annotate(
        trains=ExpressionWrapper(Q(doctor__in=seen_doctors(actor, day)), BooleanField()),
        confirmed=Subquery(confirmed.annotate(last=Max("confirmed_at")).values("last")),
    )
    return with_roles(rows, actor, day)


def narrowed_persons(rows: QuerySet[Any], chosen: Chosen, actor: Actor, day: date) -> QuerySet[Any]:
    """The rows that have one role (or the training) that fits all that was chosen of role, place, office and county."""
    if "fag" in chosen:
        rows = rows.filter(pk__in=Specialist.objects.filter(speciality__in=chosen["fag"]).values("person"))
    places = _places(chosen)
    wanted = chosen.get("rolle", ())
    if not wanted and places is None and "bekreftet" not in chosen:
        return rows
    roles = roles_for(actor, day).order_by()
    roles = roles.filter(role__in=wanted) if wanted else roles
    roles = roles if places is None else roles.filter(place__in=places)
    roles = roles.filter(_confirmed(chosen["bekreftet"], day)) if "bekreftet" in chosen else roles
    fits = Q(pk__in=roles.values("person"))
    if "bekreftet" not in chosen and (not wanted or DOCTOR in wanted):
        at = Q() if places is None else Q(doctor__municipality__in=places) | Q(doctor__unit__in=places)
        fits |= Q(trains=True) & at
    return rows.filter(fits)


def any_synthetic() -> bool:
    """Whether some person was invented for practice."""
    return Person.objects.filter(is_synthetic=True).exists()


def places_with_roles(actor: Actor, day: date) -> list[tuple[str, str]]:
    """(key, name) of every place somebody the actor sees holds a role at on a day, in Norwegian order."""
    used = roles_for(actor, day).order_by().values("place")
    found = Place.objects.filter(pk__in=used).order_by("sort_key", "pk").values_list("pk", "name")
    return [(str(key), name) for key, name in found]


def _places(chosen: Chosen) -> Any:
    """The places that were chosen, by themselves, by the office that covers them or by county; None for all."""
    conditions = []
    if "sted" in chosen:
        conditions.append(Q(pk__in=chosen["sted"]))
    if "kontor" in chosen:
        codes = chosen["kontor"]
        covered = Q(municipality__office__code__in=codes) | Q(parent__municipality__office__code__in=codes)
        conditions.append(covered | Q(kind=Place.Kind.OFFICE, code__in=codes))
    if "fylke" in chosen:
        codes, county = chosen["fylke"], Place.Kind.COUNTY
        below = Q(parent__kind=county, parent__code__in=codes)
        conditions.append(below | Q(parent__parent__kind=county, parent__parent__code__in=codes))
    return Place.objects.filter(*conditions).values("pk") if conditions else None


def _confirmed(wanted: tuple[str, ...], day: date) -> Q:
    """The condition on when a role was last confirmed, seen from a day."""
    limit = timezone.make_aware(datetime.combine(day - STALE, time()))
    said = {
        NEVER: Q(confirmed_at=None),
        OLD: Q(confirmed_at__lt=limit),
        FRESH: Q(confirmed_at__gte=limit),
    }
    found = Q(pk__in=[])
    for one in wanted:
        found |= said[one]
    return found
