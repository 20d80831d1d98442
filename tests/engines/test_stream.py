"""A problem as rows: the same outcome as the problem itself, whatever the numbers in the keys."""

import pytest

from alisveien.engines.allocation import stream
from alisveien.engines.allocation.problem import BadProblem, Problem
from alisveien.engines.allocation.solve import solve, solve_table
from alisveien.engines.allocation.stream import Listed, met_from, outcome_rows, read_places, read_wishes
from alisveien.engines.allocation.verify import verify
from alisveien.engines.allocation.verify_table import verify_listed
from tests.engines.random_problems import random_problem

KEY = ("key_1", "key_2", "text_3", "key_4")


def streamed(problem: Problem) -> Listed:
    places = [("node", "cap", "parent")]
    places += [(one.id, "" if one.cap is None else str(one.cap), one.parent or "") for one in problem.nodes.values()]
    wishes: list[tuple[str, ...]] = [("doctor", "node", *KEY)]
    for doctor in problem.doctors.values():
        rows = [(doctor.id, wish.node, *map(str, wish.key)) for wish in doctor.wishes]
        wishes += rows or [(doctor.id, *[""] * (len(KEY) + 1))]
    return read_wishes(wishes, read_places(places))


def test_rows_give_the_same_outcome_as_the_problem_and_the_judge_of_tables_agrees() -> None:
    for seed in range(500):
        problem = random_problem(seed)
        listed = streamed(problem)
        met = solve_table(listed.table)
        outcome = solve(problem)
        assert [None if one == -1 else one for one in met] == list(outcome.values())
        assert verify_listed(listed, met) == []
        again, strange = met_from(outcome_rows(listed, met), listed)
        assert (again, strange) == (met, [])


def test_the_judge_of_tables_finds_what_the_judge_finds() -> None:
    for seed in range(500):
        problem = random_problem(seed)
        listed = streamed(problem)
        lists = [len(doctor.wishes) for doctor in problem.doctors.values()]
        met: list[int | None] = [
            None if (seed + number) % 7 == 0 else (seed * number + number) % (length + 1) - 1
            for number, length in enumerate(lists)
        ]
        stated = {
            doctor: None if position == -1 else position
            for doctor, position in zip(problem.doctors, met, strict=True)
            if position is not None
        }
        assert verify_listed(listed, met) == verify(problem, stated)


def rank_order(*cells: str) -> list[int]:
    listed = read_wishes(
        [("doctor", "node", "key"), *((f"d{number}", "T", cell) for number, cell in enumerate(cells))],
        read_places([("node", "cap", "parent"), ("T", "1", "")]),
    )
    return list(listed.table.ranks)


def test_numbers_are_compared_as_numbers_also_when_they_are_no_machine_integers() -> None:
    assert rank_order("10", "9", "-1") == [2, 1, 0]
    assert rank_order("10", "9.5", "8", "7.25") == [3, 2, 1, 0]
    assert rank_order("10", "9.5", "1e1000".replace("1000", "10")) == [1, 0, 2]
    assert rank_order("9223372036854775808", "9223372036854775807", "-1") == [2, 1, 0]


def test_keys_are_settled_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "BLOCK", 2)
    assert rank_order("5", "4", "3.5", "2", "1") == [4, 3, 2, 1, 0]
    with pytest.raises(BadProblem, match="wishes:6"):
        rank_order("5", "4", "3.5", "2", "x")
