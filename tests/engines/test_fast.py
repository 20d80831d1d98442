"""The compiled path gives the same outcome bit for bit, and without its packages all is as before."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from alisveien.engines.allocation import fast
from alisveien.engines.allocation.fast import propose_all, ranks_by_arrays, solve_arrays, solve_large
from alisveien.engines.allocation.solve import solve_table
from alisveien.engines.allocation.stream import Listed, read_places, read_wishes
from alisveien.engines.allocation.table import Table, table_of
from tests.engines.random_problems import random_problem


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem counts as large."""
    monkeypatch.setattr(fast, "COMPILED_FROM", 0)
    monkeypatch.setattr(fast, "SORTED_FROM", 0)


def tables() -> list[Table]:
    few = [table_of(random_problem(seed)) for seed in range(300)]
    return few + [table_of(random_problem(seed, most_doctors=300, most_nodes=30)) for seed in range(8)]


def test_on_arrays_the_outcome_is_the_same_bit_for_bit() -> None:
    for table in tables():
        assert solve_arrays(table, propose_all) == solve_table(table)


def with_numba(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A stand-in for numba that compiles nothing; what was handed to it."""
    handed: list[object] = []

    def take(function: object) -> object:
        handed.append(function)
        return function

    numba, extending = ModuleType("numba"), ModuleType("numba.extending")
    numba.njit = take  # type: ignore[attr-defined]
    extending.register_jitable = take  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "numba", numba)
    monkeypatch.setitem(sys.modules, "numba.extending", extending)
    return handed


@pytest.mark.usefixtures("small")
def test_a_large_problem_is_solved_by_compiled_code_where_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    handed = with_numba(monkeypatch)
    for table in tables()[:50]:
        assert solve_large(table) == solve_table(table)
    assert propose_all in handed


@pytest.mark.usefixtures("small")
def test_without_the_packages_all_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("numba", "numpy"):
        monkeypatch.setitem(sys.modules, name, None)
    for table in tables()[:50]:
        assert solve_large(table) == solve_table(table)
    assert list(listed("2", "1").table.ranks) == [1, 0]


def test_a_small_problem_is_not_worth_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    handed = with_numba(monkeypatch)
    assert solve_large(tables()[0]) == solve_table(tables()[0])
    assert ranks_by_arrays([SimpleNamespace(typecode="q")], []) is None
    assert handed == []


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
