"""From holdings to an actor: what is granted, where, when, and what waits for the second factor."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from alisveien.base.actor import EVERYWHERE, VISITOR, Actor, Grant
from tests import roles
from tests.roles import actor_as, client_as, place_of, user_as
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def actor_for(user: Any, at: datetime = NOW, *, second_factor: bool = True) -> Actor:
    from alisveien.access.queries import actor_for as real  # noqa: PLC0415 - models can be imported only now

    return real(user, at, second_factor=second_factor)


def holding(user: Any, role: str, place: Any, **more: Any) -> Any:
    from alisveien.access.models import Holding  # noqa: PLC0415

    given = {"from_on": date(2027, 1, 1), "to_on": None, "given_at": NOW, "place_kind": place.kind if place else ""}
    with transaction.atomic():
        return Holding.objects.create(user=user, role=role, place=place, **{**given, **more})


def test_a_visitor_may_nothing() -> None:
    assert VISITOR.is_visitor
    assert not VISITOR.may("see_figures")
    assert VISITOR.reach("see_figures") == frozenset()


def test_reaches_are_added_and_the_whole_country_swallows_them() -> None:
    here, there = Grant("a", frozenset({"x"}), frozenset({1})), Grant("b", frozenset({"x"}), frozenset({2}))
    nation = Grant("c", frozenset({"x"}), None)
    assert Actor(1, (here, there)).reach("x") == frozenset({1, 2})
    assert Actor(1, (here, nation)).reach("x") is EVERYWHERE
    assert Actor(1, (here,)).may("x", 1)
    assert not Actor(1, (here,)).may("x", 2)
    assert Actor(1, (nation,)).may("x", 99)


def test_a_municipality_reaches_its_districts_and_no_other(register: None) -> None:
    leader = actor_as(roles.MUNICIPAL_LEADER, place_of("municipality", "0301"))
    district = place_of("municipality", "0301").children.filter(kind="district").first()
    assert leader.may("nominate", district.pk)
    assert not leader.may("nominate", place_of("municipality", "5540").pk)


def test_a_trust_reaches_its_hospitals_and_departments(register: None) -> None:
    coordinator = actor_as(roles.TRUST_COORDINATOR)
    hospital = place_of("hospital", "unn-tromso")
    assert coordinator.may("see_nominated", hospital.pk)
    assert coordinator.may("see_nominated", hospital.children.first().pk)
    assert not coordinator.may("see_nominated", place_of("hospital", "hbe-haukeland").pk)


def test_an_office_reaches_what_it_covers_and_the_trusts_there(register: None) -> None:
    adviser = actor_as(roles.ADVISER)
    for kind, code in (("municipality", "5540"), ("trust", "983974899"), ("hospital", "unn-tromso")):
        assert adviser.may("see_status", place_of(kind, code).pk)
    for kind, code in (("municipality", "4601"), ("trust", "983974724"), ("office", "vest")):
        assert not adviser.may("see_status", place_of(kind, code).pk)
    assert not adviser.may("see_own_unit")


@pytest.mark.parametrize("role", roles.ROLES)
def test_an_actor_costs_at_most_two_queries(register: None, role: str) -> None:
    user = user_as(role)
    assert len(queries_of(lambda: actor_for(user))) <= 2


@pytest.mark.parametrize("role", roles.ROLES)
def test_who_sees_names_of_others_must_use_a_second_factor(register: None, role: str) -> None:
    actor = actor_for(user_as(role), second_factor=False)
    names = ("see_own_unit", "see_nominated", "see_placed", "see_supervised", "give_roles", "act_on_request")
    assert not any(actor.may(name) for name in names)
    free = role in (roles.DOCTOR, roles.FIGURES_READER)
    assert actor.withheld == (() if free else (role,))
    assert bool(actor.grants) == free


def test_a_role_counts_from_its_first_day_until_the_day_it_ends(register: None) -> None:
    user, unn = user_as(roles.FIGURES_READER), place_of("trust", "983974899")
    holding(user, roles.TRUST_COORDINATOR, unn, from_on=date(2027, 2, 1), to_on=date(2027, 3, 1))
    last_evening = datetime(2027, 2, 28, 22, 59, tzinfo=UTC)  # 23.59 in Norway
    assert actor_for(user, last_evening).may("freeze_round", unn.pk)
    assert not actor_for(user, last_evening + timedelta(minutes=1)).may("freeze_round")
    assert not actor_for(user, datetime(2027, 1, 31, 12, tzinfo=UTC)).may("freeze_round")


def test_a_closed_user_may_nothing(register: None) -> None:
    user = user_as(roles.ADMINISTRATOR)
    user.is_active = False
    assert actor_for(user).grants == ()


def test_the_database_refuses_a_role_at_the_wrong_kind_of_place(register: None) -> None:
    user, tromso = user_as(roles.DOCTOR), place_of("municipality", "5501")
    with pytest.raises(IntegrityError, match="holding_at_right_kind"):
        holding(user, roles.TRUST_COORDINATOR, tromso)
    with pytest.raises(IntegrityError, match="holding_at_right_kind"):
        holding(user, roles.TRUST_COORDINATOR, None)
    with pytest.raises(IntegrityError, match="holding_at_right_kind"):
        holding(user, roles.ADMINISTRATOR, tromso)
    with pytest.raises(IntegrityError, match="holding_kind_with_place"):
        holding(user, roles.ADMINISTRATOR, tromso, place_kind="")


def test_the_database_refuses_a_kind_that_is_not_the_places(register: None) -> None:
    from django.db import connection  # noqa: PLC0415

    user = user_as(roles.DOCTOR)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS holding_place_and_kind IMMEDIATE")
    with pytest.raises(IntegrityError, match="holding_place_and_kind"):
        holding(user, roles.TRUST_COORDINATOR, place_of("municipality", "5501"), place_kind="trust")


def test_the_database_refuses_the_same_role_twice_at_a_time(register: None) -> None:
    user, unn = user_as(roles.DOCTOR), place_of("trust", "983974899")
    holding(user, roles.TRUST_COORDINATOR, unn, to_on=date(2027, 6, 1))
    with pytest.raises(IntegrityError, match="holding_once_at_a_time"):
        holding(user, roles.TRUST_COORDINATOR, unn, from_on=date(2027, 5, 1))
    holding(user, roles.TRUST_COORDINATOR, unn, from_on=date(2027, 6, 1))
    holding(user, roles.ADMINISTRATOR, None)
    with pytest.raises(IntegrityError, match="holding_once_at_a_time"):
        holding(user, roles.ADMINISTRATOR, None)


def test_no_two_roles_look_the_same_to_the_constraint() -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT hashtext(role)) FROM unnest(%s::text[]) AS role", [list(roles.ROLES)])
        assert cursor.fetchone() == (len(roles.ROLES),)


def test_the_request_carries_the_actor(register: None) -> None:
    client = client_as(roles.TRUST_COORDINATOR)
    response = client.get("/")
    actor = response.wsgi_request.actor
    assert actor.may("freeze_round", place_of("trust", "983974899").pk)
    client = client_as(roles.TRUST_COORDINATOR, second_factor=False)
    assert client.get("/").wsgi_request.actor.withheld == (roles.TRUST_COORDINATOR,)


def test_a_guessed_session_is_a_visitor() -> None:
    client = Client()
    client.cookies["sessionid"] = "gjettet"
    assert client.get("/stil/").wsgi_request.actor == VISITOR
