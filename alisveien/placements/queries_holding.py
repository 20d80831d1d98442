"""A trust's queue (fiktiv enhet): who was in line on a day, and where each stands."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY
from alisveien.engines.nominations.holding import Line, written
from alisveien.placements.models import HoldingColumns, Nomination, Offer, Placement
from alisveien.places.models import Place

WAITS, OFFERED, PLACED = "venter", "tilbudt", "har plass"
"""Where somebody in line stands, as the HR system is told."""
FIELDS = {
    "hpr_number": "HPR-nummer",
    "first_name": "Fornavn",
    "last_name": "Etternavn",
    "email": "E-post",
    "municipality": "Kommune",
    "nominated_on": "Meldt inn",
    "wishes": "Ønsket halvår",
    "standing": "Status",
}
"""Field of the queue → the heading it has where the trust has not said otherwise, as it stands in files."""


def queue_for(actor: Actor, day: date, trust: Place | None = None) -> QuerySet[Nomination]:
    """Who was in line on a day at the trusts whose lists the actor sees by name, with ``standing`` that day.

    Wishes are those that stand now: the queue keeps who and when, the nomination keeps the rest of its past.
    """
    end = datetime.combine(day + timedelta(days=1), time(), NORWAY)
    there = Q(nominated_on__lte=day) & (Q(ended_at=None) | Q(ended_at__gte=end))
    found = Nomination.objects.filter(within(actor, Permission.SEE_NOMINATED, "trust"), there)
    if trust is not None:
        found = found.filter(trust=trust)
    own = {"nomination": OuterRef("pk"), "made_at__lt": end}
    placed = Placement.objects.filter(**own).exclude(state=Placement.State.CANCELLED)
    offered = Offer.objects.filter(Q(ended_at=None) | Q(ended_at__gte=end), **own)
    standing = Case(
        When(Exists(placed), then=Value(PLACED)),
        When(Exists(offered), then=Value(OFFERED)),
        default=Value(WAITS),
        output_field=CharField(),
    )
    return (
        found.annotate(standing=standing)
        .select_related("doctor", "municipality", "trust")
        .prefetch_related("wishes")
        .order_by("nominated_on", "pk")
    )


def trust_for(actor: Actor, number: str) -> Place | None:
    """A trust whose queue the actor sees, by its number."""
    kinds = (Place.Kind.TRUST, Place.Kind.PRIVATE)
    return Place.objects.filter(within(actor, Permission.SEE_NOMINATED, "pk"), kind__in=kinds, code=number).first()


def trusts_for(actor: Actor) -> list[Place]:
    """The trusts whose queues the actor sees, in Norwegian order; those with somebody in line."""
    rows = Nomination.objects.filter(within(actor, Permission.SEE_NOMINATED, "trust")).values("trust")
    return list(Place.objects.filter(pk__in=rows).order_by("sort_key", "pk"))


def headings_of(trust: Place) -> Mapping[str, str]:
    """Field → heading, as the trust's HR system has it, in the order of the fields. Open to everybody."""
    found = HoldingColumns.objects.filter(trust=trust).first()
    return {name: found.headings[name] for name in FIELDS if name in found.headings} if found else FIELDS


def halves_of(row: Nomination) -> str:
    """The half-years that are wished: «P1 2028, P2 2028»."""
    return ", ".join(dict.fromkeys(f"P{wish.half} {wish.year}" for wish in row.wishes.all()))


def line_of(row: Nomination) -> Line:
    """One in line as text, field by field."""
    doctor = row.doctor
    return {
        "hpr_number": doctor.hpr_number,
        "first_name": doctor.first_name,
        "last_name": doctor.last_name,
        "email": doctor.email,
        "municipality": row.municipality.name,
        "nominated_on": written(row.nominated_on),
        "wishes": halves_of(row),
        "standing": str(getattr(row, "standing", WAITS)),
    }
