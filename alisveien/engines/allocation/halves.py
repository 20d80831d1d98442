"""One post, two units: three months at each, by exception (the Helse Nord report, chapter 3).

The post is held at a hospital or the trust for the whole half-year; the units are named afterwards. Where no ceiling
binds, that is all. Where ceilings bind, two doctors may swap at mid-term, which changes the count nowhere and so harms
no third person. What is then left is for `exception`, which is audited.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from alisveien.engines.allocation.problem import Key, Placements, Problem

Units = tuple[str, str]
"""The unit of the first and of the second three months."""


@dataclass(frozen=True)
class Halves:
    """Who is where in each half of the period: doctor → units, for everyone placed.

    ``split`` got the two units asked for by room under the ceilings, ``swapped`` by a swap with each other, and
    ``left`` asked and stay where they are.
    """

    units: Mapping[str, Units]
    split: tuple[str, ...]
    swapped: tuple[tuple[str, str], ...]
    left: tuple[str, ...]


def halves_of(problem: Problem, placements: Placements, asked: Mapping[str, Units]) -> Halves:
    """The units of each half, for doctors placed who asked for two; the strongest are seen to first.

    A unit asked for must be at or below the place held, but a swap may go across below the same root. Requests of
    those who hold nothing are left. No node ever holds more than its cap in either half, and nobody else moves.
    """
    whole = {
        doctor: problem.doctors[doctor].wishes[position].node
        for doctor, position in placements.items()
        if position is not None
    }
    units: dict[str, Units] = {doctor: (node, node) for doctor, node in whole.items()}
    waiting = sorted(
        (doctor for doctor in asked if doctor in whole), key=lambda one: key_held(problem, placements, one)
    )
    split = [doctor for doctor in waiting if _fits(problem, units, doctor, whole[doctor], asked[doctor])]
    waiting = [doctor for doctor in waiting if doctor not in split]
    swapped = list(_swaps(problem, units, waiting, asked))
    done = {*split, *(one for pair in swapped for one in pair)}
    return Halves(units, tuple(split), tuple(swapped), tuple(sorted(one for one in asked if one not in done)))


def key_held(problem: Problem, placements: Placements, doctor: str) -> Key:
    """The key a placed doctor's place is held by."""
    position = placements[doctor]
    assert position is not None, "asked of the placed only"
    return problem.doctors[doctor].wishes[position].key


def _fits(problem: Problem, units: dict[str, Units], doctor: str, held: str, asked: Units) -> bool:
    """Give a doctor the two units when both lie below the place held and every ceiling between has room."""
    if not set(asked) <= set(problem.nodes) or any(held not in problem.path(unit) for unit in asked):
        return False
    before = units[doctor]
    units[doctor] = asked
    if not over_cap(problem, units.values()):
        return True
    units[doctor] = before
    return False


def over_cap(problem: Problem, units: Iterable[Units]) -> list[tuple[str, int]]:
    """Every node and half (0 or 1) that holds more than its cap."""
    count: dict[tuple[str, int], int] = {}
    for pair in units:
        for half, unit in enumerate(pair):
            for node in problem.path(unit):
                count[node, half] = count.get((node, half), 0) + 1
    found = []
    for (name, half), held in count.items():
        cap = problem.nodes[name].cap
        if cap is not None and held > cap:
            found.append((name, half))
    return sorted(found)


def _swaps(
    problem: Problem, units: dict[str, Units], waiting: list[str], asked: Mapping[str, Units]
) -> Iterator[tuple[str, str]]:
    """Pairs who hold each other's other unit and ask for opposite halves: each goes to the other's at mid-term."""
    free = list(waiting)
    while free:
        one = free.pop(0)
        for other in free:
            opposite = _opposite(units[one][0], units[other][0], asked[one], asked[other])
            if opposite and _same_root(problem, units, one, other):
                units[one], units[other] = asked[one], asked[other]
                free.remove(other)
                yield one, other
                break


def _opposite(one_held: str, other_held: str, one: Units, other: Units) -> bool:
    return set(one) == {one_held, other_held} and one == other[::-1] and one_held != other_held


def _same_root(problem: Problem, units: dict[str, Units], one: str, other: str) -> bool:
    return problem.path(units[one][0])[-1] == problem.path(units[other][0])[-1]
