"""Persons and the roles they hold: what the database refuses, who sees whom, and the deeds."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from alisveien.base.actor import VISITOR, Actor, Errand
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.journal.services import undo
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.models import ContactRole, Doctor, Person
from alisveien.people.services import persons as services
from alisveien.people.services import roles as deeds
from tests.people.test_doctors import a_doctor
from tests.roles import (
    ADVISER,
    DOCTOR,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
    actor_as,
    place_of,
    user_as,
)
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 8, 30, 9, 0, tzinfo=UTC)
TODAY = date(2027, 8, 30)
HOME, AWAY = "5540", "4601"


def a_person(last_name: str = "Hansen", **more: Any) -> Person:
    return Person.objects.create(**({"first_name": "Kari", "last_name": last_name} | more))


def a_role(person: Person, role: str = "municipal_cmo", code: str = HOME, **more: Any) -> ContactRole:
    place = more.pop("place", None) or place_of("municipality", code)
    values = {"from_on": date(2025, 1, 1)} | more
    return ContactRole.objects.create(person=person, role=role, place=place, place_kind=place.kind, **values)


def seen(actor: Actor, day: date = TODAY) -> set[str]:
    return set(queries.persons_for(actor, day).values_list("last_name", flat=True))


def checked(write: Callable[[], object]) -> None:
    """Write, and let the database look over its keys."""
    with transaction.atomic():
        write()
        connection.check_constraints()


@pytest.mark.parametrize("wrong", [{"hpr_number": "12a"}, {"hpr_number": ""}, {"first_name": ""}, {"last_name": ""}])
def test_the_database_refuses_a_person_who_cannot_be(register: None, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_person(**wrong)


def test_two_persons_cannot_have_one_number(register: None) -> None:
    a_person(hpr_number="9910001")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_person(hpr_number="9910001")


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "mayor", "kind": "hospital", "code": "unn-tromso"},
        {"role": "king"},
        {"role": "municipal_cmo", "to_on": date(2024, 1, 1)},
    ],
)
def test_the_database_refuses_a_role_that_cannot_be(register: None, wrong: dict[str, Any]) -> None:
    place = place_of(wrong.pop("kind", "municipality"), wrong.pop("code", HOME))
    with pytest.raises(IntegrityError), transaction.atomic():
        a_role(a_person(), place=place, **wrong)


def test_the_kind_of_place_of_a_role_is_kept_true(register: None) -> None:
    place = place_of("hospital", "unn-tromso")
    mayor = ContactRole(person=a_person(), role="mayor", place=place, place_kind="municipality")
    with pytest.raises(IntegrityError):
        checked(mayor.save)


def test_one_holds_a_role_once_at_a_time_and_there_is_one_mayor(register: None) -> None:
    first, second = a_person(), a_person("Olsen")
    a_role(first, "mayor", to_on=date(2026, 1, 1))
    a_role(second, "mayor", from_on=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        a_role(first, "mayor", from_on=date(2026, 6, 1))
    a_role(first), a_role(second)  # two chief medical officers there may be
    with pytest.raises(IntegrityError), transaction.atomic():
        a_role(first, from_on=date(2026, 6, 1))


def test_a_doctor_in_training_is_one_person_whatever_changes_the_doctor(register: None) -> None:
    doctor = a_doctor()
    services.enter_doctors([doctor.pk])
    services.enter_doctors([doctor.pk])
    person = Person.objects.get(doctor=doctor)
    assert (person.name, person.hpr_number) == ("Åse Ødegård", "9910001")
    Doctor.objects.filter(pk=doctor.pk).update(last_name="Aas", hpr_number="9910009")
    person.refresh_from_db()
    assert (person.last_name, person.hpr_number) == ("Aas", "9910009")
    with pytest.raises(IntegrityError):
        checked(lambda: Person.objects.filter(pk=person.pk).update(last_name="Annen"))


def test_who_is_known_by_the_number_becomes_the_person_of_the_doctor(register: None) -> None:
    known = a_person(hpr_number="9910001", email="kari@example.no")
    services.enter_doctors([a_doctor().pk])
    known.refresh_from_db()
    assert known.doctor is not None
    assert (known.last_name, known.email) == ("Ødegård", "kari@example.no")
    assert Person.objects.count() == 1


def test_official_roles_are_seen_everywhere_and_others_where_one_sees_contacts(register: None) -> None:
    a_role(a_person("Leder"), "health_leader"), a_role(a_person("Veileder"), "supervisor")
    a_role(a_person("Fjern"), "health_leader", AWAY), a_role(a_person("Fjernveileder"), "supervisor", AWAY)
    everything = {"Leder", "Veileder", "Fjern", "Fjernveileder"}
    assert seen(actor_as(ADVISER)) == {"Leder", "Veileder", "Fjern"}
    assert seen(actor_as(MUNICIPAL_LEADER)) == {"Leder", "Veileder", "Fjern"}
    assert seen(actor_as(NATIONAL_COORDINATOR)) == everything
    assert seen(actor_as(TRUST_COORDINATOR)) == {"Leder", "Fjern"}
    for nobody in (VISITOR, actor_as(FIGURES_READER), actor_as(DOCTOR)):
        assert seen(nobody) == set()


def test_who_held_a_role_is_seen_on_the_days_it_was_held_and_by_who_keeps_it(register: None) -> None:
    a_role(a_person("Fjern"), "health_leader", AWAY, to_on=date(2026, 1, 1))
    a_role(a_person("Nær"), "health_leader", to_on=date(2026, 1, 1))
    a_person("Ingenting")
    assert seen(actor_as(NATIONAL_COORDINATOR)) == set()
    assert seen(actor_as(NATIONAL_COORDINATOR), date(2025, 12, 31)) == {"Fjern", "Nær"}
    assert seen(actor_as(ADVISER)) == {"Nær", "Ingenting"}


def test_a_doctor_in_training_is_seen_by_the_rules_that_stand(register: None) -> None:
    services.enter_doctors([a_doctor(user=user_as(DOCTOR)).pk, a_doctor("9910002", AWAY, last_name="Fjern").pk])
    assert seen(actor_as(MUNICIPAL_LEADER)) == {"Ødegård"}
    assert seen(actor_as(DOCTOR)) == {"Ødegård"}
    assert seen(actor_as(ADVISER)) == set()
    assert seen(actor_as(NATIONAL_COORDINATOR)) == set()


def test_entering_somebody_and_a_role_stands_in_the_journal(register: None) -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    person = services.enter_person(
        first_name=" Kari ", last_name="Hansen", email="kari@example.no", hpr_number="1234567", by=leader, at=NOW
    )
    role = deeds.add_role(
        person=person, role="municipal_cmo", place=place_of("municipality", HOME), from_on=TODAY, by=leader, at=NOW
    )
    assert (person.first_name, role.confirmed_at, role.confirmed_by) == ("Kari", NOW, leader.user_id)
    assert set(Entry.objects.values_list("kind", flat=True)) == {"people.person.entered", "people.role.begun"}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"hpr_number": "12 34"}, "sju til ni sifre"),
        ({"hpr_number": "1234567890"}, "sju til ni sifre"),
        ({"hpr_number": "7654321"}, "en annen person"),
        ({"first_name": " "}, "fornavn og etternavn"),
    ],
)
def test_a_wrong_person_is_refused_with_the_reason(register: None, wrong: dict[str, str], reason: str) -> None:
    a_person(hpr_number="7654321")
    values: dict[str, Any] = {"first_name": "Kari", "last_name": "Hansen"} | wrong
    with pytest.raises(RuleBroken, match=reason):
        services.enter_person(**values, by=actor_as(MUNICIPAL_LEADER), at=NOW)


def test_a_short_number_is_doubted_and_not_refused(register: None) -> None:
    assert rules.doubts_of_hpr_number("123456")
    assert not rules.against_hpr_number("123456")
    assert not rules.doubts_of_hpr_number("1234567")
    assert not rules.doubts_of_hpr_number("")
    assert not rules.doubts_of_hpr_number("12x")


def test_nobody_without_contacts_to_keep_enters_persons(register: None) -> None:
    for actor in (VISITOR, actor_as(NATIONAL_COORDINATOR), actor_as(FIGURES_READER)):
        with pytest.raises(NotAllowed):
            services.enter_person(first_name="Kari", last_name="Hansen", by=actor, at=NOW)


def test_two_who_change_one_person_at_once_are_told(register: None) -> None:
    person, leader = a_person(), actor_as(MUNICIPAL_LEADER)
    a_role(person)
    said = {"first_name": "Kari", "last_name": "Olsen", "email": "", "phone": "", "hpr_number": ""}
    changed = services.change_person(person=person, **said, version=1, by=leader, at=NOW)
    assert (changed.last_name, changed.version) == ("Olsen", 2)
    with pytest.raises(RuleBroken, match="Noen andre har endret"):
        services.change_person(person=person, **said, version=1, by=leader, at=NOW)
    with pytest.raises(NotAllowed):
        services.change_person(person=person, **said, version=2, by=actor_as(MUNICIPAL_LEADER, stranger=True), at=NOW)


def test_changing_the_name_of_a_doctor_in_training_changes_the_doctor(register: None) -> None:
    doctor = a_doctor()
    services.enter_doctors([doctor.pk])
    said = {"first_name": "Åse", "last_name": "Olsen", "email": "", "phone": "", "hpr_number": "9910001"}
    person = Person.objects.get()
    services.change_person(person=person, **said, version=1, by=actor_as(MUNICIPAL_LEADER), at=NOW)
    doctor.refresh_from_db()
    assert (doctor.last_name, doctor.version) == ("Olsen", 2)
    connection.check_constraints()
    with pytest.raises(RuleBroken, match="må ha HPR-nummer"):
        services.change_person(
            person=person, **(said | {"hpr_number": ""}), version=2, by=actor_as(MUNICIPAL_LEADER), at=NOW
        )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"role": "trust_coordinator"}, "kan ikke holdes ved"),
        ({"to_on": date(2024, 1, 1)}, "etter startdatoen"),
        ({"from_on": date(1900, 1, 1)}, "mellom 1950 og 2100"),
        ({}, "har alt denne rollen"),
        ({"role": "mayor"}, "En annen har alt"),
    ],
)
def test_a_role_that_cannot_be_held_is_refused(register: None, more: dict[str, Any], reason: str) -> None:
    person, place = a_person(), place_of("municipality", HOME)
    a_role(person), a_role(a_person("Olsen"), "mayor")
    values: dict[str, Any] = {"role": "municipal_cmo", "from_on": date(2026, 1, 1)} | more
    with pytest.raises(RuleBroken, match=reason):
        deeds.add_role(person=person, place=place, **values, by=actor_as(MUNICIPAL_LEADER), at=NOW)


def test_a_role_is_confirmed_and_ended_by_who_keeps_it(register: None) -> None:
    role, leader = a_role(a_person()), actor_as(MUNICIPAL_LEADER)
    assert deeds.confirm_roles(roles=[role], by=leader, at=NOW) == 1
    ended = deeds.end_role(role=role, to_on=TODAY, by=leader, at=NOW)
    assert (ended.to_on, ended.confirmed_by) == (TODAY, leader.user_id)
    with pytest.raises(RuleBroken, match="avsluttet"):
        deeds.confirm_roles(roles=[role], by=leader, at=NOW)
    with pytest.raises(RuleBroken, match="alt avsluttet"):
        deeds.end_role(role=role, to_on=TODAY, by=leader, at=NOW)
    coming = a_role(a_person("Olsen"), from_on=date(2028, 1, 1))
    with pytest.raises(RuleBroken, match="ikke begynt"):
        deeds.confirm_roles(roles=[coming], by=leader, at=NOW)
    with pytest.raises(RuleBroken, match="før den begynner"):
        deeds.end_role(role=coming, to_on=TODAY, by=leader, at=NOW)
    with pytest.raises(NotAllowed):
        deeds.end_role(role=coming, to_on=TODAY, by=actor_as(TRUST_COORDINATOR), at=NOW)


def test_one_who_came_by_the_link_of_a_place_keeps_its_roles_and_no_others(register: None) -> None:
    near, far = a_role(a_person()), a_role(a_person("Olsen"), code=AWAY)
    guest = Actor(link=Errand(1, rules.BY_LINK, str(near.place_id)))
    assert deeds.confirm_roles(roles=[near], by=guest, at=NOW) == 1
    with pytest.raises(NotAllowed):
        deeds.confirm_roles(roles=[far], by=guest, at=NOW)
    assert services.enter_person(first_name="Ny", last_name="Leder", by=guest, at=NOW).pk


def test_who_is_who_at_places_asks_as_often_for_three_as_for_one(register: None) -> None:
    numbers = iter(range(10))
    adviser, place = actor_as(ADVISER), place_of("municipality", HOME)

    def read() -> list[str]:
        people = queries.with_roles(queries.persons_for(adviser, TODAY), adviser, TODAY)
        told = [one.place.name for person in people for one in person.seen_roles]  # type: ignore[attr-defined]
        return told + [role.person.name for role in queries.roles_at(adviser, [place.pk], TODAY)]

    assert_flat(read, lambda: a_role(a_person(f"Nr{next(numbers)}")))
    assert len(read()) == 6


def test_a_change_a_role_and_a_confirmation_are_undone_from_the_log(register: None) -> None:
    leader, person = actor_as(MUNICIPAL_LEADER), a_person(email="kari@example.no")
    role = deeds.add_role(
        person=person, role="health_leader", place=place_of("municipality", HOME), from_on=TODAY, by=leader, at=NOW
    )
    said = {"first_name": "Kari", "last_name": "Olsen", "email": "", "phone": "", "hpr_number": ""}
    services.change_person(person=person, **said, version=1, by=leader, at=NOW)
    undo(entry=Entry.objects.get(kind="people.person.changed"), by=leader, at=NOW)
    person.refresh_from_db()
    assert (person.last_name, person.email, person.version) == ("Hansen", "kari@example.no", 3)
    role.refresh_from_db()
    deeds.confirm_roles(roles=[role], by=actor_as(ADVISER), at=NOW + timedelta(days=1))
    undo(entry=Entry.objects.get(kind="people.role.confirmed"), by=leader, at=NOW)
    role.refresh_from_db()
    assert (role.confirmed_at, role.confirmed_by) == (NOW, leader.user_id)
    undo(entry=Entry.objects.get(kind="people.role.begun"), by=leader, at=NOW)
    role.refresh_from_db()
    assert role.to_on == role.from_on == TODAY


def test_a_change_of_a_doctor_is_put_right_on_the_persons_page(register: None) -> None:
    doctor, leader = a_doctor(), actor_as(MUNICIPAL_LEADER)
    services.enter_doctors([doctor.pk])
    person = Person.objects.get(doctor=doctor)
    said = {"first_name": "Åse", "last_name": "Ny", "email": "", "phone": "", "hpr_number": doctor.hpr_number}
    services.change_person(person=person, **said, version=person.version, by=leader, at=NOW)
    with pytest.raises(RuleBroken, match="følger innmeldingen"):
        undo(entry=Entry.objects.get(kind="people.person.changed"), by=leader, at=NOW)
