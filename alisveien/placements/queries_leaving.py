"""Reading about nominations that moved to another trust, and doctors who do the service in a municipal institution."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements.models import LIVE, HomeService, Nomination, Offer, Placement, TrustMove
from alisveien.placements.queries_nomination import choices_for, locked_nomination
from alisveien.placements.rules_leaving import LOCKED
from alisveien.places.models import Place


def trusts_to_move_to(actor: Actor, nomination: Nomination, today: date) -> list[Place]:
    """The trusts of the region besides the one the doctor is nominated to."""
    choices = choices_for(actor, nomination.municipality, today)
    return [trust for trust in choices.trusts.values() if trust.pk != nomination.trust_id]


def is_locked(*nominations: Nomination) -> bool:
    """Whether one of some nominations stands on a list that is frozen and not released."""
    return any(one.frozen_in.filter(state__in=LOCKED).exists() for one in nominations)


def was_frozen(*nominations: Nomination) -> bool:
    """Whether one of some nominations has ever stood on a frozen list."""
    return any(one.frozen_in.exists() for one in nominations)


def is_held(nomination: Nomination) -> bool:
    """Whether the doctor has an offer that waits for an answer, or a post not given up, by a nomination."""
    offers = Offer.objects.filter(nomination=nomination, state__in=LIVE)
    return offers.exists() or nomination.placements.exclude(state=Placement.State.CANCELLED).exists()


def move_from(nomination: Nomination) -> TrustMove | None:
    """The standing move that closed a nomination."""
    return nomination.moves_away.filter(undone_at=None).select_related("new__trust", "old__trust").first()


def move_to(nomination: Nomination) -> TrustMove | None:
    """The move that made a nomination, undone or not."""
    return TrustMove.objects.filter(new=nomination).select_related("old__trust").first()


def home_service_of(nomination: Nomination) -> HomeService | None:
    """The standing service at home a nomination was closed for."""
    return nomination.home_services.filter(undone_at=None).first()


def locked_move(pk: int) -> TrustMove:
    """A move with both its nominations locked for a deed."""
    move = TrustMove.objects.select_for_update(of=("self",)).get(pk=pk)
    move.old, move.new = locked_nomination(move.old_id), locked_nomination(move.new_id)
    return move


def is_nominated(nomination: Nomination) -> bool:
    """Whether the doctor of a nomination has an open one."""
    return Nomination.objects.filter(doctor=nomination.doctor_id, state=Nomination.State.OPEN).exists()


def home_services_for(actor: Actor) -> QuerySet[HomeService]:
    """The services at home that stand, at the actor's own unit, trust, or within reach of those who see status."""
    seen = (
        within(actor, Permission.SEE_OWN_UNIT, "nomination__municipality")
        | within(actor, Permission.SEE_NOMINATED, "nomination__trust")
        | within(actor, Permission.SEE_STATUS, "nomination__municipality")
    )
    return HomeService.objects.filter(seen, undone_at=None).order_by("from_on", "pk")


def home_services_in(actor: Actor, half: HalfYear) -> dict[int, int]:
    """Trust → how many who were nominated to it do the service at home in a half-year: need that is met otherwise.

    One without a last day is counted for the six months from its first.
    """
    begun = Q(from_on__lte=half.ends_on)
    lasting = Q(to_on__gte=half.starts_on) | Q(to_on=None, from_on__gte=half.starts_on)
    found = home_services_for(actor).filter(begun, lasting).order_by().values_list("nomination__trust")
    return dict(found.annotate(count=Count("pk")))
