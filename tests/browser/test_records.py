"""Pages whose address depends on a row: every kind of them is accessible, narrow enough, and with headings in order.

The pages are found and drawn in one transaction that is undone (tests/browser/records.py): the browser's requests are
answered by the application in this very process, so that what is planted needs not stand for others.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, Route
from pytest_django.plugin import DjangoDbBlocker

from tests.access.planting import planted
from tests.access.urls import PAGES as TABLE
from tests.browser.axe import findings
from tests.browser.pages import PAGES, WIDTHS
from tests.browser.records import Kind, Search, Way, kind_of
from tests.browser.test_axe import COLOURS
from tests.browser.test_every_page import faults_of

PHONE, SCREEN = WIDTHS
AREAS = sorted({name.partition(":")[0] for name, line in TABLE.items() if line.args})

NOT_A_PAGE = {
    "access:link_renew",
    "agreements:agreement_document",
    "enquiries:file_rejected",
    "establishments:gap_document",
    "long_task_status",
    "people:file_rejected",
    "placements:calendar_file",
    "placements:holding_file",
    "placements:intake_rejected",
    "placements:intake_standing",
    "placements:intake_template",
    "placements:plan_draft_file",
    "placements:plan_file",
    "placements:plan_options",
    "placements:round_file",
    "placements:stay_paper_file",
    "placements:yearly_file",
}
"""Files and parts of pages."""
ELSEWHERE = {
    "journal:deed_undo": "test_deeds_on_many.py",
    "long_task": "test_long_work.py",
    "mfa_edit_webauthn": "needs a key of a device: test_passkeys.py",
    "mfa_remove_webauthn": "needs a key of a device: test_passkeys.py",
    "places:file_read": "a file waits there for a minute: tests/places/test_importing.py",
    "outreach:check": "follows a question that is asked: tests/outreach/test_pages.py",
    "placements:draft_settle": "only sent on with a clash: test_nominations.py",
}
"""Pages with a row that other tests look at, or that stand too short to be looked at here."""


class Drawn(NamedTuple):
    """What was found, and a browser for each who looks."""

    found: dict[Kind, Way]
    browsers: dict[str, BrowserContext]


@pytest.fixture(scope="module")
def drawn(
    browser: Browser, server: str, sessions: dict[str, str], django_db_blocker: DjangoDbBlocker
) -> Iterator[Drawn]:
    """Every kind of page with a row, found and open to be drawn; what was planted is undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        search = Search(planted())
        contexts = {role: context_of(browser, server, search.clients[role]) for role in who_look(search)}
        yield Drawn(search.found, contexts)
        for context in contexts.values():
            context.close()
        transaction.set_rollback(True)


def who_look(search: Search) -> set[str]:
    return {way.role for way in search.found.values()}


def context_of(browser: Browser, server: str, client: Client) -> BrowserContext:
    """A browser whose pages are answered by a client of the tests; style sheets and scripts come from the server."""

    ours = connections["default"]

    def answered(route: Route) -> None:
        connections["default"] = ours  # inside the browser's loop Django would open one that sees nothing planted
        answer: Any = client.get(route.request.url.removeprefix(server))
        body = b"".join(answer) if answer.streaming else answer.content
        route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=body)

    context = browser.new_context(locale="nb-NO", reduced_motion="reduce", base_url=server)
    context.route(lambda url: url.startswith(server) and not url.startswith(f"{server}/static/"), answered)
    return context


def test_every_address_with_a_row_has_a_page_here(drawn: Drawn) -> None:
    seen = {kind[0] for kind in drawn.found}
    wanted = {name for name, line in TABLE.items() if line.args and 405 not in line.refused}
    assert sorted(wanted - seen - NOT_A_PAGE - set(ELSEWHERE)) == []
    assert sorted(seen & (NOT_A_PAGE | set(ELSEWHERE))) == []


@pytest.mark.parametrize("area", AREAS)
def test_pages_with_a_row_are_accessible_and_in_order(drawn: Drawn, area: str) -> None:
    usual = {kind_of(resolve(seen.path.partition("?")[0])) for seen in PAGES if seen.status == 200}
    wrong = []
    for kind, way in sorted(drawn.found.items()):
        if kind[0].partition(":")[0] == area and kind not in usual:
            wrong += [f"{way.path} as {way.role or 'nobody'}: {fault}" for fault in faults_on(drawn, way)]
    assert not wrong, "\n".join(wrong)


def faults_on(drawn: Drawn, way: Way) -> Iterator[str]:
    """What is wrong with a page: its answer, its order, and what axe finds.

    On a phone in light colours, and the colours again on a screen in dark ones: they are many, and share their parts.
    """
    page, noted = drawn.browsers[way.role].new_page(), []
    page.on("pageerror", lambda fault: noted.append(f"script: {fault}"))
    page.on("console", lambda said: noted.append(said.text) if said.type in ("error", "warning") else None)
    page.set_viewport_size({"width": SCREEN, "height": 900})
    answer = page.goto(way.path)
    yield from [] if answer and answer.status == 200 else ["not answered"]
    yield from faults_of(page)
    page.set_viewport_size({"width": PHONE, "height": 900})
    yield from (f"light {line}" for line in findings(page))
    page.set_viewport_size({"width": SCREEN, "height": 900})
    page.emulate_media(color_scheme="dark")
    yield from (f"dark {line}" for line in findings(page, COLOURS))
    page.close()
    yield from noted
