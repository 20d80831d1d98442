"""The demonstration's offers: some accepted, one declined, one deferral asked for, the rest open."""

from datetime import datetime

from django.db import transaction

from alisveien.base.actor import VISITOR, Actor
from alisveien.placements.models import Offer, Round
from alisveien.placements.services import offer_answers as answers
from alisveien.placements.services.offer_letters import send_offer
from alisveien.placements.services.offers import make_offers

ACCEPTED, DECLINED, DEFERRED = 3, 1, 1
"""How many offers are answered which way; those of doctors with an account of the demonstration stay open."""


@transaction.atomic
def supply_offers(*, at: datetime) -> int:
    """Posts and offers for every round that was released before there were any. How many; done twice, none."""
    released = Round.objects.filter(state=Round.State.RELEASED, offers=None).defer("frozen").order_by("pk")
    return sum(len(make_offers(round_=one, by=VISITOR, at=at)) for one in released)


@transaction.atomic
def show_offers(*, round_: Round, by: Actor, at: datetime) -> None:
    """Send a round's offers and answer some for the doctors, so that every page has something to show."""
    _send(round_, at)
    open_ones = list(round_.offers.filter(state=Offer.State.SENT, doctor__user=None).order_by("post__from_on", "pk"))
    how = "Legen, i telefon"
    for offer in open_ones[:ACCEPTED]:
        answers.accept_offer(offer=offer, asked_how=how, by=by, at=at)
    for offer in open_ones[ACCEPTED : ACCEPTED + DECLINED]:
        answers.decline_offer(offer=offer, code=Offer.Declined.MOVED, asked_how=how, by=by, at=at)
    for offer in open_ones[ACCEPTED + DECLINED : ACCEPTED + DECLINED + DEFERRED]:
        answers.ask_to_defer(offer=offer, ground=Offer.Ground.LEAVE, asked_how=how, by=by, at=at)
    _send(round_, at)


def _send(round_: Round, at: datetime) -> None:
    for pk in (
        round_.offers.filter(state=Offer.State.PREPARED, shown_from__lte=at).order_by("pk").values_list("pk", flat=True)
    ):
        send_offer(offer_id=pk, at=at)
