"""What each deed on an offer writes to doctor and leader: the whole text, as it is written out for every letter."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings

from alisveien.base.actor import Actor
from alisveien.base.models import Letter
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements.models import Nomination, Offer
from alisveien.placements.services import offer_answers as deeds
from alisveien.placements.services.offer_letters import send_offer
from tests.letters.planted import ADDRESS, BEHALF, OFFER
from tests.letters.test_letters_said import written_out
from tests.placements.offering import in_line, offered
from tests.placements.people import coordinator
from tests.roles import DOCTOR, actor_as, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
AT = datetime(2027, 3, 1, 8, tzinfo=UTC)
DUE = datetime(2027, 3, 5, 22, 59, tzinfo=UTC)
WHY, PHONE = OFFER["settled_why"], BEHALF["on_behalf"]


@pytest.fixture
def offer(settings: LazySettings) -> Offer:
    """An offer to Áilu Persen of Kåfjord, at gynaecology in Tromsø, to answer by Friday 5 March 2027."""
    settings.ADDRESS = "https://alisveien.example.no"
    nomination, _post = in_line(email="lege@example.no")
    Nomination.objects.filter(pk=nomination.pk).update(leader_email="leder@example.no")
    nomination.refresh_from_db()
    made = offered(nomination, state="prepared", sent_at=None, shown_from=AT, answer_by=DUE)
    made.why, made.hospital = Offer.Why.FREED, place_of("hospital", "unn-tromso")
    made.department = place_of("department", "unn-tromso/Gynekologi")
    made.save()
    assert send_offer(offer_id=made.pk, at=AT)
    made.refresh_from_db()
    return made


@pytest.fixture
def doctor(offer: Offer) -> Actor:
    """The doctor who was offered it, signed in."""
    actor = actor_as(DOCTOR, at=AT)
    offer.doctor.user_id = actor.user_id
    offer.doctor.save()
    return actor


def says(offer: Offer, name: str, to: str = "lege@example.no", variant: str = "", due: str = "fredag 5.") -> None:
    """The letter of a name stands in the outbox once, to one address, with just the words written out."""
    letter = Letter.objects.get(kind=f"placements.offer.{name}", about_id=offer.pk)
    page = f"https://alisveien.example.no/tilbud/{offer.pk}/"
    wanted = written_out(f"placements/{name}{variant}").replace(ADDRESS, page).replace("fredag 5.", due)
    assert (letter.to_address, f"{letter.subject}\n\n{letter.body}") == (to, wanted)


def test_an_offer_is_told_to_the_doctor_and_without_a_name_to_the_leader(offer: Offer) -> None:
    says(offer, "offer_sent")
    says(offer, "offer_sent_leader", "leder@example.no")
    assert Letter.objects.count() == 2


def test_the_doctor_has_a_receipt_for_a_yes_and_is_told_when_the_post_falls_away(offer: Offer, doctor: Actor) -> None:
    deeds.accept_offer(offer=offer, by=doctor, at=AT)
    says(offer, "offer_accepted")
    deeds.recall_offer(offer=offer, why=OFFER["ended_why"], by=coordinator(), at=AT)
    says(offer, "offer_recalled")


def test_the_doctor_has_a_receipt_for_a_no(offer: Offer, doctor: Actor) -> None:
    deeds.decline_offer(offer=offer, code="moved", by=doctor, at=AT)
    says(offer, "offer_declined")


@pytest.mark.parametrize(("deed", "more"), [(deeds.accept_offer, {}), (deeds.decline_offer, {"code": "moved"})])
def test_a_receipt_says_who_asked_the_trust_to_answer(offer: Offer, deed: Any, more: dict[str, str]) -> None:
    answered = deed(offer=offer, asked_how=PHONE, by=coordinator(), at=AT, **more)
    says(offer, f"offer_{answered.state}", variant=" behalf")


def test_a_deferral_is_told_when_asked_for_and_when_granted(offer: Offer, doctor: Actor) -> None:
    deeds.ask_to_defer(offer=offer, ground="leave", by=doctor, at=AT)
    says(offer, "offer_deferral_asked")
    deeds.settle_deferral(offer=offer, granted=True, to=HalfYear(2029, 1), why=WHY, by=coordinator(), at=AT)
    says(offer, "offer_deferred")


def test_a_deferral_that_is_refused_is_told_with_a_new_time_to_answer(offer: Offer, doctor: Actor) -> None:
    deeds.ask_to_defer(offer=offer, ground="plan", by=doctor, at=AT)
    deeds.settle_deferral(offer=offer, granted=False, to=None, why=WHY, by=coordinator(), at=AT)
    says(offer, "offer_not_deferred", due="mandag 8.")


def test_an_offer_nobody_answered_is_told_with_its_deadline(offer: Offer) -> None:
    assert deeds.expire_offer(offer_id=offer.pk, at=DUE + timedelta(seconds=1))
    says(offer, "offer_expired")
