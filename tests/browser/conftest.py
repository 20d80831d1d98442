"""A browser and a server with the register loaded. One Chromium and one load for the whole run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.pages import PAGES, Seen
from tests.roles import cookie_of

Open = Callable[..., Page]
Visit = Callable[[Seen], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say that the browser tests need the database: without a mark none is made for a run of these alone."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Playwright runs a loop of its own, which Django must be told to accept."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is missing: apt-get install chromium, or set CHROMIUM to where it lies.")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as running:
        yield running
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker, states: Any) -> Iterator[None]:
    """All that a demonstration shows in a database of the browser tests alone."""
    with django_db_blocker.unblock(), states.standing("shown"), override_settings(DEMONSTRATION=True):
        yield
        states.leave("shown")


@pytest.fixture(scope="package")
def sessions(loaded: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """Role → the cookie of somebody in that role who is signed in, second factor used."""
    with django_db_blocker.unblock():
        return {role: cookie_of(role) for role in sorted({seen.role for seen in PAGES if seen.role})}


@pytest.fixture(scope="package")
def server(loaded: None) -> Iterator[str]:
    """The address of a running server. Tests here read only, so nothing is emptied between them."""
    running = LiveServer("localhost")
    yield running.url
    running.stop()


@pytest.fixture
def open_page(browser: Browser, server: str, sessions: dict[str, str]) -> Iterator[Open]:
    """Open an address at a width and in a colour scheme, as somebody in a role or a visitor, in a fresh browser.

    Notes every foreign request and fault of script.
    """
    contexts: list[BrowserContext] = []

    def opened(path: str, *, role: str = "", width: int = 1280, scheme: str = "light", script: bool = True) -> Page:
        contexts.append(_context(browser, width=width, scheme=scheme, script=script))
        _signed_in(contexts[-1], server, sessions.get(role, ""))
        return _opened(contexts[-1], server, path)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def visitors(browser: Browser, server: str, sessions: dict[str, str]) -> Iterator[dict[str, BrowserContext]]:
    """Role → a browser that goes from page to page, and has the style sheets at hand; "" is a visitor's."""
    contexts = {role: _context(browser) for role in ("", *sessions)}
    for role, context in contexts.items():
        _signed_in(context, server, sessions.get(role, ""))
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(visitors: dict[str, BrowserContext], server: str) -> Iterator[Visit]:
    """Go to a page as who sees it, in light colours at 1280. Notes what ``open_page`` notes."""
    pages: list[Page] = []

    def visited(seen: Seen) -> Page:
        pages.append(_opened(visitors[seen.role], server, seen.path))
        return pages[-1]

    yield visited
    for page in pages:
        page.close()


def _context(browser: Browser, *, width: int = 1280, scheme: str = "light", script: bool = True) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        locale="nb-NO",
        reduced_motion="reduce",
    )


def _signed_in(context: BrowserContext, server: str, session: str) -> None:
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def _opened(context: BrowserContext, server: str, path: str) -> Page:
    page = context.new_page()
    page.noted = []  # type: ignore[attr-defined]
    page.on("request", lambda request: _note_foreign(page, server, request.url))
    page.on("console", lambda message: _note_error(page, message.type, message.text))
    page.on("pageerror", lambda error: page.noted.append(f"script: {error}"))  # type: ignore[attr-defined]
    answer = page.goto(server + path)
    page.status = answer.status if answer else 0  # type: ignore[attr-defined]
    return page


def _note_foreign(page: Page, server: str, url: str) -> None:
    if not url.startswith((server, "data:")):
        page.noted.append(f"foreign request: {url}")  # type: ignore[attr-defined]


def _note_error(page: Page, kind: str, text: str) -> None:
    # A page that answers 404 on purpose makes the browser say so.
    if kind in ("error", "warning") and not any(f"status of {code}" in text for code in (403, 404, 410)):
        page.noted.append(f"console: {text}")  # type: ignore[attr-defined]
