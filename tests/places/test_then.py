"""The register as it stood on a day: counts, lists, records, what is kept by links and exports."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from alisveien.base.actor import VISITOR
from alisveien.places.models import PlaceFigure
from alisveien.places.queries_then import (
    OTHERS,
    Kind,
    Way,
    below_then,
    figures_then,
    organisations_for,
    place_then,
    place_with,
    places_then,
    then_of,
)
from alisveien.places.services.deeds import create_place
from tests.places.test_deeds import NATION
from tests.roles import place_of
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.usefixtures("register", "db")
SPRING_2022, END_2021 = date(2022, 3, 1), date(2021, 12, 31)
TOWNS = (Kind.MUNICIPALITY,)


def covered(office: str, day: date) -> int:
    return len(below_then(VISITOR, place_of("office", office).pk, (Way.OFFICE,), day))


def test_there_were_356_municipalities_until_haram_left_alesund() -> None:
    assert len(places_then(VISITOR, TOWNS, SPRING_2022)) == 356
    assert len(places_then(VISITOR, TOWNS, date(2024, 1, 1))) == 357
    assert place_then(VISITOR, TOWNS, "1580", SPRING_2022) is None


def test_the_offices_covered_what_their_reports_say() -> None:
    """S0: 84 for Øst at the end of 2021, Oslo in no office's area; S2: 80 for Nord in March 2022."""
    assert (covered("ost", END_2021), covered("nord", SPRING_2022)) == (84, 80)
    assert covered("oslo", END_2021) == 0
    assert (covered("ost", date(2026, 11, 22)), covered("oslo", date(2026, 11, 22))) == (85, 1)


def test_oslo_was_represented_by_ost_before_it_had_an_office() -> None:
    then = place_then(VISITOR, TOWNS, "0301", SPRING_2022)
    assert then is not None
    assert (then.office.name, then.represented.name) == ("", "ALIS og SamLIS Øst")
    later = place_then(VISITOR, TOWNS, "0301", date(2023, 1, 1))
    assert later is not None
    assert (later.office.name, later.represented.name) == ("ALIS og SamLIS Oslo", "ALIS og SamLIS Øst")


def test_vestby_had_another_number_county_and_office() -> None:
    then = place_then(VISITOR, TOWNS, "3019", SPRING_2022)
    assert then is not None
    assert (then.name, then.code, then.under.name, then.office.code) == ("Vestby", "3019", "Viken", "sor")
    assert then.pk == place_of("municipality", "3216").pk
    assert then_of(VISITOR, then.pk, date(2024, 1, 1)).under.name == "Akershus"  # type: ignore[union-attr]


def test_state_bodies_have_their_office_for_samfunnsmedisin_apart() -> None:
    bodies = {row.name: row for row in places_then(VISITOR, (Kind.STATE_BODY,), date(2023, 1, 1))}
    assert bodies["Helsedirektoratet"].sam.name == "ALIS og SamLIS Øst"
    now = {row.name: row for row in places_then(VISITOR, (Kind.STATE_BODY,), date(2026, 1, 1))}
    assert now["Helsedirektoratet"].sam.name == "ALIS og SamLIS Oslo"


def test_ost_sat_in_hamar_and_then_in_ottestad() -> None:
    def seat(day: date) -> str:
        then = place_then(VISITOR, (Kind.OFFICE,), "ost", day)
        return then.town if then else ""

    assert (seat(END_2021), seat(SPRING_2022)) == ("Hamar", "Ottestad (Stange)")


def test_a_figure_is_the_last_by_the_day_or_else_the_first_after() -> None:
    pk = place_of("municipality", "5540").pk
    assert figures_then([pk], "population", SPRING_2022)[pk][1] == date(2026, 1, 1)
    assert figures_then(None, "population", date(2030, 1, 1))[pk][1] == date(2026, 1, 1)


def test_people_nobody_has_counted_are_left_out_of_the_sum() -> None:
    before = next(one for one in places_then(VISITOR, (Kind.OFFICE,), SPRING_2022) if one.code == "nord")
    PlaceFigure.objects.filter(place=place_of("municipality", "5540")).delete()
    after = next(one for one in places_then(VISITOR, (Kind.OFFICE,), SPRING_2022) if one.code == "nord")
    assert after.municipalities == before.municipalities == 80
    assert 0 < (after.people or 0) < (before.people or 0)


