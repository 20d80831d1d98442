"""What belongs to municipalities that end, locked for a deed. Call these in a transaction; they ask nobody who may."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from alisveien.access.models import Holding
from alisveien.establishments.models import Arena, Registration
from alisveien.people.models import ContactRole, Doctor
from alisveien.placements.models import Nomination
from alisveien.places.models import Place


def doctors_of(former: Sequence[Place]) -> QuerySet[Doctor]:
    """The doctors employed by places."""
    doctors = Doctor.objects.select_for_update(of=("self",)).select_related("municipality", "person")
    return doctors.filter(municipality__in=former).order_by("pk")


def nominations_of(former: Sequence[Place]) -> QuerySet[Nomination]:
    """The open nominations of places."""
    nominations = Nomination.objects.select_for_update(of=("self",)).select_related("municipality")
    return nominations.filter(municipality__in=former, state=Nomination.State.OPEN).order_by("pk")


def holdings_of(former: Sequence[Place], day: date) -> QuerySet[Holding]:
    """The roles of users at places that last beyond a day."""
    return Holding.objects.select_for_update(of=("self",)).filter(_lasts(day), place__in=former).order_by("pk")


def contacts_of(former: Sequence[Place], day: date) -> QuerySet[ContactRole]:
    """The roles of contacts at places that last beyond a day."""
    return ContactRole.objects.select_for_update(of=("self",)).filter(_lasts(day), place__in=former).order_by("pk")


def registrations_of(former: Sequence[Place]) -> QuerySet[Registration]:
    """The applications and registrations of places that are neither refused nor withdrawn, granted ones first."""
    cases = Registration.objects.select_for_update(of=("self",)).select_related("place")
    return cases.filter(_open_case(), place__in=former).order_by("-decision", "applied_on", "pk")


def has_open_case(place: Place, speciality: str) -> bool:
    """Whether a place has an application or registration that is neither refused nor withdrawn."""
    return Registration.objects.filter(_open_case(), place=place, speciality=speciality).exists()


def arenas_of(former: Sequence[Place]) -> QuerySet[Arena]:
    """The arenas in use of places."""
    arenas = Arena.objects.select_for_update(of=("self",)).select_related("place")
    return arenas.filter(place__in=former, closed_on=None).order_by("pk")


def _lasts(day: date) -> Q:
    return Q(to_on=None) | Q(to_on__gt=day)


def _open_case() -> Q:
    return Q(withdrawn_on=None) & ~Q(decision=Registration.Decision.REFUSED)
