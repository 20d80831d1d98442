"""Gate, nearest, steps and the municipality's order."""

from datetime import date, timedelta

import pytest

from alisveien.engines.allocation.lottery import lot_of
from alisveien.engines.nominations.gate import gate_of
from alisveien.engines.nominations.keys import band_of, is_near, key_of, standings
from alisveien.engines.nominations.nomination import Cell
from alisveien.engines.nominations.rules import rule_set_of
from tests.engines.lists import default_rules, nomination, register

CUT_OFF = date(2028, 3, 1)


def codes(**changes: Cell) -> list[tuple[int, str]]:
    return [(one.wish, one.code) for one in gate_of(nomination(**changes), default_rules()).dropped]


def test_the_floor_is_a_year_on_the_first_day_of_the_wished_half_year() -> None:
    both = {"wish_1": "UNN Tromsø – Øye – P1 2028", "wish_2": "UNN Tromsø – Øye – P2 2028"}
    just = date(2028, 3, 1) - timedelta(days=365)
    assert codes(**both, started_on=just) == []
    assert codes(**both, started_on=just + timedelta(days=1)) == [(1, "floor")]
    late = gate_of(nomination(**both, started_on=date(2027, 10, 1)), default_rules())
    assert [unmet.code for unmet in late.unmet] == ["floor"]
    assert not late.eligible
    assert late.allowed == ()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"earliest_on": date(2028, 9, 1)}, [(1, "too_early")]),
        ({"latest_on": date(2028, 3, 1), "wish_1": "UNN Tromsø – Øye – P2 2028"}, [(1, "too_late")]),
        ({"leave_from": date(2028, 8, 31), "leave_to": date(2028, 12, 1)}, [(1, "leave")]),
        ({"leave_from": date(2027, 1, 1), "leave_to": date(2028, 2, 29)}, []),
        ({"leave_from": date(2028, 9, 1)}, []),
        ({"leave_from": date(2027, 1, 1)}, [(1, "leave")]),
        ({"wish_2": "UNN Tromsø – Gynekologi – P1 2028"}, [(2, "repeated")]),
    ],
)
def test_a_wish_that_cannot_be_granted_is_dropped_and_the_nomination_stays(
    changes: dict[str, Cell], found: list[tuple[int, str]]
) -> None:
    assert codes(**changes) == found
    assert gate_of(nomination(**changes), default_rules()).eligible


def test_the_old_scheme_does_not_pass() -> None:
    gate = gate_of(nomination(scheme="gammel"), default_rules())
    assert [(unmet.code, unmet.mended_by) for unmet in gate.unmet] == [("old_scheme", "municipality")]


def test_short_notice_and_a_missing_conversion_date_only_warn() -> None:
    gate = gate_of(nomination(nominated_on=date(2027, 3, 2), scheme="konvertert"), default_rules())
    assert gate.eligible
    assert {warning.code for warning in gate.warnings} == {"short_notice", "no_conversion_date"}
    assert gate_of(nomination(nominated_on=date(2027, 3, 1)), default_rules()).warnings == ()


@pytest.mark.parametrize(
    ("changes", "band"),
    [
        ({"started_on": CUT_OFF - timedelta(days=730)}, (0, 1, 1, 1)),
        ({"started_on": CUT_OFF - timedelta(days=729)}, (1, 1, 1, 1)),
        ({"group": "fullført"}, (0, 0, 1, 1)),
        ({"group": "ikke startet"}, (0, 2, 1, 1)),
        ({"courses": 8}, (0, 1, 0, 1)),
        ({"courses": 0, "goals_percent": 60}, (0, 1, 0, 1)),
        ({"courses": 3, "goals_percent": 30}, (0, 1, 1, 1)),
        ({"courses": 3, "goals_percent": 29}, (0, 1, 2, 1)),
        ({"own_post_on": CUT_OFF}, (0, 1, 1, 0)),
        ({"own_post_on": CUT_OFF + timedelta(days=1)}, (0, 1, 1, 1)),
        ({"locum_on": CUT_OFF - timedelta(days=366)}, (0, 1, 1, 0)),
        ({"locum_on": CUT_OFF - timedelta(days=365)}, (0, 1, 1, 1)),
        ({"percentage": 50, "leave_from": date(2025, 2, 1), "leave_to": date(2027, 2, 1)}, (0, 1, 1, 1)),
    ],
)
def test_the_steps_of_the_band(changes: dict[str, Cell], band: tuple[int, ...]) -> None:
    assert band_of(nomination(**changes), default_rules(), CUT_OFF) == band


