"""The map on another day, two maps side by side, and what is taken along."""

from datetime import date

import pytest
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.places.queries_map import map_rows_then

pytestmark = pytest.mark.usefixtures("register", "db")
END_2021 = date(2021, 12, 31)


def test_a_day_before_a_division_draws_both_parts_as_what_they_were() -> None:
    rows, drawn = map_rows_then(VISITOR, END_2021)
    assert (len(rows), len(drawn)) == (356, 357)
    parts = {row.number: row.name for row in drawn if row.number in ("1508", "1580")}
    assert parts == {"1508": "Ålesund", "1580": "Ålesund"}
    assert {row.number: row.office for row in rows}["0301"] == ""


def test_before_anything_is_known_there_is_an_empty_map() -> None:
    rows, drawn = map_rows_then(VISITOR, date(1950, 1, 1))
    assert len(drawn) <= len(rows) < 356
    assert Client().get("/kart/?per=1950-01-01").status_code == 200


def test_the_map_of_a_day_says_so_and_leads_to_that_day() -> None:
    page = Client().get("/kart/?vis=kontor&per=2021-12-31").content.decode()
    assert "Registeret slik det var 31. desember 2021." in page
    assert "/kommuner/3216/?per=2021-12-31" in page
    assert "ikke i noe område" in page
    assert "<strong>356</strong>" in page


def test_two_maps_stand_side_by_side() -> None:
    page = Client().get("/kart/?vis=kontor&per=2021-12-31&mot=2026-01-01&mot_vis=innbyggere").content.decode()
    assert page.count('<svg class="map"') == 2
    assert page.count("65 kommuner") == 1
    assert "64 kommuner" in page
    assert "Kontor, 31. desember 2021" in page
    assert "Innbyggere, 1. januar 2026" in page


@pytest.mark.parametrize("query", ["", "?per=2021-12-31"])
def test_numbers_and_picture_are_taken_along(query: str) -> None:
    client = Client()
    book = client.get(f"/kart/tall.xlsx{query}")
    assert book.content.startswith(b"PK")
    lines = client.get(f"/kart/tall.csv{query}").content.decode().strip().splitlines()
    assert len(lines) == (357 if query else 358)
    picture = client.get(f"/kart/bilde.svg{query}{'&' if query else '?'}vis=kontor")
    assert "svg" in picture.headers["Content-Disposition"]
    assert picture.content.startswith(b"<svg")
    assert picture.content.endswith(b"</svg>")
    assert picture.content.count(b"<g") == picture.content.count(b"</g>")
    assert b"<a " not in picture.content
