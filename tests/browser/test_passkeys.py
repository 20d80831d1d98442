"""A passkey from its making to signing in with nothing else, with Chromium's own virtual authenticator."""

from importlib import import_module

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.roles import TRUST_COORDINATOR, place_of, user_as

PASSWORD = "lange ord uten mening"
BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def email(loaded: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The address of a coordinator with a password and no second factor yet."""
    with django_db_blocker.unblock():
        user = user_as(TRUST_COORDINATOR, place_of("trust", "983974929"))
        user.set_password(PASSWORD)
        user.save()
        import_module("allauth.account.models").EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
        return str(user.email)


def test_a_passkey_is_added_and_is_all_one_needs_to_sign_in(browser: Browser, server: str, email: str) -> None:
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce")
    page = context.new_page()
    debugger = context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    made = debugger.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})

    page.goto(f"{server}/konto/logg-inn/")
    page.get_by_label("E-postadresse").fill(email)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("heading", name="Totrinnsbekreftelse", level=1)).to_be_visible()

    page.goto(f"{server}/konto/totrinn/nokler/ny/")
    page.get_by_label("Hva vil du kalle nøkkelen?").fill("PC på kontoret")
    page.get_by_label("Logg inn med nøkkelen alene, uten passord").check()
    page.get_by_role("button", name="Legg til").click()
    expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
    keys = debugger.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})["credentials"]
    assert [key["isResidentCredential"] for key in keys] == [True]
    page.goto(f"{server}/konto/totrinn/nokler/")
    expect(page.get_by_role("heading", name="PC på kontoret")).to_be_visible()
    page.goto(f"{server}/runder/")
    expect(page.get_by_role("link", name="Åpne en runde").first).to_be_visible()

    page.goto(f"{server}/konto/logg-ut/")
    page.locator("main").get_by_role("button", name="Logg ut").click()
    page.goto(f"{server}/arbeidsliste/")
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()

    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    page.wait_for_url(f"{server}/arbeidsliste/")
    expect(page.get_by_text("Hei, Prøve.")).to_be_visible()
    page.goto(f"{server}/runder/")
    expect(page.get_by_role("link", name="Åpne en runde").first).to_be_visible()
    context.close()
