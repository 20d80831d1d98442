"""The promises of docs/algorithms/allocation.md as properties, with brute force as the independent judge."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisveien.engines.allocation.explain import refusals
from alisveien.engines.allocation.problem import BadProblem, Doctor, Node, Problem, Wish, problem_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import Fault, verify
from tests.engines.problems import judged_good, problems, stable_outcomes

many = settings(max_examples=100, deadline=None)  # thousands more by seed: test_two_solvers, test_proof_by_trying


@many
@given(problems())
def test_the_outcome_is_stable_and_best_for_every_doctor(problem: Problem) -> None:
    outcome = solve(problem)
    stable = stable_outcomes(problem)
    assert outcome in stable
    for other in stable:
        for one, position in outcome.items():
            assert _rank(position) <= _rank(other[one])
        assert {one for one in other if other[one] is None} == {one for one in outcome if outcome[one] is None}


def _rank(position: int | None) -> int:
    return 99 if position is None else position


@many
@given(problems(most_doctors=3))
def test_the_judge_agrees_with_the_definition_on_every_outcome(problem: Problem) -> None:
    stable = stable_outcomes(problem)
    for outcome in _all_outcomes(problem):
        assert judged_good(problem, outcome) == (outcome in stable)


def _all_outcomes(problem: Problem) -> list[dict[str, int | None]]:
    outcomes: list[dict[str, int | None]] = [{}]
    for doctor in problem.doctors.values():
        choices = (None, *range(len(doctor.wishes)))
        outcomes = [{**outcome, doctor.id: choice} for outcome in outcomes for choice in choices]
    return outcomes


@many
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem: Problem, chance: object) -> None:
    doctors = list(problem.doctors.values())
    nodes = list(problem.nodes.values())
    chance.shuffle(doctors)  # type: ignore[attr-defined]
    chance.shuffle(nodes)  # type: ignore[attr-defined]
    assert solve(problem_of(nodes, doctors)) == solve(problem)


@many
@given(problems(), st.data())
def test_a_withdrawal_hurts_nobody_else(problem: Problem, data: st.DataObject) -> None:
    if not problem.doctors:
        return
    gone = data.draw(st.sampled_from(sorted(problem.doctors)))
    before = solve(problem)
    rest = [one for one in problem.doctors.values() if one.id != gone]
    after = solve(problem_of(problem.nodes.values(), rest))
    assert all(_rank(after[one]) <= _rank(before[one]) for one in after)


@many
@given(problems(), st.sampled_from(["A", "B"]))
def test_one_post_more_at_a_trust_hurts_nobody(problem: Problem, root: str) -> None:
    nodes = [replace(one, cap=(one.cap or 0) + 1) if one.id == root else one for one in problem.nodes.values()]
    before, after = solve(problem), solve(problem_of(nodes, problem.doctors.values()))
    assert all(_rank(after[one]) <= _rank(before[one]) for one in after)


@many
@given(problems(), st.data())
def test_nobody_gains_by_another_order_or_fewer_wishes(problem: Problem, data: st.DataObject) -> None:
    if not problem.doctors:
        return
    liar = problem.doctors[data.draw(st.sampled_from(sorted(problem.doctors)))]
    if not liar.wishes:
        return
    told = data.draw(st.permutations(liar.wishes))[: data.draw(st.integers(0, len(liar.wishes)))]
    others = [one for one in problem.doctors.values() if one.id != liar.id]
    lied = solve(problem_of(problem.nodes.values(), [*others, Doctor(liar.id, tuple(told))]))[liar.id]
    truthful = solve(problem)[liar.id]
    got = None if lied is None else liar.wishes.index(told[lied])
    assert _rank(truthful) <= _rank(got)


@many
@given(problems())
def test_every_better_wish_has_a_reason_that_holds(problem: Problem) -> None:
    outcome = solve(problem)
    for doctor, reasons in refusals(problem, outcome).items():
        assert [reason.position for reason in reasons] == list(range(len(problem.doctors[doctor].wishes)))[
            : outcome[doctor]
        ]
        for reason in reasons:
            holders = [
                problem.doctors[one].wishes[position]
                for one, position in outcome.items()
                if position is not None and reason.node in problem.path(problem.doctors[one].wishes[position].node)
            ]
            assert len(holders) == reason.cap == problem.nodes[reason.node].cap
            own = problem.doctors[doctor].wishes[reason.position].key
            assert all(wish.key < own for wish in holders)
            assert (reason.criterion is None) == (not holders)


def test_a_better_wish_is_refused_when_the_doctors_own_seat_is_the_weakest() -> None:
    near, far = Wish("T/near", (0, 1)), Wish("T/far", (1, 1))
    nodes = [Node("T", None, 1), Node("T/near", "T"), Node("T/far", "T")]
    problem = problem_of(nodes, [Doctor("me", (far, near)), Doctor("you", (Wish("T/near", (0, 2)),))])
    outcome = solve(problem)
    assert outcome == {"me": 1, "you": None}
    assert [reason.own_seat for reason in refusals(problem, outcome)["me"]] == [True]
    assert not verify(problem, outcome)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ({"a": 0}, "doctor_missing"),
        ({"a": 0, "b": None, "c": None}, "doctor_unknown"),
        ({"a": 7, "b": None}, "not_a_wish"),
        ({"a": 0, "b": 0}, "over_cap"),
        ({"a": None, "b": None}, "room_left"),
        ({"a": None, "b": 0}, "stronger_refused"),
    ],
)
def test_the_judge_names_each_kind_of_fault(outcome: dict[str, int | None], code: str) -> None:
    problem = problem_of([Node("T", None, 1)], [Doctor("a", (Wish("T", (1,)),)), Doctor("b", (Wish("T", (2,)),))])
    assert code in {fault.code for fault in verify(problem, outcome)}
    assert verify(problem, {"a": 0, "b": None}) == []


def test_the_judge_says_who_and_where() -> None:
    problem = problem_of([Node("T", None, 1)], [Doctor("a", (Wish("T", (1,)),))])
    assert verify(problem, {"a": None}) == [Fault("room_left", "a", "T")]


@pytest.mark.parametrize(
    ("nodes", "doctors", "said"),
    [
        ([Node("T", None, -1)], [], "negative"),
        ([Node("T", "U", 1)], [], "U is not there"),
        ([Node("T", None, 1), Node("T", None, 1)], [], "twice"),
        ([Node("T", "U"), Node("U", "T")], [], "above itself"),
        ([Node("T", None, 1)], [Doctor("a", (Wish("X", (1,)),))], "X is not there"),
        ([Node("T", None, 1)], [Doctor("a", (Wish("T", (1,)), Wish("T", (2,))))], "twice"),
        ([Node("T", None, 1)], [Doctor("a", (Wish("T", (1,)),)), Doctor("b", (Wish("T", (1,)),))], "same key"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(nodes: list[Node], doctors: list[Doctor], said: str) -> None:
    with pytest.raises(BadProblem, match=said):
        problem_of(nodes, doctors)
