"""Finding persons by what is typed: whole names, numbers, names with errors, and only those one sees."""

import pytest

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.finding import INSIDE, NEAR, Hit
from alisveien.people.models import Person
from alisveien.people.queries_find import found_persons
from alisveien.people.services.persons import enter_doctors
from tests.people.test_doctors import a_doctor
from tests.people.test_persons import TODAY, a_person, a_role
from tests.roles import ADVISER, MUNICIPAL_LEADER, actor_as

pytestmark = pytest.mark.django_db


def hits(actor: Actor, words: str) -> list[Hit]:
    return [hit for group in found_persons(actor, words, TODAY) for hit in group.hits]


def labels(actor: Actor, words: str) -> list[str]:
    return [hit.label for hit in hits(actor, words)]


def test_a_contact_is_found_by_name_and_by_the_start_of_the_number(register: None) -> None:
    a_role(a_person("Berg", hpr_number="1234567"), "health_leader"), a_role(a_person("Dahl"), "alis_contact")
    adviser = actor_as(ADVISER)
    for words in ("Kari Berg", "berg kari", "1234", "1234567"):
        assert labels(adviser, words) == ["Kari Berg"]
    assert labels(adviser, "kari") == ["Kari Berg", "Kari Dahl"]
    assert labels(adviser, "123") == []
    assert labels(adviser, "") == []
    assert hits(adviser, "berg")[0].note == "helseleder, Kåfjord · HPR-nummer 1234567"
    assert labels(VISITOR, "Berg") == []


def test_a_name_with_an_error_is_found_when_nothing_has_the_words(register: None) -> None:
    a_role(a_person("Lundquist"), "health_leader")
    (hit,) = hits(actor_as(ADVISER), "Lundqvist")
    assert (hit.label, hit.score) == ("Kari Lundquist", NEAR + 1)
    assert hits(actor_as(ADVISER), "Zz") == []


def test_a_doctor_in_training_is_found_with_the_place_by_who_sees_the_name(register: None) -> None:
    enter_doctors([a_doctor().pk])
    (hit,) = hits(actor_as(MUNICIPAL_LEADER), "odegard")
    assert hit.href == f"/personer/{Person.objects.get().pk}/"
    assert hit.note == "lege i spesialisering, Kåfjord · HPR-nummer 9910001"
    assert hits(actor_as(ADVISER), "odegard") == []


def test_a_name_whose_letters_came_taken_apart_is_not_lost(register: None) -> None:
    a_role(a_person("Bra\u030aen"), "health_leader")
    (hit,) = hits(actor_as(ADVISER), "en")
    assert hit.score == INSIDE
