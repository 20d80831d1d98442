"""Nominations in a browser: on a phone with and without script, by link, two at once, on request; the order by key."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.axe import findings
from tests.browser.conftest import Open
from tests.roles import ADVISER, FROM, MUNICIPAL_LEADER, TRUST_COORDINATOR, place_of, signed_in

PHONE = 390


@pytest.fixture
def cleared(loaded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Takes away what the journey wrote: the other browser tests expect the example as it was.

    The server wrote it for good, so it is taken away in a thread of its own, outside the transaction of the test.
    """
    yield
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as another:
        another.submit(take_away).result()


def take_away() -> None:
    """The doctors of these tests with all that is theirs, and every draft."""
    models = import_module("alisveien.placements.models")
    models.Draft.objects.all().delete()
    models.Nomination.objects.filter(doctor__hpr_number__startswith="99700").delete()
    import_module("alisveien.accounts.models").User.objects.filter(email__startswith="kollega.").update(is_active=False)
    import_module("alisveien.people.models").Doctor.objects.filter(hpr_number__startswith="99700").delete()
    connection.close()


def last_link() -> str:
    """The path of the link in the newest letter that asks a leader, as another process reads it."""
    letters = import_module("alisveien.base.models").Letter.objects.filter(kind="placements.nomination_asked")
    found = re.search(r"https?://[^/]+(/lenke/\S+)", letters.latest("pk").body)
    connection.close()
    assert found
    return found[1]


def colleague() -> str:
    """The session of another leader of the same municipality."""
    users = import_module("alisveien.accounts.models").User.objects
    place = place_of("municipality", "5540")
    user = users.create_user("kollega.kafjord@example.no", "Kollega Prøve", "et langt passord 42")
    given_at = datetime(2020, 1, 1, tzinfo=UTC)
    user.holdings.create(role=MUNICIPAL_LEADER, place=place, place_kind=place.kind, from_on=FROM, given_at=given_at)
    cookie = signed_in(user).cookies["sessionid"].value
    connection.close()
    return cookie


def onward(page: Page, to: str) -> None:
    """Go on, and wait for the page that follows: what is being saved is awaited first."""
    page.get_by_role("button", name="Gå videre").click()
    expect(page.get_by_role("heading", name=to)).to_be_visible()


