"""Empty posts: who a second call would place, and the fullest outcome against trying everything."""

from dataclasses import replace
from itertools import product

from alisveien.engines.allocation.problem import Doctor, Node, Problem, Wish, problem_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.vacancies import Vacancy, fullest, second_call
from alisveien.engines.allocation.verify import holdings
from tests.engines.random_problems import random_problem


def test_the_second_call_names_who_could_reach_an_empty_post() -> None:
    nodes = [Node("T", None, 2), Node("T/a", "T", 1), Node("U", None, 1), Node("V")]
    people = [
        Doctor("a", (Wish("T/a", (0,)),)),
        Doctor("b", (Wish("T/a", (1,)),)),
        Doctor("c", ()),
    ]
    problem = problem_of(nodes, people)
    assert second_call(problem, solve(problem)) == [
        Vacancy("T", 1, ("b",), ("c",)),
        Vacancy("U", 1, (), ("b", "c")),
    ]


def test_whoever_the_second_call_names_comes_in_and_nobody_else_moves() -> None:
    tried = 0
    for seed in range(300):
        problem = random_problem(seed)
        before = solve(problem)
        for vacancy in second_call(problem, before):
            for name in (*vacancy.wider, *vacancy.longer):
                one = problem.doctors[name]
                if vacancy.root in {wish.node for wish in one.wishes}:
                    raise AssertionError("one who wishes the root itself has it")
                longer = replace(one, wishes=(*one.wishes, Wish(vacancy.root, (9, 9, "z", 9))))
                after = solve(problem_of(problem.nodes.values(), {**problem.doctors, name: longer}.values()))
                assert after[name] == len(one.wishes)
                assert all(after[other] == before[other] for other in before if other != name)
                tried += 1
    assert tried > 100


def test_the_fullest_outcome_places_most_and_lets_fewest_give_way() -> None:
    more = gave = 0
    for seed in range(500):
        problem = random_problem(seed, most_doctors=5, most_nodes=5)
        before = solve(problem)
        found = fullest(problem, before)
        most, fewest = by_trying_all(problem, before)
        assert sum(one is not None for one in found.placements.values()) == most, seed
        assert len(found.gave_way) == fewest, seed
        assert feasible(problem, found.placements)
        assert all(found.placements[one] is not None for one in before if before[one] is not None)
        assert len(found.placed) == most - sum(one is not None for one in before.values())
        assert bool(found.broken) == (found.placements != before)
        more += bool(found.placed)
        gave += len(found.gave_way)
    assert more > 3
    assert gave > 3


def by_trying_all(problem: Problem, before: object) -> tuple[int, int]:
    best = (0, 0)
    ids = list(problem.doctors)
    for picked in product(*((None, *range(len(problem.doctors[one].wishes))) for one in ids)):
        outcome = dict(zip(ids, picked, strict=True))
        if feasible(problem, outcome):
            placed = sum(position is not None for position in picked)
            gave = sum(worse(outcome[one], before[one]) for one in ids)  # type: ignore[index]
            best = max(best, (placed, -gave))
    return best[0], -best[1]


def worse(now: int | None, before: int | None) -> bool:
    return before is not None and (now is None or now > before)


def feasible(problem: Problem, outcome: object) -> bool:
    return all(place.cap is None or place.count <= place.cap for place in holdings(problem, outcome).values())  # type: ignore[arg-type]


def test_the_price_of_a_full_house_is_named() -> None:
    nodes = [Node("T", None, 1), Node("U", None, 1)]
    people = [Doctor("a", (Wish("T", (0,)), Wish("U", (0,)))), Doctor("b", (Wish("T", (1,)),))]
    problem = problem_of(nodes, people)
    found = fullest(problem, solve(problem))
    assert found.placements == {"a": 1, "b": 0}
    assert (found.placed, found.gave_way) == (("b",), ("a",))
    assert [(fault.code, fault.doctor, fault.by) for fault in found.broken] == [("stronger_refused", "a", "b")]
