"""Every address, tried by every role, by a stranger in the same role, and by nobody."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import roles
from tests.access.urls import NOBODY, OPEN, PAGES, SIGNED_IN, Page
from tests.conftest import standing
from tests.roles import client_as, place_of, user_as

FOREIGN = "Fremmed Plantet"


class Visitor(NamedTuple):
    """Somebody who tries; ``role`` is empty for nobody."""

    role: str
    stranger: bool
    client: Client


class World(NamedTuple):
    """Everybody who tries, and what is planted."""

    visitors: list[Visitor]
    planted: dict[str, tuple[object, ...]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, states: Any) -> Iterator[World]:
    """The register, the round of the example, a person in each role and a stranger; undone after the module."""
    with override_settings(DEMONSTRATION=True), standing(states, django_db_blocker, "demonstration"):
        visitors = [Visitor("", False, Client())]
        for role in roles.ROLES:
            for stranger in (False, True):
                visitors.append(Visitor(role, stranger, client_as(role, stranger=stranger)))
        users = import_module("alisveien.accounts.models").User.objects
        users.filter(pk=user_as(roles.DOCTOR, stranger=True).pk).update(name=FOREIGN)
        yield World(visitors, import_module("tests.access.planting").planted())


def names(patterns: Any = None, space: str = "") -> Iterator[str]:
    """The full name of every URL."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def test_every_url_stands_in_the_table_and_nothing_else_does() -> None:
    assert sorted(set(names())) == sorted(PAGES)


def may(page: Page, visitor: Visitor) -> bool:
    if page.may == OPEN:
        return True
    if page.may == NOBODY or not visitor.role:
        return False
    if page.may == SIGNED_IN:
        return True
    elsewhere = visitor.stranger and roles.PLACES[visitor.role][0] is not None
    return visitor.role in page.may and (page.strangers or not elsewhere)


def tried_by(world: World, page: Page) -> list[Visitor]:
    """Everybody; a page that is open to all needs no strangers, for there they are like the others."""
    return [visitor for visitor in world.visitors if page.may != OPEN or not visitor.stranger]


# Who may see the planted doctor of another municipality: who gives roles there, and the doctor.
SEE_THE_STRANGER = {
    (roles.ADMINISTRATOR, False),
    (roles.ADMINISTRATOR, True),
    (roles.MUNICIPAL_LEADER, True),
    (roles.DOCTOR, True),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_may_is_answered_and_nobody_else(world: World, name: str, settings: Any) -> None:
    settings.DEMONSTRATION = True
    page = PAGES[name]
    args = world.planted[page.args] if isinstance(page.args, str) else page.args
    path = reverse(name, args=args) + page.query
    wrong = []
    for visitor in tried_by(world, page):
        response, allowed = visitor.client.get(path), may(page, visitor)
        who = f"{'stranger as ' if visitor.stranger else ''}{visitor.role or 'nobody'}"
        if response.status_code not in (page.status if allowed else page.refused):
            wrong.append(f"{who}: {response.status_code}, {'may' if allowed else 'may not'}")
        if FOREIGN.encode() in b"".join(response) and (visitor.role, visitor.stranger) not in SEE_THE_STRANGER:
            wrong.append(f"{who}: sees a doctor of another municipality")
    assert wrong == []


@pytest.mark.django_db
def test_a_planted_stranger_shows_to_exactly_the_expected(world: World) -> None:
    seen = {
        (visitor.role, visitor.stranger)
        for visitor in world.visitors
        for path in ("/tilganger/", "/konto/")
        if FOREIGN in visitor.client.get(path).content.decode()
    }
    assert seen == SEE_THE_STRANGER


@pytest.mark.django_db
def test_without_the_second_factor_pages_of_others_are_closed(world: World) -> None:
    for name, page in PAGES.items():
        if not isinstance(page.may, frozenset):
            continue
        args = world.planted[page.args] if isinstance(page.args, str) else page.args
        for role in page.may - {roles.DOCTOR, roles.FIGURES_READER}:
            status = client_as(role, second_factor=False).get(reverse(name, args=args)).status_code
            assert status in page.refused, f"{name} as {role}: {status}"


@pytest.mark.django_db
def test_the_places_of_the_tests_are_those_of_the_register(world: World) -> None:
    for places in roles.PLACES.values():
        for place in places:
            assert place is None or place_of(*place)
