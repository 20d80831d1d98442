"""Lists and keys in a browser: columns without script, keys with it, and what hangs over the page folds."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

HEADS = "thead th"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_columns_are_chosen_and_moved(open_page: Open, script: bool, width: int) -> None:
    page = open_page("/helseforetak/", width=width, script=script)
    page.get_by_text("Kolonner", exact=True).click()
    page.get_by_label("Sted", exact=True).uncheck()
    page.get_by_role("button", name="Flytt Region fram").click()
    page.wait_for_url("**flytt=opp-authority**")
    expect(page.locator("#kolonner")).to_have_attribute("open", "")
    page.locator("#kolonner .ds-button").click()
    expect(page.locator(HEADS)).to_contain_text(
        ["Helseforetak", "Region", "Organisasjonsnummer", "Sykehus", "Kommuner"]
    )
    expect(page.locator(HEADS)).to_have_count(5)


def test_enter_in_the_chooser_shows_and_does_not_move(open_page: Open) -> None:
    page = open_page("/helseforetak/", script=False)
    page.get_by_text("Kolonner", exact=True).click()
    page.get_by_label("Sted", exact=True).press("Enter")
    assert "flytt" not in page.url


def test_keys_do_what_the_controls_do(open_page: Open) -> None:
    page = open_page("/kommuner/")
    page.keyboard.press("n")
    page.wait_for_url("**etter=**")
    page.keyboard.press("p")
    page.wait_for_url("**foer=**")
    page.keyboard.press("/")
    expect(page.locator("[data-search]").first).to_be_focused()
    page.keyboard.type("n?")
    assert page.url.count("foer=") == 1
    page.locator("h1").click()
    page.keyboard.press("?")
    page.wait_for_url("**/hjelp/snarveier/")
    assert page.noted == []  # type: ignore[attr-defined]


def test_keys_can_be_switched_off_and_on(open_page: Open) -> None:
    page = open_page("/hjelp/snarveier/")
    page.get_by_role("button", name="Slå av snarveiene").click()
    page.goto(page.url.replace("/hjelp/snarveier/", "/kommuner/"))
    page.keyboard.press("/")
    expect(page.locator("[data-search]").first).not_to_be_focused()
    page.goto(page.url.replace("/kommuner/", "/hjelp/snarveier/"))
    page.get_by_role("button", name="Slå på snarveiene").click()
    page.keyboard.press("/")
    expect(page.locator("[data-search]").first).to_be_focused()


def test_escape_and_a_click_beside_fold_the_chooser(open_page: Open) -> None:
    page = open_page("/kommuner/")
    for fold in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").click()):
        page.get_by_text("Kolonner", exact=True).click()
        expect(page.locator("#kolonner")).to_have_attribute("open", "")
        fold()
        expect(page.locator("#kolonner")).not_to_have_attribute("open", "")
