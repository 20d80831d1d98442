"""A browser and a server with the register loaded. One Chromium and one load for the whole run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.pages import PAGES
from tests.roles import cookie_of

LOADING = ("load_register", "load_demonstration", "load_enquiries", "load_outreach", "load_demo_accounts")

Open = Callable[..., Page]


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
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The register and the example, loaded once for the browser tests and taken away after them."""
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True):
        for command in LOADING:
            if command in get_commands():
                call_command(command, verbosity=0)
        yield
        call_command("flush", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")  # flush empties only the tables that are Django's
        connection.close()  # the end of the run has another one: Playwright's loop has come between


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
    """Open an address at a width and in a colour scheme, as somebody in a role or a visitor.

    Notes every foreign request and fault of script.
    """
    contexts: list[BrowserContext] = []

    def opened(path: str, *, role: str = "", width: int = 1280, scheme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            locale="nb-NO",
            reduced_motion="reduce",
        )
        contexts.append(context)
        if role:
            context.add_cookies([{"name": "sessionid", "value": sessions[role], "url": server}])
        page = context.new_page()
        page.noted = []  # type: ignore[attr-defined]
        page.on("request", lambda request: _note_foreign(page, server, request.url))
        page.on("console", lambda message: _note_error(page, message.type, message.text))
        page.on("pageerror", lambda error: page.noted.append(f"script: {error}"))  # type: ignore[attr-defined]
        answer = page.goto(server + path)
        page.status = answer.status if answer else 0  # type: ignore[attr-defined]
        return page

    yield opened
    for context in contexts:
        context.close()


def _note_foreign(page: Page, server: str, url: str) -> None:
    if not url.startswith((server, "data:")):
        page.noted.append(f"foreign request: {url}")  # type: ignore[attr-defined]


def _note_error(page: Page, kind: str, text: str) -> None:
    # A page that answers 404 on purpose makes the browser say so.
    if kind in ("error", "warning") and not any(f"status of {code}" in text for code in (403, 404, 410)):
        page.noted.append(f"console: {text}")  # type: ignore[attr-defined]
