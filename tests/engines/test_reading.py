"""Every fault is found, explained by a code, and nothing is mended silently."""

from datetime import date, datetime

import pytest

from alisveien.engines.calendar.half_year import half_year
from alisveien.engines.nominations.columns import WrongColumns
from alisveien.engines.nominations.nomination import Cell
from alisveien.engines.nominations.reading import read_rows
from alisveien.engines.nominations.wording import place_key
from tests.engines.lists import HEADINGS, nomination, read, register, row


@pytest.mark.parametrize(
    ("changes", "column", "code", "suggestion"),
    [
        ({"hpr_number": None}, "HPR-nummer", "empty", ""),
        ({"hpr_number": "12A4567"}, "HPR-nummer", "not_hpr", ""),
        ({"hpr_number": "1234567890"}, "HPR-nummer", "not_hpr", ""),
        ({"first_name": "  "}, "Fornavn", "empty", ""),
        ({"last_name": None}, "Etternavn", "empty", ""),
        ({"municipality": "1850", "municipality_name": "Tysfjord"}, "Kommunenummer", "unknown_number", ""),
        ({"municipality": "9999", "municipality_name": "Tromsø"}, "Kommunenummer", "unknown_number", "5501"),
        ({"municipality": "5401"}, "Kommunenummer", "former_number", "5501"),
        ({"municipality": "301", "municipality_name": "Oslo"}, "Kommunenummer", "leading_zero", "0301"),
        ({"municipality_name": "Bodø"}, "Kommune", "not_that_municipality", "Tromsø"),
        ({"position": "lege"}, "Stilling", "not_in_list", ""),
        ({"position": "=1+1"}, "Stilling", "formula", ""),
        ({"started_on": "31.02.2025"}, "Startdato ALIS", "not_a_date", ""),
        ({"started_on": date(1025, 1, 1)}, "Startdato ALIS", "unlikely_year", ""),
        ({"started_on": True}, "Startdato ALIS", "not_a_date", ""),
        ({"percentage": 140}, "Stillingsprosent", "out_of_range", ""),
        ({"percentage": 0}, "Stillingsprosent", "out_of_range", ""),
        ({"percentage": 50.5}, "Stillingsprosent", "not_a_number", ""),
        ({"percentage": True}, "Stillingsprosent", "not_a_number", ""),
        ({"scheme": None}, "Ordning", "empty", ""),
        ({"goals_percent": "ca. 60"}, "Godkjente læringsmål (%)", "not_a_number", ""),
        ({"courses": None}, "Fullførte kurs", "empty", ""),
        ({"nominated_on": None}, "Meldt inn dato", "empty", ""),
        ({"trust": "UNN"}, "Helseforetak", "unknown_trust", "Universitetssykehuset Nord-Norge HF"),
        ({"trust": "Helse Bergen HF"}, "Helseforetak", "other_region", ""),
        ({"trust": None}, "Helseforetak", "empty", ""),
        ({"trust": "Nordlandssykehuset HF"}, "Ønske 1", "other_trust", ""),
        ({"wish_1": None}, "Ønske 1", "empty", ""),
        ({"wish_1": "Gynekologi"}, "Ønske 1", "wish_form", ""),
        ({"wish_1": "UNN Tromsø – Hjertekirurgi – P1 2028"}, "Ønske 1", "unknown_department", ""),
        ({"wish_1": "UNN Tromsø – Gynekolog – P1 2028"}, "Ønske 1", "unknown_department", "Gynekologi"),
        ({"wish_1": "UNN – Tromsø – Gynekologi – P1 2028"}, "Ønske 1", "unknown_hospital", "UNN Tromsø"),
        ({"wish_1": "UNN Tromsø – Gynekologi"}, "Ønske 1", "wish_form", ""),
        ({"wish_1": "UNN Tromsø – Gynekologi – "}, "Ønske 1", "wish_form", ""),
        ({"wish_1": "UNN Bardu – somatikk – Kirurgi – P1 2028"}, "Ønske 1", "unknown_department", ""),
        ({"wish_2": "UNN Tromso – Øye – P1 2028"}, "Ønske 2", "unknown_hospital", "UNN Tromsø"),
        ({"wish_2": "UNN – hvor som helst – P1 2028"}, "Ønske 2", "unknown_trust_in_wish", None),
        ({"wish_2": "Helgelandssykehuset HF – hvor som helst – P1 2028"}, "Ønske 2", "other_trust", ""),
        ({"wish_2": "UNN Tromsø – Øye – våren 2028"}, "Ønske 2", "wish_period", ""),
        ({"wish_2": "UNN Tromsø – Øye – P1 2027"}, "Ønske 2", "wish_other_year", ""),
        ({"earliest_on": date(2029, 9, 1)}, "Tidligst fra", "window_outside_round", ""),
        ({"leave_to": date(2028, 5, 1)}, "Permisjon fra", "leave_without_start", ""),
        ({"leave_from": date(2028, 5, 2), "leave_to": date(2028, 5, 1)}, "Permisjon til", "leave_turned", ""),
        ({"priority": 0}, "Kommunens prioritet", "out_of_range", ""),
        ({"can_be_split": "kanskje"}, "Kan deles 3 + 3", "not_in_list", ""),
    ],
)
def test_a_fault_refuses_the_row_with_its_reason(
    changes: dict[str, Cell], column: str, code: str, suggestion: str | None
) -> None:
    reading = read(row(**changes))
    assert reading.nominations == []
    faults = {(fault.column, fault.code): fault for fault in reading.rejected[0].faults}
    assert (column, code) in faults
    if suggestion is not None:
        assert faults[column, code].suggestion == suggestion


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Sonjatun distriktsmedisinske senter (Storslett)", "unn-storslett"),
        ("UNN Bardu – somatikk", "unn-bardu"),
        ("unn bardu - Somatikk", "unn-bardu"),
    ],
)
def test_a_whole_hospital_without_departments_can_be_wished(place: str, code: str) -> None:
    (one,) = read(row(wish_1=f"{place} – hele sykehuset – P1 2028")).nominations
    assert [(wish.hospital, wish.department) for wish in one.wishes] == [(code, None)]


