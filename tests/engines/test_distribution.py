"""The whole run: random lists, the judge, replay, empty posts and what would have changed."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisveien.base.shipped import rule_sets
from alisveien.engines.allocation.verify import verify
from alisveien.engines.distribution.certificate import certificate_of
from alisveien.engines.distribution.compare import (
    changes,
    movers,
    raised,
    side_by_side,
    sums_of,
    under_each,
    what_if,
    with_posts,
)
from alisveien.engines.distribution.empty import empty_posts
from alisveien.engines.distribution.frozen import BadInput, Ceiling, Frozen, as_data, fingerprint, from_data
from alisveien.engines.distribution.judge import NotACertificate, judge
from alisveien.engines.distribution.run import distribute, list_places
from tests.engines.lists import NLS, UNN, frozen, nomination, read, row
from tests.engines.problems import stable_outcomes

PLACES = (
    "UNN Tromsø – Øye",
    "UNN Tromsø – hele sykehuset",
    "UNN Narvik – Indremedisin",
    "Universitetssykehuset Nord-Norge HF – hvor som helst",
)


@st.composite
def rows(draw: st.DrawFn, number: int) -> tuple[object, ...]:
    """A row that is good in form: what it says is drawn."""
    place = draw(st.sampled_from([("5501", "Tromsø"), ("1806", "Narvik"), ("1804", "Bodø")]))
    wishes = draw(
        st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["P1", "P2"])), unique=True, min_size=1, max_size=3)
    )
    leave = draw(st.none() | st.just(date(2028, 4, 1)))
    return row(
        hpr_number=f"99{number:05}",
        municipality=place[0],
        municipality_name=place[1],
        started_on=date(2028, 3, 1) - timedelta(days=draw(st.sampled_from([100, 300, 364, 365, 700, 730, 900]))),
        group=draw(st.sampled_from(["fullført", "deltar", "ikke startet"])),
        courses=draw(st.integers(0, 10)),
        goals_percent=draw(st.integers(0, 100)),
        own_post_on=draw(st.none() | st.just(date(2026, 1, 1))),
        scheme=draw(st.sampled_from(["ny", "ny", "ny", "gammel"])),
        priority=draw(st.none() | st.integers(1, 3)),
        leave_from=leave,
        leave_to=leave and date(2028, 6, 1),
        earliest_on=draw(st.sampled_from([date(2028, 3, 1), date(2028, 9, 1)])),
        nominated_on=date(2026, draw(st.integers(1, 3)), 1),
        **{f"wish_{place}": f"{where} – {half} 2028" for place, (where, half) in enumerate(wishes, start=1)},
    )


@st.composite
def lists(draw: st.DrawFn, most: int = 4) -> Frozen:
    """A small frozen list to one trust."""
    reading = read(*(draw(rows(number)) for number in range(draw(st.integers(1, most)))))
    assert not reading.rejected
    posts = {(UNN, "P1 2028"): draw(st.integers(0, 2)), (UNN, "P2 2028"): draw(st.integers(0, 2))}
    rules = draw(st.sampled_from(list(rule_sets().values())))
    return frozen(reading.nominations, posts, rules=rules, ceilings=draw(st.booleans()))


def test_a_hospital_none_of_whose_departments_is_known_can_be_wished() -> None:
    stavanger, anywhere = "983974678", "Helse Stavanger HF – hvor som helst – P1 2028"
    one = nomination(municipality="1103", municipality_name="Stavanger", trust="Helse Stavanger HF", wish_1=anywhere)
    one = replace(one, wishes=(replace(one.wishes[0], hospital="sus-stavanger"),))
    run = distribute(frozen([one], {(stavanger, "P1 2028"): 1}))
    assert run.wish_met(one) == one.wishes[0]
    assert not judge(certificate_of(run, {}), {}).differences


@settings(max_examples=150, deadline=None)
@given(lists())
def test_a_random_list_is_distributed_as_brute_force_would(list_: Frozen) -> None:
    run = distribute(list_)
    assert verify(run.ranked.problem, run.placements) == []
    assert run.placements in stable_outcomes(run.ranked.problem)
    verdict = judge(certificate_of(run, {}), {})
    assert verdict.differences == []


@settings(max_examples=50, deadline=None)
@given(lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(list_: Frozen, chance: object) -> None:
    shuffled = list(list_.nominations)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    posts = {(row.trust, row.period): row.posts for row in list_.posts}
    again = frozen(shuffled, posts, rules=list_.rules, ceilings=list_.ceilings)
    assert certificate_of(distribute(again), {}) == certificate_of(distribute(list_), {})


@settings(max_examples=50, deadline=None)
@given(lists())
def test_leave_never_costs_a_place_where_it_does_not_touch_the_wish(list_: Frozen) -> None:
    earlier = date(2026, 1, 1)
    rested = tuple(
        replace(one, leave_from=earlier, leave_to=earlier + timedelta(days=300), percentage=50)
        if one.leave_from is None
        else one
        for one in list_.nominations
    )
    assert distribute(replace(list_, nominations=rested)).placements == distribute(list_).placements


def test_the_frozen_input_is_written_and_read_again() -> None:
    list_ = frozen([nomination()], {(UNN, "P1 2028"): 1})
    data = json.loads(json.dumps(as_data(list_)))
    assert from_data(data) == list_
    assert fingerprint(data) == fingerprint(as_data(list_))


@pytest.mark.parametrize(
    "change",
    [{"year": None}, {"nominations": [{}]}, {"extra": 1}, {"rules": {}}, {"posts": 3}],
)
def test_what_is_not_a_frozen_input_is_refused(change: dict[str, object]) -> None:
    data = as_data(frozen([nomination()], {(UNN, "P1 2028"): 1}))
    with pytest.raises(BadInput):
        from_data({**data, **change})


def test_names_and_addresses_never_reach_the_certificate() -> None:
    reading = read(row(first_name="Unik", last_name="Navnesen", doctor_email="unik@example.no"))
    text = json.dumps(certificate_of(distribute(frozen(reading.nominations, {(UNN, "P1 2028"): 1})), {}))
    assert not any(word in text for word in ("Unik", "Navnesen", "example.no"))


def test_an_empty_post_says_what_keeps_the_waiting_from_it() -> None:
    people = [
        nomination(hpr_number="1000001", wish_1="UNN Tromsø – Øye – P2 2028"),
        nomination(hpr_number="1000002", wish_1="UNN Tromsø – Øye – P1 2028", earliest_on=date(2028, 9, 1)),
        nomination(hpr_number="1000003", wish_1="UNN Tromsø – Øye – P1 2028", leave_from=date(2028, 3, 1)),
        nomination(
            hpr_number="1000004",
            wish_1="UNN Tromsø – Øye – P1 2028",
            wish_2="UNN Tromsø – Øye – P2 2028",
            started_on=date(2027, 6, 1),
        ),
    ]
    found = empty_posts(distribute(frozen(people, {(UNN, "P1 2028"): 2, (UNN, "P2 2028"): 0})))
    assert [(one.period, one.empty, dict(one.waiting)) for one in found] == [
        ("P1 2028", 2, {"no_wish": 1, "window": 1, "leave": 1, "floor": 1})
    ]


def test_ceilings_count_only_when_asked_for() -> None:
    people = [nomination(hpr_number=f"100000{one}", wish_1="UNN Tromsø – Øye – P1 2028") for one in range(2)]
    posts = {(UNN, "P1 2028"): 2}
    assert len(empty_posts(distribute(frozen(people, posts)))) == 0
    capped = distribute(frozen(people, posts, ceilings=True))
    assert [dict(one.waiting) for one in empty_posts(capped)] == [{"full_department": 1}]


def test_what_the_trust_has_set_for_a_half_year_counts_in_place_of_the_register() -> None:
    people = [nomination(hpr_number=f"100000{one}", wish_1="UNN Tromsø – Øye – P1 2028") for one in range(2)]
    posts = {(UNN, "P1 2028"): 2}
    own = Ceiling("P1 2028", "unn-tromso", "Øye", 1)
    assert distribute(frozen(people, posts, own_ceilings=[own])).held["983974899/P1 2028"].count == 1
    for other in (replace(own, period="P2 2028"), replace(own, ceiling=None), replace(own, ceiling=2)):
        assert distribute(frozen(people, posts, own_ceilings=[other])).held["983974899/P1 2028"].count == 2
    lifted = distribute(frozen(people, posts, ceilings=True, own_ceilings=[replace(own, ceiling=None)]))
    assert lifted.held["983974899/P1 2028"].count == 2


def test_ceilings_of_the_trust_are_written_read_and_compared() -> None:
    before = frozen([nomination()], {(UNN, "P1 2028"): 1})
    after = frozen([nomination()], {(UNN, "P1 2028"): 1}, own_ceilings=[Ceiling("P1 2028", "unn-tromso", "Øye", 1)])
    data = json.loads(json.dumps(as_data(after)))
    assert from_data(data) == after
    assert "own_ceilings" not in as_data(before)
    assert changes(before, after, UNN).ceilings
    assert not changes(before, after, UNN).none
    for row_ in ({"period": "P1 2031"}, {"ceiling": "1"}, {"ceiling": True}):
        with pytest.raises(BadInput):
            from_data({**data, "own_ceilings": [{**data["own_ceilings"][0], **row_}]})
    assert not judge(certificate_of(distribute(after), {}), {}).differences


def test_a_trust_without_a_plan_has_no_posts() -> None:
    run = distribute(frozen([nomination()], {(NLS, "P1 2028"): 1}))
    assert run.status(run.frozen.nominations[0]) == "waiting"
    assert [refusal.cap for refusal in run.refusals["9900001"]] == [0]


def test_rule_sets_side_by_side_name_those_who_get_something_else() -> None:
    near = nomination(hpr_number="1000001", started_on=date(2026, 6, 1))
    far = nomination(hpr_number="1000002", municipality="1804", municipality_name="Bodø", group="fullført")
    runs = under_each(frozen([near, far], {(UNN, "P1 2028"): 1}), list(rule_sets().values()))
    assert [run.wish_met(far) is not None for run in runs] == [True, False, True]
    assert [mover.hpr_number for mover in movers(runs, UNN)] == ["1000001", "1000002"]
    assert [sums_of(run, UNN).nearest for run in runs] == [0, 1, 0]
    assert [list_places(run.ranked)["1000002"] for run in runs] == [1, 2, 1]


def test_what_if_is_a_replay_with_the_criterion_one_step_up() -> None:
    strong = nomination(hpr_number="1000001", group="fullført", started_on=date(2022, 1, 1))
    weak = nomination(hpr_number="1000002", started_on=date(2026, 6, 1), group="deltar")
    run = distribute(frozen([strong, weak], {(UNN, "P1 2028"): 1}))
    found = {one.criterion: one for one in what_if(run, "1000002")}
    assert set(found) == {"service", "group", "progress", "own_post"}
    assert found["service"].place == 2
    assert found["service"].wish is None
    assert what_if(run, "1000001")[0].criterion == "progress"


def test_what_if_gives_what_the_whole_run_would_give() -> None:
    """Also where a step more moves the doctor between the bands the municipality deals its tails within."""
    people = [
        nomination(hpr_number="1000001", priority="3", group="deltar", started_on=date(2024, 1, 1)),
        nomination(hpr_number="1000002", priority="1", group="deltar", started_on=date(2025, 5, 1)),
        nomination(hpr_number="1000003", priority="2", group="fullført", started_on=date(2023, 1, 1)),
        nomination(hpr_number="1000004", municipality="1804", municipality_name="Bodø", started_on=date(2026, 3, 1)),
    ]
    run = distribute(frozen(people, {(UNN, "P1 2028"): 2}))
    tried = 0
    for one in run.frozen.nominations:
        for found in what_if(run, one.hpr_number):
            stronger = raised(one, found.criterion, found.step, run.frozen)
            others = (stronger if other is one else other for other in run.frozen.nominations)
            whole = distribute(replace(run.frozen, nominations=tuple(others)))
            assert (found.place, found.wish) == (list_places(whole.ranked)[one.hpr_number], whole.wish_met(stronger))
            tried += 1
    assert tried > 6


def test_a_certificate_needs_its_four_parts() -> None:
    for value in ([], {}, {"format": 1, "input": {}}):
        with pytest.raises(NotACertificate):
            judge(value, {})


def test_another_stable_outcome_than_the_best_is_refused() -> None:
    far = {"municipality": "1804", "municipality_name": "Bodø"}
    people = [
        nomination(
            hpr_number="1000001", wish_1="UNN Tromsø – Gynekologi – P1 2028", wish_2="UNN Tromsø – Gynekologi – P2 2028"
        ),
        nomination(hpr_number="1000002", **far, wish_1="UNN Tromsø – Gynekologi – P1 2028"),
    ]
    certificate = certificate_of(distribute(frozen(people, {(UNN, "P1 2028"): 1, (UNN, "P2 2028"): 1})), {})
    certificate["result"]["doctors"][0]["wish_number"] = 2
    assert judge(certificate, {}).differences


def test_other_posts_and_other_rules_lie_side_by_side_with_those_who_move() -> None:
    near = nomination(hpr_number="1000001", started_on=date(2026, 6, 1), nominated_on=date(2027, 3, 2))
    far = nomination(hpr_number="1000002", municipality="1804", municipality_name="Bodø", group="fullført")
    first = frozen([near, far], {(UNN, "P1 2028"): 1})
    more = with_posts(first, {(UNN, "P1 2028"): 2, (UNN, "P2 2028"): 3})
    assert [(row.period, row.posts) for row in more.posts] == [("P1 2028", 2), ("P2 2028", 3)]
    none = with_posts(first, {(UNN, "P1 2028"): 0})
    literal = first.under(rule_sets()["nearest-first"])
    as_is, fuller, empty, nearest = side_by_side([first, more, none, literal], UNN)
    assert [side.sums.placed for side in (as_is, fuller, empty, nearest)] == [1, 2, 0, 1]
    assert [side.sums.waiting for side in (as_is, fuller, empty, nearest)] == [1, 0, 2, 1]
    assert [side.sums.nearest_share for side in (as_is, fuller, empty, nearest)] == [0.0, 0.5, None, 1.0]
    assert [[one.hpr_number for one in side.movers] for side in (as_is, fuller, empty, nearest)] == [
        [],
        ["1000001"],
        ["1000002"],
        ["1000001", "1000002"],
    ]
    assert nearest.sums.wait_days == 365
    assert empty.sums.wait_days is None
