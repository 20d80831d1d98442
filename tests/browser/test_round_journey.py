"""A trust's round from draft to release in the browser, by two people, and what the doctor sees before and after."""

from importlib import import_module
from typing import Any

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.placements.people import coordinator_client
from tests.roles import DOCTOR, client_as

FINNMARK = "983974880"
ROUND = f"/runder/2028/{FINNMARK}/"


@pytest.fixture(scope="module")
def cookies(loaded: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """Who is signed in: two coordinators, and one of the doctors the trust may place."""
    with django_db_blocker.unblock():
        nominations = import_module("alisveien.placements.models").Nomination.objects
        one = nominations.filter(
            outcomes__status="placed", outcomes__run__rules_name="bands-then-nearest", trust__code=FINNMARK
        ).order_by("pk")[0]
        doctor = client_as(DOCTOR, one.municipality)
        one.doctor.user_id = int(doctor.session["_auth_user_id"])
        one.doctor.save()
        clients = {
            "first": coordinator_client("Første", FINNMARK),
            "second": coordinator_client("Andre", FINNMARK),
            "doctor": doctor,
        }
        return {**{who: client.cookies["sessionid"].value for who, client in clients.items()}, "hpr": one.hpr_number}


def as_person(browser: Browser, server: str, cookie: str, **more: Any) -> tuple[BrowserContext, Page]:
    """A window where somebody is signed in."""
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce", **more)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": server}])
    return context, context.new_page()


def test_two_people_take_a_round_to_its_end_and_the_doctor_sees_it_then(
    browser: Browser, server: str, cookies: dict[str, str]
) -> None:
    phone, doctor = as_person(browser, server, cookies["doctor"], viewport={"width": 390, "height": 844})
    desk, first = as_person(browser, server, cookies["first"])
    other, second = as_person(browser, server, cookies["second"])
    card = f"{server}/runder/2028/lege/{cookies['hpr']}/"
    doctor.goto(card)
    expect(doctor.get_by_role("heading", name="Runden pågår")).to_be_visible()

    first.goto(server + ROUND)
    first.get_by_role("button", name="Vedta dette antallet").click()
    first.get_by_role("link", name="Legg dem side om side og velg").click()
    first.get_by_role("button", name="Velg «Kriterier, så nærhet»").click()
    first.get_by_role("button", name="Lås lista").click()
    first.get_by_role("link", name="Skriv inn verdien når den er kjent").click()
    first.get_by_label("Verdien").fill("3 9 14 17 22 30 31")
    first.get_by_label("Kunngjort").fill(localdate().isoformat())
    first.get_by_role("button", name="Trekk loddet").click()
    for deed in ("Fordel plassene", "Kontroller fordelingen"):
        first.get_by_role("button", name=deed).click()
    expect(first.get_by_text("En annen ved helseforetaket må frigi fordelingen.")).to_be_visible()

    second.goto(server + ROUND)
    second.get_by_role("link", name="Se hvem som får beskjed, og frigi").click()
    second.get_by_role("button", name="Frigi fordelingen").click()
    expect(second.get_by_text("Fordelingen er frigitt. Leger og kommuner ser utfallet nå.")).to_be_visible()

    doctor.reload()
    expect(doctor.get_by_text("Du har fått plass:")).to_be_visible()
    for window in (phone, desk, other):
        window.close()