def test_every_hospital_can_be_wished_as_it_is_named() -> None:
    known = register()
    assert {known.hospital_by_name[place_key(place.name)] for place in known.hospitals.values()} == set(
        known.hospitals.values()
    )


def test_all_faults_of_a_row_are_found_at_once() -> None:
    reading = read(row(hpr_number="x", percentage=140, trust="UNN", last_name=None))
    assert {fault.column for fault in reading.rejected[0].faults} == {
        "HPR-nummer",
        "Stillingsprosent",
        "Helseforetak",
        "Etternavn",
    }


def test_a_wish_elsewhere_for_a_department_that_is_not_there_says_both() -> None:
    reading = read(row(trust="Nordlandssykehuset HF", wish_1="UNN Tromsø – Hjertekirurgi – P1 2028"))
    assert [fault.code for fault in reading.rejected[0].faults] == ["other_trust", "unknown_department"]


def test_of_two_equal_hpr_numbers_the_first_stays() -> None:
    reading = read(row(), row(first_name="Annen"), row(hpr_number="9900002"))
    assert [one.hpr_number for one in reading.nominations] == ["9900001", "9900002"]
    assert [(one.number, one.faults[0].code, one.faults[0].more) for one in reading.rejected] == [
        (3, "repeated", ("2",))
    ]


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"started_on": "2025-01-31"}, "started_on", date(2025, 1, 31)),
        ({"started_on": "31.1.2025"}, "started_on", date(2025, 1, 31)),
        ({"started_on": datetime(2025, 1, 31)}, "started_on", date(2025, 1, 31)),  # noqa: DTZ001 (as a workbook gives it)
        ({"hpr_number": 9900001}, "hpr_number", "9900001"),
        ({"hpr_number": 9900001.0}, "hpr_number", "9900001"),
        ({"municipality": 5501}, "municipality", "5501"),
        ({"municipality": "5540", "municipality_name": "gáivuotna"}, "municipality", "5540"),
        ({"percentage": "80"}, "percentage", 80),
        ({"scheme": " Konvertert "}, "scheme", "converted"),
        ({"leave_from": date(2028, 5, 2)}, "leave_to", None),
        ({"started_on": date(2027, 9, 1)}, "started_on", date(2027, 9, 1)),
    ],
)
def test_what_can_mean_only_one_thing_is_read(changes: dict[str, Cell], name: str, value: object) -> None:
    assert getattr(nomination(**changes), name) == value


def test_wishes_name_department_hospital_or_trust_and_keep_their_numbers() -> None:
    one = nomination(
        wish_1="UNN Tromsø - Indremedisin: lunge - P2 2028",
        wish_3="unn narvik – Hele sykehuset – p1 2028",
        wish_5="Universitetssykehuset Nord-Norge HF – hvor som helst – P1 2028",
    )
    assert [(wish.number, wish.period, wish.hospital, wish.department) for wish in one.wishes] == [
        (1, half_year("P2 2028"), "unn-tromso", "Indremedisin: lunge"),
        (3, half_year("P1 2028"), "unn-narvik", None),
        (5, half_year("P1 2028"), None, None),
    ]


def test_missing_and_repeated_columns_are_named() -> None:
    with pytest.raises(WrongColumns) as missing:
        read_rows(("HPR-nummer", "Noe annet"), [], register(), 2028)
    assert "Fornavn" in missing.value.missing
    with pytest.raises(WrongColumns) as repeated:
        read_rows((*HEADINGS, "Fornavn"), [], register(), 2028)
    assert repeated.value.repeated == ("Fornavn",)


def test_columns_may_stand_in_another_order_among_strangers() -> None:
    headings = ("Merknad", *reversed(HEADINGS))
    reading = read_rows(headings, [(2, (None, *reversed(row())))], register(), 2028)
    assert reading.nominations == [nomination()]


def test_a_short_row_is_at_fault_and_does_not_stop_the_others() -> None:
    reading = read(row()[:3], row(hpr_number="9900002"))
    assert len(reading.rejected) == len(reading.nominations) == 1


def test_a_start_of_leave_that_is_no_date_is_one_fault_and_not_two() -> None:
    (one,) = read(row(leave_from="i vår", leave_to=date(2028, 5, 1))).rows
    assert [fault.code for fault in one.faults] == ["not_a_date"]
