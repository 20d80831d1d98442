"""The proofs that need no algebra: every lie tried, published examples, and deliberate errors that are found out."""

import inspect
import json
from collections.abc import Callable, Iterator
from itertools import permutations, product
from types import ModuleType

import pytest

from alisveien.base.shipped import DATA
from alisveien.engines.allocation import solve as solving
from alisveien.engines.allocation import table as tabling
from alisveien.engines.allocation.problem import Doctor, Node, Placements, Problem, Wish, problem_of
from alisveien.engines.allocation.rounds import solve_in_rounds
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import holdings, verify
from alisveien.engines.allocation.written import problem_from
from tests.engines.problems import stable_outcomes
from tests.engines.random_problems import random_problem

PLACES = ("T", "T/a", "T/b")
LISTS = [listed for length in range(4) for listed in permutations(PLACES, length)]


def tiny() -> Iterator[tuple[list[Node], dict[str, dict[str, int]], tuple[tuple[str, ...], ...]]]:
    """Every problem of two doctors at a trust with two departments, under three orders of their contracts."""
    orders = (
        {"d0": {"T": 0, "T/a": 1, "T/b": 2}, "d1": {"T": 3, "T/a": 4, "T/b": 5}},
        {"d0": {"T": 4, "T/a": 0, "T/b": 3}, "d1": {"T": 5, "T/a": 2, "T/b": 1}},
        {"d0": {"T": 2, "T/a": 5, "T/b": 0}, "d1": {"T": 1, "T/a": 3, "T/b": 4}},
    )
    for root, first, second in product((1, 2), (None, 0, 1), (None, 1)):
        nodes = [Node("T", None, root), Node("T/a", "T", first), Node("T/b", "T", second)]
        for order in orders:
            for lists in product(LISTS, repeat=2):
                yield nodes, order, lists


def test_nobody_gains_by_any_lie_in_any_tiny_problem() -> None:
    outcomes: dict[tuple[object, ...], dict[str, str | None]] = {}
    tried = 0
    for nodes, order, lists in tiny():
        outcomes[_name(nodes, order, lists)] = _outcome(nodes, order, lists)
    for nodes, order, lists in tiny():
        truth = outcomes[_name(nodes, order, lists)]
        for place, doctor in enumerate(("d0", "d1")):
            for lie in LISTS:
                told = tuple(lie if other == place else listed for other, listed in enumerate(lists))
                got = outcomes[_name(nodes, order, told)][doctor]
                assert _worth(lists[place], truth[doctor]) <= _worth(lists[place], got)
                tried += 1
    assert tried > 200_000


def _name(
    nodes: list[Node], order: dict[str, dict[str, int]], lists: tuple[tuple[str, ...], ...]
) -> tuple[object, ...]:
    return (*(node.cap for node in nodes), order["d0"]["T"], lists)


def _outcome(
    nodes: list[Node], order: dict[str, dict[str, int]], lists: tuple[tuple[str, ...], ...]
) -> dict[str, str | None]:
    doctors = [
        Doctor(name, tuple(Wish(place, (order[name][place],)) for place in listed))
        for name, listed in zip(order, lists, strict=True)
    ]
    problem = problem_of(nodes, doctors)
    met = solve(problem)
    return {one: None if at is None else problem.doctors[one].wishes[at].node for one, at in met.items()}


def _worth(truth: tuple[str, ...], node: str | None) -> int:
    """The place on the true list; what is not on it is worse than nothing."""
    if node is None:
        return len(truth)
    return truth.index(node) if node in truth else len(truth) + 1


def ordinary(caps: dict[str, int], wishes: dict[str, str], ranked: dict[str, str]) -> Problem:
    """Hospitals and residents as they are published: who wishes where, and how each hospital ranks."""
    doctors = [
        Doctor(name, tuple(Wish(place, (ranked[place].index(name),)) for place in listed if name in ranked[place]))
        for name, listed in wishes.items()
    ]
    return problem_of([Node(name, None, cap) for name, cap in caps.items()], doctors)


