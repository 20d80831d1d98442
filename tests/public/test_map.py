"""The map of municipalities: its borders, its classes, its page and its file."""

import csv
import io
import re
from datetime import date

import pytest
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.places.models import Place
from alisveien.places.queries_map import map_rows
from alisveien.public.map.drawing import draw
from alisveien.public.map.figures import FIGURES, distinct_tones, figure_of, legend
from alisveien.public.map.labels import APART, spread
from alisveien.public.map.topology import country, path_of, read_country
from tests.workbench.flat import queries_of

TODAY = date(2026, 11, 22)
SQUARES = {
    "bbox": [0, 0, 20_000, 10_000],
    "transform": {"scale": [10, 10], "translate": [0, 0]},
    "arcs": [
        [[1000, 0], [4, 500], [-4, 500]],
        [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]],
        [[1000, 0], [1000, 0], [0, 1000], [-1000, 0]],
    ],
    "objects": {
        "kommuner": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"id": "0001"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"id": "0002"}},
            ]
        }
    },
}


@pytest.fixture
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


def test_neighbours_keep_the_same_border_turned_the_other_way() -> None:
    land = read_country(SQUARES)
    assert (land.width, land.height) == (20, 10)
    assert land.shapes["0001"].path == "M10 10l0-10-10 0 0 10z"
    assert land.shapes["0002"].path == "M10 10l10 0 0-10-10 0z"
    assert [(one, other) for one, other, _line in land.borders] == [("0001", "0002")]


def test_a_border_is_drawn_only_between_different_groups() -> None:
    land = read_country(SQUARES)
    assert land.border_between({"0001": "nord", "0002": "nord"}) == ""
    assert land.border_between({"0001": "nord", "0002": "midt"}) == "M10 10l0-10"
    assert land.neighbours({"0001": "nord", "0002": "midt"}) == {"nord": {"midt"}, "midt": {"nord"}}


def test_points_on_a_straight_stretch_are_left_out() -> None:
    assert path_of([((0, 0), (1, 0), (3, 0), (3, 2))]) == "M0 0l3 0 0 2"
    assert path_of([((0, 0), (2, 0), (1, 0))]) == "M0 0l2 0-1 0"


def test_the_country_is_read_once_and_has_every_municipality() -> None:
    land = country()
    assert country() is land
    assert len(land.shapes) == 357
    assert sum(len(shape.path) for shape in land.shapes.values()) < 150_000
    assert all(re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", shape.path) for shape in land.shapes.values())


def test_neighbours_never_share_a_tone_while_tones_suffice() -> None:
    neighbours = {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}, "d": set()}
    tones = distinct_tones("abcd", neighbours)
    assert len({tones["a"], tones["b"], tones["c"]}) == 3
    crowded = {one: set("abcdefgh") - {one} for one in "abcdefgh"}
    assert set(distinct_tones("abcdefgh", crowded)) == set("abcdefgh")


def test_numbers_that_would_cover_each_other_are_pushed_apart() -> None:
    (x, y), (u, v), far = spread([(100, 100), (101, 100), (900, 900)])
    assert ((u - x) ** 2 + (v - y) ** 2) ** 0.5 >= APART - 2
    assert far == (900, 900)


@pytest.mark.usefixtures("register")
def test_every_municipality_is_in_one_class_of_each_figure() -> None:
    rows = map_rows(VISITOR, TODAY)
    for figure in FIGURES:
        lines = legend(figure, rows, country())
        assert sum(int(line.count) for line in lines) == 357
        assert {figure.key(row) for row in rows} <= {line.key for line in lines}
    people = [line.count for line in legend(FIGURES[0], rows, country())]
    assert people == ["76", "98", "71", "43", "48", "21"]


@pytest.mark.usefixtures("register")
def test_the_areas_of_trusts_that_meet_have_different_tones() -> None:
    rows = map_rows(VISITOR, TODAY)
    figure = figure_of("foretak")
    tones = {line.key: line.tone for line in legend(figure, rows, country())}
    meeting = country().neighbours({row.number: row.trust for row in rows})
    assert len(tones) == 19
    assert all(tones[one] != tones[other] for one, others in meeting.items() for other in others)


