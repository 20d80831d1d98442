"""Every page has two sentences of help; the addresses that are no page, or are help themselves, are named here."""

import re
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests import roles
from tests.access.urls import NOBODY, OPEN, PAGES, SIGNED_IN
from tests.conftest import standing
from tests.roles import client_as

HELP = re.compile(r'<details class="help">.*?<p>(.*?)<a', re.S)
NO_PAGE = {
    "search_suggestions", "placements:holding_file", "placements:short_notice", "healthz", "readyz", "favicon",
    "long_task_status", "public:map_csv", "public:map_svg", "public:map_png", "public:map_xlsx",
    "placements:round_file", "placements:round_step", "placements:intake_read", "placements:intake_drop",
    "establishments:gap_document", "agreements:agreement_document", "placements:dispute_withdraw",
    "people:role_confirm", "people:file_rejected", "enquiries:file_rejected",
    "establishments:gap_save", "establishments:arena_save",
    "placements:intake_template", "placements:intake_standing", "placements:intake_rejected",
    "placements:nomination_change", "placements:nomination_ask", "placements:draft", "placements:draft_save",
    "placements:draft_discard", "placements:need_now", "placements:calendar_now", "placements:calendar_file",
    "placements:campaign_start", "placements:stay_tick", "placements:stay_unteach",
    "placements:stay_paper_file", "placements:stay_paper_remove", "placements:stay_resume",
    "placements:nomination_back", "workbench:view_update", "access:mandate_end", "access:link_renew",
    "placements:plan_file", "placements:plan_draft_file", "placements:plan_options", "placements:plan_deed",
    "placements:offer_hour_answer",
    "placements:yearly_file", "placements:yearly_now", "desk:own_data_file",
    "mfa_download_recovery_codes", "mfa_login_webauthn",
}  # fmt: skip
"""Files, deeds that take a POST only, and addresses that lead on."""
SAYS_IT_ITSELF = {"home", "public:front", "stil", "desk:help", "desk:help_shortcuts", "desk:help_guide"}
"""The front page says what it is, the parts are for who builds, and help is help."""
IN_THE_TEMPLATE = {
    "placements:draft_step", "placements:draft_dense", "placements:draft_settle", "establishments:arena_step",
}  # fmt: skip
"""The steps of a form, which have help of their own (tests of nomination and arena pages)."""


@pytest.fixture(scope="module")
def clients(django_db_setup: None, django_db_blocker: Any, states: Any) -> Iterator[dict[str, Client]]:
    """Somebody in each role, with the example loaded; undone after the module."""
    with override_settings(DEMONSTRATION=True), standing(states, django_db_blocker, "demonstration"):
        yield {"": Client(), **{role: client_as(role) for role in roles.ROLES}}


def opened(clients: dict[str, Client], name: str) -> str:
    """The page as somebody who may sees it; empty when nobody of the tests is shown a page there."""
    page = PAGES[name]
    if page.may == NOBODY:
        return ""
    args = page.args
    people = import_module("tests.people.planting")
    if isinstance(args, str) and args in people.KEYS:
        args = people.planted()[args]
    offers = import_module("tests.placements.offering")
    if isinstance(args, str) and args in offers.KEYS:
        args = offers.planted()[args]
    if args in ("call", "campaign"):
        import_module("tests.placements.nominating").nominated()
        args = import_module("tests.placements.campaigns").planted()[args]
    if isinstance(args, str) and args.startswith("stay"):
        args = import_module("tests.placements.staying").planted()[args]
    if args in ("plan_draft", "plan_piece"):
        args = import_module("tests.placements.planning").planted()[args]
    if args in ("proposal", "department"):
        args = import_module("tests.posts.proposing").planted()[args]
    if isinstance(args, str):
        planted = {
            "nomination": lambda: import_module("tests.placements.nominating").nominated(),
            "holding": roles.user_as(roles.DOCTOR).holdings.get,
            "office": lambda: roles.place_of("office", "nord"),
            "town": lambda: roles.place_of("municipality", "5540"),
        }
        args = (planted[args]().pk,)
    visitors = {OPEN: ["", roles.ADVISER], SIGNED_IN: [roles.ADVISER]}.get(str(page.may), sorted(page.may))
    for role in visitors:
        answer = clients[role].get(reverse(name, args=args) + page.query)
        if answer.status_code in (200, 410) and "html" in answer.get("Content-Type", ""):
            return unescape(answer.content.decode())
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(PAGES) - NO_PAGE - SAYS_IT_ITSELF - IN_THE_TEMPLATE))
def test_a_page_has_two_sentences_of_help(clients: dict[str, Client], name: str, settings: Any) -> None:
    settings.DEMONSTRATION = True
    body = opened(clients, name)
    table = import_module("alisveien.desk.help.at_pages").PAGES
    if not body:
        assert name in table, "no page of the test shows it, so it must stand in the table"
        found = [str(table[name])]
    else:
        found = [str(one) for one in HELP.findall(body)]
    assert len(found) == 1, "once, and not twice"
    assert 2 <= len(re.findall(r"[.?](?:\s|$)", found[0].strip())) <= 3, found


def test_the_table_names_addresses_there_are() -> None:
    assert set(import_module("alisveien.desk.help.at_pages").PAGES) <= set(PAGES)


@pytest.mark.django_db
def test_what_is_refused_has_no_help_of_the_page(clients: dict[str, Client]) -> None:
    assert 'class="help"' not in clients[roles.DOCTOR].get("/tilganger/ny/").content.decode()
    assert 'class="help"' not in clients[""].get("/finnes-ikke/").content.decode()
