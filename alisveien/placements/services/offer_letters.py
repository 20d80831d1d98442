"""Letters about offers: the offer itself, the receipt of each answer, and what came of it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alisveien.base.actor import VISITOR
from alisveien.base.mail import write_letter
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries_offers
from alisveien.placements.models import Offer
from alisveien.placements.queries_offers import where_of
from alisveien.placements.services.offers import line
from alisveien.placements.telling.offers import moment_with_weekday, why_offered

KIND = "placements.offer"


@transaction.atomic
def send_offer(*, offer_id: int, at: datetime) -> bool:
    """Send one offer whose hour has come: marked as sent, and a letter to the doctor and one to the leader.

    Whether it did. Each offer is sent in a transaction of its own: a worker that dies goes on where it stopped, and
    nobody is told twice.
    """
    offer = queries_offers.locked_offer(offer_id)
    if offer.state != Offer.State.PREPARED or offer.shown_from > at:
        return False
    offer.state, offer.sent_at = Offer.State.SENT, at
    with history_context(VISITOR):
        offer.save(update_fields=["state", "sent_at"])
    record("placements.offer.sent", **line(offer, VISITOR, at))
    write_offer_letter(offer=offer, name="offer_sent", at=at)
    _write(offer, "offer_sent_leader", offer.nomination.leader_email, at)
    return True


@transaction.atomic
def write_offer_letter(*, offer: Offer, name: str, at: datetime) -> None:
    """One letter to the doctor about an offer, by the name of its template; none when the doctor has no address."""
    _write(offer, name, offer.doctor.email, at)


def _write(offer: Offer, name: str, to: str, at: datetime) -> None:
    if not to:
        return
    words = {
        "doctor": offer.doctor.name,
        "trust": offer.nomination.trust.name,
        "where": where_of(offer),
        "half": f"P{offer.post.half} {offer.post.year}",
        "from_on": offer.post.from_on,
        "to_on": offer.post.to_on,
        "answer_by": moment_with_weekday(offer.answer_by),
        "why": why_offered(offer),
        "settled_why": offer.settled_why,
        "ended_why": offer.ended_why,
        "deferred": f"P{offer.deferred_half} {offer.deferred_year}",
        "on_behalf": offer.asked_how,
        "address": f"{settings.ADDRESS}{reverse('placements:offer', args=[offer.pk])}",
    }
    template = f"placements/mail/{name}.txt"
    mine = to == offer.doctor.email
    write_letter(
        kind=f"{KIND}.{name}",
        to=to,
        template=template,
        at=at,
        words=words,
        about=offer,
        recipient_id=offer.doctor.user_id if mine else None,
    )
