"""The pages of persons: list, record, forms, as those who may see them."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client

from alisveien.people.models import ContactRole, Move, Person, Specialist
from alisveien.people.services.persons import enter_doctors
from tests.people.test_doctors import a_doctor
from tests.people.test_persons import AWAY, a_person, a_role
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, TRUST_COORDINATOR, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db

SAID = {"first_name": "Kari", "last_name": "Olsen", "email": "kari@example.no", "phone": "", "hpr_number": "123 4567"}


def names(client: Client, query: str = "") -> list[str]:
    """Who stands in the list, read from its CSV."""
    body = b"".join(client.get(f"/personer/?last_ned=csv&{query}")).decode("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(body))][1:]


def test_the_list_is_narrowed_by_one_and_the_same_role(register: None) -> None:
    both = a_person("Begge")
    a_role(both, "supervisor"), a_role(both, "health_leader", AWAY)
    a_role(a_person("Leder"), "health_leader")
    client, home = client_as(ADVISER), place_of("municipality", "5540").pk
    assert names(client) == ["Kari Begge", "Kari Leder"]
    assert names(client, f"rolle=health_leader&sted={home}") == ["Kari Leder"]
    assert names(client, f"rolle=supervisor&sted={home}") == ["Kari Begge"]
    assert names(client, "kontor=vest") == ["Kari Begge"]
    assert names(client, "fylke=55&rolle=supervisor") == ["Kari Begge"]
    assert names(client, "q=leder") == ["Kari Leder"]


def test_the_list_is_narrowed_by_speciality_and_by_confirming(register: None) -> None:
    one = a_person("Spesialist")
    Specialist.objects.create(person=one, speciality="ALM", since_year=2010)
    a_role(one, "municipal_cmo"), a_role(a_person("Leder"), "health_leader")
    client = client_as(ADVISER)
    assert names(client, "fag=ALM") == ["Kari Spesialist"]
    assert names(client, "bekreftet=never") == ["Kari Leder", "Kari Spesialist"]
    assert names(client, "bekreftet=fresh&bekreftet=old") == []


def test_the_list_of_another_day_shows_who_held_the_roles_then(register: None) -> None:
    a_role(a_person("Ny"), from_on=date(2024, 1, 1))
    a_role(a_person("Gammel"), from_on=date(2015, 1, 1), to_on=date(2024, 1, 1))
    client = client_as(NATIONAL_COORDINATOR)
    assert names(client) == ["Kari Ny"]
    assert names(client, "per=2020-01-01") == ["Kari Gammel"]


def test_a_doctor_in_training_stands_in_the_list_of_the_own_municipality_only(register: None) -> None:
    enter_doctors([a_doctor().pk])
    assert names(client_as(MUNICIPAL_LEADER)) == ["Åse Ødegård"]
    assert names(client_as(MUNICIPAL_LEADER), "rolle=doctor&kontor=nord") == ["Åse Ødegård"]
    assert names(client_as(MUNICIPAL_LEADER), "kontor=vest") == []
    assert (
        "lege i spesialisering (allmennmedisin), Kåfjord"
        in client_as(MUNICIPAL_LEADER).get("/personer/").content.decode()
    )
    assert names(client_as(ADVISER)) == []
    person = Person.objects.get()
    assert client_as(ADVISER).get(f"/personer/{person.pk}/").status_code == 404


def test_a_contact_who_trains_is_not_shown_as_such_to_an_adviser(register: None) -> None:
    enter_doctors([a_doctor().pk])
    person = Person.objects.get()
    a_role(person, "alis_contact")
    body = client_as(ADVISER).get(f"/personer/{person.pk}/").content.decode()
    assert "Kontaktperson for ALIS" in body
    assert "I spesialisering" not in body
    assert "I spesialisering" in client_as(MUNICIPAL_LEADER).get(f"/personer/{person.pk}/").content.decode()


def test_a_role_that_is_also_an_access_is_shown_once(register: None) -> None:
    person = a_person(user=user_as(MUNICIPAL_LEADER))
    a_role(person, "health_leader")
    body = client_as(ADVISER).get(f"/personer/{person.pk}/").content.decode()
    assert body.count("har tilgang i Alisveien") == 1
    assert "Leder i kommunen" not in body
    ContactRole.objects.all().delete()
    a_role(person, "mayor")
    assert "Leder i kommunen" in client_as(ADVISER).get(f"/personer/{person.pk}/").content.decode()


def test_somebody_is_entered_changed_confirmed_and_the_role_ended(register: None) -> None:
    client, home = client_as(MUNICIPAL_LEADER), place_of("municipality", "5540").pk
    answer = client.post("/personer/ny/", SAID | {"role": "municipal_cmo", "place": home, "from_on": "2025-01-01"})
    assert answer.status_code == 302
    person, role = Person.objects.get(), ContactRole.objects.get()
    assert (person.hpr_number, role.place_id) == ("1234567", home)
    changed = SAID | {"last_name": "Hansen", "hpr_number": "123456", "version": 1}
    page = client.post(f"/personer/{person.pk}/endre/", changed, follow=True).content.decode()
    assert "Kari Hansen" in page
    assert "bare 6 sifre" in page
    again = client.post(f"/personer/{person.pk}/endre/", changed).content.decode()
    assert "Noen andre har endret" in again
    client.post(f"/personer/rolle/{role.pk}/bekreft/")
    ended = client.post(f"/personer/rolle/{role.pk}/avslutt/", {"to_on": "2026-01-01"}, follow=True).content.decode()
    assert "1. januar 2026" in ended
    assert "Rolle avsluttet" in ended
    refused = client.post(f"/personer/rolle/{role.pk}/bekreft/", follow=True).content.decode()
    assert "Rollen er avsluttet" in refused


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(register: None) -> None:
    client = client_as(MUNICIPAL_LEADER)
    body = client.post("/personer/ny/", SAID | {"hpr_number": "abc"}).content.decode()
    assert 'value="abc"' in body
    assert "Kari" in body
    home = place_of("municipality", "5540").pk
    body = client.post("/personer/ny/", SAID | {"hpr_number": "abc", "role": "mayor", "place": home}).content.decode()
    assert "sju til ni sifre" in body
    assert not Person.objects.exists()


def test_another_role_is_added_by_who_keeps_the_place(register: None) -> None:
    person = a_person()
    a_role(person, "health_leader")
    home = place_of("municipality", "5540").pk
    client = client_as(MUNICIPAL_LEADER)
    assert client.post(f"/personer/{person.pk}/rolle/", {"role": "alis_contact", "place": home}).status_code == 302
    body = client.get(f"/personer/{person.pk}/").content.decode()
    assert "Kontaktperson for ALIS" in body


def test_moving_on_the_page(register: None) -> None:
    person = a_person()
    role = a_role(person, "health_leader")
    away = place_of("municipality", "5501").pk
    client = client_as(ADVISER)
    sent = {"from_place": role.place_id, "to_place": away, "on": "2026-01-01", "reason": "new_post"}
    page = client.post(f"/personer/{person.pk}/flytt/", sent).content.decode()
    assert "Roller som slutter ved Kåfjord" in page
    assert not Move.objects.exists()
    assert client.post(f"/personer/{person.pk}/flytt/", sent | {"bekreft": "ja"}).status_code == 302
    assert Move.objects.get().to_place_id == away
    assert "Flyttet fra Kåfjord" in client.get(f"/personer/{person.pk}/").content.decode()


def test_changing_speciality_on_the_page(register: None) -> None:
    enter_doctors([a_doctor().pk])
    person = Person.objects.get()
    client = client_as(MUNICIPAL_LEADER)
    sent = {"speciality": "SAM", "on": "2026-01-01", "reason": "own_wish"}
    assert client.post(f"/personer/{person.pk}/spesialitet/", sent).status_code == 302
    page = client.get(f"/personer/{person.pk}/").content.decode()
    assert "samfunnsmedisin" in page
    undo = f"/personer/flytting/{Move.objects.get().pk}/angre/"
    assert undo in page
    asked = client.get(undo).content.decode()
    assert "Vil du angre byttet av spesialitet?" in asked
    assert "går tilbake fra samfunnsmedisin til allmennmedisin" in asked
    assert "Byttet er angret." in client.post(undo, follow=True).content.decode()
    doctor = Person.objects.get().doctor
    assert doctor is not None
    assert doctor.speciality == "ALM"


def test_several_are_confirmed_and_ended_at_once_and_those_elsewhere_left_out(register: None) -> None:
    near, far = a_person("Nær"), a_person("Fjern")
    a_role(near, "health_leader"), a_role(far, "health_leader", AWAY)
    client = client_as(MUNICIPAL_LEADER)
    sent: dict[str, Any] = {"handling": "bekreft", "valgt": [near.pk, far.pk]}
    preview = client.post("/personer/", sent)
    assert "Ingen rolle her som dere holder" in preview.content.decode()
    client.post("/personer/", sent | {"sett": preview.context["preview"].mark})
    assert [role.person_id for role in ContactRole.objects.exclude(confirmed_at=None)] == [near.pk]
    asked = client.post("/personer/", sent | {"handling": "avslutt"})
    assert asked.status_code == 200
    sent |= {"handling": "avslutt", "to_on": "2026-06-01", "sett": "1"}
    preview = client.post("/personer/", sent)
    client.post("/personer/", sent | {"sett": preview.context["preview"].mark})
    assert [role.person_id for role in ContactRole.objects.exclude(to_on=None)] == [near.pk]


def test_the_list_asks_as_often_for_three_as_for_one(register: None) -> None:
    client, numbers = client_as(ADVISER), iter(range(10))
    assert_flat(lambda: client.get("/personer/"), lambda: a_role(a_person(f"Nr{next(numbers)}"), "health_leader"))


def test_a_trust_sees_official_contacts_and_keeps_only_its_own(register: None) -> None:
    person = a_person()
    a_role(person, "health_leader")
    client = client_as(TRUST_COORDINATOR)
    body = client.get(f"/personer/{person.pk}/").content.decode()
    assert "Helseleder" in body
    assert 'id="logg"' not in body
    assert client.get(f"/personer/{person.pk}/endre/").status_code == 403
