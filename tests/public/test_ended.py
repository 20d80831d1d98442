"""What has ended: in no list, count, search or round, while its own record still opens and says so."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.placements import sources
from alisveien.places import queries
from alisveien.places.models import Place
from alisveien.places.registers import hospitals, municipalities
from alisveien.posts.queries import posts_for

TODAY = date(2026, 11, 22)
ENDED = date(2025, 1, 1)
Kind = Place.Kind
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


def end(kind: str, code: str, on: date = ENDED) -> Place:
    """End a place on a day, with all that lies under it."""
    Place.objects.filter(parent__kind=kind, parent__code=code).update(valid_to=on)
    Place.objects.filter(kind=kind, code=code).update(valid_to=on)
    return Place.objects.get(kind=kind, code=code)


def numbers(rows: Any) -> set[str]:
    return {place.code for place in rows}


def test_a_place_is_there_from_its_first_day_until_the_day_it_ends() -> None:
    Place.objects.filter(code="5540").update(valid_from=TODAY, valid_to=TODAY + timedelta(days=2))
    there = [
        "5540" in numbers(queries.municipalities_for(VISITOR, TODAY + timedelta(days=days))) for days in range(-1, 3)
    ]
    assert there == [False, True, True, False]


def test_an_ended_municipality_is_not_listed_counted_or_found(client: Client) -> None:
    end(Kind.MUNICIPALITY, "5540")
    for path in ("/kommuner/", "/kommuner/?last_ned=csv", "/kart/", "/kart/tall.csv", "/kart/?form=tabell"):
        assert "5540" not in client.get(path).content.decode()
    assert "356 kommuner" in client.get("/kommuner/").content.decode()
    assert ">356<" in client.get("/").content.decode().replace("\n", "").replace(" ", "")
    assert "Kåfjord" not in client.get("/sok/?q=gaivuotna").content.decode()
    assert "Ingen treff" in client.get("/sok/?q=5540").content.decode()


@pytest.mark.parametrize("path", ["/helseforetak/983974899/", "/sykehus/unn-tromso/", "/kontor/nord/"])
def test_no_record_links_to_an_ended_municipality(client: Client, path: str) -> None:
    assert "/kommuner/5540/" in client.get(path).content.decode()
    end(Kind.MUNICIPALITY, "5540")
    assert "/kommuner/5540/" not in client.get(path).content.decode()


def test_the_figures_of_trusts_and_offices_leave_out_the_ended() -> None:
    people = queries.offices_for(VISITOR, TODAY).get(code="nord").people
    kafjord = end(Kind.MUNICIPALITY, "5540")
    nord = queries.offices_for(VISITOR, TODAY).get(code="nord")
    assert (nord.municipalities, nord.people) == (79, people - kafjord.municipality.population)
    assert queries.covered_in_2021(VISITOR, nord, ENDED - timedelta(days=1)) == 80
    assert queries.covered_in_2021(VISITOR, nord, TODAY) == 79
    before = queries.trusts_for(VISITOR, ENDED - timedelta(days=1)).get(code="983974899")
    end(Kind.HOSPITAL, "unn-narvik")
    now = queries.trusts_for(VISITOR, TODAY).get(code="983974899")
    assert (before.municipalities - now.municipalities, before.hospitals - now.hospitals) == (1, 1)


def test_an_ended_hospital_leaves_its_municipalities_and_its_trust(client: Client) -> None:
    end(Kind.HOSPITAL, "unn-narvik")
    for path in ("/kommuner/1806/", "/helseforetak/983974899/", "/sykehus/", "/sok/?q=unn"):
        assert "UNN Narvik" not in client.get(path).content.decode(), path
    assert "72 sykehus" in client.get("/sykehus/").content.decode()
    assert queries.municipalities_of_hospital(VISITOR, Place.objects.get(code="unn-narvik"), TODAY).count() == 0


def test_an_ended_department_is_no_longer_counted_or_shown(client: Client) -> None:
    department = Place.objects.filter(kind=Kind.DEPARTMENT, parent__code="unn-tromso")[0]
    before = queries.hospitals_for(VISITOR, TODAY).get(code="unn-tromso").departments
    end(Kind.DEPARTMENT, department.code)
    assert queries.hospitals_for(VISITOR, TODAY).get(code="unn-tromso").departments == before - 1
    hospital = Place.objects.get(code="unn-tromso")
    assert queries.departments_under(VISITOR, [hospital], TODAY).count() == before - 1
    listed = queries.hospitals_of_trust(VISITOR, hospital.parent, TODAY).get(code="unn-tromso")
    assert department.pk not in {one.pk for one in listed.department_list}


@pytest.mark.parametrize(
    ("declared", "name", "kind", "code"),
    [
        (municipalities, "kontor", Kind.OFFICE, "oslo"),
        (municipalities, "foretak", Kind.TRUST, "983974899"),
        (municipalities, "fylke", Kind.COUNTY, "55"),
        (municipalities, "lokalsykehus", Kind.AREA, "S12"),
        (hospitals, "eier", Kind.TRUST, "983974899"),
    ],
)
def test_a_filter_does_not_offer_what_has_ended(
    declared: Callable[[date], Any], name: str, kind: str, code: str
) -> None:
    def offered(today: date) -> set[str]:
        (choice,) = (one for one in declared(today).filters if one.name == name)
        return {value for value, _label in choice.choices(VISITOR)}

    end(kind, code)
    assert code in offered(ENDED - timedelta(days=1))
    assert code not in offered(TODAY)


@pytest.mark.parametrize(
    ("kind", "code", "path"),
    [
        (Kind.MUNICIPALITY, "5540", "/kommuner/5540/"),
        (Kind.TRUST, "983974899", "/helseforetak/983974899/"),
        (Kind.HOSPITAL, "unn-narvik", "/sykehus/unn-narvik/"),
        (Kind.OFFICE, "oslo", "/kontor/oslo/"),
    ],
)
def test_the_record_of_an_ended_place_opens_and_says_when_it_ended(
    client: Client, kind: str, code: str, path: str
) -> None:
    said = "Gikk ut av registeret 1. januar 2025."
    assert said not in client.get(path).content.decode()
    end(kind, code)
    answer = client.get(path)
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_round_is_made_of_what_there_is_on_its_day() -> None:
    end(Kind.MUNICIPALITY, "5540")
    end(Kind.HOSPITAL, "unn-narvik")
    end(Kind.TRUST, "983974880")
    register = sources.register_for(VISITOR, TODAY)
    assert "5540" not in register.municipalities
    assert "unn-narvik" not in register.hospitals
    assert "unn-narvik" not in {one.hospital for one in register.departments}
    assert "983974880" not in register.trusts
    assert "983974880" not in {row.trust_number for row in posts_for(VISITOR, 2026, TODAY)}
    before = ENDED - timedelta(days=1)
    assert "983974880" in {row.trust_number for row in posts_for(VISITOR, 2026, before)}
    assert "5540" in sources.register_for(VISITOR, before).municipalities
