"""Ways out of the rules, queries and deeds of persons that the pages seldom take."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.errors import RuleBroken
from alisveien.people import queries, queries_account, queries_duplicates
from alisveien.people import queries_persons as persons
from alisveien.people import rules_persons as rules
from alisveien.people.models import ContactRole, Person, Specialist
from alisveien.people.services import merging
from alisveien.people.services import persons as services
from alisveien.people.services import roles as deeds
from tests.people.test_doctors import a_doctor
from tests.people.test_persons import HOME, NOW, TODAY, a_person, a_role
from tests.roles import ADVISER, DOCTOR, FIGURES_READER, MUNICIPAL_LEADER, SUPERVISOR, actor_as, place_of, user_as

pytestmark = pytest.mark.django_db


def test_what_one_is_known_by_is_the_own_rows_and_nothing_for_a_visitor(register: None) -> None:
    doctor = a_doctor(user=user_as(DOCTOR))
    services.enter_doctors([doctor.pk])
    known = queries.own_keys(actor_as(DOCTOR))
    assert known.doctors == {doctor.pk}
    assert known.persons == {Person.objects.get().pk}
    assert known.hpr_numbers == {"9910001"}
    same = Person.objects.create(first_name="Åse", last_name="Ø", merged_into=Person.objects.get())
    assert same.pk in queries.own_keys(actor_as(DOCTOR)).persons
    assert queries.own_keys(VISITOR) == queries.OwnKeys(frozenset(), frozenset(), frozenset())
    assert queries.own_doctor(actor_as(DOCTOR)) == doctor
    assert queries.own_doctor(VISITOR) is None


def test_one_sees_the_own_access_without_seeing_contacts(register: None) -> None:
    person = a_person(user=user_as(SUPERVISOR))
    (own,) = queries_account.access_of(actor_as(SUPERVISOR), person, NOW)
    assert (own.role, own.place) == ("veileder", "Kåfjord")
    assert queries_account.access_of(actor_as(FIGURES_READER), person, NOW) == []
    assert queries_account.access_of(actor_as(ADVISER), a_person("Berg"), NOW) == []


def test_one_sees_the_own_role_without_seeing_contacts_and_a_visitor_none(register: None) -> None:
    own = a_role(a_person(user=user_as(SUPERVISOR)), "supervisor")
    a_role(a_person("Berg"), "health_leader")
    assert list(persons.roles_for(actor_as(SUPERVISOR), TODAY)) == [own]
    assert not persons.roles_for(VISITOR, TODAY).exists()


def test_nobody_is_suggested_to_who_keeps_no_contacts(register: None) -> None:
    for name in ("Hansen", "Hanssen"):
        a_person(name, email="kari@example.no")
    assert len(queries_duplicates.suggested_pairs(actor_as(ADVISER))) == 1
    assert queries_duplicates.suggested_pairs(actor_as(FIGURES_READER)) == []


def test_a_doctor_in_training_is_at_the_employer_for_who_may_know_it(register: None) -> None:
    doctor = a_doctor()
    services.enter_doctors([doctor.pk])
    person = Person.objects.get()
    assert persons.places_of(actor_as(MUNICIPAL_LEADER), person, TODAY) == [doctor.municipality]
    assert persons.places_of(actor_as(ADVISER), person, TODAY) == []


def test_a_role_does_not_begin_where_there_is_no_longer_a_place(register: None) -> None:
    place = place_of("municipality", HOME)
    place.valid_to = date(2026, 1, 1)
    holding: dict[str, Any] = {"role": "mayor", "place": place, "to_on": None}
    assert rules.against_holding(from_on=date(2026, 1, 1), **holding) == ["Kåfjord finnes ikke lenger."]
    assert rules.against_holding(from_on=date(2025, 12, 31), **holding) == []
    assert rules.against_holding(from_on=None, **holding) == []


def test_only_a_doctor_in_training_changes_speciality(register: None) -> None:
    reasons = rules.against_changing_speciality(a_person(), speciality="SAM", on=TODAY, today=TODAY)
    assert reasons == ["Bare leger i spesialisering bytter spesialitet her."]


def test_somebody_merged_into_another_is_not_changed(register: None) -> None:
    kept, gone, leader = a_person(), a_person("Hanssen"), actor_as(MUNICIPAL_LEADER)
    merging.merge_persons(kept=kept, gone=gone, chosen={}, by=leader, at=NOW)
    gone.refresh_from_db()
    said = {"first_name": "Kari", "last_name": "Olsen", "email": "", "phone": "", "hpr_number": ""}
    with pytest.raises(RuleBroken, match="slått sammen med en annen"):
        services.change_person(person=gone, **said, version=gone.version, by=leader, at=NOW)


def test_a_role_that_holds_the_others_period_is_left_alone_by_merging(register: None) -> None:
    kept, gone, leader = a_person(), a_person("Hanssen"), actor_as(MUNICIPAL_LEADER)
    own = a_role(kept, from_on=date(2020, 1, 1))
    theirs = a_role(gone, from_on=date(2021, 1, 1), to_on=date(2022, 1, 1))
    merge = merging.merge_persons(kept=kept, gone=gone, chosen={}, by=leader, at=NOW)
    assert {line["model"] for line in merge.wrote} == {"people.person"}
    periods = ContactRole.objects.order_by("pk").values_list("pk", "person", "from_on", "to_on")
    assert list(periods) == [
        (own.pk, kept.pk, date(2020, 1, 1), None),
        (theirs.pk, gone.pk, date(2021, 1, 1), date(2022, 1, 1)),
    ]


def test_a_merging_is_not_undone_when_a_row_of_it_is_gone(register: None) -> None:
    kept, gone, leader = a_person(), a_person("Hanssen"), actor_as(MUNICIPAL_LEADER)
    Specialist.objects.create(person=gone, speciality="ALM")
    merge = merging.merge_persons(kept=kept, gone=gone, chosen={}, by=leader, at=NOW)
    Specialist.objects.all().delete()
    with pytest.raises(RuleBroken, match="endret etter"):
        merging.undo_merge(merge=merge, by=leader, at=NOW)


def test_a_number_somebody_else_takes_at_the_same_moment_is_refused(
    register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_taken", lambda person, number: [])  # nobody had it when it was looked for
    a_person(hpr_number="1234567")
    with pytest.raises(RuleBroken, match="nettopp registrert"):
        services.enter_person(
            first_name="Ola", last_name="Berg", hpr_number="1234567", by=actor_as(MUNICIPAL_LEADER), at=NOW
        )


def test_what_the_database_refuses_for_another_reason_is_not_hidden(register: None) -> None:
    values: dict[str, Any] = {"first_name": "Ola", "last_name": "Berg", "is_synthetic": None}
    with pytest.raises(IntegrityError, match="is_synthetic"):
        services.enter_person(**values, by=actor_as(MUNICIPAL_LEADER), at=NOW)
    place = place_of("municipality", HOME)
    role = ContactRole(person=a_person(), role="trust_coordinator", place=place, place_kind=place.kind)
    with pytest.raises(IntegrityError, match="contact_role_at_right_kind"), transaction.atomic():
        deeds.save_role(role)
