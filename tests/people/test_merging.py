"""Two persons found to be one: merged, undone whole, or settled to be two."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.outreach.models import Mailing, Recipient
from alisveien.people import queries_duplicates, queries_persons
from alisveien.people.models import ContactRole, Doctor, Merge, Move, Person, Specialist
from alisveien.people.services import merging
from alisveien.people.services.persons import change_person, enter_doctors
from tests.people.test_doctors import a_doctor
from tests.people.test_persons import AWAY, HOME, NOW, TODAY, a_person, a_role
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db


def everything() -> list[list[dict[str, Any]]]:
    """Every row that a merging may touch, as it is; versions and times left aside."""
    models: tuple[type[Model], ...] = (Person, ContactRole, Specialist, Move, Doctor)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def merge(kept: Person, gone: Person, **more: Any) -> Merge:
    values: dict[str, Any] = {"chosen": {}, "by": actor_as(MUNICIPAL_LEADER), "at": NOW} | more
    return merging.merge_persons(kept=kept, gone=gone, **values)


def two() -> tuple[Person, Person]:
    kept, gone = a_person(email="kari@example.no"), a_person("Hanssen", email="k@example.no", hpr_number="1234567")
    a_role(kept, "health_leader"), a_role(gone, "municipal_cmo")
    return kept, gone


def test_everything_leads_to_the_kept_one_and_undoing_puts_all_back(register: None) -> None:
    kept, gone = two()
    Specialist.objects.create(person=kept, speciality="ALM")
    Specialist.objects.create(person=gone, speciality="ALM", since_year=2010)
    Specialist.objects.create(person=gone, speciality="SAM")
    places = {"from_place": place_of("municipality", AWAY), "to_place": place_of("municipality", HOME)}
    Move.objects.create(person=gone, kind="place", on=TODAY, reason="other", at=NOW, **places)
    user = user_as(TRUST_COORDINATOR)
    Person.objects.filter(pk=gone.pk).update(user=user)
    before = everything()
    made = merge(kept, gone, chosen={"email": "gone", "hpr_number": "gone", "last_name": "kept"})
    connection.check_constraints()
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.email, kept.hpr_number, kept.last_name, kept.user) == ("k@example.no", "1234567", "Hansen", user)
    assert (gone.merged_into, gone.hpr_number) == (kept, None)
    assert kept.roles.count() == 2
    assert set(kept.specialities.values_list("speciality", flat=True)) == {"ALM", "SAM"}
    assert kept.moves.count() == 1
    seen = queries_persons.persons_for(actor_as(MUNICIPAL_LEADER), TODAY)
    assert [one.pk for one in seen] == [kept.pk]
    assert merging.undo_merge(merge=made, by=actor_as(MUNICIPAL_LEADER), at=NOW).pk == gone.pk
    connection.check_constraints()
    assert everything() == before


def test_letters_lead_to_the_kept_one_and_the_log_of_both_is_told(register: None) -> None:
    kept, gone = two()
    mailing = Mailing.objects.create(subject="Kurs", body="Hei", at=NOW)
    place = place_of("municipality", HOME)
    letter = Recipient.objects.create(mailing=mailing, place=place, person=gone, role="municipal_cmo")
    change_person(
        person=gone,
        first_name="Kari",
        last_name="Hanssen",
        email="ny@example.no",
        phone="",
        hpr_number="1234567",
        version=gone.version,
        by=actor_as(MUNICIPAL_LEADER),
        at=NOW,
    )
    made = merge(kept, gone)
    letter.refresh_from_db()
    assert letter.person == kept
    page = client_as(MUNICIPAL_LEADER).get(f"/personer/{kept.pk}/").content.decode()
    assert "Opplysninger om personen endret" in page
    merging.undo_merge(merge=made, by=actor_as(MUNICIPAL_LEADER), at=NOW)
    letter.refresh_from_db()
    assert letter.person == gone


def test_the_same_role_at_once_becomes_one_long_role(register: None) -> None:
    kept, gone = a_person(), a_person("Hanssen")
    own = a_role(kept, from_on=date(2025, 1, 1))
    a_role(gone, from_on=date(2020, 1, 1), to_on=date(2026, 1, 1))
    later = a_role(gone, from_on=date(2018, 1, 1), to_on=date(2019, 1, 1))
    before = everything()
    made = merge(kept, gone)
    own.refresh_from_db()
    later.refresh_from_db()
    assert (own.from_on, own.to_on, later.person_id) == (date(2020, 1, 1), None, kept.pk)
    assert [role.pk for role in queries_persons.roles_of(actor_as(ADVISER), kept)] == [own.pk, later.pk]
    merging.undo_merge(merge=made, by=actor_as(MUNICIPAL_LEADER), at=NOW)
    assert everything() == before


def test_what_only_one_says_is_never_lost(register: None) -> None:
    kept, gone = a_person(email="kari@example.no"), a_person("Hanssen", phone="12345678", hpr_number="1234567")
    a_role(kept, "health_leader"), a_role(gone, "municipal_cmo")
    merge(kept, gone, chosen={"email": "gone"})
    kept.refresh_from_db()
    assert (kept.email, kept.phone, kept.hpr_number) == ("kari@example.no", "12345678", "1234567")


def test_periods_that_would_meet_a_third_are_left_as_they_are(register: None) -> None:
    kept, gone = a_person(), a_person("Hanssen")
    a_role(kept, from_on=date(2025, 1, 1), to_on=date(2026, 1, 1)), a_role(kept, from_on=date(2026, 6, 1))
    theirs = a_role(gone, from_on=None)
    merge(kept, gone)
    theirs.refresh_from_db()
    assert theirs.person_id == gone.pk
    assert kept.roles.filter(from_on=None).count() == 0


def test_a_doctor_in_training_lends_name_and_number(register: None) -> None:
    enter_doctors([a_doctor().pk])
    gone, kept = Person.objects.get(), a_person("Odegard", email="k@example.no")
    a_role(kept, "alis_contact")
    made = merge(kept, gone, chosen={"last_name": "kept", "hpr_number": "kept"})
    connection.check_constraints()
    kept.refresh_from_db()
    assert (kept.name, kept.hpr_number, kept.doctor is not None) == ("Åse Ødegård", "9910001", True)
    merging.undo_merge(merge=made, by=actor_as(MUNICIPAL_LEADER), at=NOW)
    connection.check_constraints()
    assert Person.objects.get(pk=gone.pk).doctor is not None


def test_an_undoing_is_refused_when_something_has_changed_since(register: None) -> None:
    kept, gone = two()
    made, leader = merge(kept, gone), actor_as(MUNICIPAL_LEADER)
    ContactRole.objects.filter(role="municipal_cmo").update(person=a_person("Tredje"))
    with pytest.raises(RuleBroken, match="endret etter"):
        merging.undo_merge(merge=made, by=leader, at=NOW)
    ContactRole.objects.filter(role="municipal_cmo").update(person=kept)
    with pytest.raises(NotAllowed):
        merging.undo_merge(merge=made, by=VISITOR, at=NOW)
    merging.undo_merge(merge=made, by=leader, at=NOW)
    with pytest.raises(RuleBroken, match="alt angret"):
        merging.undo_merge(merge=made, by=leader, at=NOW)


def test_an_undoing_the_database_cannot_have_is_refused(register: None) -> None:
    kept, gone = two()
    made = merge(kept, gone)
    Merge.objects.filter(pk=made.pk).update(wrote=[made.wrote[0]])
    Person.objects.filter(pk=kept.pk).update(hpr_number="1234567")
    with pytest.raises(RuleBroken, match="registrert i mellomtiden"):
        merging.undo_merge(merge=made, by=actor_as(MUNICIPAL_LEADER), at=NOW)


def test_what_cannot_be_merged_is_refused_with_the_reason(register: None) -> None:
    kept, gone = two()
    with pytest.raises(RuleBroken, match="forskjellige"):
        merge(kept, kept)
    enter_doctors([a_doctor().pk, a_doctor("9910002").pk])
    with pytest.raises(RuleBroken, match="Begge er leger"):
        merge(*Person.objects.exclude(doctor=None))
    Person.objects.filter(pk=kept.pk).update(user=user_as(ADVISER))
    Person.objects.filter(pk=gone.pk).update(user=user_as(MUNICIPAL_LEADER))
    with pytest.raises(RuleBroken, match="Begge har konto"):
        merge(kept, gone)
    Person.objects.filter(pk=gone.pk).update(user=None)
    third = a_person("Tredje")
    merge(kept, gone)
    with pytest.raises(RuleBroken, match="alt slått sammen"):
        merge(gone, third)


def test_only_who_keeps_both_settles(register: None) -> None:
    kept, gone = a_person(), a_person("Hanssen")
    a_role(kept, "health_leader"), a_role(gone, "health_leader", AWAY)
    with pytest.raises(NotAllowed):
        merge(kept, gone)
    with pytest.raises(NotAllowed):
        merging.settle_as_two(first=kept, second=gone, by=actor_as(MUNICIPAL_LEADER), at=NOW)


def suggested(role: str = MUNICIPAL_LEADER) -> list[tuple[int, int]]:
    return [(one.first.pk, one.second.pk) for one in queries_duplicates.alike_for(actor_as(role), TODAY)]


def test_those_alike_are_suggested_until_settled(register: None) -> None:
    kept, gone = two()
    assert suggested() == [(kept.pk, gone.pk)]
    assert suggested(TRUST_COORDINATOR) == []
    leader = actor_as(MUNICIPAL_LEADER)
    merging.settle_as_two(first=gone, second=kept, by=leader, at=NOW)
    merging.settle_as_two(first=kept, second=gone, by=leader, at=NOW)
    assert suggested() == []
    with pytest.raises(RuleBroken, match="forskjellige"):
        merging.settle_as_two(first=kept, second=kept, by=leader, at=NOW)


def test_two_doctors_in_training_are_not_suggested_and_a_doctor_and_a_contact_are(register: None) -> None:
    enter_doctors([a_doctor().pk, a_doctor("9910002").pk])
    assert suggested() == []
    contact = a_person("Ødegård", first_name="Åse")
    a_role(contact, "alis_contact")
    assert {high for _low, high in suggested()} == {contact.pk}
    assert suggested(ADVISER) == []


def test_suggesting_asks_as_often_for_three_pairs_as_for_one(register: None) -> None:
    numbers, leader = iter(range(9)), actor_as(MUNICIPAL_LEADER)

    def pair() -> None:
        number = next(numbers)
        for _twice in range(2):
            a_role(a_person("Berg" * (number + 1), email=f"{number}@example.no"), "health_leader")

    client = client_as(MUNICIPAL_LEADER)
    assert_flat(lambda: (queries_duplicates.alike_for(leader, TODAY), client.get("/personer/dubletter/")), pair)


def test_the_pages_of_a_pair(register: None) -> None:
    kept, gone = two()
    client = client_as(MUNICIPAL_LEADER)
    assert "nesten samme navn" in client.get("/personer/dubletter/").content.decode()
    path = f"/personer/dubletter/{kept.pk}/{gone.pk}/"
    page = client.get(path).content.decode()
    assert "nesten samme navn" in page
    assert client.get(f"/personer/dubletter/{kept.pk}/{kept.pk}/").status_code == 404
    assert "Slå sammen" in client.post(path, {"kept": kept.pk}).content.decode()
    assert Person.objects.there().count() == 2
    sent = {"kept": kept.pk, "last_name": gone.pk, "email": kept.pk}
    page = client.post(path, sent, follow=True).content.decode()
    assert "Kari Hanssen" in page
    undo = f"/personer/sammenslaing/{Merge.objects.get().pk}/angre/"
    assert undo in page
    assert "Hanssen" in client.get(undo).content.decode()
    assert "To personer igjen" not in page
    assert "angret" in client.post(undo, follow=True).content.decode()
    client.post(path, {"to": "1"})
    assert "Ingen ligner" in client.get("/personer/dubletter/").content.decode()
