"""Past days with the counties and offices they had, and the curve of registrations through time."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.establishments import queries
from alisveien.establishments.models import Speciality
from alisveien.establishments.pages.counts import counts_of
from alisveien.establishments.pages.curve import choices_of, days_until, drawn, rows_of
from alisveien.establishments.queries_curve import COUNTRY, Point, curve_of, office_names
from alisveien.establishments.queries_towns import town_then
from tests.establishments.cases import a_case, place
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
S2_DAY, TODAY = date(2022, 3, 21), date(2026, 11, 22)


@pytest.fixture
def loaded(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_institutions", verbosity=0)


def test_a_past_day_has_the_counties_and_names_of_that_day() -> None:
    then = {one.place.code: one.town for one in queries.standings_for(VISITOR, S2_DAY, TODAY)}
    now = {one.place.code: one.town for one in queries.standings_for(VISITOR, TODAY, TODAY)}
    assert (then["5540"].county.code, now["5540"].county.code) == ("54", "55")
    assert then["5540"].county.name != now["5540"].county.name
    assert "1580" in now
    assert "1580" not in then
    oslo = town_then(VISITOR, place("0301"), date(2021, 6, 1), TODAY)
    assert (oslo.office.code, town_then(VISITOR, place("0301"), TODAY, TODAY).office.code) == ("ingen", "oslo")
    body = place("983887406")
    assert town_then(VISITOR, body, S2_DAY, TODAY).office.code == ""
    haram = town_then(VISITOR, place("1580"), S2_DAY, TODAY)
    assert haram.county.name == now["1580"].county.name
    counties = {
        one.label for one in counts_of(queries.standings_for(VISITOR, S2_DAY, TODAY), Speciality.ALM, S2_DAY).counties
    }
    assert any("Viken" in name for name in counties)


def test_the_pages_of_a_past_day_offer_its_counties_and_tell_its_office() -> None:
    page = Client().get("/utdanningsvirksomheter/?per=2022-03-21").content.decode()
    assert "Viken" in page
    assert "Viken" not in Client().get("/utdanningsvirksomheter/").content.decode()
    record = Client().get("/utdanningsvirksomheter/0301/?per=2021-06-01").content.decode()
    assert "uten eget kontor" in record


def test_the_curve_shows_the_sums_of_the_report_and_the_country(loaded: None) -> None:
    found = curve_of(VISITOR, Speciality.ALM, [date(2019, 3, 1), S2_DAY, TODAY])
    north = next(one for one in found["nord"] if one.day == S2_DAY)
    assert (north.registered, north.temporary, north.total) == (38, 14, 80)
    country = found[COUNTRY]
    assert [one.registered for one in country] == sorted(one.registered for one in country)
    assert country[1].total == 356
    assert country[2].total == 357
    assert set(found) - {COUNTRY, "ingen"} <= set(office_names())


def test_days_are_half_years_and_today() -> None:
    days = days_until(date(2020, 3, 1))
    assert days == [date(2019, 3, 1), date(2019, 9, 1), date(2020, 3, 1)]
    assert days_until(date(2019, 3, 1)) == [date(2019, 3, 1)]


def test_the_drawing_holds_its_points_and_its_words_do_not_meet() -> None:
    points = [Point(date(2019, 3, 1), 80, 0, 0), Point(date(2020, 3, 1), 80, 0, 3), Point(TODAY, 80, 38, 14)]
    picture = drawn(points, "Nord")
    assert picture.registered.startswith("M44 ")
    assert [line.text for line in picture.lines] == ["0", "20", "40", "60", "80"]
    assert [year.text for year in picture.years] == ["2019", "2020"]
    assert "38 av 80 kommuner" in picture.label
    low, high = (float(word.y) for word in picture.words)
    assert low - high >= 18
    assert drawn([Point(TODAY, 1, 0, 0)], "Ett").lines[-1].text == "4"
    assert drawn([Point(TODAY, 900, 700, 0)], "Mange").lines[-1].text == "800"
    assert rows_of(points)[0]["counting"] == 52
    assert [one["code"] for one in choices_of({"nord": points}, office_names(), "nord")] == [COUNTRY, "nord"]


def test_the_page_of_the_curve_shows_an_office_or_the_country_and_is_flat(loaded: None) -> None:
    path = "/utdanningsvirksomheter/tall/tid/"
    assert "Hele landet" in Client().get(path).content.decode()
    page = Client().get(f"{path}?kontor=nord&fag=SAM").content.decode()
    assert 'aria-current="true">Nord' in page
    assert Client().get(f"{path}?kontor=finnesikke").status_code == 200
    codes = iter(("1101", "1103", "1106"))
    assert_flat(lambda: Client().get(path), lambda: a_case(next(codes), applied_on=date(2020, 1, 1)))


def test_the_map_of_a_past_day_draws_the_municipalities_there_were() -> None:
    a_case("1508", applied_on=date(2019, 3, 1), decision="registered", decided_on=date(2021, 1, 1))
    then = Client().get("/utdanningsvirksomheter/kart/?per=2022-03-21").content.decode()
    assert "<title>Haram" not in then, "Haram was a part of Ålesund"
    assert then.count("<title>Ålesund: registrert</title>") == 2, "both shapes were Ålesund"
    assert then.count('href="/utdanningsvirksomheter/1508/?per=2022-03-21"') == 2
    now = Client().get("/utdanningsvirksomheter/kart/").content.decode()
    assert "<title>Haram: ikke kjent</title>" in now
