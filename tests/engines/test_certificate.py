"""The certificate and its judge: who takes no part stands in it, and what was changed is named."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from alisveien.base.shipped import rule_sets
from alisveien.engines.allocation.problem import Doctor, Node, Wish, problem_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import Fault
from alisveien.engines.distribution import run as running
from alisveien.engines.distribution.certificate import certificate_of
from alisveien.engines.distribution.compare import movers, under_each, what_if
from alisveien.engines.distribution.frozen import BadInput, as_data, from_data
from alisveien.engines.distribution.judge import judge
from alisveien.engines.distribution.run import Distribution, NotProven, distribute
from tests.engines.lists import NLS, UNN, frozen, nomination, read, row

EYE = "UNN Tromsø – Øye – P1 2028"


def two_doctors() -> Distribution:
    """One who gets the only post, and one who is too new to take part."""
    people = [
        nomination(hpr_number="1000001", wish_1=EYE),
        nomination(hpr_number="1000002", wish_1=EYE, started_on=date(2028, 1, 1)),
    ]
    return distribute(frozen(people, {(UNN, "P1 2028"): 1}))


def codes(certificate: Any) -> set[str]:
    return {difference.code for difference in judge(certificate, {}).differences}


def test_one_who_takes_no_part_stands_in_the_certificate_with_the_reason_and_without_wishes() -> None:
    certificate = certificate_of(two_doctors(), {})
    assert codes(certificate) == set()
    placed, outside = certificate["result"]["doctors"]
    assert (placed["status"], outside["status"]) == ("placed", "not_eligible")
    assert (len(placed["wishes"]), outside["wishes"], outside["band"]) == (1, [], None)
    assert [unmet["code"] for unmet in outside["unmet"]] == ["floor"]


def test_nothing_would_have_changed_for_one_who_takes_no_part() -> None:
    assert what_if(two_doctors(), "1000002") == []


def test_only_a_trusts_own_doctors_with_another_outcome_are_movers() -> None:
    ours = [nomination(hpr_number=f"100000{one}", wish_1=EYE) for one in (1, 2)]
    theirs = nomination(
        hpr_number="1000003",
        municipality="1804",
        municipality_name="Bodø",
        trust="Nordlandssykehuset HF",
        wish_1="Nordlandssykehuset HF – hvor som helst – P1 2028",
    )
    posts = {(UNN, "P1 2028"): 2, (NLS, "P1 2028"): 1}
    runs = under_each(frozen([*ours, theirs], posts), list(rule_sets().values()))
    assert movers(runs, UNN) == []
    assert movers(runs, NLS) == []


def test_what_the_judge_does_not_accept_is_never_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "verify", lambda problem, placements: [Fault("over_cap", None, "A")])
    with pytest.raises(NotProven, match="1 faults"):
        two_doctors()


def test_one_with_no_wish_left_waits() -> None:
    nodes = [Node("A", None, 1)]
    doctors = [Doctor("d1", (Wish("A", (1,)),)), Doctor("d2", (Wish("A", (2,)),))]
    assert solve(problem_of(nodes, doctors)) == {"d1": 0, "d2": None}


@pytest.mark.parametrize("turned", [False, True])
def test_one_who_lost_a_department_is_not_counted_at_the_trust_afterwards(turned: bool) -> None:
    nodes = [Node("A", None, 2), Node("A/1", "A", 1), Node("A/2", "A", None)]
    doctors = [
        Doctor("d1", (Wish("A/1", (5,)), Wish("A/2", (6,)))),
        Doctor("d2", (Wish("A/1", (1,)),)),
        Doctor("d3", (Wish("A/2", (2,)),)),
        Doctor("d4", (Wish("A/2", (3,)),)),
    ]
    found = solve(problem_of(nodes, doctors[::-1] if turned else doctors))
    assert found == {"d1": None, "d2": 0, "d3": 0, "d4": None}


def changed(change: Callable[[Any], None]) -> Any:
    certificate = json.loads(json.dumps(certificate_of(two_doctors(), {})))
    change(certificate)
    return certificate


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda one: one.update(format="another"), "format"),
        (lambda one: one.update(extra=1), "unknown_section"),
        (lambda one: one.update(input=None), "unreadable_input"),
        (lambda one: one["input"].update(draw="2029"), "changed_input"),
        (lambda one: one["result"].pop("receipts"), "changed_input"),
        (lambda one: one["result"]["doctors"][0].update(wish_number=7), "not_stable"),
        (lambda one: one["result"]["doctors"][0].update(wish_number=None), "not_stable"),
        (lambda one: one["result"]["doctors"][1].update(wish_number=1), "not_stable"),
        (lambda one: one["result"]["doctors"].append(dict(one["result"]["doctors"][0])), "differs"),
        (lambda one: one["checksums"].update(input="0"), "differs"),
    ],
)
def test_a_change_is_named_by_its_kind(change: Callable[[Any], None], code: str) -> None:
    assert code in codes(changed(change))


def test_a_field_that_is_not_there_is_shown_as_a_dash() -> None:
    found = judge(changed(lambda one: one["result"]["doctors"][0].pop("status")), {}).differences
    assert [(one.where, one.stated, one.computed) for one in found if one.where.endswith("status")] == [
        ("result.doctors[0].status", "–", "placed")
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.update(ceilings=1), "wrong kind"),
        (lambda one: one["posts"][0].update(period="P1 2031"), "posts of"),
        (lambda one: one["posts"][0].update(trust="1"), "posts of"),
        (lambda one: one["nominations"][0].update(municipality="0000"), "not in the register"),
        (lambda one: one["nominations"][0]["wishes"][0].update(period="P3 2028"), "no half-year"),
    ],
)
def test_an_input_that_names_what_is_not_there_is_refused(change: Callable[[Any], None], said: str) -> None:
    data = json.loads(json.dumps(as_data(two_doctors().frozen)))
    change(data)
    with pytest.raises(BadInput, match=said):
        from_data(data)


@pytest.mark.parametrize("written", ["i fjor", "2026/06/01", "31.02.2026"])
def test_a_date_written_as_no_date_is_a_fault(written: str) -> None:
    (refused,) = read(row(nominated_on=written)).rejected
    assert [fault.code for fault in refused.faults] == ["not_a_date"]
