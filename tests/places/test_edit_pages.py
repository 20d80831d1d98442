"""The pages of those who keep the register, walked as the coordinator, an office and others."""

import re
from typing import Any

import pytest
from django.test import Client

from alisveien.places.forms import SplitForm
from alisveien.places.models import Place, RegisterChange
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, client_as, place_of
from tests.seen import carried

pytestmark = pytest.mark.usefixtures("register", "db")
WHEN = {"effective_on": "2026-01-01", "why": "Kgl. res."}


def town(number: str) -> Any:
    return place_of("municipality", number)


def test_a_new_name_is_saved_seen_and_taken_back() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    path = f"/register/sted/{town('3216').pk}/navn/"
    assert "Vestby" in client.get(path).content.decode()
    sent = client.post(path, {**WHEN, **carried(client, path), "name": "Nye Vestby", "code": "3216"}, follow=True)
    assert "Registeret er endret" in sent.content.decode()
    change = RegisterChange.objects.get()
    assert "Vestby (3216) ble Nye Vestby (3216)" in client.get(f"/register/{change.pk}/").content.decode()
    assert "Endre registeret" in client.get("/kommuner/3216/").content.decode()
    assert "Endringen er angret" in client.post(f"/register/{change.pk}/", follow=True).content.decode()
    assert town("3216").name == "Vestby"
    assert "angret" in client.get("/register/").content.decode()


def test_what_was_typed_stays_when_a_deed_is_refused() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    path = f"/register/sted/{town('3216').pk}/navn/"
    page = client.post(path, {**WHEN, **carried(client, path), "name": "Vestby", "code": "3201"})
    assert "Nummeret er alt i bruk" in page.content.decode()
    assert 'value="3201"' in page.content.decode()


def test_the_second_of_two_who_rename_is_told_what_the_first_wrote() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    path = f"/register/sted/{town('3216').pk}/navn/"
    opened = carried(client, path)
    first = {"effective_on": "2025-01-01", "why": "Kgl. res.", "name": "Gamle Vestby", "code": "3216"}
    assert client.post(path, first | opened).status_code == 302
    mine = WHEN | {"name": "Nye Vestby", "code": "3216"}
    told = client.post(path, mine | opened).content.decode()
    assert "Noen andre har endret dette" in told
    assert "Navn er nå «Gamle Vestby»." in told
    assert "Nummer eller kode er nå" not in told
    assert 'value="Nye Vestby"' in told
    again = re.search(r'name="seen" value="(\w+)"', told)
    assert again
    assert client.post(path, mine | {"seen": again[1]}).status_code == 302
    assert town("3216").name == "Nye Vestby"


def test_the_second_of_two_who_move_or_close_is_told_what_stands() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    client.post(
        "/register/nytt/", {**WHEN, "kind": "agency", "code": "554001", "name": "Helse", "parent": town("5540").pk}
    )
    place = Place.objects.get(code="554001")
    moving, closing = f"/register/sted/{place.pk}/tilhorighet/", f"/register/sted/{place.pk}/avslutt/"
    opened, before = carried(client, moving), carried(client, closing)
    sent = {"way": "parent", "to": town("5501").pk, "why": "Flyttet", "effective_on": "2026-06-01"}
    assert client.post(moving, sent | opened).status_code == 302
    mine = sent | {"to": town("5503").pk, "effective_on": "2026-07-01"}
    told = client.post(moving, mine | opened).content.decode()
    assert "Noen andre har endret dette" in told
    assert "er nå «Tromsø»." in told
    assert (
        "Navn er nå «Helse»." in client.post(closing, WHEN | {"effective_on": "2026-09-01"} | before).content.decode()
    )
    assert Place.objects.get(pk=place.pk).valid_to is None
    assert client.post(moving, mine | carried(client, moving)).status_code == 302
    assert Place.objects.get(pk=place.pk).parent == town("5503")


