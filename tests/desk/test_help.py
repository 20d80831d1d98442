"""Help: every role has a page, every link leads somewhere, and the search box finds it."""

import re
from datetime import date
from html import unescape
from importlib import import_module
from typing import Any

import pytest
from django.test import Client

from alisveien.access.permissions import MATRIX, Permission, Role
from alisveien.base.actor import VISITOR, Actor, Grant
from tests import roles
from tests.roles import client_as

TODAY = date(2026, 11, 22)


def pages() -> Any:
    return import_module("alisveien.desk.help.pages")


def guides() -> list[Any]:
    return [
        *import_module("alisveien.desk.help.everybody").GUIDES,
        *import_module("alisveien.desk.help.roles").GUIDES,
    ]


def text(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return unescape(response.content.decode())


def test_every_role_has_one_guide() -> None:
    assert sorted(guide.role for guide in guides() if guide.role) == sorted(Role)


def test_no_two_guides_share_an_address() -> None:
    slugs = [guide.slug for guide in guides()]
    assert len(set(slugs)) == len(slugs)
    assert not {"roller", "snarveier"} & set(slugs)


@pytest.mark.parametrize("role", list(Role))
def test_a_guide_says_what_the_matrix_permits_and_nothing_else(role: Role) -> None:
    slug = next(guide.slug for guide in guides() if guide.role == role)
    body = text(f"/hjelp/{slug}/")
    listed = body[body.index('id="kan"') :]
    for permission in Permission:
        assert (f"<li>{permission.label}</li>" in listed) == (permission in MATRIX[role].permissions)


@pytest.mark.django_db
def test_every_guide_opens_and_its_links_lead_somewhere(register: None) -> None:
    front = text("/hjelp/")
    for guide in guides():
        assert f"/hjelp/{guide.slug}/" in front
        for href in re.findall(r'<a class="ds-link small" href="([^"]*)"', text(f"/hjelp/{guide.slug}/")):
            assert Client().get(href).status_code in (200, 302, 403), href


def test_a_task_whose_page_is_not_there_is_not_told() -> None:
    task = import_module("alisveien.desk.help.guide").Task("Fly", ("Åpne vingene.",), "/finnes-ikke/")
    assert not pages().is_there(task)
    assert pages().is_there(import_module("alisveien.desk.help.guide").Task("Gå", ("Ett steg.",)))


def test_ones_own_role_stands_first_even_before_the_second_factor() -> None:
    held = Actor(user_id=1, grants=(Grant(Role.ADVISER, frozenset(), None),))
    assert [link["href"] for link in pages().contents(held)["own"]] == ["/hjelp/radgiver/"]
    waits = Actor(user_id=1, withheld=(Role.TRUST_COORDINATOR,))
    assert [link["href"] for link in pages().contents(waits)["own"]] == ["/hjelp/koordinator/"]
    assert pages().contents(VISITOR)["own"] == []


@pytest.mark.django_db
def test_a_signed_in_person_reads_help(register: None) -> None:
    assert "Din rolle" in client_as(roles.ADVISER).get("/hjelp/").content.decode()


def test_what_is_not_help_is_not_found() -> None:
    assert Client().get("/hjelp/finnes-ikke/").status_code == 404


def test_the_shortcuts_each_have_a_visible_control() -> None:
    body = text("/hjelp/snarveier/")
    assert re.findall(r'<kbd class="key">(.)</kbd>', body) == ["/", "?", "n", "p"]


@pytest.mark.parametrize(
    ("words", "first"),
    [("visning", "/hjelp/lister/"), ("RADGIVER", "/hjelp/radgiver/"), ("totrinn", "/hjelp/konto/")],
)
def test_search_finds_help(words: str, first: str) -> None:
    (group,) = pages().found_help(VISITOR, words, TODAY)
    assert group.hits[0].href == first


def test_search_for_nothing_finds_nothing() -> None:
    assert pages().found_help(VISITOR, "  ", TODAY) == []
    assert pages().found_help(VISITOR, "finnesikke", TODAY) == []


@pytest.mark.django_db
def test_the_search_page_shows_help(register: None) -> None:
    body = text("/sok/?q=kolonner")
    assert "/hjelp/lister/" in body