def test_a_number_nobody_ever_had_leads_nowhere() -> None:
    assert place_with(VISITOR, TOWNS, "9999", SPRING_2022) is None
    assert Client().get("/kommuner/9999/?per=2022-03-01").status_code == 404
    assert Client().get("/kommuner/9999/").status_code == 404
    assert Client().get("/organisasjoner/999999999/").status_code == 404


@pytest.mark.parametrize("path", ["kommuner", "helseforetak", "sykehus", "kontor", "organisasjoner"])
def test_each_list_says_the_day_and_keeps_it(path: str) -> None:
    page = Client().get(f"/{path}/?per=2022-03-01").content.decode()
    assert "Registeret slik det var 1. mars 2022." in page
    assert "last_ned=csv" in page
    assert page.count("per=2022-03-01") > 5
    assert "Registeret slik det var 1." not in Client().get(f"/{path}/").content.decode()


def test_filters_search_sorting_and_export_are_of_the_day() -> None:
    client = Client()
    assert "84 kommuner" in client.get("/kommuner/?per=2021-12-31&kontor=ost").content.decode()
    assert "Vestby" in client.get("/kommuner/?per=2022-03-01&q=3019").content.decode()
    assert "51 kommuner" in client.get("/kommuner/?per=2022-03-01&fylke=30&sorter=-people").content.decode()
    file = client.get("/kommuner/?per=2022-03-01&last_ned=csv").content.decode("utf-8-sig")
    assert "3019" in file
    assert "3216" not in file


@pytest.mark.parametrize("written", ["i fjor", "0001-01-01", "2022-13-01"])
def test_a_day_that_is_none_is_said_and_today_is_shown(written: str) -> None:
    page = Client().get("/kommuner/", {"per": written, "last_ned": "csv"})
    assert page.status_code == 400
    assert "registeret slik det er i dag" in page.content.decode()


def test_a_record_is_of_the_day_too_and_an_old_number_leads_to_the_new() -> None:
    client = Client()
    page = client.get("/kommuner/3019/?per=2022-03-01").content.decode()
    assert "Viken" in page
    assert "Registeret slik det var 1. mars 2022." in page
    assert client.get("/kommuner/3019/").headers["Location"] == "/kommuner/3216/"
    assert "var ikke i registeret denne dagen" in client.get("/kommuner/1580/?per=2022-03-01").content.decode()
    haram = client.get("/kommuner/1580/").content.decode()
    assert "Kom fra" in haram
    assert "Ålesund" in haram


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/kontor/ost/?per=2021-12-31", "Kommune (84)"),
        ("/helseforetak/983974899/?per=2022-03-01", "Universitetssykehuset"),
        ("/sykehus/unn-tromso/?per=2022-03-01", "Avdeling"),
        ("/kontor/ost/", "oppfølging uten eget kontor"),
    ],
)
def test_other_records_open_on_a_day(path: str, words: str) -> None:
    page = Client().get(path)
    assert page.status_code == 200
    if "ost/" in path and "per" not in path:
        words = "Gjennom tida" if "Gjennom tida" in page.content.decode() else "Vertskommune"
    assert words in page.content.decode()


def test_an_organisation_has_a_page() -> None:
    oslo = place_of("state_body", "983544622")
    page = Client().get(f"/organisasjoner/{oslo.pk}/").content.decode()
    assert "ansvar for samfunnsmedisin" in page


def test_a_list_of_the_past_costs_the_same_questions_whatever_its_length() -> None:
    made = iter(range(100, 200))

    def add_row() -> None:
        create_place(
            kind="state_body",
            code=str(next(made)),
            name="Et direktorat",
            parent=None,
            effective_on=date(2020, 1, 1),
            why="",
            by=NATION,
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )

    assert_flat(lambda: places_then(VISITOR, (Kind.STATE_BODY,), SPRING_2022), add_row)
    assert_flat(lambda: Client().get("/organisasjoner/?slag=state_body&per=2022-03-01"), add_row)
    assert_flat(lambda: Client().get("/organisasjoner/?slag=state_body"), add_row)


def test_the_organisations_of_today_are_those_of_the_dated_rows() -> None:
    today = timezone.localdate()
    dated = {
        row.pk: (row.name, row.code, row.kind_name, row.under.name, row.sam.name)
        for row in places_then(VISITOR, OTHERS, today)
    }
    now = {
        row.pk: (row.name, row.code, row.kind_name, row.parent.name if row.parent else "", row.sam or "")
        for row in organisations_for(VISITOR, today)
    }
    assert len(now) > 100
    assert now == dated
