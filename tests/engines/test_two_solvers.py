"""The two solvers give the same outcome, and brute force gives it too where it can be tried."""

import pytest

from alisveien.engines.allocation.problem import Doctor, Node, Wish, problem_of
from alisveien.engines.allocation.rounds import solve_in_rounds
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import verify
from tests.engines.problems import stable_outcomes
from tests.engines.random_problems import random_problem


@pytest.mark.parametrize("block", range(6))
def test_both_solvers_give_the_same_outcome_on_thousands_of_nested_problems(block: int) -> None:
    for seed in range(block * 500, (block + 1) * 500):
        problem = random_problem(seed)
        one, other = solve(problem), solve_in_rounds(problem)
        assert list(one.items()) == list(other.items()), seed
        assert verify(problem, one) == [], seed


@pytest.mark.parametrize("seed", range(10))
def test_both_solvers_give_the_same_outcome_where_there_are_many_doctors(seed: int) -> None:
    problem = random_problem(seed, most_doctors=400, most_nodes=120)
    assert solve(problem) == solve_in_rounds(problem)
    assert verify(problem, solve(problem)) == []


def test_of_all_stable_outcomes_both_find_the_one_best_for_everybody() -> None:
    several = 0
    for seed in range(10_000, 10_400):
        problem = random_problem(seed, most_doctors=4, most_nodes=5)
        stable = stable_outcomes(problem)
        several += len(stable) > 1
        best = {
            one: min((other[one] for other in stable), key=lambda position: 99 if position is None else position)
            for one in problem.doctors
        }
        assert solve(problem) == solve_in_rounds(problem) == best, seed
    assert several > 5


def test_a_chain_of_ten_thousand_ceilings_is_no_trouble() -> None:
    nodes = [Node("n0", None, 1), *(Node(f"n{number}", f"n{number - 1}", 1) for number in range(1, 10_000))]
    doctors = [Doctor(f"d{number}", (Wish("n9999", (number,)),)) for number in range(3)]
    problem = problem_of(nodes[::-1], doctors)
    assert solve(problem) == solve_in_rounds(problem) == {"d0": 0, "d1": None, "d2": None}


def test_a_problem_without_doctors_or_places_has_the_empty_outcome() -> None:
    assert solve(problem_of([], [])) == solve_in_rounds(problem_of([], [])) == {}
    alone = problem_of([], [Doctor("a", ())])
    assert solve(alone) == solve_in_rounds(alone) == {"a": None}
