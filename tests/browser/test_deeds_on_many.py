"""Pages that are reached by a deed: the preview of a change to many rows, taking it back, and who may see a doctor."""

from playwright.sync_api import Page

from tests.browser.axe import findings
from tests.browser.conftest import Open
from tests.browser.pages import WIDTHS
from tests.browser.test_axe import COLOURS
from tests.roles import ADMINISTRATOR, TRUST_COORDINATOR

KEPT = "frigir.unn@example.no"


def axe_finds_nothing(page: Page) -> None:
    """On a phone and on a screen, in light and in dark colours; the page is left at the screen's width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        found += [f"{width} light {line}" for line in findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width} dark {line}" for line in findings(page, COLOURS)]
    assert not found, "\n".join(found)
    assert page.noted == []  # type: ignore[attr-defined]


def test_many_are_changed_after_a_preview_and_all_of_it_is_taken_back(open_page: Open) -> None:
    page = open_page(f"/tilganger/?q={KEPT}", role=ADMINISTRATOR)
    page.locator("input[name=valgt]").first.check()
    page.get_by_role("button", name="Avslutt tilganger").click()
    assert "1 rad blir endret" in page.inner_text("main")
    axe_finds_nothing(page)
    page.get_by_role("button", name="Avslutt tilganger").click()
    assert "1 tilgang er avsluttet" in page.inner_text("body")
    page.get_by_role("link", name="Angre", exact=True).click()
    assert "/angre/" in page.url
    axe_finds_nothing(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/arbeidsliste/")
    assert "1 endring er angret" in page.inner_text("body")


def test_who_can_see_a_doctor(open_page: Open) -> None:
    page = open_page("/innmeldinger/", role=TRUST_COORDINATOR)
    page.locator("main table tbody a").first.click()
    page.get_by_role("link", name="Hvem kan se dette?").click()
    assert "Kan se nå" in page.inner_text("main")
    axe_finds_nothing(page)
