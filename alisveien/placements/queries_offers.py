"""Reading offers: each function takes the actor and gives only what that actor may see."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.engines.allocation import offering
from alisveien.engines.distribution.run import Distribution
from alisveien.people.queries import seen_by
from alisveien.placements.models import LIVE, Offer, OfferStep, OfferTerms, Placement, PlacementUnit, Round
from alisveien.placements.queries_common_hours import common_hour_of
from alisveien.places.models import Place

FoundOffer: TypeAlias = Offer
"""What these queries give, for the views, which import no model."""
_WITH = ("post__trust", "nomination__municipality", "nomination__trust", "doctor", "hospital", "department", "round")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a trust sends its offers of a year: the day and hour they are shown, working days to answer, the hour."""

    shown_from: datetime | None = None
    days: int = 5
    hour: int | None = None


def where_of(offer: Offer | PlacementUnit) -> str:
    """Where the post is: «Gynekologi, UNN Tromsø», the hospital, or that the hospital is chosen later."""
    hospital = offer.hospital.short_name or offer.hospital.name if offer.hospital else _("sykehus avtales")
    return f"{offer.department.name}, {hospital}" if offer.department else hospital


def placed_by(offer: Offer) -> Placement | None:
    """The placement an accepted offer gave, as it is now; None when the offer is not accepted or it fell away."""
    if offer.state != Offer.State.ACCEPTED:
        return None
    stays = Placement.objects.filter(nomination=offer.nomination_id).exclude(state=Placement.State.CANCELLED)
    return stays.select_related("post").first()


def moved_to(offer: Offer) -> str:
    """Where the doctor of an accepted offer is to be now, when the trust's plan has moved it since; else empty."""
    placed = placed_by(offer)
    if placed is None:
        return ""
    unit = placed.units.select_related("hospital", "department").first()
    if unit is None:
        return ""
    if (placed.post_id, unit.hospital_id, unit.department_id) == (
        offer.post_id,
        offer.hospital_id,
        offer.department_id,
    ):
        return ""
    return f"{where_of(unit)}, P{placed.post.half} {placed.post.year}"


def offers_for(actor: Actor, at: datetime) -> QuerySet[Offer]:
    """The offers the actor may see by name: a trust its own, doctor and municipality theirs when they are shown."""
    shown = Q(shown_from__lte=at) & seen_by(actor, norwegian_day(at), "doctor__")
    seen = within(actor, Permission.SEE_NOMINATED, "nomination__trust") | shown
    return Offer.objects.filter(seen).select_related(*_WITH)


def offer_for(actor: Actor, pk: int, at: datetime) -> Offer | None:
    """One offer, None when there is none the actor may see."""
    return offers_for(actor, at).filter(pk=pk).first()


def outstanding_for(actor: Actor) -> QuerySet[Offer]:
    """The offers of the trusts whose status the actor sees, for lists that show no doctor and no department."""
    seen = within(actor, Permission.SEE_STATUS, "nomination__trust")
    return Offer.objects.filter(seen).select_related("post", "nomination__trust")


def locked_offer(pk: int) -> Offer:
    """An offer locked for a deed, after its round: two deeds on a round follow each other."""
    round_id = Offer.objects.values_list("round", flat=True).get(pk=pk)
    if round_id is not None:
        Round.objects.select_for_update(of=("self",)).defer("frozen").get(pk=round_id)
    return Offer.objects.select_for_update(of=("self",)).select_related(*_WITH).get(pk=pk)


def terms_of(trust: Place, year: int) -> Terms:
    """The terms of a trust and year, the usual ones when it has set none. Open to everybody.

    Where the trusts of its region have agreed on a common hour and it is with them, that is when offers are shown.
    """
    found = OfferTerms.objects.filter(trust=trust, year=year).first()
    terms = Terms(found.shown_from, found.answer_days, found.answer_hour) if found else Terms()
    common = common_hour_of(trust, year)
    return replace(terms, shown_from=common) if common else terms


def terms_beside(trust: Place, year: int) -> list[OfferTerms]:
    """The terms the other trusts of the same regional authority have set for a year. Open to everybody."""
    beside = OfferTerms.objects.filter(trust__parent=trust.parent_id, year=year).exclude(trust=trust)
    return list(beside.select_related("trust").order_by("trust__sort_key"))


def steps_of(round_: Round) -> list[OfferStep]:
    """The chain of events of a round, in order."""
    return list(round_.offer_steps.all())


def chain_of(round_: Round, found: Distribution) -> offering.Offered:
    """The offers of a released round as its chain of events gives them: replayed from the first, to the letter."""
    events = [offering.happening_from(step.event) for step in steps_of(round_)]
    return offering.replay(found.ranked.problem, events)


def wishes_now(round_: Round, found: Distribution, hpr_number: str) -> frozenset[str]:
    """The nodes a doctor of a released round still waits for or holds."""
    doctor = chain_of(round_, found).problem.doctors.get(hpr_number)
    return frozenset(wish.node for wish in doctor.wishes) if doctor else frozenset()


def root_held(round_: Round, found: Distribution, hpr_number: str) -> tuple[str, int]:
    """The tree a doctor of a released round holds a place in, by its root, and how many posts it has now."""
    chain = chain_of(round_, found)
    node = chain.accepted.get(hpr_number) or chain.offered[hpr_number]
    root = chain.problem.path(node)[-1]
    return root, chain.problem.nodes[root].cap or 0


def due_to_be_sent(at: datetime) -> list[int]:
    """The offers whose hour has come and that nobody has been told of, the oldest first."""
    return list(
        Offer.objects.filter(state=Offer.State.PREPARED, shown_from__lte=at).order_by("pk").values_list("pk", flat=True)
    )


def due_to_expire(at: datetime) -> list[int]:
    """The offers whose time is out and that nobody has asked to defer."""
    late = Offer.objects.filter(state__in=LIVE, answer_by__lt=at, shown_from__lte=at, ground="")
    return list(late.order_by("answer_by", "pk").values_list("pk", flat=True))


def trusts_among(offers: QuerySet[Offer]) -> list[tuple[str, str]]:
    """(number, name) of the trusts of some offers, in Norwegian order."""
    rows = offers.select_related(None).order_by("nomination__trust__sort_key")
    return list(dict.fromkeys(rows.values_list("nomination__trust__code", "nomination__trust__name")))
