"""The timeline and the log of a place: for those who may read it there, and for nobody else."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import roles
from tests.roles import actor_as, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db
RECORDS = ("/kommuner/5540/", "/helseforetak/983974899/", "/sykehus/unn-tromso/", "/kontor/nord/")


def give(by: str, role: str, place: Any, to: Any) -> None:
    import_module("alisveien.access.services.roles").give_role(
        user=to, role=role, place=place, from_on=date(2026, 1, 1), to_on=None, by=actor_as(by), at=timezone.now()
    )


def test_who_may_read_the_log_sees_roles_given_there(register: None) -> None:
    place = place_of("municipality", "5540")
    given = user_as(roles.FIGURES_READER)
    give(roles.MUNICIPAL_LEADER, roles.SUPERVISOR, place, given)
    client = client_as(roles.CHIEF_MEDICAL_OFFICER)
    for part, heading in (("logg", "Logg"), ("hendelser", "Hendelser")):
        body = client.get(f"/kommuner/5540/?del={part}").content.decode()
        assert f'<h2 id="del">{heading}</h2>' in body
        assert f"Tilgang gitt. {given.name}: veileder, {place.name}" in body
        assert user_as(roles.MUNICIPAL_LEADER).name in body
    front = client.get("/kommuner/5540/?del=tull").content.decode()
    assert "Tilgang gitt" not in front
    assert "?del=logg" in front


@pytest.mark.parametrize("path", RECORDS)
@pytest.mark.parametrize("part", ["", "?del=logg", "?del=hendelser"])
def test_nobody_else_sees_that_there_is_a_log(register: None, path: str, part: str) -> None:
    give(roles.MUNICIPAL_LEADER, roles.SUPERVISOR, place_of("municipality", "5540"), user_as(roles.FIGURES_READER))
    strangers = (
        Client(),
        client_as(roles.CHIEF_MEDICAL_OFFICER, stranger=True),
        client_as(roles.CHIEF_MEDICAL_OFFICER, second_factor=False),
        client_as(roles.ADVISER),
        client_as(roles.ADMINISTRATOR),
        client_as(roles.DOCTOR),
    )
    for client in strangers:
        body = client.get(f"{path}{part}").content.decode()
        assert "Tilgang gitt" not in body
        assert "?del=logg" not in body


@pytest.mark.parametrize("path", ["/helseforetak/983974899/", "/sykehus/unn-tromso/"])
def test_the_trust_reads_its_own_log(register: None, path: str) -> None:
    page = client_as(roles.TRUST_COORDINATOR).get(f"{path}?del=logg")
    assert page.status_code == 200
    assert "Ingenting er endret ennå." in page.content.decode()


def test_the_log_costs_the_same_at_one_line_and_at_three(register: None) -> None:
    client, place = client_as(roles.CHIEF_MEDICAL_OFFICER), place_of("municipality", "5540")
    others = iter((roles.FIGURES_READER, roles.ADVISER, roles.NATIONAL_COORDINATOR))
    assert_flat(
        lambda: client.get("/kommuner/5540/?del=logg"),
        lambda: give(roles.MUNICIPAL_LEADER, roles.SUPERVISOR, place, user_as(next(others))),
    )
