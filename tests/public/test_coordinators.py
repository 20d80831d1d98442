"""The open page of the trusts' coordinators: who is shown to a visitor, who never, and the deadlines."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from alisveien.people.models import ContactRole, Person
from alisveien.places.models import Place
from alisveien.public.coordinators import deadlines
from tests.roles import place_of
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db
UNN, FINNMARK = "983974899", "983974880"


def a_coordinator(first_name: str, trust: str = UNN, **more: object) -> ContactRole:
    person = Person.objects.create(
        first_name=first_name, last_name="Prøve", email=f"{first_name.lower()}@example.no", phone="77 00 00 00"
    )
    values = {"role": "trust_coordinator", "from_on": date(2025, 1, 1)} | more
    place = more.pop("place", None) or place_of("trust", trust)
    return ContactRole.objects.create(**{"person": person, "place": place, "place_kind": place.kind, **values})


def test_a_visitor_sees_who_coordinates_with_a_way_to_write_and_ring(register: None, client: Client) -> None:
    a_coordinator("Ingrid", confirmed_at=datetime(2026, 9, 1, 9, tzinfo=UTC))
    page = client.get("/koordinatorer/").content.decode()
    assert "Ingrid Prøve" in page
    assert 'href="mailto:ingrid@example.no"' in page
    assert 'href="tel:77000000"' in page
    assert "Bekreftet 1. september 2026" in page
    assert "Ingrid Prøve" in client.get(f"/helseforetak/{UNN}/").content.decode()
    assert "Ingrid Prøve" not in client.get(f"/helseforetak/{FINNMARK}/").content.decode()


def test_who_has_ended_not_begun_or_holds_another_role_is_not_shown(register: None, client: Client) -> None:
    a_coordinator("Ended", to_on=date(2026, 1, 1))
    a_coordinator("Coming", from_on=date(2090, 1, 1))
    a_coordinator("Leader", role="health_leader", place=place_of("municipality", "5540"))
    merged = a_coordinator("Merged")
    merged.person.merged_into = a_coordinator("Kept", FINNMARK).person
    merged.person.save()
    page = client.get("/koordinatorer/").content.decode()
    assert "Kept Prøve" in page
    for name in ("Ended", "Coming", "Leader", "Merged"):
        assert f"{name} Prøve" not in page


def test_a_trust_without_a_coordinator_is_listed_and_says_who_can_help(register: None, client: Client) -> None:
    page = client.get("/koordinatorer/").content.decode()
    assert page.count("Ingen er meldt til Alisveien") == Place.objects.filter(kind__in=("trust", "private")).count()


def test_invented_people_are_marked_and_real_ones_are_not(register: None, client: Client) -> None:
    role = a_coordinator("Ingrid")
    assert "oppdiktet" not in client.get("/koordinatorer/").content.decode().split("<footer")[0]
    Person.objects.filter(pk=role.person_id).update(is_synthetic=True)
    for path in ("/koordinatorer/", f"/helseforetak/{UNN}/"):
        assert "Øvingsdata: " in client.get(path).content.decode().split("<footer")[0]


@pytest.mark.parametrize(
    ("today", "first", "gone"),
    [
        (date(2026, 11, 22), "P1 2027", [True, True, False, False]),
        (date(2027, 3, 1), "P2 2027", [True, True, False, False]),
        (date(2027, 2, 28), "P1 2027", [True, True, False, False]),
        (date(2027, 8, 31), "P2 2027", [True, True, False, False]),
    ],
)
def test_the_rule_of_twelve_months_is_told_for_each_coming_half_year(today: date, first: str, gone: list[bool]) -> None:
    found = deadlines(today)
    assert found[0].label == first
    assert [one.gone for one in found] == gone


def test_a_deadline_is_the_day_twelve_months_before_the_half_year() -> None:
    third = deadlines(date(2026, 11, 22))[2]
    assert (third.label, third.begins, third.nominate_by) == ("P1 2028", "1. mars 2028", "1. mars 2027")


def test_the_page_asks_as_often_for_three_as_for_one(register: None, client: Client) -> None:
    assert_flat(lambda: client.get("/koordinatorer/"), lambda: a_coordinator(f"En{Person.objects.count()}"))
