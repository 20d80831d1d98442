"""Reading what the import of workbooks needs: where and for which years, what was sent, what stands already."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.formats import date_format

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.accounts.models import User
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.placements.models import Intake, Nomination, Round, Workbook
from alisveien.placements.queries import intakes_for, nominations_for
from alisveien.placements.rules import may_import
from alisveien.places.models import Place

Kind = Place.Kind
READS_IN = (Kind.MUNICIPALITY, Kind.TRUST, Kind.PRIVATE)
SentWorkbook: TypeAlias = Workbook
"""What these queries give, for the views, which import no model."""


def places_to_read_in_for(actor: Actor, today: date) -> QuerySet[Place]:
    """The municipalities and trusts the actor may read a workbook in for, trusts first, in Norwegian order."""
    reached = Place.objects.filter(within(actor, Permission.IMPORT_NOMINATIONS, "pk"), kind__in=READS_IN)
    return reached.valid_on(today).select_related("parent", "municipality__trust__parent").order_by("-kind", "sort_key")


def years_to_read_in_for(today: date) -> list[int]:
    """The years of the rounds that are not released, in order; the next year when there is none. Open to all."""
    found = Round.objects.exclude(state=Round.State.RELEASED).filter(year__gte=today.year).order_by("year")
    return list(found.values_list("year", flat=True).distinct()) or [today.year + 1]


def has_released(place: Place, year: int) -> bool:
    """Whether the place is a trust that has released the distribution of a year."""
    return Round.objects.filter(trust=place, year=year, state=Round.State.RELEASED).exists()


def has_frozen(place: Place, year: int) -> bool:
    """Whether the place is a trust whose list of a year is locked, so that what is read in does not reach it."""
    held = Round.objects.filter(trust=place, year=year).exclude(state=Round.State.DRAFTED)
    return held.exists()


def listed_intakes(actor: Actor) -> QuerySet[Intake]:
    """The workbooks read in that the actor may see, with ``refused`` counted, ``by_name`` and the place fetched."""
    name = User.objects.filter(pk=OuterRef("by_id")).values("name")[:1]
    return intakes_for(actor).select_related("place").annotate(by_name=Subquery(name))


def intakes_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """(id, file name and day) of the workbooks read in that the actor may see, newest first, for a filter."""
    found = intakes_for(actor).values_list("pk", "file_name", "at")
    return [(str(pk), f"{name}, {date_format(norwegian_day(at), 'j. F Y')}") for pk, name, at in found]


def made_by(actor: Actor, intake: Intake, today: date) -> int:
    """How many of the nominations a workbook made or changed the actor sees."""
    return nominations_for(actor, today).filter(intakes=intake).count()


def workbooks_for(actor: Actor) -> QuerySet[Workbook]:
    """The workbooks the actor has sent in and may still read in, newest first."""
    if actor.user_id is None:
        return Workbook.objects.none()
    seen = within(actor, Permission.IMPORT_NOMINATIONS, "place")
    return Workbook.objects.filter(seen, by_id=actor.user_id).select_related("place", "document").order_by("-at", "-pk")


def locked_workbook(pk: int) -> Workbook:
    """A workbook locked for a deed."""
    return Workbook.objects.select_for_update(of=("self",)).select_related("place").get(pk=pk)


def last_mapping(place: Place) -> dict[str, str]:
    """How the columns were understood the last time a workbook was read in for a place; empty when never."""
    found = Intake.objects.filter(place=place).order_by("-at", "-pk").values_list("mapping", flat=True).first()
    return dict(found or {})


def same_before(place: Place, year: int, fingerprint: str) -> Intake | None:
    """The last time just this workbook was read in for a place and a year, None when it never was."""
    return Intake.objects.filter(place=place, year=year, fingerprint=fingerprint).order_by("-at", "-pk").first()


def standing_for(actor: Actor, place: Place, year: int, today: date) -> list[Nomination]:
    """The open nominations of a place with a wish in a year, as far as the actor may see them by name and read them in.

    In Norwegian order of the doctors' names, with all the engines read of them.
    """
    if not may_import(actor, place):
        return []
    of_place = {"municipality": place} if place.kind == Kind.MUNICIPALITY else {"trust": place}
    found = nominations_for(actor, today).filter(state=Nomination.State.OPEN, wishes__year=year, **of_place)
    return list(
        found.distinct().prefetch_related("wishes__hospital", "wishes__department").order_by("doctor__sort_key", "pk")
    )


def authorities_of(places: Iterable[Place]) -> dict[int, Place]:
    """The regional authorities some municipalities and trusts lie under, by key."""
    found = (place.municipality.trust.parent if place.kind == Kind.MUNICIPALITY else place.parent for place in places)
    return {one.pk: one for one in found if one is not None}
