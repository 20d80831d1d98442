"""Solver and judge on arrays find the same bit for bit, and without NumPy all is as before."""

import random
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from alisveien.engines.allocation import fast, verify_table
from alisveien.engines.allocation.bulk import solve_in_bulk
from alisveien.engines.allocation.fast import ranks_by_arrays, solve_large
from alisveien.engines.allocation.problem import Problem
from alisveien.engines.allocation.solve import solve_table
from alisveien.engines.allocation.stream import Listed, read_places, read_wishes
from alisveien.engines.allocation.table import Table, table_of
from alisveien.engines.allocation.verify_arrays import is_faultless
from alisveien.engines.allocation.verify_table import verify_large, verify_listed
from tests.engines.random_problems import random_problem


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem counts as large."""
    monkeypatch.setattr(fast, "ARRAYS_FROM", 0)
    monkeypatch.setattr(verify_table, "ARRAYS_FROM", 0)


def problems() -> list[Problem]:
    few = [random_problem(seed) for seed in range(500)]
    return few + [random_problem(seed, most_doctors=300, most_nodes=30) for seed in range(12)]


def as_listed(problem: Problem) -> Listed:
    nodes = list(problem.nodes)
    places = [nodes.index(wish.node) for doctor in problem.doctors.values() for wish in doctor.wishes]
    capped = [node.id for node in problem.nodes.values() if node.cap is not None]
    return Listed(table_of(problem), capped, nodes, list(problem.doctors), places)


def test_everybody_at_once_gives_the_same_outcome_bit_for_bit() -> None:
    for problem in problems():
        table = table_of(problem)
        assert solve_in_bulk(table, np) == solve_table(table)


def test_a_table_without_doctors_wishes_or_ceilings_is_solved_and_judged() -> None:
    for table in (
        Table([], [], [0], [], []),
        Table([2], [-1], [0, 0, 0], [], []),
        Table([], [], [0, 1, 2], [-1, -1], [0, 1]),
        Table([0], [-1], [0, 1], [0], [0]),
        Table([10**30], [-1], [0, 1], [0], [0]),
    ):
        met = solve_in_bulk(table, np)
        assert met == solve_table(table)
        assert is_faultless(table, met, np)


@pytest.mark.usefixtures("small")
def test_the_judge_on_arrays_says_what_the_judge_says() -> None:
    good = bad = 0
    for seed, problem in enumerate(problems()):
        chance = random.Random(seed)  # noqa: S311  the same every time is what is wanted
        listed, met = as_listed(problem), list[int | None](solve_table(table_of(problem)))
        starts = listed.table.starts
        for doctor in range(len(met)):
            if seed % 3 and chance.random() < 0.3:
                met[doctor] = chance.choice([None, *range(-1, starts[doctor + 1] - starts[doctor])])
        faults = verify_listed(listed, met)
        assert verify_large(listed, met) == faults
        good, bad = good + (not faults), bad + bool(faults)
    assert good > 100
    assert bad > 100


def test_a_position_that_is_no_wish_is_a_fault() -> None:
    table = Table([1], [-1], [0, 1], [0], [0])
    assert is_faultless(table, [0], np)
    assert not is_faultless(table, [1], np)


@pytest.mark.usefixtures("small")
def test_a_large_problem_is_solved_on_arrays_where_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Table] = []
    monkeypatch.setattr(fast, "solve_in_bulk", lambda table, _np: asked.append(table) or solve_table(table))
    table = table_of(random_problem(1))
    assert solve_large(table) == solve_table(table)
    assert asked == [table]


@pytest.mark.usefixtures("small")
def test_without_the_package_all_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    for problem in problems()[:50]:
        table, listed_ = table_of(problem), as_listed(problem)
        met = solve_large(table)
        assert met == solve_table(table)
        assert verify_large(listed_, met) == []
    assert list(listed("2", "1").table.ranks) == [1, 0]


def test_a_small_problem_is_not_worth_loading_it_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    problem = random_problem(0)
    assert solve_large(table_of(problem)) == solve_table(table_of(problem))
    assert verify_large(as_listed(problem), solve_table(table_of(problem))) == []
    assert ranks_by_arrays([SimpleNamespace(typecode="q")], []) is None


def listed(*cells: str) -> Listed:
    return read_wishes(
        [("doctor", "node", "key"), *((f"d{number}", "T", cell) for number, cell in enumerate(cells))],
        read_places([("node", "cap", "parent"), ("T", "1", "")]),
    )


@pytest.mark.usefixtures("small")
def test_ranks_by_arrays_are_the_same_and_ties_and_fractions_go_the_slow_way() -> None:
    assert list(listed("3", "-7", "5").table.ranks) == [1, 0, 2]
    assert list(listed("3", "2.5").table.ranks) == [1, 0]
    with pytest.raises(ValueError, match="same key"):
        listed("3", "3")
