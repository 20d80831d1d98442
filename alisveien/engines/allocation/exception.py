"""The audited exception: wishes for two units of three months each, where ceilings bind, by constraint programming.

With two halves wished together a stable outcome need not exist. So the fewest orders are broken first, then most are
placed, then their wishes count; caps are never bent. Needs OR-Tools (``pip install alisveien[exception]``), loaded only
when asked for. What it finds is counted again by `violations`, which shares nothing with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alisveien.engines.allocation.halves import Units, over_cap
from alisveien.engines.allocation.problem import Key, Placements, Problem


@dataclass(frozen=True, slots=True)
class HalfWish:
    """A contract for a period: the unit of each half (the same twice for a whole one) and the key that ranks it."""

    units: Units
    key: Key


@dataclass(frozen=True, slots=True)
class Violation:
    """A better wish refused though everything full on its way had a weaker holder, or nothing on it was full."""

    doctor: str
    wish: HalfWish


@dataclass(frozen=True)
class Excepted:
    """What was found: the position met by each doctor, and its price; ``proven`` when no outcome has a lower one."""

    placements: Mapping[str, int | None]
    price: tuple[Violation, ...]
    proven: bool


class NoSolver(RuntimeError):
    """OR-Tools is not installed."""


Wishes = Mapping[str, tuple[HalfWish, ...]]


def violations(places: Problem, wishes: Wishes, met: Mapping[str, int | None]) -> list[Violation]:
    """Every order an outcome breaks. ``places`` gives the trees; its doctors are not looked at."""
    held = [(one, wishes[one][position]) for one, position in met.items() if position is not None]
    count: dict[tuple[str, int], list[Key]] = {}
    for _doctor, wish in held:
        for spot in _spots(places, wish):
            count.setdefault(spot, []).append(wish.key)
    found = []
    for doctor, position in met.items():
        for wish in wishes[doctor][:position]:
            if not any(_blocked(places, count.get(spot, []), spot, wish.key) for spot in _spots(places, wish)):
                found.append(Violation(doctor, wish))
    return found


def _blocked(places: Problem, keys: list[Key], spot: tuple[str, int], key: Key) -> bool:
    cap = places.nodes[spot[0]].cap
    return cap is not None and sum(other < key for other in keys) >= cap


def _spots(places: Problem, wish: HalfWish) -> Iterator[tuple[str, int]]:
    """Every node and half a wish takes a place in."""
    for half, unit in enumerate(wish.units):
        yield from ((node, half) for node in places.path(unit))


def fewest_violations(places: Problem, wishes: Wishes, *, seconds: float = 10.0) -> Excepted:
    """The outcome with the fewest broken orders, then most placed, then best wishes. Raises NoSolver.

    The same input gives the same outcome when it is ``proven``; it is not when time ran out.
    """
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415  slow to load, and an extra
    except ImportError as error:
        raise NoSolver("pip install alisveien[exception]") from error
    model = _Model(cp_model, places, wishes)
    proven = True
    for goal in (model.broken(), model.waiting(), model.lowered()):
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        model.model.minimize(goal)
        state = solver.solve(model.model)
        proven = proven and state == cp_model.OPTIMAL
        if state not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        model.keep(solver, goal)
    met = dict(model.met)
    assert not over_cap(places, (wishes[one][place].units for one, place in met.items() if place is not None))
    return Excepted(met, tuple(violations(places, wishes, met)), proven)


class _Model:
    """The constraints: one wish at most each, caps in both halves, and for every better wish a spot that blocks it."""

    def __init__(self, cp_model: Any, places: Problem, wishes: Wishes) -> None:
        self.model = cp_model.CpModel()
        self.places = places
        self.wishes = wishes
        self.met: dict[str, int | None] = dict.fromkeys(wishes)
        self.holds = {
            (one, place): self.model.new_bool_var(f"h{one}/{place}")
            for one, listed in wishes.items()
            for place in range(len(listed))
        }
        self.at: dict[tuple[str, int], list[tuple[Key, Any]]] = {}
        for (one, place), holds in self.holds.items():
            for spot in _spots(places, wishes[one][place]):
                self.at.setdefault(spot, []).append((wishes[one][place].key, holds))
        for one, listed in wishes.items():
            self.model.add_at_most_one(self.holds[one, place] for place in range(len(listed)))
        for (node, _half), holders in self.at.items():
            cap = places.nodes[node].cap
            if cap is not None:
                self.model.add(sum(holds for _key, holds in holders) <= cap)
        self.violated = [self._violated(one, place) for one, place in self.holds]

    def _violated(self, one: str, place: int) -> Any:
        """True where a wish is refused, nothing as good is held, and no spot on its way blocks it."""
        wish = self.wishes[one][place]
        violated = self.model.new_bool_var(f"v{one}/{place}")
        excused = [self.holds[one, better] for better in range(place + 1)]
        for node, half in _spots(self.places, wish):
            cap = self.places.nodes[node].cap
            if cap is not None:
                blocks = self.model.new_bool_var(f"b{one}/{place}/{node}/{half}")
                stronger = [holds for key, holds in self.at[node, half] if key < wish.key]
                self.model.add(sum(stronger) >= cap).only_enforce_if(blocks)
                excused.append(blocks)
        self.model.add_bool_or([violated, *excused])
        return violated

    def broken(self) -> Any:
        """How many orders are broken."""
        return sum(self.violated)

    def waiting(self) -> Any:
        """How many hold nothing."""
        return len(self.wishes) - sum(self.holds.values())

    def lowered(self) -> Any:
        """How far down their lists the placed are, all together."""
        return sum(place * holds for (_one, place), holds in self.holds.items())

    def keep(self, solver: Any, goal: Any) -> None:
        """Remember what was found, and let no later goal make this one worse."""
        self.model.add(goal <= round(solver.objective_value))
        self.met = dict.fromkeys(self.wishes)
        for (one, place), holds in self.holds.items():
            if solver.boolean_value(holds):
                self.met[one] = place


def of_problem(problem: Problem, splits: Mapping[str, tuple[int, HalfWish]]) -> dict[str, tuple[HalfWish, ...]]:
    """The wishes of a problem as wishes for both halves.

    ``splits``: doctor → a wish for two units, and the position of the wish it is put before.
    """
    found = {}
    for doctor in problem.doctors.values():
        whole = [HalfWish((wish.node, wish.node), wish.key) for wish in doctor.wishes]
        if doctor.id in splits:
            position, wish_for_two = splits[doctor.id]
            whole.insert(position, wish_for_two)
        found[doctor.id] = tuple(whole)
    return found


def splits_of(problem: Problem, placements: Placements, asked: Mapping[str, Units]) -> dict[str, tuple[int, HalfWish]]:
    """What doctors who hold a place ask for, as wishes just before the one they hold, ranked by the key it is held by.

    Left out are those who hold nothing, those who ask for what they hold, and those who ask for a unit of another tree.
    """
    found = {}
    for doctor, units in asked.items():
        position = placements[doctor]
        if position is None:
            continue
        held = problem.doctors[doctor].wishes[position]
        roots = {problem.path(node)[-1] for node in (held.node, *units)}
        if len(roots) == 1 and units != (held.node, held.node):
            found[doctor] = (position, HalfWish(units, held.key))
    return found
