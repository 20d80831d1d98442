"""Where the focus lands when a list is sorted, narrowed or searched: never back at the top of the page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pages import ROUND
from tests.roles import TRUST_COORDINATOR

LISTS = (("/kommuner/", ""), (f"{ROUND}liste/", TRUST_COORDINATOR))


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("path", "role"), LISTS)
def test_a_column_that_is_sorted_keeps_the_focus(open_page: Open, path: str, role: str, *, script: bool) -> None:
    page = open_page(path, role=role, script=script)
    head = page.locator("a.sort").nth(1)
    column = head.get_attribute("id") or ""
    head.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sorter=**")
    expect(page.locator(f"#{column}")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**sorter=-**")
    expect(page.locator(f"#{column}")).to_be_focused()


def test_a_narrowed_list_puts_the_focus_on_the_count(open_page: Open) -> None:
    page = open_page("/kommuner/")
    page.locator(".panel-form #q").fill("bodø")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert focused(page) == "antall"
    page.locator(".ds-chip").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "q=" not in url)
    assert focused(page) == "antall"


def test_a_search_in_the_round_puts_the_focus_on_the_hits(open_page: Open) -> None:
    page = open_page(ROUND, role=TRUST_COORDINATOR)
    page.get_by_label("Finn en lege").fill("9911175")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=9911175**")
    assert focused(page) == "treff"
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sindre Strand")).to_be_focused()