@pytest.mark.usefixtures("register")
def test_the_name_of_a_chosen_municipality_stands_on_the_paper() -> None:
    rows = tuple(map_rows(VISITOR, TODAY))
    for row in rows[::6]:
        picture = draw(FIGURES[0], rows, country(), row)
        label = picture.chosen_label
        assert label is not None
        left, top, width, height = (int(part) for part in picture.view_box.split())
        assert left <= label.x <= left + width
        assert top <= label.y <= top + height


@pytest.mark.usefixtures("register")
def test_the_page_draws_every_municipality_as_a_link(client: Client) -> None:
    shown = client.get("/kart/").content.decode()
    assert len(re.findall(r'<a href="/kommuner/\d{4}/" class="m[1-6]"', shown)) == 357
    assert "Kåfjord: 1\xa0939 innbyggere" in shown
    assert "80 kommuner" in shown
    assert "Kilde: SSB, 1. januar 2026. Kart: © Kartverket (CC BY 4.0)." in shown
    assert "style=" not in shown


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("slug", "said"),
    [("foretak", "Kåfjord: UNN"), ("kontor", "Kåfjord: Nord"), ("sentralitet", "Kåfjord: sentralitet 6")],
)
def test_each_figure_has_an_address(client: Client, slug: str, said: str) -> None:
    assert said in client.get("/kart/", {"vis": slug}).content.decode()


@pytest.mark.usefixtures("register")
def test_a_chosen_municipality_is_outlined_and_told_of(client: Client) -> None:
    shown = client.get("/kart/?kommune=5540&vis=kontor").content.decode()
    assert 'class="map-chosen"' in shown
    assert "Gáivuotna, Kaivuono" in shown
    assert 'href="?vis=kontor&amp;form=tabell&amp;kommune=5540"' in shown


@pytest.mark.usefixtures("register")
def test_the_same_figures_stand_as_a_table(client: Client) -> None:
    shown = client.get("/kart/?form=tabell&kommune=5540").content.decode()
    assert '<svg class="map"' not in shown
    assert len(re.findall(r'<th scope="row">\s*<a class="ds-link" href="/kommuner/', shown)) == 357
    assert 'class="map-row-chosen"' in shown


@pytest.mark.usefixtures("register")
def test_wrong_parameters_are_met_with_words_or_the_usual_map(client: Client) -> None:
    assert "Fant ingen kommune med nummer 9999" in client.get("/kart/?kommune=9999").content.decode()
    unknown = client.get("/kart/?vis=finnesikke&form=finnesikke&kommune=<b>")
    assert unknown.status_code == 200
    assert b"<b>" not in unknown.content
    assert "Innbyggere per kommune" in unknown.content.decode()
    assert client.post("/kart/").status_code == 405


@pytest.mark.usefixtures("register")
def test_the_file_holds_every_municipality(client: Client) -> None:
    response = client.get("/kart/tall.csv")
    lines = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(lines) == 357
    oslo = next(line for line in lines if line["Kommunenummer"] == "0301")
    assert (oslo["Innbyggere"], oslo["Innbyggere per"], oslo["Sentralitet"]) == ("728714", "2026-01-01", "1")


@pytest.mark.usefixtures("register")
def test_the_page_asks_twice_at_most(client: Client) -> None:
    """The municipalities, and which statistics have been read in: two tables that no row joins."""
    assert len(queries_of(lambda: client.get("/kart/"))) <= 2
    assert len(queries_of(lambda: client.get("/kart/?form=tabell"))) <= 2


@pytest.mark.usefixtures("db")
def test_an_empty_register_is_said_to_be_empty(client: Client) -> None:
    response = client.get("/kart/")
    assert response.status_code == 200
    assert "Registeret er tomt." in response.content.decode()


@pytest.mark.usefixtures("register")
def test_a_municipality_that_has_ended_is_not_on_the_map() -> None:
    Place.objects.filter(kind=Place.Kind.MUNICIPALITY, code="5540").update(valid_to=TODAY)
    assert "5540" not in {row.number for row in map_rows(VISITOR, TODAY)}