def nominate(page: Page, number: str, name: str) -> None:
    """From the start to the receipt."""
    page.goto(page.url.partition("/innmeldinger/")[0] + "/innmeldinger/ny/")
    page.get_by_role("button", name="Begynn").click()
    page.get_by_label("HPR-nummer").fill(number)
    page.get_by_label("Fornavn").fill(name)
    page.get_by_label("Etternavn").fill("Solbakken")
    onward(page, "Stilling og tid")
    page.get_by_label("Kommunal stilling").check()
    page.get_by_label("Stillingsprosent").fill("80")
    page.get_by_label("Startet som ALIS").fill("1.5.2024")
    page.get_by_label("Ny", exact=True).check()
    onward(page, "Hvor langt har legen kommet?")
    page.get_by_label("Deltar").check()
    page.get_by_label("Fullførte kurs").fill("6")
    page.get_by_label("Godkjente læringsmål").fill("74")
    onward(page, "Hva ønsker dere?")
    page.get_by_label("Sted").first.select_option("unn-tromso/Gynekologi")
    page.get_by_label("Halvår").first.select_option("P1 2028")
    onward(page, "Når kan legen begynne?")
    onward(page, "Stemmer dette?")
    page.get_by_label("E-post for kvittering").fill("leder@example.no")
    page.get_by_role("button", name="Send innmeldingen").click()
    expect(page.get_by_role("heading", name="Innmeldingen er sendt")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_leader_nominates_on_a_phone(open_page: Open, cleared: None, script: bool) -> None:
    page = open_page("/innmeldinger/", role=MUNICIPAL_LEADER, width=PHONE, script=script)
    page.get_by_role("link", name="Meld inn lege").click()
    nominate(page, "9970001", "Piera")
    page.get_by_role("link", name="Se innmeldingen").click()
    expect(page.get_by_role("heading", name="Piera Solbakken")).to_be_visible()
    assert page.noted == []  # type: ignore[attr-defined]


def test_a_fault_is_told_on_top_and_leads_to_its_field(open_page: Open, cleared: None) -> None:
    page = open_page("/innmeldinger/ny/", role=MUNICIPAL_LEADER, width=PHONE)
    page.get_by_role("button", name="Begynn").click()
    page.get_by_label("HPR-nummer").fill("12A")
    onward(page, "Hvem meldes inn?")
    page.get_by_role("link", name="HPR-nummer: HPR-nummeret er ikke et nummer").click()
    expect(page.get_by_label("HPR-nummer")).to_be_focused()
    expect(page.get_by_label("HPR-nummer")).to_have_value("12A")


def test_what_is_typed_is_saved_when_the_field_is_left(open_page: Open, cleared: None) -> None:
    page = open_page("/innmeldinger/ny/", role=MUNICIPAL_LEADER, width=PHONE)
    page.get_by_role("button", name="Begynn").click()
    with page.expect_response("**/lagre/") as answered:
        page.get_by_label("Fornavn").fill("Aile")
        page.keyboard.press("Tab")
    assert answered.value.status == 200
    expect(page.get_by_role("status").filter(has_text="Lagret kl.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Fornavn")).to_have_value("Aile")


def test_the_order_is_changed_by_keyboard_and_by_dragging(open_page: Open, cleared: None) -> None:
    page = open_page("/innmeldinger/ny/", role=MUNICIPAL_LEADER)
    for number, name in (("9970001", "Anne"), ("9970002", "Berit")):
        nominate(page, number, name)
    page.get_by_role("link", name="Sett rekkefølgen").click()
    names = page.locator(".order li")
    expect(names.nth(0)).to_contain_text("Anne")
    page.get_by_role("button", name="Flytt Anne Solbakken ned").focus()
    page.keyboard.press("Enter")
    expect(names.nth(0)).to_contain_text("Berit")
    expect(page.get_by_role("button", name="Flytt Anne Solbakken opp")).to_be_focused()
    names.nth(1).drag_to(names.nth(0), target_position={"x": 20, "y": 4})
    expect(page.get_by_text("Rekkefølgen er lagret.")).to_be_visible()
    expect(names.nth(0)).to_contain_text("Anne")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_form_and_the_record(open_page: Open, cleared: None, scheme: str) -> None:
    page = open_page("/innmeldinger/ny/", role=MUNICIPAL_LEADER, width=PHONE, scheme=scheme)
    found = {page.url: findings(page)}
    page.get_by_role("button", name="Alt på én side").click()
    page.get_by_role("button", name="Send innmeldingen").click()
    found[page.url] = findings(page)
    nominate(page, "9970003", "Inga")
    found[page.url] = findings(page)
    page.get_by_role("link", name="Se innmeldingen").click()
    found[page.url] = findings(page)
    record = page.url
    for more in ("stemmer/", "trekk/"):
        page.goto(record + more)
        found[page.url] = findings(page)
    page.goto(record)
    page.get_by_role("button", name="Endre").click()
    found[page.url] = findings(page)
    page.get_by_role("link", name="Endre 1. ønske").click()
    found[page.url] = findings(page)
    page.goto(page.url.partition("/innmeldinger/")[0] + "/kommune/5540/rekkefolge/")
    found[page.url] = findings(page)
    assert {url: faults for url, faults in found.items() if faults} == {}


def test_the_trust_reads_and_has_no_way_to_change(open_page: Open) -> None:
    page = open_page("/innmeldinger/", role=TRUST_COORDINATOR)
    page.locator("tbody a").first.click()
    expect(page.get_by_role("heading", name="Opplysninger og ønsker")).to_be_visible()
    expect(page.get_by_role("link", name="Trekk")).to_have_count(0)


def test_a_leader_without_account_confirms_by_link_on_a_phone_and_the_link_is_spent(
    open_page: Open, cleared: None, django_db_blocker: DjangoDbBlocker
) -> None:
    desk = open_page("/innmeldinger/ny/", role=MUNICIPAL_LEADER)
    nominate(desk, "9970004", "Risten")
    desk.get_by_role("link", name="Se innmeldingen").click()
    desk.get_by_role("button", name="Be lederen se over").click()
    expect(desk.get_by_text("Lederen har fått en lenke")).to_be_visible()
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as another:
        address = another.submit(last_link).result()
    phone = open_page(address, width=PHONE)
    assert findings(phone) == []
    phone.get_by_role("button", name="Fortsett").click()
    expect(phone.get_by_role("heading", name="Stemmer dette?")).to_be_visible()
    expect(phone.get_by_text("Risten Solbakken").first).to_be_visible()
    assert findings(phone) == []
    phone.get_by_role("button", name="Ja, alt stemmer").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Innmeldingen er")
    assert findings(phone) == []
    for window in (phone, open_page("/", width=PHONE)):
        answer = window.goto(desk.url.partition("/innmeldinger/")[0] + address)
        assert answer
        assert answer.status == 410


def test_the_second_of_two_who_edit_is_told_what_changed_and_loses_nothing(
    open_page: Open, server: str, cleared: None, django_db_blocker: DjangoDbBlocker
) -> None:
    first = open_page("/innmeldinger/ny/", role=MUNICIPAL_LEADER)
    nominate(first, "9970005", "Elle")
    first.get_by_role("link", name="Se innmeldingen").click()
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as another:
        cookie = another.submit(colleague).result()
    second = open_page("/")
    second.context.add_cookies([{"name": "sessionid", "value": cookie, "url": server}])
    second.goto(first.url)
    for page, courses in ((second, "7"), (first, "8")):
        page.get_by_role("button", name="Endre", exact=True).click()
        page.get_by_role("link", name=re.compile("Endre .*kurs", re.I)).click()
        page.get_by_label("Fullførte kurs").fill(courses)
        page.get_by_role("button", name="Lagre og se oppsummering").click()
        expect(page.get_by_role("heading", name="Stemmer dette?")).to_be_visible()
    first.get_by_role("button", name="Send endringene").click()
    expect(first.get_by_role("heading", name="Endringene er sendt")).to_be_visible()
    second.get_by_role("button", name="Send endringene").click()
    expect(second.get_by_role("heading", name="Noe er endret av andre")).to_be_visible()
    expect(second.locator("fieldset", has_text=re.compile("kurs", re.I))).to_contain_text("8")
    expect(second.locator("fieldset", has_text=re.compile("kurs", re.I))).to_contain_text("7")
    assert findings(second) == []
    second.get_by_role("radio", name="Du skrev 7").check()
    second.get_by_role("button", name="Gå til oppsummeringen").click()
    second.get_by_role("button", name="Send endringene").click()
    expect(second.get_by_role("heading", name="Endringene er sendt")).to_be_visible()


def test_an_adviser_sees_figures_and_names_only_on_request(open_page: Open, cleared: None) -> None:
    leader = open_page("/innmeldinger/ny/", role=MUNICIPAL_LEADER)
    nominate(leader, "9970006", "Sunna")
    leader.get_by_role("link", name="Se innmeldingen").click()
    record = leader.url
    page = open_page("/behov/2028/", role=ADVISER)
    page.get_by_role("link", name="Det som mangler").click()
    expect(page.get_by_text("Solbakken")).to_have_count(0)
    answer = page.goto(record)
    assert answer
    assert answer.status == 404
    page.goto(record.partition("/innmeldinger/")[0] + "/oppdrag/")
    asked = page.locator("option", has_text="Kåfjord").get_attribute("value")
    page.get_by_label("Kommune", exact=True).select_option(asked)
    page.get_by_label("Hvem ba om hjelp, og til hva?").fill("Kommunelegen ba om å få sett over ønskene")
    page.get_by_role("button", name="Begynn").click()
    page.goto(record)
    expect(page.get_by_role("heading", name="Sunna Solbakken")).to_be_visible()
    expect(page.get_by_text("Du handler på oppdrag fra").first).to_be_visible()
    page.goto(record.partition("/innmeldinger/")[0] + "/oppdrag/")
    page.get_by_role("button", name="Avslutt").click()
    answer = page.goto(record)
    assert answer
    assert answer.status == 404
