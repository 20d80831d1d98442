"""Small problems for the properties: nested trees, random wishes, keys that are unique below a root."""

from itertools import product

from hypothesis import strategies as st

from alisveien.engines.allocation.problem import Doctor, Node, Placements, Problem, Wish, problem_of
from alisveien.engines.allocation.verify import verify

NODES = ("A", "A/1", "A/1/x", "A/1/y", "A/2", "B", "B/1")


@st.composite
def problems(draw: st.DrawFn, most_doctors: int = 4) -> Problem:
    """Two roots (two half-years) with hospitals and departments; caps from none to two, at the root always one."""
    nodes = []
    for id_ in NODES:
        parent = id_.rpartition("/")[0] or None
        cap = draw(st.integers(0, 2)) if parent is None else draw(st.none() | st.integers(0, 2))
        nodes.append(Node(id_, parent, cap))
    doctors = []
    for number in range(draw(st.integers(0, most_doctors))):
        places = draw(st.lists(st.sampled_from(NODES), unique=True, max_size=4))
        wishes = tuple(Wish(place, (draw(st.integers(0, 1)), number, order)) for order, place in enumerate(places))
        doctors.append(Doctor(f"d{number}", wishes))
    return problem_of(nodes, doctors)


def stable_outcomes(problem: Problem) -> list[Placements]:
    """Every outcome the definition calls stable, found by trying them all."""
    ids = list(problem.doctors)
    choices = [(None, *range(len(problem.doctors[one].wishes))) for one in ids]
    outcomes: list[Placements] = [dict(zip(ids, picked, strict=True)) for picked in product(*choices)]
    return [outcome for outcome in outcomes if is_stable(problem, outcome)]


def is_stable(problem: Problem, outcome: Placements) -> bool:
    """The first form of the definition, word for word: no doctor prefers a wish the greedy choice would keep."""
    held = [(one, position) for one, position in outcome.items() if position is not None]
    if len(greedy(problem, held)) != len(held):
        return False
    for one, position in outcome.items():
        for better in range(len(problem.doctors[one].wishes))[:position]:
            if (one, better) in greedy(problem, [*held, (one, better)]):
                return False
    return True


def greedy(problem: Problem, contracts: list[tuple[str, int]]) -> set[tuple[str, int]]:
    """Scan from the strongest key, keep what is still feasible."""
    kept: set[tuple[str, int]] = set()
    count = dict.fromkeys(problem.nodes, 0)

    def key(contract: tuple[str, int]) -> object:
        return problem.doctors[contract[0]].wishes[contract[1]].key

    for contract in sorted(contracts, key=key):  # type: ignore[arg-type]
        path = problem.path(problem.doctors[contract[0]].wishes[contract[1]].node)
        caps = [problem.nodes[place].cap for place in path]
        if all(cap is None or count[place] < cap for place, cap in zip(path, caps, strict=True)):
            kept.add(contract)
            for place in path:
                count[place] += 1
    return kept


def judged_good(problem: Problem, outcome: Placements) -> bool:
    """What the judge says of an outcome."""
    return not verify(problem, outcome)
