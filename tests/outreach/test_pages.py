"""The pages: lists, map, one municipality, deeds; flat in queries; what each sees."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from alisveien.base.models import Letter
from alisveien.outreach import queries
from alisveien.outreach.models import Check, FragilityRule, Mailing, Touch
from alisveien.outreach.pages.rules import values_of
from alisveien.outreach.rules import STANDARD
from tests.outreach.network import AT, adviser, holder, touched, town
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, client_as
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
NETWORK, FOLLOW, MAP, RULES = "/kontaktnett/", "/kontaktnett/oppfolging/", "/kontaktnett/kart/", "/kontaktnett/regler/"
ONE = "/kontaktnett/kommuner/5540/"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_who_is_who_tells_confirmed_vacant_and_unknown() -> None:
    held = holder(confirmed_at=AT, confirmed_by=None)
    holder("specialist", email="", to_on=date(2025, 1, 1))
    text = text_of(client_as(ADVISER), f"{NETWORK}?q=kåfjord")
    for words in (held.person.name, "av kommunen selv", "ledig", "ikke kjent", "5 roller"):
        assert words in text
    then = text_of(client_as(ADVISER), f"{NETWORK}?q=kåfjord&per=2024-06-01&rolle=specialist")
    assert "Kari Prøve" in then
    assert "1 rolle" in text_of(client_as(ADVISER), f"{NETWORK}?status=ledig")
    assert held.person.name in text_of(client_as(ADVISER), f"{NETWORK}?maaneder_til=3")


def test_a_leader_sees_the_own_municipality_and_no_deeds() -> None:
    held = holder()
    text = text_of(client_as(MUNICIPAL_LEADER), NETWORK)
    assert "5 roller" in text
    assert "Skriv til rollene" not in text
    one = text_of(client_as(MUNICIPAL_LEADER), ONE)
    assert "Kari Prøve" in one
    assert "Sårbarhet" not in one
    assert "Kari Prøve" in text_of(client_as(MUNICIPAL_LEADER), "/kommuner/5540/")
    person = f"/personer/{held.person_id}/"
    assert all(person in body for body in (text, one))
    assert client_as(MUNICIPAL_LEADER).get(person).status_code == 200
    assert person not in text_of(client_as(MUNICIPAL_LEADER), f"{ONE}?per=2026-01-01")
    assert "Kari Prøve" not in text_of(Client(), "/kommuner/5540/")


def test_the_lists_are_flat_in_queries() -> None:
    client = client_as(ADVISER)
    towns = iter(["5540", "5501", "5503", "5510", "5512", "5514"])

    def row() -> None:
        code = next(towns)
        holder(code=code, confirmed_at=AT, confirmed_by=1)
        touched(date(2025, 1, 1), code)

    assert_flat(lambda: client.get(NETWORK), row)
    assert_flat(lambda: client.get(FOLLOW), row)


def test_the_follow_up_list_orders_by_silence_and_says_why() -> None:
    touched(timezone.localdate())
    text = text_of(client_as(ADVISER), f"{FOLLOW}?q=kåfjord")
    assert "Møte" in text or "møte" in text
    assert "Spør hvem som er helseleder nå." in text
    assert "aldri" in text_of(client_as(ADVISER), f"{FOLLOW}?kontakt=stille")
    assert "aldri" in text_of(client_as(ADVISER), f"{FOLLOW}?per=2024-01-01&q=kåfjord")
    assert "ingen kontakt på lenge" in text_of(client_as(ADVISER), f"{FOLLOW}?per=2024-01-01&q=kåfjord")


def test_the_map_shows_both_figures_and_any_day() -> None:
    touched(timezone.localdate())
    text = text_of(client_as(ADVISER), MAP)
    assert "Kåfjord: 0 måneder siden siste kontakt" in text
    assert "sårbarhet lav" in text_of(client_as(ADVISER), f"{MAP}?vis=sarbarhet")
    then = text_of(client_as(ADVISER), f"{MAP}?per=2024-01-01")
    assert "Kåfjord: ingen kontakt er ført" in then
    assert "per=2024-01-01" in then
    assert "ikke en dato" in text_of(client_as(ADVISER), f"{MAP}?per=tull")


def test_the_tones_of_silence_follow_the_months() -> None:
    for code, on in (("5540", date(2025, 1, 1)), ("5501", date(2024, 1, 1)), ("5503", date(2026, 1, 1))):
        touched(on, code)
    text = text_of(client_as(NATIONAL_COORDINATOR), f"{MAP}?per=2026-07-01")
    for words in ("18 måneder", "30 måneder", "6 måneder"):
        assert words in text


def test_a_municipality_says_every_reason_and_what_to_bring_up() -> None:
    holder("supervisor", confirmed_at=AT)
    touched(timezone.localdate(), note="Om veiledning.")
    text = text_of(client_as(ADVISER), ONE)
    for words in ("Har veileder", "Ikke kjent om kommunen har spesialist", "Om veiledning.", "Ta opp neste gang"):
        assert words in text
    assert "0 av 2 poeng" in text
    then = text_of(client_as(ADVISER), f"{ONE}?per=2024-06-01")
    assert "Ingen kontakt er ført" in then
    assert "Før kontakt</a>" not in then


def test_a_touch_is_logged_and_taken_out_on_the_pages() -> None:
    client = client_as(ADVISER)
    path = f"{ONE}kontakt/"
    assert "Velg" in text_of(client, path)
    wrong = client.post(path, {"kind": "", "on": "2026-01-05", "note": "Beholdt"}).content.decode()
    assert "Beholdt" in wrong
    assert client.post(path, {"kind": "visit", "on": "2026-01-05", "note": "Hei"}).status_code == 302
    one = Touch.objects.get()
    assert "Hei" in text_of(client, f"/kontaktnett/kontakt/{one.pk}/")
    assert client.post(f"/kontaktnett/kontakt/{one.pk}/").status_code == 302
    assert client.get(f"/kontaktnett/kontakt/{one.pk}/").status_code == 404


def test_a_letter_is_written_from_the_list_with_a_preview() -> None:
    client, held = client_as(ADVISER), holder()
    sent = {"handling": "skriv", "valgt": [str(held.pk)]}
    assert "Se hvem som får brevet" in client.post(NETWORK, sent).content.decode()
    words = {"subject": "Møte", "body": "Hei [navn]", "sett": "1"}
    page = client.post(NETWORK, {**sent, **words}).content.decode()
    assert "1 får brevet" in page
    assert f"Hei {held.person.name}" in page
    mark = page.split('name="sett"')[1].split('value="')[1].split('"')[0]
    assert client.post(NETWORK, {**sent, **words, "sett": mark}).status_code == 302
    mailing = Mailing.objects.get()
    Letter.objects.update(state="bounced")
    text = text_of(client, f"/kontaktnett/brev/{mailing.pk}/")
    assert "kom i retur" in text
    assert "Møte" in text_of(client, "/kontaktnett/brev/")
    bad = client.post(NETWORK, {**sent, **words, "body": "[fornavn]"}).content.decode()
    assert "er ikke et flettefelt" in bad
    assert client_as(ADVISER, stranger=True).get(f"/kontaktnett/brev/{mailing.pk}/").status_code == 404
    everyone = client.post(f"{NETWORK}?q=kåfjord", {**sent, **words, "alle": "1"}).content.decode()
    assert "4 får det ikke" in everyone or "5 får det ikke" in everyone


def test_a_municipality_is_asked_from_its_page() -> None:
    client = client_as(ADVISER)
    assert "Ring kommunen" in text_of(client, f"{ONE}stemmer/")
    holder()
    assert "Send lenken" in text_of(client, f"{ONE}stemmer/")
    assert client.post(f"{ONE}stemmer/").status_code == 302
    assert "har ikke svart" in text_of(client, ONE)
    Check.objects.update(answered_at=timezone.now())
    assert "Kommunen svarte sist" in text_of(client, ONE)
    assert client_as(MUNICIPAL_LEADER).get(f"{ONE}stemmer/").status_code == 403


def test_the_office_changes_what_counts_with_a_reason() -> None:
    client, today = client_as(ADVISER), timezone.localdate()
    assert "Felles regler" in text_of(client, RULES)
    typed = {**values_of(STANDARD), "contact": 4, "from_on": today.isoformat(), "why": ""}
    assert "error" in client.post(f"{RULES}nord/", typed).content.decode()
    assert client.post(f"{RULES}nord/", {**typed, "why": "Oftere kontakt"}).status_code == 302
    assert "Oftere kontakt" in text_of(client, RULES)
    assert client.get(f"{RULES}vest/").status_code == 404
    assert "hele landet" not in text_of(client, RULES)
    FragilityRule.objects.create(**{**values_of(STANDARD), "from_on": today, "why": "Felles", "at": AT})
    assert "hele landet" in text_of(client_as(NATIONAL_COORDINATOR), RULES)


def test_the_practice_is_loaded_once_and_only_in_a_demonstration(settings: Any) -> None:
    with pytest.raises(CommandError):
        call_command("load_outreach", verbosity=0)
    settings.DEMONSTRATION = True
    for number, one in enumerate(queries.towns_followed(adviser(), timezone.localdate())):
        holder("alis_contact", code=one.code, email=f"k{number}@example.no" if number % 7 else "")
    call_command("load_outreach", verbosity=1)
    assert Letter.objects.filter(state="bounced").exists()
    assert 15 < Mailing.objects.get().recipients.count() < 30
    assert Check.objects.exclude(answered_at=None).exists()
    count = Touch.objects.count()
    assert count > 1000
    call_command("load_outreach", verbosity=0)
    assert Touch.objects.count() == count
    assert not Touch.objects.filter(on__gt=timezone.localdate()).exists()
    text = text_of(client_as(ADVISER), FOLLOW)
    assert "høy" in text


def test_no_letter_and_no_answer_is_made_where_nobody_holds_a_role(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_outreach", verbosity=0)
    assert Touch.objects.exists()
    assert [model.objects.exists() for model in (Mailing, Letter, Check)] == [False, False, False]


def test_the_journal_tells_what_was_done() -> None:
    client = client_as(ADVISER)
    holder()
    client.post(f"{ONE}kontakt/", {"kind": "call", "on": "2026-01-05"})
    client.post(f"{ONE}stemmer/")
    text = text_of(client_as(MUNICIPAL_LEADER), "/kommuner/5540/?del=logg")
    assert "Spurte kommunen om kontaktene stemmer" in text
    for part in ("logg", "hendelser"):
        body = client_as(MUNICIPAL_LEADER).get(f"/kommuner/5540/?del={part}").content.decode()
        assert f'<a class="ds-link" href="{ONE}">Spurte kommunen om kontaktene stemmer' in body
    assert adviser().user_id is not None
    assert town().name == "Kåfjord"
