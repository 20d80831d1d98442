"""The pages of offers: who sees what, the answer in two steps, the receipt, the work list, and the embargo."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alisveien.base.days import norwegian_day
from alisveien.base.models import Letter
from alisveien.placements import queries, queries_work_offers
from alisveien.placements.models import Offer, Placement, Round
from tests.placements.nominating import nominated
from tests.placements.offering import offered
from tests.roles import ADVISER, DOCTOR, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, user_as
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
State = Offer.State


@pytest.fixture
def offer() -> Offer:
    """An offer to a doctor in Kåfjord, whose account is the role's."""
    nomination = nominated()
    nomination.doctor.user = user_as(DOCTOR)
    nomination.doctor.email = "lege@example.no"
    nomination.doctor.save()
    return offered(nomination)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_doctor_accepts_in_two_steps_and_gets_a_receipt(offer: Offer) -> None:
    client = client_as(DOCTOR)
    text = page(client, f"/tilbud/{offer.pk}/")
    assert "Svar innen <strong>torsdag 27. november 2036 kl. 23.59</strong>." in text
    assert "Du fikk tilbudet fordi" in text
    assert "hvem ba deg" not in page(client, f"/tilbud/{offer.pk}/ja/").lower()
    assert Offer.objects.get(pk=offer.pk).state == State.SENT
    response = client.post(f"/tilbud/{offer.pk}/ja/", follow=True)
    assert response.redirect_chain == [(f"/tilbud/{offer.pk}/kvittering/", 302)]
    assert "Tilbudet er tatt imot." in response.content.decode()
    assert Placement.objects.filter(doctor=offer.doctor).exists()
    letter = Letter.objects.get(kind="placements.offer.offer_accepted")
    assert letter.subject == "Du har takket ja til plass ved Universitetssykehuset Nord-Norge HF"
    assert "Avtal permisjon med kommunen." in letter.body


def test_the_doctor_declines_with_a_reason_and_what_is_typed_is_not_lost(offer: Offer) -> None:
    client = client_as(DOCTOR)
    text = client.post(f"/tilbud/{offer.pk}/nei/", {}).content.decode()
    assert "Velg ett av svarene." in text
    assert client.post(f"/tilbud/{offer.pk}/nei/", {"code": "later"}).status_code == 302
    found = Offer.objects.get(pk=offer.pk)
    assert (found.state, found.decline_code, found.post.state) == (State.DECLINED, "later", "open")
    letter = Letter.objects.get(kind="placements.offer.offer_declined")
    assert "et nei koster deg ingenting" in letter.body
    assert "Du kan" not in page(client, f"/tilbud/{offer.pk}/")
    for again in (
        client.post(f"/tilbud/{offer.pk}/ja/", follow=True),
        client.get(f"/tilbud/{offer.pk}/ja/", follow=True),
    ):
        assert again.redirect_chain == [(f"/tilbud/{offer.pk}/", 302)]
        assert "Det er svart nei til tilbudet." in again.content.decode()
        assert "Ja, jeg tar plassen" not in again.content.decode()


