"""Statistics of general practice as choices of the map: offered when they have been read in, by classes."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.places.models import PlaceFigure
from alisveien.places.queries_map import kinds_counted, map_rows, with_counted
from alisveien.public.map.figures import GP_FIGURES, figure_of, figures_offered, legend
from alisveien.public.map.topology import country
from tests.roles import place_of

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TODAY, ON = date(2026, 11, 22), date(2026, 1, 1)


def counted(value: str, code: str = "5540", what: str = "without_gp", on: date = ON) -> None:
    PlaceFigure.objects.create(place=place_of("municipality", code), what=what, on=on, value=value, source="test")


def test_nothing_is_offered_before_it_has_been_read_in() -> None:
    assert kinds_counted(VISITOR) == []
    assert "Uten fastlege" not in Client().get("/kart/").content.decode()
    counted("12.5")
    assert kinds_counted(VISITOR) == ["without_gp"]
    page = Client().get("/kart/").content.decode()
    assert "Uten fastlege" in page
    assert "Listelengde" not in page
    assert len(figures_offered(kinds_counted(VISITOR))) == 5


def test_the_map_shows_the_classes_and_what_is_not_known() -> None:
    counted("12.5")
    counted("0.5", "5501")
    page = Client().get("/kart/?vis=uten-fastlege").content.decode()
    for said in (
        "Andel innbyggere på liste uten fastlege",
        "under 1 %",
        "20 % og over",
        "ikke oppgitt",
        "1. januar 2026",
    ):
        assert said in page
    assert "Helsedirektoratets fastlegestatistikk" in page
    assert Client().get("/kart/bilde.svg?vis=uten-fastlege").content.count(b'class="m0"') == 355
    beside = Client().get("/kart/?vis=uten-fastlege&mot=2022-03-01&mot_vis=uten-fastlege")
    assert beside.status_code == 200


def test_the_last_count_by_a_day_is_shown() -> None:
    counted("2", on=date(2025, 1, 1))
    counted("30")
    rows, on = with_counted(VISITOR, map_rows(VISITOR, TODAY), "without_gp", TODAY)
    assert (next(row.counted for row in rows if row.number == "5540"), on) == (Decimal(30), ON)
    earlier, on = with_counted(VISITOR, map_rows(VISITOR, TODAY), "without_gp", date(2025, 6, 1))
    assert (next(row.counted for row in earlier if row.number == "5540"), on) == (Decimal(2), date(2025, 1, 1))
    assert with_counted(VISITOR, [], "gps", TODAY) == ([], None)


@pytest.mark.parametrize("figure", GP_FIGURES, ids=lambda one: one.slug)
def test_each_statistic_has_six_classes(figure: object) -> None:
    found = figure_of(getattr(figure, "slug", ""))
    rows, _on = with_counted(VISITOR, map_rows(VISITOR, TODAY), found.counted, TODAY)
    assert [line.key for line in legend(found, rows, country())] == ["1", "2", "3", "4", "5", "6", "0"]
