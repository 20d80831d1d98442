"""One person with the form open in two windows: after the one has sent, the other leads on and loses nothing."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from alisveien.base.actor import Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.people.models import Doctor
from alisveien.placements.models import Draft, Nomination, SentDraft
from alisveien.placements.services.afterwards import keep_after_sending, said_otherwise
from alisveien.placements.services.drafts import KEPT, forget_drafts
from tests.placements.nominating import AT, UNN, leader, nominated
from tests.placements.test_nomination_pages import EVERYTHING, STEPS, begun, filled, opened, words
from tests.roles import ADVISER, MUNICIPAL_LEADER, client_as, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.fixture
def client() -> Client:
    """The leader in Kåfjord."""
    return client_as(MUNICIPAL_LEADER)


def sent(client: Client) -> tuple[str, Nomination]:
    """The address of a draft that was sent, as another window still has it, and the nomination."""
    address = begun(client)
    filled(client, address)
    assert client.post(address, {"leader_email": "leder@example.no"}).status_code == 302
    return address, Nomination.objects.get()


def said(client: Client, answer: Any) -> str:
    """The page a redirect leads to, messages and all."""
    assert answer.status_code == 302, answer.status_code
    page = client.get(answer.url).content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("page", ["", "lege/", "tett/", "endret/"])
def test_the_other_window_leads_to_the_nomination_and_says_when_and_by_whom(client: Client, page: str) -> None:
    address, one = sent(client)
    answer = client.get(f"{address}{page}")
    assert answer.url == f"/innmeldinger/{one.pk}/"
    assert re.search(r"Innmeldingen ble sendt av deg \d+\. \w+ \d{4} kl\. \d\d\.\d\d", said(client, answer))
    assert not Draft.objects.exists()


def test_the_same_answers_once_more_change_nothing(client: Client) -> None:
    address, one = sent(client)
    for step, typed in STEPS.items():
        answer = client.post(f"{address}{step}/", {"steg": step, **typed})
        assert answer.url == f"/innmeldinger/{one.pk}/"
    assert client.post(address, {"leader_email": "leder@example.no"}).url == f"/innmeldinger/{one.pk}/"
    assert client.post(f"{address}tett/", {**EVERYTHING, "leader_email": "leder@example.no"}).status_code == 302
    assert not Draft.objects.exists()


def test_what_says_otherwise_is_kept_as_a_change_that_is_not_sent(client: Client) -> None:
    address, one = sent(client)
    answer = client.post(f"{address}framdrift/", {"group": "finished", "courses": "ni", "goals_percent": "74"})
    kept = Draft.objects.get()
    assert (kept.nomination_id, kept.typed["courses"], kept.typed["group"]) == (one.pk, "ni", "finished")
    assert answer.url == f"/innmeldinger/utkast/{kept.pk}/"
    told = said(client, answer)
    assert "Innmeldingen ble sendt av deg" in told
    assert "Det er tatt vare på her" in told
    assert "ni" in told
    assert Doctor.objects.get().courses == 6


def test_another_doctor_typed_becomes_a_draft_of_its_own(client: Client) -> None:
    address, _one = sent(client)
    other = {**EVERYTHING, "hpr_number": "9950002", "first_name": "Ánte"}
    answer = client.post(f"{address}tett/", other)
    kept = Draft.objects.get()
    assert (kept.nomination_id, kept.typed["first_name"], kept.typed["hpr_number"]) == (None, "Ánte", "9950002")
    assert "gjelder en annen lege" in said(client, answer)
    assert Doctor.objects.get().first_name == "Piera"


def test_saving_while_typing_says_that_it_is_sent(client: Client) -> None:
    address, _one = sent(client)
    answer = client.post(f"{address}lagre/", {"steg": "framdrift", "courses": "9"})
    assert "alt sendt fra et annet vindu" in answer.json()["saved"]
    assert client.post(f"{begun(client)}lagre/", {"steg": "lege"}).json()["saved"].startswith("Lagret")


def test_throwing_the_draft_away_afterwards_leads_to_the_nomination(client: Client) -> None:
    address, one = sent(client)
    assert client.post(f"{address}slett/").url == f"/innmeldinger/{one.pk}/"
    assert Nomination.objects.filter(pk=one.pk, state="open").exists()


def test_a_nomination_that_is_withdrawn_since_shows_what_was_typed(client: Client) -> None:
    address, one = sent(client)
    withdrawn = {"version": "1-1", "code": "other", "why": "Ble feil"}
    assert client.post(f"/innmeldinger/{one.pk}/trekk/", withdrawn).status_code == 302
    page = words(client.post(f"{address}framdrift/", {"group": "finished", "courses": "9"}), 409)
    assert "Innmeldingen er alt sendt" in page
    assert "9 kurs" in page


def test_by_a_link_that_closed_with_the_deed_the_second_window_shows_what_was_typed() -> None:
    one = nominated()
    visitor = opened(one)
    mine = str(visitor.post(f"/innmeldinger/{one.pk}/endre/").url)
    visitor.post(f"{mine}framdrift/", {"group": "finished", "courses": "8", "goals_percent": "74"})
    assert visitor.post(mine, {"leader_email": "leder@example.no"}).status_code == 200
    assert "alt sendt" in words(visitor.get(mine), 410)
    page = words(visitor.post(f"{mine}framdrift/", {"group": "finished", "courses": "11"}), 409)
    assert "det er ikke sendt" in page
    assert "11 kurs" in page
    assert "Solbakken" not in page
    assert Client().get(mine).status_code == 404


def test_the_draft_sent_by_another_is_not_there(client: Client) -> None:
    address, _one = sent(client)
    for other in (client_as(ADVISER), client_as(MUNICIPAL_LEADER, stranger=True), Client()):
        assert other.get(address).status_code == 404
        assert other.post(f"{address}framdrift/", {"courses": "9"}).status_code == 404


def test_one_who_may_no_longer_see_the_nomination_is_not_led_to_it(client: Client) -> None:
    address, one = sent(client)
    elsewhere = place_of("municipality", "1812")
    Doctor.objects.update(municipality=elsewhere)
    Nomination.objects.filter(pk=one.pk).update(municipality=elsewhere)
    assert client.get(address).status_code == 404


def test_what_was_sent_is_forgotten_after_ninety_days(client: Client) -> None:
    address, _one = sent(client)
    at = SentDraft.objects.get().sent_at
    forget_drafts(at=at + KEPT)
    assert client.get(address).status_code == 302
    forget_drafts(at=at + KEPT + timedelta(seconds=1))
    assert client.get(address).status_code == 404


def test_dates_and_gaps_between_wishes_are_read_as_they_are_sent() -> None:
    stands = {"started_on": "01.05.2024", "wish_1_place": UNN, "wish_1_half": "P1 2028", "wish_1_need": ""}
    same = {"started_on": "1.5.2024", "wish_1_place": "", "wish_2_place": UNN, "wish_2_half": "P1 2028"}
    assert said_otherwise(stands, same) == {}
    assert said_otherwise(stands, {"started_on": "31.02.2024"}) == {"started_on": "31.02.2024"}
    assert said_otherwise(stands, {"trust": "x", "hpr_number": "1"}) == {}


def test_who_may_not_change_the_nomination_keeps_nothing() -> None:
    one = nominated()
    with pytest.raises(NotAllowed):
        keep_after_sending(nomination=one, typed={"courses": "9"}, by=Actor(user_id=1), at=AT)
    Nomination.objects.update(state="withdrawn", ended_at=AT, ended_code="moved")
    one.refresh_from_db()
    with pytest.raises(RuleBroken):
        keep_after_sending(nomination=one, typed={"courses": "9"}, by=leader(), at=AT)
