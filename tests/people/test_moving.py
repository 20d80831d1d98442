"""Moving between places and between the specialities."""

from datetime import date
from typing import Any

import pytest

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.people.models import ContactRole, Move, Person
from alisveien.people.services import moving
from alisveien.people.services.persons import enter_doctors
from tests.people.test_doctors import a_doctor
from tests.people.test_persons import AWAY, HOME, NOW, TODAY, a_person, a_role
from tests.roles import ADVISER, MUNICIPAL_LEADER, actor_as, place_of

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 1)


def move(person: Person, to: str = AWAY, kind: str = "municipality", **more: object) -> Move:
    values: dict[str, Any] = {"on": DAY, "reason": "new_post", "by": actor_as(MUNICIPAL_LEADER), "at": NOW} | more
    return moving.move_person(
        person=person,
        from_place=place_of("municipality", HOME),
        to_place=place_of(kind, to),
        **values,
    )


def test_roles_end_where_one_leaves_and_begin_unconfirmed_where_one_comes(register: None) -> None:
    person = a_person()
    former = a_role(person, "health_leader", to_on=date(2028, 1, 1))
    coming = a_role(person, "supervisor", from_on=date(2027, 8, 1))
    move(person)
    former.refresh_from_db()
    coming.refresh_from_db()
    assert former.to_on == DAY
    assert coming.to_on is None
    new = ContactRole.objects.get(place__code=AWAY)
    assert (new.from_on, new.to_on, new.confirmed_at) == (DAY, date(2028, 1, 1), None)
    assert Entry.objects.get(kind="people.person.moved").places == sorted([former.place_id, new.place_id])


def test_a_role_the_new_place_does_not_have_only_ends(register: None) -> None:
    person = a_person()
    a_role(person, "mayor")
    move(person, "nord", "office")
    assert ContactRole.objects.get().to_on == DAY


def test_a_doctor_in_training_is_employed_where_one_comes_without_the_former_priority(register: None) -> None:
    doctor = a_doctor(municipal_order=2)
    enter_doctors([doctor.pk])
    move(Person.objects.get())
    doctor.refresh_from_db()
    assert (doctor.municipality.code, doctor.unit, doctor.municipal_order) == (AWAY, None, None)
    assert doctor.version == 2


def test_a_doctor_can_move_to_a_district(register: None) -> None:
    doctor = a_doctor()
    enter_doctors([doctor.pk])
    district = type(doctor.municipality).objects.filter(kind="district", parent__isnull=False).order_by("pk")[0]
    move(Person.objects.get(), district.code, "district")
    doctor.refresh_from_db()
    assert (doctor.municipality_id, doctor.unit_id) == (district.parent_id, district.pk)


def test_what_cannot_be_is_refused_with_the_reason(register: None) -> None:
    person = a_person()
    with pytest.raises(RuleBroken, match="ikke ved Kåfjord"):
        move(person)
    a_role(person, "health_leader")
    with pytest.raises(RuleBroken, match="annet sted"):
        move(person, HOME)
    with pytest.raises(RuleBroken, match="når den har skjedd"):
        move(person, on=date(2027, 9, 1))
    ended = place_of("municipality", AWAY)
    type(ended).objects.filter(pk=ended.pk).update(valid_to=date(2026, 1, 1))
    with pytest.raises(RuleBroken, match="finnes ikke lenger"):
        move(person)
    enter_doctors([a_doctor().pk])
    with pytest.raises(RuleBroken, match="kommune, bydel eller etat"):
        move(Person.objects.get(last_name="Ødegård"), "nord", "office")


def test_only_the_place_one_leaves_and_its_office_register_a_move(register: None) -> None:
    person = a_person()
    a_role(person, "health_leader")
    enter_doctors([a_doctor().pk])
    doctor = Person.objects.get(last_name="Ødegård")
    for who, by in ((person, actor_as(MUNICIPAL_LEADER, stranger=True)), (doctor, actor_as(ADVISER))):
        with pytest.raises(NotAllowed):
            move(who, by=by)
    assert move(person, by=actor_as(ADVISER)).by_id


def test_a_doctor_goes_over_to_the_other_speciality(register: None) -> None:
    doctor = a_doctor()
    enter_doctors([doctor.pk])
    person, leader = Person.objects.get(), actor_as(MUNICIPAL_LEADER)
    deed: dict[str, Any] = {"person": person, "on": DAY, "reason": "own_wish", "at": NOW}
    made = moving.change_speciality(speciality="SAM", by=leader, **deed)
    doctor.refresh_from_db()
    assert (doctor.speciality, made.from_speciality, made.to_speciality) == ("SAM", "ALM", "SAM")
    with pytest.raises(RuleBroken, match="alt i denne"):
        moving.change_speciality(speciality="SAM", by=leader, **deed)
    with pytest.raises(RuleBroken, match="når det har skjedd"):
        moving.change_speciality(speciality="ALM", by=leader, **(deed | {"on": date(2027, 12, 1)}))
    with pytest.raises(NotAllowed):
        moving.change_speciality(speciality="ALM", by=actor_as(ADVISER), **deed)
    with pytest.raises(NotAllowed):
        moving.change_speciality(speciality="SAM", by=leader, **(deed | {"person": a_person()}))
    assert TODAY > DAY


def test_a_change_of_speciality_is_taken_back_once_by_the_municipality(register: None) -> None:
    doctor = a_doctor()
    enter_doctors([doctor.pk])
    person, leader = Person.objects.get(), actor_as(MUNICIPAL_LEADER)
    made = moving.change_speciality(person=person, speciality="SAM", on=DAY, reason="own_wish", by=leader, at=NOW)
    with pytest.raises(NotAllowed, match="Kommunen som har ansatt legen"):
        moving.undo_move(move=made, by=actor_as(MUNICIPAL_LEADER, stranger=True), at=NOW)
    doctor.refresh_from_db()
    version = doctor.version
    moving.undo_move(move=made, by=leader, at=NOW)
    doctor.refresh_from_db()
    assert (doctor.speciality, doctor.version) == ("ALM", version + 1)
    told = Entry.objects.get(kind="people.person.speciality_back")
    assert (told.about_id, told.places) == (person.pk, [doctor.municipality_id])
    with pytest.raises(RuleBroken, match="Byttet er alt angret"):
        moving.undo_move(move=made, by=leader, at=NOW)
    Move.objects.update(undone_at=None, undone_by_id=None, wrote=[])
    with pytest.raises(RuleBroken, match="Registrer at legen bytter tilbake"):
        moving.undo_move(move=made, by=leader, at=NOW)