def test_the_doctor_asks_to_defer_and_the_trust_settles_it(offer: Offer) -> None:
    doctor, trust = client_as(DOCTOR), client_as(TRUST_COORDINATOR)
    asked = doctor.post(f"/tilbud/{offer.pk}/utsett/", {"ground": "leave"}, follow=True).content.decode()
    for text in (asked, page(doctor, f"/tilbud/{offer.pk}/")):
        assert "står stille til helseforetaket har svart" in text
        assert "27. november 2036" not in text
        assert "Uten svar" not in text
    assert "Ønsket om utsettelse faller bort når det svares." in page(doctor, f"/tilbud/{offer.pk}/ja/")
    assert "Helseforetaket svarer deg." in Letter.objects.get(kind="placements.offer.offer_deferral_asked").body
    assert "Svar på utsettelsen" in page(trust, f"/tilbud/{offer.pk}/")
    bad = trust.post(f"/tilbud/{offer.pk}/avgjor/", {"to": "P2 2028", "why": ""}).content.decode()
    assert "Skriv en begrunnelse" in bad
    assert "Velg ett av svarene." in trust.post(f"/tilbud/{offer.pk}/avgjor/", {"why": "x"}).content.decode()
    given = {"to": "P2 2028", "why": "Du kan begynne i september."}
    assert trust.post(f"/tilbud/{offer.pk}/avgjor/", given).status_code == 302
    found = Offer.objects.get(pk=offer.pk)
    assert (found.state, found.deferred_year, found.deferred_half) == (State.DEFERRED, 2028, 2)
    letter = Letter.objects.get(kind="placements.offer.offer_deferred")
    assert "utsatt til P2 2028" in letter.body
    assert "Begrunnelse: Du kan begynne i september." in letter.body


def test_a_deferral_that_is_refused_is_told_with_the_new_deadline(offer: Offer) -> None:
    client_as(DOCTOR).post(f"/tilbud/{offer.pk}/utsett/", {"ground": "plan"})
    client_as(TRUST_COORDINATOR).post(f"/tilbud/{offer.pk}/avgjor/", {"to": "nei", "why": "Ingen ledig vakt."})
    letter = Letter.objects.get(kind="placements.offer.offer_not_deferred")
    assert "Svar innen torsdag 27. november 2036" in letter.body
    assert "Begrunnelse: Ingen ledig vakt." in letter.body


def test_the_coordinator_answers_for_a_doctor_and_says_who_asked(offer: Offer) -> None:
    client = client_as(TRUST_COORDINATOR)
    assert "Skriv hvem som ba deg svare" in client.post(f"/tilbud/{offer.pk}/ja/", {}).content.decode()
    assert client.post(f"/tilbud/{offer.pk}/ja/", {"asked_how": "Legen, i telefon"}).status_code == 302
    assert "Helseforetaket svarte for legen: Legen, i telefon" in page(client, f"/tilbud/{offer.pk}/")
    assert "på vegne av deg: Legen, i telefon" in Letter.objects.get(kind="placements.offer.offer_accepted").body


def test_a_post_that_fell_away_is_told_with_the_reason(offer: Offer) -> None:
    client = client_as(TRUST_COORDINATOR)
    assert "Plassen har falt bort" in page(client, f"/tilbud/{offer.pk}/")
    assert client.post(f"/tilbud/{offer.pk}/trekk/", {"why": "Avdelingen stenges."}).status_code == 302
    assert "Begrunnelse: Avdelingen stenges." in Letter.objects.get(kind="placements.offer.offer_recalled").body
    assert Offer.objects.get(pk=offer.pk).post.state == "withdrawn"
    assert "Avdelingen stenges." in page(client, f"/tilbud/{offer.pk}/")


def test_nobody_else_answers_and_no_other_step_is_there(offer: Offer) -> None:
    leader = client_as(MUNICIPAL_LEADER)
    assert "Ta imot" not in page(leader, f"/tilbud/{offer.pk}/")
    assert leader.post(f"/tilbud/{offer.pk}/ja/").status_code == 403
    assert client_as(DOCTOR).post(f"/tilbud/{offer.pk}/trekk/", {"why": "x"}).status_code == 403
    assert client_as(TRUST_COORDINATOR).get(f"/tilbud/{offer.pk}/kaste/").status_code == 404
    assert client_as(TRUST_COORDINATOR, stranger=True).get(f"/tilbud/{offer.pk}/").status_code == 404
    assert client_as(DOCTOR, stranger=True).get(f"/tilbud/{offer.pk}/").status_code == 404


