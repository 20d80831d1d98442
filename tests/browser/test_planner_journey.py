"""Moving a doctor in a draft of a trust's plan: with the mouse and with the keyboard alone, and undone again."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.roles import TRUST_COORDINATOR

HOME = "P1 2028, UNN Tromsø, Gynekologi"
THERE = "P1 2028, UNN Harstad, Kirurgi"


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
    faults: list[str] = []
    window.on("pageerror", lambda fault: faults.append(str(fault)))
    window.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    trust, draft = planted["plan_draft"]
    window.goto(f"{server}/plasser/plan/{trust}/utkast/{draft}/")
    yield window
    context.close()
    assert faults == []


def lies_in(page: Page, label: str, key: str) -> Locator:
    """The doctor's piece, where it lies in a cell of the plan."""
    return page.locator(f'td[data-label="{label}"]').locator(f"#{key}")


def test_a_doctor_is_dragged_to_another_department_and_the_move_undone(
    page: Page, planted: dict[str, tuple[Any, ...]]
) -> None:
    key = planted["plan_piece"][2]
    expect(lies_in(page, HOME, key)).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 2400})  # both cells in sight: a drag here does not scroll
    piece, there = page.locator(f"#{key}"), page.locator(f'td[data-label="{THERE}"]')
    piece.hover()
    page.mouse.down()
    piece.hover(position={"x": 12, "y": 12})
    there.hover()
    there.hover()  # the browser says «dragover» from the second move on
    page.mouse.up()
    expect(lies_in(page, THERE, key)).to_be_visible()
    expect(page.get_by_text("1 er flyttet i utkastet.")).to_be_visible()
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_text("Den siste flyttingen er angret.")).to_be_visible()
    expect(lies_in(page, HOME, key)).to_be_visible()
    expect(lies_in(page, THERE, key)).to_have_count(0)


def test_a_doctor_is_moved_with_the_keyboard_alone_and_keeps_the_focus(
    page: Page, planted: dict[str, tuple[Any, ...]]
) -> None:
    key = planted["plan_piece"][2]
    lift, status = page.locator(f"#{key} .plan-lift"), page.locator("#plan-status")
    lift.focus()
    page.keyboard.press("Space")
    expect(status).to_contain_text("Går ikke: Den ligger her fra før.")
    page.keyboard.press("Escape")
    expect(status).to_have_text("Avbrutt. Ingenting er flyttet.")
    expect(lift).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Den ligger her fra før.")
    page.keyboard.press("Space")
    expect(status).to_contain_text("Flytt til et annet sted, eller trykk Escape.")
    page.keyboard.press("ArrowDown")
    expect(status).to_contain_text("P1 2028")
    there = (status.text_content() or "").split(": ", 1)[1].split(".")[0]
    assert there != HOME
    page.keyboard.press("Enter")
    expect(lies_in(page, there, key)).to_be_visible()
    expect(lift).to_be_focused()
    page.get_by_role("button", name="Angre").focus()
    page.keyboard.press("Enter")
    expect(lies_in(page, HOME, key)).to_be_visible()
