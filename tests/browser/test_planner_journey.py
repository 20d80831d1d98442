"""Moving a doctor in a draft of a trust's plan: with the mouse, with the keyboard alone, and what axe finds there."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.axe import findings
from tests.roles import TRUST_COORDINATOR


@pytest.fixture(scope="module")
def planted(loaded: None, django_db_blocker: DjangoDbBlocker) -> dict[str, tuple[Any, ...]]:
    """A doctor with a post in P1 2028, and a draft of the plan."""
    with django_db_blocker.unblock():
        found: dict[str, tuple[Any, ...]] = import_module("tests.placements.planning").planted()
        return found


@pytest.fixture
def page(
    browser: Browser, server: str, sessions: dict[str, str], planted: dict[str, tuple[Any, ...]]
) -> Iterator[Page]:
    """The draft, as the trust's coordinator sees it."""
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": sessions[TRUST_COORDINATOR], "url": server}])
    window = context.new_page()
    trust, draft = planted["plan_draft"]
    window.goto(f"{server}/plasser/plan/{trust}/utkast/{draft}/")
    yield window
    context.close()


def cell_of(page: Page, label: str) -> Any:
    return page.locator(f'td[data-label="{label}"]')


def test_a_doctor_is_dragged_to_another_department_and_the_move_undone(
    page: Page, planted: dict[str, tuple[Any, ...]]
) -> None:
    piece = page.locator(f"#{planted['plan_piece'][2]}")
    there = cell_of(page, "P1 2028, UNN Harstad, Kirurgi")
    piece.scroll_into_view_if_needed()
    piece.drag_to(there)
    expect(page.get_by_text("i utkastet.").first).to_be_visible()
    expect(cell_of(page, "P1 2028, UNN Harstad, Kirurgi").locator(f"#{planted['plan_piece'][2]}")).to_be_visible()
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_text("Den siste flyttingen er angret.")).to_be_visible()
    assert cell_of(page, "P1 2028, UNN Harstad, Kirurgi").locator(f"#{planted['plan_piece'][2]}").count() == 0


def test_a_doctor_is_moved_with_the_keyboard_alone_and_keeps_the_focus(
    page: Page, planted: dict[str, tuple[Any, ...]]
) -> None:
    key = planted["plan_piece"][2]
    page.locator(f"#{key} .plan-lift").focus()
    page.keyboard.press("Space")
    status = page.locator("#plan-status")
    expect(status).to_contain_text("Går ikke: Den ligger her.")
    page.keyboard.press("Escape")
    expect(status).to_have_text("Avbrutt. Ingenting er flyttet.")
    expect(page.locator(f"#{key} .plan-lift")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Den ligger her.")
    page.keyboard.press("ArrowDown")
    expect(status).to_contain_text("P1 2028")
    expect(status).to_contain_text("Ingenting taler imot.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("i utkastet.").first).to_be_visible()
    expect(page.locator(f"#{key} .plan-lift")).to_be_focused()


@pytest.mark.parametrize("part", ["", "sammenlign/", "publiser/", "flytt/"])
def test_axe_finds_nothing_on_the_pages_of_a_draft(page: Page, planted: dict[str, tuple[Any, ...]], part: str) -> None:
    below = f"flytt/{planted['plan_piece'][2]}/?half=2028-1&place=0.0" if part == "flytt/" else part
    page.goto(page.url.split("#")[0] + below)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            assert findings(page) == [], f"{width} {scheme}"