def test_before_its_hour_only_the_trust_sees_an_offer(offer: Offer) -> None:
    later = timezone.now() + timedelta(days=1)
    Offer.objects.filter(pk=offer.pk).update(shown_from=later, state=State.PREPARED, sent_at=None)
    for role in (DOCTOR, MUNICIPAL_LEADER):
        assert client_as(role).get(f"/tilbud/{offer.pk}/").status_code == 404
        assert offer.doctor.name not in page(client_as(role), "/tilbud/")
    assert offer.doctor.name in page(client_as(TRUST_COORDINATOR), "/tilbud/")


def test_the_office_sees_the_offers_without_names(offer: Offer) -> None:
    text = page(client_as(ADVISER), "/tilbud/")
    assert "uten navn" in text
    assert "27. november 2036" in text
    assert offer.doctor.name not in text
    assert offer.doctor.name not in page(client_as(ADVISER, stranger=True), "/tilbud/")


def test_the_list_is_as_quick_with_three(offer: Offer) -> None:
    client = client_as(TRUST_COORDINATOR)

    numbers = iter(range(20, 99))

    def more() -> None:
        number = next(numbers)
        doctor = Offer.objects.get(pk=offer.pk).doctor
        doctor.pk, doctor.hpr_number, doctor.user, doctor.person = None, f"99190{number}", None, None
        doctor.save()
        one = Offer.objects.get(pk=offer.pk).nomination
        one.pk, one.doctor = None, doctor
        one.save()
        wish = Offer.objects.get(pk=offer.pk).nomination.wishes.first()
        assert wish is not None
        wish.pk, wish.nomination = None, one
        wish.save()
        offered(one, number)

    assert_flat(lambda: client.get("/tilbud/"), more)


def test_the_work_list_asks_the_doctor_and_tells_the_trust(offer: Offer) -> None:
    today = norwegian_day(timezone.now())
    mine = queries_work_offers.waiting_for(actor_as(DOCTOR), today)
    assert [str(task.what) for task in mine] == ["Svar på tilbudet om sykehusplass"]
    assert mine[0].deadline == offer.answer_by
    trust = queries_work_offers.waiting_for(actor_as(TRUST_COORDINATOR), today)
    assert [str(task.what) for task in trust] == ["1 tilbud venter på svar"]
    client_as(DOCTOR).post(f"/tilbud/{offer.pk}/utsett/", {"ground": "leave"})
    assert queries_work_offers.waiting_for(actor_as(DOCTOR), today)[0].by_others
    trust = queries_work_offers.waiting_for(actor_as(TRUST_COORDINATOR), today)
    assert [str(task.what) for task in trust] == ["Svar på ønsket om utsettelse"]
    assert queries_work_offers.waiting_for(actor_as(ADVISER), today) == []


def test_terms_are_set_on_their_page(offer: Offer) -> None:
    round_ = Round.objects.create(trust=offer.nomination.trust, year=2029, draw="2029", created_at=timezone.now())
    client, path = client_as(TRUST_COORDINATOR), f"/runder/2029/{round_.trust.code}/tilbud/"
    assert "Virkedager til å svare" in page(client, path)
    bad = client.post(path, {"shown_on": "2027-05-17", "days": "5", "hour": ""}).content.decode()
    assert "Tilbudene vises fra en virkedag." in bad
    assert 'value="2027-05-17"' in bad
    assert client.post(path, {"shown_on": "2027-05-18", "days": "7", "hour": "12"}).status_code == 302
    assert 'value="2027-05-18"' in page(client, path)
    Round.objects.filter(pk=round_.pk).update(year=2030)
    assert queries.is_opened(round_.trust, 2030)


def test_an_offer_of_a_nomination_that_is_withdrawn_is_not_taken(offer: Offer) -> None:
    one = offer.nomination
    one.state, one.ended_at, one.ended_code = "withdrawn", timezone.now(), "moved"
    one.save()
    assert (
        "Innmeldingen står ikke lenger."
        in client_as(DOCTOR).get(f"/tilbud/{offer.pk}/ja/", follow=True).content.decode()
    )
