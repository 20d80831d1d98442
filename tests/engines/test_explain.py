"""Every refused wish explained in full, and «hva skal til» by replay, tried against trying everything."""

from dataclasses import replace

from alisveien.engines.allocation.counterfactual import MOST_POSTS, Help, what_would_help
from alisveien.engines.allocation.explain import first_difference, refusals
from alisveien.engines.allocation.problem import Doctor, Node, Problem, Wish, problem_of
from alisveien.engines.allocation.rounds import solve_in_rounds
from alisveien.engines.allocation.solve import solve
from tests.engines.random_problems import random_problem


def test_a_refusal_holds_everything_there_is_to_say() -> None:
    nodes = [Node("T", None, 2), Node("T/a", "T"), Node("U", None, 0)]
    people = [
        Doctor("weak", (Wish("U", (1, 9)), Wish("T/a", (1, 9)))),
        Doctor("strong", (Wish("T/a", (0, 5)),)),
        Doctor("middle", (Wish("T", (1, 2)),)),
    ]
    problem = problem_of(nodes, people)
    none, outranked = refusals(problem, solve(problem))["weak"]
    assert (none.code, none.node, none.cap, none.cut_off, none.holders) == ("no_posts", "U", 0, None, ())
    assert (outranked.code, outranked.node, outranked.cap, outranked.criterion) == ("outranked", "T", 2, 1)
    assert (outranked.own_key, outranked.cut_off, outranked.holders) == ((1, 9), (1, 2), ("strong", "middle"))


def test_all_holders_of_a_refusal_are_stronger_and_the_last_gives_the_cut_off() -> None:
    own_seats = 0
    for seed in range(400):
        problem = random_problem(seed)
        outcome = solve(problem)
        for doctor, reasons in refusals(problem, outcome).items():
            for reason in reasons:
                keys = [problem.doctors[one].wishes[outcome[one] or 0].key for one in reason.holders]
                assert keys == sorted(keys)
                assert keys[-1:] == ([] if reason.cut_off is None else [reason.cut_off])
                assert all(key < reason.own_key for key in keys)
                assert reason.own_key == problem.doctors[doctor].wishes[reason.position].key
                own_seats += reason.code == "own_seat"
                assert (reason.code == "own_seat") == (reason.holders[-1:] == (doctor,))
    assert own_seats > 20


def test_keys_of_different_length_differ_where_the_shorter_ends() -> None:
    assert first_difference((1, 2), (1, 2, 3)) == 2
    assert first_difference((1, 2), (1, 3, 3)) == 1


def raised(problem: Problem, doctor: str, root: str, criterion: int, value: object) -> Problem:
    one = problem.doctors[doctor]
    wishes = []
    for wish in one.wishes:
        key = list(wish.key)
        if problem.path(wish.node)[-1] == root and value < key[criterion]:  # type: ignore[operator]
            key[criterion] = value  # type: ignore[call-overload]
            key.append(key[-1])
        wishes.append(replace(wish, key=tuple(key)))
    return Problem(problem.nodes, {**problem.doctors, doctor: Doctor(doctor, tuple(wishes))})


def by_trying_all(problem: Problem, doctor: str, position: int, criterion: int) -> object:
    wish = problem.doctors[doctor].wishes[position]
    root = problem.path(wish.node)[-1]
    values = {
        other.key[criterion]
        for one in problem.doctors.values()
        for other in one.wishes
        if problem.path(other.node)[-1] == root
    }
    enough = []
    for value in values:
        got = solve_in_rounds(raised(problem, doctor, root, criterion, value))[doctor]
        if value < wish.key[criterion] and got is not None and got <= position:  # type: ignore[operator]
            enough.append(value)
    return max(enough, default=None)  # type: ignore[type-var]


def test_what_would_help_is_the_least_that_is_enough() -> None:
    seen = set()
    for seed in range(120):
        problem = random_problem(seed, most_doctors=8, most_nodes=6)
        outcome = solve(problem)
        for doctor, reasons in refusals(problem, outcome).items():
            for reason in reasons:
                helps = what_would_help(problem, outcome, doctor, reason.position)
                found = {one.criterion: one.value for one in helps if one.code == "criterion"}
                for criterion in range(4):
                    assert found.get(criterion) == by_trying_all(problem, doctor, reason.position, criterion), seed
                posts = [one.more for one in helps if one.code == "posts"]
                assert posts == by_trying_posts(problem, doctor, reason.position, reason.node)
                seen |= {(one.code, one.criterion) for one in helps}
    assert seen >= {("criterion", 0), ("criterion", 1), ("criterion", 2), ("posts", None)}


def by_trying_posts(problem: Problem, doctor: str, position: int, node: str) -> list[int]:
    for more in range(1, MOST_POSTS + 1):
        full = problem.nodes[node]
        nodes = {**problem.nodes, node: replace(full, cap=(full.cap or 0) + more)}
        got = solve_in_rounds(problem_of(nodes.values(), problem.doctors.values()))[doctor]
        if got is not None and got <= position:
            return [more]
    return []


def test_only_what_can_be_changed_is_tried_and_a_wish_with_room_needs_no_post() -> None:
    problem = problem_of(
        [Node("T", None, 1), Node("U", None, 9)],
        [Doctor("a", (Wish("T", (0, 1, "x")), Wish("U", (0, 1, "x")))), Doctor("b", (Wish("T", (0, 0)),))],
    )
    outcome = solve(problem)
    assert what_would_help(problem, outcome, "a", 0, criteria=(0,)) == [Help("posts", node="T", more=1)]
    assert what_would_help(problem, outcome, "a", 0, criteria=(2,)) == [Help("posts", node="T", more=1)]
    assert what_would_help(problem, outcome, "a", 1, criteria=()) == []
    far = problem_of([Node("T", None, 1)], [Doctor(f"d{one}", (Wish("T", (one,)),)) for one in range(9)])
    assert what_would_help(far, solve(far), "d8", 0, criteria=()) == []
    assert what_would_help(far, solve(far), "d8", 0) == []
