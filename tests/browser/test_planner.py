"""The pages of a draft of a trust's plan, as axe finds them."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
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


@pytest.mark.parametrize("part", ["", "sammenlign/", "publiser/", "flytt/"])
def test_axe_finds_nothing_on_the_pages_of_a_draft(page: Page, planted: dict[str, tuple[Any, ...]], part: str) -> None:
    below = f"flytt/{planted['plan_piece'][2]}/?half=2028-1&place=0.0" if part == "flytt/" else part
    page.goto(page.url.split("#")[0] + below)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            assert findings(page) == [], f"{width} {scheme}"