def test_one_who_writes_what_belonged_to_nothing_is_told_too() -> None:
    client, place = (
        client_as(NATIONAL_COORDINATOR),
        place_of("state_body", Place.objects.filter(kind="state_body")[0].code),
    )
    sent = {"way": "agreement", "to": place_of("office", "nord").pk, "why": "Avtale", "effective_on": "2026-06-01"}
    told = client.post(f"/register/sted/{place.pk}/tilhorighet/", sent | {"seen": "0"}).content.decode()
    assert "er nå «tomt»." in told


def test_municipalities_are_merged_and_divided_on_forms() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    assert "kommune" in client.get("/register/sammenslaing/?kommune=3201").content.decode()
    unknown = client.post("/register/sammenslaing/", {**WHEN, "places": "3201 9999", "code": "3298", "name": "Ny"})
    assert "Fant ingen kommune med nummer 9999" in unknown.content.decode()
    client.post(
        "/register/sammenslaing/", {**WHEN, "places": "3201, 3203", "code": "3298", "name": "Ny", "bekreft": "ja"}
    )
    assert town("3298").predecessors.count() == 2
    path = f"/register/sted/{town('1508').pk}/deling/"
    assert "skal være nummer" in client.post(path, {**WHEN, "parts": "Haram"}).content.decode()
    client.post(path, {**WHEN, "bekreft": "ja", "parts": "1599 Ålesund\n1598 Sandøy 1 200"})
    assert town("1598").municipality.population == 1200


def test_a_place_is_made_moved_and_closed_on_forms() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    assert client.get("/register/nytt/").status_code == 200
    parent = town("5540").pk
    client.post("/register/nytt/", {**WHEN, "kind": "agency", "code": "554001", "name": "Helse", "parent": parent})
    place = Place.objects.get(code="554001")
    path = f"/register/sted/{place.pk}/tilhorighet/"
    assert client.get(path).status_code == 200
    sent = {"way": "parent", "to": town("5501").pk, "why": "Flyttet", "effective_on": "2026-06-01"}
    client.post(path, sent | carried(client, path))
    assert Place.objects.get(pk=place.pk).parent == town("5501")
    closing = f"/register/sted/{place.pk}/avslutt/"
    assert client.get(closing).status_code == 200
    client.post(closing, {"effective_on": "2026-09-01", "why": "Nedlagt"} | carried(client, closing))
    assert str(Place.objects.get(pk=place.pk).valid_to) == "2026-09-01"
    assert "3 endringer" in client.get("/register/").content.decode()


def test_an_office_sees_its_own_places_and_changes_only() -> None:
    nation, office = client_as(NATIONAL_COORDINATOR), client_as(ADVISER)
    for code, name in (("3216", "Nye Vestby"), ("5540", "Kåfjord II")):
        path = f"/register/sted/{town(code).pk}/navn/"
        nation.post(path, {**WHEN, **carried(nation, path), "name": name, "code": code})
    page = office.get("/register/").content.decode()
    assert "Kåfjord II" in page
    assert "Nye Vestby" not in page
    assert office.get(f"/register/sted/{town('3216').pk}/navn/").status_code == 404
    assert (
        "kontorets område" not in office.get(f"/register/sted/{town('5540').pk}/tilhorighet/").content.decode().lower()
    )
    hidden = RegisterChange.objects.get(title__contains="Vestby")
    assert office.get(f"/register/{hidden.pk}/").status_code == 404


def test_others_are_not_offered_and_not_let_in() -> None:
    leader = client_as(MUNICIPAL_LEADER)
    assert "Endre registeret" not in leader.get("/kommuner/5540/").content.decode()
    for path in ("/register/", "/register/nytt/", "/register/sammenslaing/"):
        assert leader.get(path).status_code == 403
        assert Client().get(path).status_code == 302


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("1580 Haram 9 446", ("1580", "Haram", 9446)),
        ("1806 Narvik", ("1806", "Narvik", None)),
        ("1598 Nye Sandøy 12", ("1598", "Nye Sandøy", 12)),
    ],
)
def test_a_line_of_a_division_is_read(line: str, part: Any) -> None:
    form = SplitForm({**WHEN, "parts": line})
    assert form.is_valid()
    (read,) = form.cleaned_data["parts"]
    assert (read.code, read.name, read.people) == part
