"""What belongs to municipalities that end, locked for a deed. Call these in a transaction; they ask nobody who may."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from alisveien.access.models import Holding, Link, Mandate
from alisveien.enquiries.models import Enquiry
from alisveien.establishments.models import Arena, GapCheck, Registration
from alisveien.establishments.rules_arenas import CONFIRM as CONFIRM_ARENAS
from alisveien.outreach.models import Check, Recipient, Touch
from alisveien.people.models import ContactRole, Doctor
from alisveien.people.rules_persons import BY_LINK
from alisveien.placements.models import Call, Draft, Nomination
from alisveien.placements.rules_nomination import CONFIRM_ALL
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


def mandates_of(former: Sequence[Place], at: datetime) -> QuerySet[Mandate]:
    """What advisers do for places on request, that lasts beyond an instant."""
    mandates = Mandate.objects.select_for_update(of=("self",))
    return mandates.filter(municipality__in=former, ended_at=None, until_at__gt=at).order_by("pk")


def checks_of(former: Sequence[Place]) -> QuerySet[Check]:
    """The questions about contacts that places have not answered."""
    checks = Check.objects.select_for_update(of=("self",))
    return checks.filter(place__in=former, answered_at=None, closed_at=None).order_by("pk")


def drafts_of(former: Sequence[Place]) -> QuerySet[Draft]:
    """What has been typed of nominations from places, and not sent."""
    return Draft.objects.select_for_update(of=("self",)).filter(municipality__in=former).order_by("pk")


def calls_of(former: Sequence[Place]) -> QuerySet[Call]:
    """The questions whether nominations still hold that places have not answered."""
    return Call.objects.select_for_update(of=("self",)).filter(place__in=former, done_at=None).order_by("pk")


def same_call(call: Call, onward: Place) -> Call | None:
    """The question of the same campaign to the same address at another place; there is room for one."""
    others = Call.objects.select_for_update(of=("self",)).exclude(pk=call.pk)
    return others.filter(campaign=call.campaign_id, sent_to=call.sent_to, place=onward).first()


def links_of_call(call: Call, at: datetime) -> QuerySet[Link]:
    """The links that ask a call, and can still be opened."""
    links = Link.objects.select_for_update(of=("self",)).filter(task=CONFIRM_ALL, about=str(call.pk))
    return links.filter(done_at=None, revoked_at=None, expires_at__gt=at).order_by("pk")


def links_of(former: Sequence[Place], at: datetime) -> QuerySet[Link]:
    """The one-time links sent on behalf of places, that can still be opened."""
    links = Link.objects.select_for_update(of=("self",))
    return links.filter(place__in=former, done_at=None, revoked_at=None, expires_at__gt=at).order_by("pk")


def is_about_the_place(link: Link) -> bool:
    """Whether a link asks a place about itself, its contacts or arenas; it is of no use when that place has ended."""
    return link.task in (BY_LINK, CONFIRM_ARENAS)


def staying(former: Sequence[Place]) -> dict[str, int]:
    """How much of each kind that happened in places stays there, and shows on those that go on too. Five queries."""
    kinds: tuple[tuple[str, QuerySet[Any]], ...] = (
        ("outreach.touch", Touch.objects.filter(place__in=former, is_removed=False)),
        ("outreach.recipient", Recipient.objects.filter(place__in=former)),
        ("outreach.check", Check.objects.filter(place__in=former, answered_at__isnull=False)),
        ("enquiries.enquiry", Enquiry.objects.filter(place__in=former)),
        ("establishments.gapcheck", GapCheck.objects.filter(place__in=former)),
    )
    return {kind: rows.count() for kind, rows in kinds}


def _lasts(day: date) -> Q:
    return Q(to_on=None) | Q(to_on__gt=day)


def _open_case() -> Q:
    return Q(withdrawn_on=None) & ~Q(decision=Registration.Decision.REFUSED)
