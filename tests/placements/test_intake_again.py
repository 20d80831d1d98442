"""What went out as a workbook comes in again: what stands, unchanged; what was refused, with the same faults."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from alisveien.engines.nominations.nomination import Fault
from alisveien.placements.models import Intake, Nomination, Wish
from alisveien.placements.telling.faults import tell_fault
from alisveien.workbench.sheets import read_sheet
from tests.placements.loading import EXAMPLE
from tests.placements.people import trust
from tests.placements.workbooks import posted
from tests.roles import MUNICIPAL_LEADER, TRUST_COORDINATOR, client_as, place_of

pytestmark = pytest.mark.django_db
NEW = "/innlesinger/ny/"


def words_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize("kind", ["municipality", "trust"])
def test_what_stands_is_exported_and_read_in_again_unchanged(example: None, settings: Any, kind: str) -> None:
    settings.DEMONSTRATION = True
    place = trust() if kind == "trust" else Nomination.objects.filter(trust=trust())[0].municipality
    client = client_as(TRUST_COORDINATOR if kind == "trust" else MUNICIPAL_LEADER, place)
    response = client.get(f"/innlesinger/star/{place.pk}/2028.xlsx")
    assert response.status_code == 200
    check = client.post(NEW, posted(place, response.content)).headers["Location"]
    page = words_of(client.get(check))
    assert "Det er ingenting å lese inn" in page
    standing = Nomination.objects.filter(**{kind: place}).count()
    assert f"uendret {standing}" in page
    assert kind == "municipality" or standing == 20


def test_a_whole_hospital_without_departments_comes_back_as_it_went_out(example: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    wish = Wish.objects.filter(nomination__trust=trust(), number=1)[0]
    Wish.objects.filter(pk=wish.pk).update(hospital=place_of("hospital", "unn-bardu"), department=None)
    client = client_as(TRUST_COORDINATOR)
    content = client.get(f"/innlesinger/star/{trust().pk}/2028.xlsx").content
    check = client.post(NEW, posted(trust(), content)).headers["Location"]
    page = words_of(client.get(check))
    assert "uendret 20" in page
    assert "avviste 0" in page


def test_a_department_that_a_hospital_without_any_lacks_is_told_plainly() -> None:
    fault = Fault("Ønske 1", "unknown_department", more=("UNN Bardu – somatikk", "Kirurgi"))
    assert tell_fault(fault).remedy == "Skriv «hele sykehuset», eller velg et annet sykehus."


def test_the_refused_rows_mended_are_read_in(example: None, settings: Any, tmp_path: Path) -> None:
    settings.DEMONSTRATION = True
    client = client_as(TRUST_COORDINATOR)
    check = client.post(NEW, posted(trust(), EXAMPLE.read_bytes())).headers["Location"]
    client.post(f"{check}les-inn/")
    intake = Intake.objects.latest("pk")
    (tmp_path / "rejected.xlsx").write_bytes(client.get(f"/innlesinger/{intake.pk}/rejected.xlsx").content)
    sheet = read_sheet(tmp_path / "rejected.xlsx")
    assert sheet.headings[:3] == ("Rad", "Hva er galt", "Hva du kan gjøre")
    check = client.post(NEW, posted(trust(), (tmp_path / "rejected.xlsx").read_bytes())).headers["Location"]
    page = words_of(client.get(check))
    assert f"avviste {len(sheet.rows)}" in page
    assert "Kolonner som ikke leses: «Rad», «Hva er galt», «Hva du kan gjøre»" in page