def named(problem: Problem, outcome: Placements) -> dict[str, str | None]:
    return {one: None if at is None else problem.doctors[one].wishes[at].node for one, at in outcome.items()}


def test_gale_and_shapley_1962_example_1_has_three_stable_outcomes_and_we_give_the_doctors_best() -> None:
    problem = ordinary(
        dict.fromkeys("ABC", 1), {"a": "ABC", "b": "BCA", "c": "CAB"}, {"A": "bca", "B": "cab", "C": "abc"}
    )
    assert len(stable_outcomes(problem)) == 3
    assert named(problem, solve(problem)) == {"a": "A", "b": "B", "c": "C"}


def test_gale_and_shapley_1962_example_2_has_one_stable_outcome() -> None:
    problem = ordinary(
        dict.fromkeys("ABCD", 1),
        {"a": "ABCD", "b": "ADCB", "c": "BACD", "d": "DBCA"},
        {"A": "dcab", "B": "bdac", "C": "dabc", "D": "cbad"},
    )
    assert [named(problem, outcome) for outcome in stable_outcomes(problem)] == [
        {"a": "C", "b": "D", "c": "A", "d": "B"}
    ]
    assert named(problem, solve(problem)) == {"a": "C", "b": "D", "c": "A", "d": "B"}


def test_the_hospital_resident_example_of_the_matching_library() -> None:
    """Wilde, Knight and Gillard 2020 (doi 10.21105/joss.02169), README: two posts each at Mercy, City and General."""
    problem = ordinary(
        dict.fromkeys("MCG", 2),
        {"A": "C", "S": "CM", "D": "CMG", "L": "MCG", "J": "CGM"},
        {"M": "DJLS", "C": "DASLJ", "G": "DJL"},
    )
    assert named(problem, solve(problem)) == {"A": "C", "S": "M", "D": "C", "L": "M", "J": "G"}


def test_kamada_and_kojima_2015_a_cap_of_the_region_places_all_ten_where_fixed_caps_leave_two() -> None:
    """Ten doctors, two hospitals, a region of ten: three wish one, seven the other; fixed caps are five each."""
    doctors = [Doctor(f"d{number:02}", (Wish("h1" if number < 3 else "h2", (number,)),)) for number in range(10)]
    region = [Node("r", None, 10), Node("h1", "r", 10), Node("h2", "r", 10)]
    fixed = [Node("h1", None, 5), Node("h2", None, 5)]
    assert list(solve(problem_of(region, doctors)).values()).count(None) == 0
    assert list(solve(problem_of(fixed, doctors)).values()).count(None) == 2


ERRORS = {
    "one too many is let in": ("count[full] < caps[full]", "count[full] <= caps[full]"),
    "ceilings above are forgotten": ("full = above[full]", "full = NONE"),
    "who leaves is still counted above": ("here = self.table.above[here]", "here = NONE"),
    "those who have left stay in the heap": (
        "!= wish:\n            heappop(heap)",
        "!= wish and False:\n            pass",
    ),
    "who lost a place is forgotten": ("doctor = loser", "return"),
    "every other wish is passed over": ("upcoming[doctor] = wish + 1", "upcoming[doctor] = wish + 2"),
    "the newcomer always goes first": (
        "(weakest := self._weakest(full)) < ranks[wish]",
        "(weakest := self._weakest(full)) < 0",
    ),
    "the newcomer never goes first": (
        "(weakest := self._weakest(full)) < ranks[wish]",
        "(weakest := self._weakest(full)) >= 0",
    ),
    "the strongest goes out": (
        "heappush(heaps[first], -ranks[wish])",
        "heappush(heaps[first], -ranks[wish] if first else -0)",
    ),
}
TABLE_ERRORS = {
    "keys are compared backwards": (
        "sorted(range(len(contracts)), key=contracts.__getitem__)",
        "sorted(range(len(contracts)), key=contracts.__getitem__, reverse=True)",
    ),
    "wishes are taken from the last": ("for wish in doctor.wishes]", "for wish in doctor.wishes[::-1]]"),
    "a ceiling of its own is passed over": (
        "ceilings=[first[node] for",
        "ceilings=[first[problem.nodes[node].parent or node] for",
    ),
}