@pytest.mark.parametrize(
    ("municipality", "name", "trust", "wish", "near"),
    [
        ("5501", "Tromsø", "Universitetssykehuset Nord-Norge HF", "UNN Tromsø – Øye – P1 2028", True),
        ("5501", "Tromsø", "Universitetssykehuset Nord-Norge HF", "UNN Åsgård – Rus og avhengighet – P1 2028", True),
        ("1804", "Bodø", "Nordlandssykehuset HF", "Nordlandssykehuset Bodø, Rønvik – hele sykehuset – P1 2028", True),
        ("5503", "Harstad", "Universitetssykehuset Nord-Norge HF", "UNN Tromsø – Kirurgi – P1 2028", False),
        ("5503", "Harstad", "Universitetssykehuset Nord-Norge HF", "UNN Tromsø – Øye – P1 2028", True),
        ("1865", "Vågan", "Universitetssykehuset Nord-Norge HF", "UNN Tromsø – Gynekologi – P1 2028", False),
        ("1865", "Vågan", "Nordlandssykehuset HF", "Nordlandssykehuset Bodø – Gynekologi – P1 2028", True),
        ("1804", "Bodø", "Universitetssykehuset Nord-Norge HF", "UNN Tromsø – Nevrologi – P1 2028", True),
        ("1804", "Bodø", "Nordlandssykehuset HF", "Nordlandssykehuset HF – hvor som helst – P1 2028", False),
    ],
)
def test_nearest_follows_the_catchment_and_the_kind_of_department(
    municipality: str, name: str, trust: str, wish: str, *, near: bool
) -> None:
    one = nomination(municipality=municipality, municipality_name=name, trust=trust, wish_1=wish)
    assert is_near(one.wishes[0], municipality, register()) is near


def test_the_municipality_orders_its_own_doctors_within_a_band_and_nobody_else_moves() -> None:
    def doctor(hpr: str, days: int, **changes: Cell) -> object:
        return nomination(hpr_number=hpr, started_on=CUT_OFF - timedelta(days=days), **changes)

    others = {"municipality": "5503", "municipality_name": "Harstad"}
    people = [
        doctor("1000001", 1500, priority=3),
        doctor("1000002", 1200, priority=1),
        doctor("1000003", 900, priority=2),
        doctor("1000004", 800),
        doctor("1000005", 2000, priority=9, group="fullført"),
        doctor("1000006", 1300, **others),
        doctor("1000007", 1000, **others),
    ]
    found = standings(people, default_rules(), CUT_OFF, "2028")  # type: ignore[arg-type]
    order = sorted(found, key=lambda one: (found[one].band, found[one].tail))
    assert order == ["1000005", "1000002", "1000006", "1000003", "1000007", "1000001", "1000004"]
    assert all(found[one].tail == found[one].own_tail for one in ("1000004", "1000005", "1000006", "1000007"))


def test_the_lot_is_what_sha256sum_gives() -> None:
    expected = "846a1a160a3d333df54449be61cb4d41881d11bb40912f6bc58c38940554b892"  # printf '2028|9911000' | sha256sum
    assert lot_of("2028", "9911000") == expected
    assert lot_of("2028", "9911000") != lot_of("2029", "9911000")


def test_the_key_follows_the_order_of_the_rule_set() -> None:
    one = nomination()
    standing = standings([one], default_rules(), CUT_OFF, "2028")[one.hpr_number]
    key = key_of(standing, 1, default_rules(), near=True)
    assert key == (0, 1, 1, 1, 0, -1155, "2026-06-01", lot_of("2028", "9900001"), 1)


@pytest.mark.parametrize("change", [{"order": ["lot"]}, {"version": "1"}, {"floor_days": -1}, {"extra": 1}])
def test_a_broken_rule_set_is_refused(change: dict[str, object]) -> None:
    good = {
        "name": "x",
        "version": 1,
        "floor_days": 365,
        "service_days": 730,
        "progress": [{"courses": 8, "goals_percent": 60}],
        "locum_days": 365,
        "notice_months": 12,
        "order": list(default_rules().order),
    }
    assert rule_set_of(good).hash != default_rules().hash
    with pytest.raises(ValueError, match=r"order|whole|fields"):
        rule_set_of({**good, **change})
