"""Every open list and search asks the database as often at three rows as at one."""

from collections.abc import Callable
from itertools import count

import pytest
from django.test import Client

from alisveien.curriculum.models import LearningGoal
from alisveien.places.models import HospitalFacts, MunicipalityFacts, OfficeCoverage, OfficeHost, Place
from tests.workbench.flat import assert_flat

Kind = Place.Kind
numbers = count(1)
pytestmark = pytest.mark.django_db


def a_place(kind: str, parent: Place | None = None) -> Place:
    number = next(numbers)
    words = {"name": f"Nes {number}", "short_name": f"Nes {number}", "search_text": f"Nes {number}", "town": "Nes"}
    return Place.objects.create(kind=kind, code=str(1000 + number), parent=parent, **words)


def a_trust() -> Place:
    return a_place(Kind.TRUST, a_place(Kind.AUTHORITY))


def a_hospital() -> Place:
    """A hospital with everything its row can show: owner, area, municipality, one above it, a department."""
    above, hospital = (a_place(Kind.HOSPITAL, a_trust()) for _ in range(2))
    facts = {"unit_kind": "hospital", "somatic": True, "psychiatric": False, "emergency": "yes"}
    HospitalFacts.objects.create(place=above, **facts)
    HospitalFacts.objects.create(
        place=hospital, belongs_to=above, municipality=a_municipality(), area=a_place(Kind.AREA), **facts
    )
    a_place(Kind.DEPARTMENT, hospital)
    return hospital


def an_office() -> Place:
    office = a_place(Kind.OFFICE)
    OfficeHost.objects.create(office=office, host="Nes", town="Nes", municipality=a_municipality())
    return office


def a_municipality() -> Place:
    """A municipality with a county, an office, a trust and areas that no other has."""
    place = a_place(Kind.MUNICIPALITY, a_place(Kind.COUNTY))
    MunicipalityFacts.objects.create(
        place=place,
        official_name=place.name,
        unique_name=place.name,
        former_number=place.code,
        population=1000,
        population_on="2026-01-01",
        centrality_class=5,
        centrality_index=500,
        lat=70,
        lon=20,
        trust=a_trust(),
        hospital_area=a_place(Kind.AREA),
        psychiatric_area=a_place(Kind.AREA),
        office=a_place(Kind.OFFICE),
    )
    OfficeCoverage.objects.create(
        municipality=place, number_2021=place.code, office_2021=a_place(Kind.OFFICE), certainty="sure"
    )
    return place


def a_goal() -> LearningGoal:
    number = next(numbers)
    return LearningGoal.objects.create(
        code=f"ALM-{number}",
        framework=LearningGoal.Framework.values[0],
        short_title="Nes",
        text="Nes",
        section=f"§ {number}",
        section_title="Nes",
        as_of="2026-10-01",
    )


@pytest.mark.parametrize(
    ("path", "add"),
    [
        ("/kommuner/", a_municipality),
        ("/helseforetak/", a_trust),
        ("/sykehus/", a_hospital),
        ("/kontor/", an_office),
        ("/laringsmal/", a_goal),
        ("/kart/?form=tabell", a_municipality),
        ("/sok/?q=nes", a_municipality),
        ("/sok/?q=nes", a_hospital),
    ],
)
@pytest.mark.parametrize("form", ["", "csv"])
def test_an_open_list_is_flat(client: Client, path: str, add: Callable[[], object], form: str) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}last_ned={form}"
    assert_flat(lambda: client.get(asked), add)
    shown = client.get(asked).content.decode()
    assert client.get(asked).status_code == 200
    assert shown.count("Nes") >= 3
