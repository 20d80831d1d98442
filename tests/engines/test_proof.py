"""The certificate of a problem, and the judge of one: whatever is changed in it is named."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from alisveien.engines.allocation.problem import BadProblem, Doctor, Node, Problem, Wish, problem_of
from alisveien.engines.allocation.proof import proof_faults, proof_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.written import fingerprint, outcome_data, placements_from, problem_data, problem_from
from tests.engines.random_problems import random_problem


def example() -> Problem:
    nodes = [Node("T", None, 1), Node("T/a", "T"), Node("U", None, 2)]
    return problem_of(
        nodes,
        [
            Doctor("d1", (Wish("T/a", (1, "a")), Wish("U", (1, "b")))),
            Doctor("d2", (Wish("T", (2, "a")), Wish("U", (2, "b")))),
            Doctor("d3", (Wish("T", (3, "a")),)),
        ],
    )


def tampered(change: Callable[[Any], Any]) -> list[tuple[str, str | None]]:
    problem = example()
    outcome = solve(problem)
    proof = json.loads(json.dumps(proof_of(problem, outcome)))
    change(proof)
    return [(fault.code, fault.doctor or fault.node) for fault in proof_faults(problem, outcome, proof)]


def test_an_untouched_certificate_holds() -> None:
    assert tampered(lambda proof: None) == []
    for seed in range(200):
        problem = random_problem(seed)
        outcome = solve(problem)
        assert proof_faults(problem, outcome, json.loads(json.dumps(proof_of(problem, outcome)))) == []


@pytest.mark.parametrize(
    ("change", "code", "name"),
    [
        (lambda proof: proof.update(format="x"), "proof_format", None),
        (lambda proof: proof.update(problem="0"), "proof_problem", None),
        (lambda proof: proof.update(outcome="0"), "proof_outcome", None),
        (lambda proof: proof["nodes"][0].update(cap=2), "proof_node_cap", "T"),
        (lambda proof: proof["nodes"][0].update(count=2), "proof_node_count", "T"),
        (lambda proof: proof["nodes"][0].update(cut_off=None), "proof_node_cut_off", "T"),
        (lambda proof: proof["nodes"][0].update(cut_off=[1, "b"]), "proof_node_cut_off", "T"),
        (lambda proof: proof["nodes"][0].update(cut_off=[True, "a"]), "proof_node_cut_off", "T"),
        (lambda proof: proof["nodes"].pop(0), "proof_node_missing", "T"),
        (lambda proof: proof["nodes"].append({**proof["nodes"][0], "node": "Q"}), "proof_node_unknown", "Q"),
        (lambda proof: proof["nodes"].append(proof["nodes"][0]), "proof_node_twice", "T"),
        (lambda proof: proof["held"][0].update(node="U"), "proof_held_node", "d1"),
        (lambda proof: proof["held"][0].update(key=[0, "a"]), "proof_held_key", "d1"),
        (lambda proof: proof["held"].pop(1), "proof_held_missing", "d2"),
        (lambda proof: proof["held"].append({**proof["held"][0], "doctor": "d9"}), "proof_held_unknown", "d9"),
        (lambda proof: proof["held"].append(proof["held"][2]), "proof_held_twice", "d3"),
    ],
)
def test_what_was_changed_in_the_certificate_is_named(change: Callable[[Any], Any], code: str, name: str) -> None:
    assert tampered(change) == [(code, name)]


def test_every_change_is_named_not_only_the_first() -> None:
    def change(proof: Any) -> None:
        proof["nodes"][0].update(cap=2, count=2)
        proof["held"][2].update(key=[0])

    assert tampered(change) == [("proof_node_cap", "T"), ("proof_node_count", "T"), ("proof_held_key", "d3")]


@pytest.mark.parametrize(
    "change",
    [
        lambda proof: proof.pop("nodes"),
        lambda proof: proof.update(extra=1),
        lambda proof: proof.update(held={}),
        lambda proof: proof["nodes"].append(3),
        lambda proof: proof["nodes"][0].pop("cap"),
    ],
)
def test_what_has_not_the_shape_of_a_certificate_is_refused(change: Callable[[Any], Any]) -> None:
    with pytest.raises(BadProblem):
        tampered(change)


def test_the_certificate_of_another_problem_or_outcome_is_found_out() -> None:
    problem = example()
    outcome = solve(problem)
    proof = proof_of(problem, outcome)
    fuller = problem_of([Node("T", None, 2), *list(problem.nodes.values())[1:]], list(problem.doctors.values()))
    codes = {(fault.code, fault.doctor or fault.node) for fault in proof_faults(fuller, outcome, proof)}
    assert {("room_left", "d2"), ("room_left", "d3"), ("proof_problem", None), ("proof_node_cap", "T")} <= codes
    missing = {doctor: position for doctor, position in outcome.items() if doctor != "d3"}
    assert [fault.code for fault in proof_faults(problem, missing, proof)] == ["doctor_missing"]


def test_a_certificate_of_nothing_says_so_when_something_is_added() -> None:
    nothing = problem_of([], [])
    proof = proof_of(nothing, {})
    assert proof_faults(nothing, {}, proof) == []
    proof["nodes"].append({"node": "Q"})
    assert [fault.code for fault in proof_faults(nothing, {}, proof)] == ["proof_node_unknown"]


def test_a_problem_and_an_outcome_are_written_and_read_again() -> None:
    for seed in range(200):
        problem = random_problem(seed)
        data = json.loads(json.dumps(problem_data(problem)))
        again = problem_from(data)
        assert (dict(again.nodes), dict(again.doctors)) == (dict(problem.nodes), dict(problem.doctors))
        assert fingerprint(problem_data(again)) == fingerprint(data)
        outcome = solve(problem)
        assert placements_from(problem, outcome_data(problem, outcome)) == outcome