def mutated(module: ModuleType, old: str, new: str) -> dict[str, object]:
    """The names of a module whose source has one thing changed."""
    source = inspect.getsource(module)
    assert source.count(old) == 1, old
    names: dict[str, object] = {"__name__": "mutated"}
    exec(compile(source.replace(old, new), "mutated", "exec"), names)  # noqa: S102  our own source, with one error in it
    return names


def caught(broken: Callable[[Problem], Placements]) -> str:
    """What finds an error out: the judge, another solver's outcome, or that it falls over; empty when nothing does."""
    for seed in range(400):
        problem = random_problem(seed)
        try:
            outcome = broken(problem)
        except (IndexError, AssertionError):
            return "falls over"
        if verify(problem, outcome):
            return "judge"
        if outcome != solve_in_rounds(problem):
            return "property"
    return ""


@pytest.mark.parametrize("error", ERRORS)
def test_a_deliberate_error_in_the_solver_is_found_out(error: str) -> None:
    broken = mutated(solving, *ERRORS[error])["solve"]
    assert caught(broken), error  # type: ignore[arg-type]


@pytest.mark.parametrize("error", TABLE_ERRORS)
def test_a_deliberate_error_in_the_numbers_is_found_out(error: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = mutated(tabling, *TABLE_ERRORS[error])["table_of"]
    monkeypatch.setattr(solving, "table_of", broken)
    assert caught(solve) in ("judge", "property"), error


def test_the_solver_without_an_error_is_not_found_out() -> None:
    assert caught(solve) == ""


def test_a_higher_ceiling_at_a_department_can_hurt_somebody_and_the_page_says_so() -> None:
    doctors = [
        Doctor("strong", (Wish("T/a", (0,)),)),
        Doctor("first", (Wish("T/a", (-1,)),)),
        Doctor("weak", (Wish("T", (1,)),)),
    ]
    tight = [Node("T", None, 2), Node("T/a", "T", 1)]
    wide = [Node("T", None, 2), Node("T/a", "T", 2)]
    assert solve(problem_of(tight, doctors))["weak"] == 0
    assert solve(problem_of(wide, doctors))["weak"] is None


def test_the_worked_example_of_the_page_is_what_is_solved() -> None:
    data = json.loads((DATA / "examples" / "problem.json").read_text("utf-8"))
    problem = problem_from(data)
    outcome = solve(problem)
    assert named(problem, outcome) == {
        "9911001": "UNN P1 2028/Tromsø",
        "9911002": None,
        "9911003": "UNN P1 2028/Narvik",
        "9911004": "UNN P2 2028",
    }
    held = holdings(problem, outcome)
    assert held["UNN P1 2028"].cut_off == (0, 1, -900)
    assert held["UNN P1 2028/Narvik"].cut_off == (0, 0, -1200)


@pytest.mark.parametrize("seed", range(30))
def test_no_doctor_gains_by_any_list_in_larger_problems(seed: int) -> None:
    problem = random_problem(seed, most_doctors=10, most_nodes=5)
    truth = solve(problem)
    for doctor in problem.doctors.values():
        if len(doctor.wishes) > 4:
            continue
        for length in range(len(doctor.wishes) + 1):
            for told in permutations(doctor.wishes, length):
                liar = Doctor(doctor.id, told)
                got = solve(problem_of(problem.nodes.values(), {**problem.doctors, doctor.id: liar}.values()))[
                    doctor.id
                ]
                worth = len(doctor.wishes) if got is None else doctor.wishes.index(told[got])
                assert (len(doctor.wishes) if truth[doctor.id] is None else truth[doctor.id]) <= worth
