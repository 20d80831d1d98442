"""What a trust asks at the gate besides the rule set; and that leave never counts against anyone."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.certificate import certificate_of
from alisveien.engines.distribution.empty import empty_posts
from alisveien.engines.distribution.frozen import BadInput, as_data, fingerprint, from_data
from alisveien.engines.distribution.judge import judge
from alisveien.engines.distribution.run import distribute, list_places, rank
from alisveien.engines.nominations.conditions import Conditions, GateRules, HomeFacts, conditions_of
from alisveien.engines.nominations.gate import gate_of
from alisveien.engines.nominations.keys import band_of
from alisveien.engines.nominations.nomination import Nomination, WishRead
from tests.engines.lists import default_rules, frozen, nomination

P1, P2 = HalfYear(2028, 1), HalfYear(2028, 2)
CUT_OFF = date(2028, 3, 1)


def one(**changes: Any) -> Nomination:
    """A nomination with a wish in each half-year."""
    found = nomination()
    first = found.wishes[0]
    wishes = (replace(first, number=1, period=P1), replace(first, number=2, period=P2))
    said: dict[str, Any] = {"wishes": wishes, "earliest_on": CUT_OFF, "latest_on": date(2028, 9, 1)} | changes
    return replace(found, **said)


def asked(homes: list[HomeFacts] | None = None, **levels: Any) -> Conditions:
    said: dict[str, Any] = {
        "floor_days": 365,
        "notice_months": 12,
        "registration": "off",
        "agreement": "off",
        "scheme": "stop",
    }
    return conditions_of(GateRules(version=1, **(said | levels)), homes or [])


def facts(registered: tuple[bool, bool] = (True, True), agreement: tuple[bool, bool] = (True, True)) -> list[HomeFacts]:
    """What is known of the municipality of ``one()`` in each half-year of 2028."""
    home, trust = one().municipality, one().trust
    return [
        HomeFacts(
            home,
            trust,
            half.label,
            registered[place],
            "registered" if registered[place] else "refused",
            agreement[place],
        )
        for place, half in enumerate((P1, P2))
    ]


def codes(found: tuple[Any, ...]) -> list[tuple[int, str]]:
    return [(row.wish, row.code) for row in found]


def test_without_conditions_the_rule_set_asks_as_before() -> None:
    assert gate_of(one(), default_rules()) == gate_of(one(), default_rules(), asked())


def test_a_condition_that_fails_for_every_wish_stops_and_says_who_mends_it() -> None:
    conditions = asked(facts((False, False), (False, False)), registration="stop", agreement="stop")
    gate = gate_of(one(), default_rules(), conditions)
    assert [(row.code, row.values, row.mended_by) for row in gate.unmet] == [
        ("not_registered", ("refused", "2028-09-01"), "municipality"),
        ("no_agreement", ("2028-09-01",), "parties"),
    ]
    assert gate.allowed == ()


def test_one_that_fails_for_some_wishes_drops_those() -> None:
    conditions = asked(facts((False, True), (True, False)), registration="stop", agreement="stop")
    gate = gate_of(one(), default_rules(), conditions)
    assert codes(gate.dropped) == [(1, "not_registered"), (2, "no_agreement")]
    assert gate.unmet == ()
    agreed = gate_of(one(), default_rules(), asked(facts((False, True)), registration="stop"))
    assert [wish.number for wish in agreed.allowed] == [2]


def test_a_warning_stops_nobody_and_is_said_once_when_it_holds_for_all() -> None:
    conditions = asked(facts((False, False), (True, False)), registration="warn", agreement="warn")
    gate = gate_of(one(nominated_on=date(2026, 1, 1)), default_rules(), conditions)
    assert codes(gate.warnings) == [(0, "not_registered"), (2, "no_agreement")]
    assert len(gate.allowed) == 2
    off = gate_of(one(nominated_on=date(2026, 1, 1)), default_rules(), asked(facts((False, False))))
    assert off.warnings == ()


def test_nothing_known_is_nothing_asked() -> None:
    assert gate_of(one(), default_rules(), asked([], registration="stop", agreement="stop")).eligible


def test_floor_notice_and_scheme_are_the_trusts_own() -> None:
    late = one(started_on=CUT_OFF - timedelta(days=1000), nominated_on=date(2027, 10, 1))
    gate = gate_of(late, default_rules(), asked(floor_days=1095, notice_months=3))
    assert codes(gate.dropped) == [(1, "floor")]
    assert gate.dropped[0].values[-1] == "1095"
    assert gate.warnings == ()
    assert gate_of(late, default_rules(), asked(floor_days=3000)).unmet[0].values[2] == "3000"
    old = gate_of(one(scheme="old", nominated_on=date(2026, 1, 1)), default_rules(), asked(scheme="warn"))
    assert codes(old.warnings) == [(0, "old_scheme")]
    assert old.eligible
    assert not gate_of(one(scheme="old"), default_rules(), asked()).eligible


def _list(conditions: Conditions | None = None) -> Any:
    return frozen([one()], {(one().trust, "P1 2028"): 0, (one().trust, "P2 2028"): 1}, conditions=conditions)


def test_a_list_with_conditions_is_written_read_judged_and_replayed() -> None:
    given_ = _list(asked(facts((True, False)), registration="stop", floor_days=400))
    data = as_data(given_)
    assert from_data(data) == given_
    assert given_.floor_days == 400
    certificate = certificate_of(distribute(given_), {})
    assert judge(certificate, {}).differences == []
    certificate["input"]["conditions"]["homes"][1]["registered"] = True
    assert judge(certificate, {}).differences


def test_a_list_without_conditions_is_written_as_before() -> None:
    data = as_data(_list())
    assert "conditions" not in data
    assert from_data(data).conditions is None
    assert _list().floor_days == default_rules().floor_days
    assert fingerprint(data) == fingerprint(as_data(from_data(data)))


@pytest.mark.parametrize(
    "change",
    [
        {"floor_days": -1},
        {"notice_months": "12"},
        {"registration": "maybe"},
        {"more": 1},
    ],
)
def test_conditions_that_are_none_are_refused(change: dict[str, Any]) -> None:
    data = as_data(_list(asked(facts())))
    data["conditions"]["rules"] |= change
    with pytest.raises(BadInput):
        from_data(data)


def test_facts_that_are_neither_true_nor_false_are_refused() -> None:
    data = as_data(_list(asked(facts())))
    data["conditions"]["homes"][0]["registered"] = "ja"
    with pytest.raises(BadInput):
        from_data(data)


def test_an_empty_post_says_that_the_municipality_lacks_something() -> None:
    conditions = asked(facts((True, False)), registration="stop")
    (empty,) = empty_posts(distribute(_list(conditions)))
    assert empty.waiting == (("condition", 1),)


days = some.dates(date(2024, 1, 1), date(2030, 12, 31))
leaves = some.tuples(days, some.none() | some.integers(0, 700)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)


@some.composite
def lists_of(draw: Any) -> tuple[list[Nomination], int]:
    """Some doctors of two municipalities, and which of them is given leave."""
    count = draw(some.integers(1, 6))
    found = []
    for number in range(count):
        wishes = tuple(
            replace(one().wishes[0], number=place, period=draw(some.sampled_from([P1, P2])))
            for place in range(1, draw(some.integers(1, 3)) + 1)
        )
        found.append(
            one(
                hpr_number=f"99000{number:02}",
                started_on=draw(some.dates(date(2024, 1, 1), date(2027, 12, 31))),
                group=draw(some.sampled_from(["finished", "taking_part", "not_started"])),
                courses=draw(some.integers(0, 9)),
                priority=draw(some.none() | some.integers(1, 3)),
                wishes=wishes,
            )
        )
    return found, draw(some.integers(0, count - 1))


def _during(wish: WishRead, leave: tuple[date, date | None]) -> bool:
    return leave[0] <= wish.period.ends_on and (leave[1] is None or leave[1] >= wish.period.starts_on)


@given(lists_of(), leaves)
def test_leave_never_counts_against_anyone(
    drawn: tuple[list[Nomination], int], leave: tuple[date, date | None]
) -> None:
    """Steps, days and conditions are the same with leave as without; only half-years one is away in fall away."""
    doctors, place = drawn
    away = replace(doctors[place], leave_from=leave[0], leave_to=leave[1])
    conditions = asked(facts((True, False)), registration="stop", agreement="warn", floor_days=500)
    before, after = (gate_of(doctor, default_rules(), conditions) for doctor in (doctors[place], away))
    assert after.unmet == before.unmet
    assert after.warnings == before.warnings
    assert band_of(away, default_rules(), CUT_OFF) == band_of(doctors[place], default_rules(), CUT_OFF)
    lost = {wish.number for wish in before.allowed} - {wish.number for wish in after.allowed}
    assert lost <= {wish.number for wish in doctors[place].wishes if _during(wish, leave)}
    posts = {(away.trust, "P1 2028"): 1, (away.trust, "P2 2028"): 1}
    without = rank(frozen(doctors, posts, conditions=conditions))
    with_leave = rank(frozen([*doctors[:place], away, *doctors[place + 1 :]], posts, conditions=conditions))
    if away.hpr_number in with_leave.standings:
        assert with_leave.standings == without.standings
    if not lost:
        assert list_places(with_leave) == list_places(without)
        assert distribute(with_leave.frozen).placements == distribute(without.frozen).placements
