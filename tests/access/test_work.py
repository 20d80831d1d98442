"""What access puts on the work list."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from alisveien.access.models import Holding
from alisveien.access.queries_work import waiting_for
from alisveien.base.actor import VISITOR, Actor, Grant
from tests import roles
from tests.roles import actor_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


def ends(user: Any, role: str, place: Any, to_on: date) -> None:
    Holding.objects.create(
        user=user,
        role=role,
        place=place,
        place_kind=place.kind,
        from_on=date(2027, 1, 1),
        to_on=to_on,
        given_at=datetime(2027, 1, 1, tzinfo=UTC),
    )


def test_who_gives_roles_is_told_which_end_within_a_month(register: None) -> None:
    leader, place = actor_as(roles.MUNICIPAL_LEADER), place_of("municipality", "5540")
    supervisor = user_as(roles.FIGURES_READER)
    ends(supervisor, roles.SUPERVISOR, place, TODAY + timedelta(30))
    ends(user_as(roles.DOCTOR, stranger=True), roles.DOCTOR, place, TODAY + timedelta(31))
    ends(user_as(roles.ADVISER), roles.SUPERVISOR, place, TODAY)
    ends(user_as(roles.DOCTOR, stranger=True), roles.SUPERVISOR, place_of("municipality", "4601"), TODAY + timedelta(9))
    (task,) = waiting_for(leader, TODAY)
    assert task.about == f"{supervisor.name}, veileder, {place.name}"
    assert (task.deadline, task.href) == (date(2027, 3, 30), "/tilganger/")


def test_who_holds_a_role_that_ends_is_told_to_ask(register: None) -> None:
    user = user_as(roles.FIGURES_READER)
    ends(user, roles.SUPERVISOR, place_of("municipality", "5540"), TODAY + timedelta(7))
    (task,) = waiting_for(Actor(user_id=user.pk), TODAY)
    assert task.what == "Be om ny tilgang før den går ut"
    assert (task.deadline, task.href) == (date(2027, 3, 7), "/konto/")


def test_a_missing_second_factor_is_the_first_task(register: None) -> None:
    (task,) = waiting_for(Actor(user_id=1, withheld=(roles.ADVISER,)), TODAY)
    assert task.decides
    assert task.href == "/konto/totrinn/"


def test_a_mandate_says_when_it_ends(db: None) -> None:
    until = datetime(2027, 3, 2, 12, tzinfo=UTC)
    grant = Grant("mandate", frozenset(), frozenset({1}), held_at=1, place_name="Kåfjord", until=until.isoformat())
    tasks = waiting_for(Actor(user_id=1, grants=(grant,)), TODAY)
    assert [(task.about, task.deadline, task.href) for task in tasks] == [("Kåfjord", until, "/oppdrag/")]


def test_a_visitor_has_no_tasks() -> None:
    assert waiting_for(VISITOR, TODAY) == []


def test_the_tasks_cost_the_same_at_one_and_at_three(register: None) -> None:
    leader, place = actor_as(roles.MUNICIPAL_LEADER), place_of("municipality", "5540")
    others = iter(roles.ROLES)
    assert_flat(
        lambda: waiting_for(leader, TODAY),
        lambda: ends(user_as(next(others)), roles.SUPERVISOR, place, TODAY + timedelta(7)),
    )
