"""Who sees which doctors by name."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR
from alisveien.people import queries, rules
from alisveien.people.models import Doctor, Supervision
from tests.roles import (
    ADVISER,
    DOCTOR,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    SUPERVISOR,
    TRUST_COORDINATOR,
    actor_as,
    place_of,
    user_as,
)

pytestmark = pytest.mark.django_db

TODAY = date(2027, 8, 30)


def a_doctor(hpr_number: str = "9910001", home: str = "5540", **more: Any) -> Doctor:
    values: dict[str, Any] = {
        "first_name": "Åse",
        "last_name": "Ødegård",
        "municipality": place_of("municipality", home),
        "position": "gp_salaried",
        "started_on": date(2025, 3, 1),
        "percentage": 100,
        "scheme": "new",
        "group": "taking_part",
        "courses": 3,
        "goals_percent": 30,
    }
    return Doctor.objects.create(hpr_number=hpr_number, **{**values, **more})


def seen(role: str, **more: Any) -> set[str]:
    return set(
        Doctor.objects.filter(queries.seen_by(actor_as(role, **more), TODAY)).values_list("hpr_number", flat=True)
    )


def test_a_leader_sees_the_own_municipality_and_no_other(register: None) -> None:
    a_doctor(), a_doctor("9910002", "4601")
    assert seen(MUNICIPAL_LEADER) == {"9910001"}
    assert seen(MUNICIPAL_LEADER, stranger=True) == {"9910002"}


@pytest.mark.parametrize("role", [ADVISER, NATIONAL_COORDINATOR, FIGURES_READER, TRUST_COORDINATOR, SUPERVISOR, DOCTOR])
def test_nobody_else_sees_a_doctor_by_the_place_alone(register: None, role: str) -> None:
    a_doctor()
    assert seen(role) == set()


def test_a_visitor_sees_nobody(register: None) -> None:
    a_doctor()
    assert not Doctor.objects.filter(queries.seen_by(VISITOR, TODAY)).exists()


def test_a_doctor_sees_the_own_row(register: None) -> None:
    a_doctor(user=user_as(DOCTOR)), a_doctor("9910002")
    assert seen(DOCTOR) == {"9910001"}


@pytest.mark.parametrize(
    ("from_on", "to_on", "sees"),
    [
        (date(2026, 1, 1), None, True),
        (date(2026, 1, 1), TODAY, True),
        (date(2026, 1, 1), date(2027, 8, 29), False),
        (date(2027, 9, 1), None, False),
    ],
)
def test_a_supervisor_sees_the_supervised_while_it_lasts(
    register: None, from_on: date, to_on: date | None, *, sees: bool
) -> None:
    doctor = a_doctor()
    a_doctor("9910002")
    Supervision.objects.create(doctor=doctor, supervisor=user_as(SUPERVISOR), from_on=from_on, to_on=to_on)
    assert seen(SUPERVISOR) == ({"9910001"} if sees else set())


def test_those_who_register_doctors_there_may_edit(register: None) -> None:
    doctor = a_doctor()
    assert rules.may_edit(actor_as(MUNICIPAL_LEADER), doctor)
    for actor in (VISITOR, actor_as(MUNICIPAL_LEADER, stranger=True), actor_as(TRUST_COORDINATOR), actor_as(ADVISER)):
        assert not rules.may_edit(actor, doctor)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hpr_number": "12a"},
        {"percentage": 0},
        {"percentage": 101},
        {"goals_percent": 101},
        {"scheme": "other"},
        {"leave_to": date(2027, 1, 1)},
        {"leave_from": date(2027, 2, 1), "leave_to": date(2027, 1, 1)},
        {"municipal_order": 0},
        {"first_name": ""},
    ],
)
def test_the_database_refuses_a_doctor_who_cannot_be(register: None, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_doctor(**wrong)


def test_doctors_stand_in_norwegian_order(register: None) -> None:
    for number, name in enumerate(("Åsen", "Ødegård", "Aas", "Berg", "Ærø")):
        a_doctor(f"991000{number}", last_name=name)
    names = Doctor.objects.order_by("sort_key").values_list("last_name", flat=True)
    assert list(names) == ["Berg", "Ærø", "Ødegård", "Aas", "Åsen"]
