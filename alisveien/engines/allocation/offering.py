"""A distribution as the offers go out: who has an offer keeps it until it is answered, and may only get a better one.

An answer is an event. Those who accepted are taken out with their places; those whose offers stand go first at the
place they have been offered, so nobody loses an offer by what another one answers; all the rest stand by their keys.
What is left is solved anew: who gets a place then is the next in line. The chain of events gives the same offers
whenever it is replayed (docs/algorithms/allocation.md, vacancies).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from alisveien.engines.allocation.events import Event, event_data, event_from
from alisveien.engines.allocation.problem import Doctor, Problem, Wish, problem_of
from alisveien.engines.allocation.replay import BadEvent, State, happened, rest_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import verify
from alisveien.engines.allocation.written import fields, fingerprint, problem_data, text


@dataclass(frozen=True, slots=True)
class Recalled:
    """The post of a doctor fell away: ``node`` has ``cap`` posts from now on, and the doctor is in line again."""

    doctor: str
    node: str
    cap: int


Happening = Event | Recalled


@dataclass(frozen=True)
class Offered:
    """The offers as they stand: who has accepted and who has not answered, each doctor → node.

    ``mark`` is SHA-256 of the mark before and the event, from the first problem on: equal marks, equal history.
    """

    problem: Problem
    accepted: Mapping[str, str]
    offered: Mapping[str, str]
    mark: str


@dataclass(frozen=True)
class Turn:
    """An event, what stands after it, the offers it makes (doctor → node) and those a better one replaces."""

    event: Happening
    after: Offered
    made: Mapping[str, str]
    replaced: Mapping[str, str]


def begin(problem: Problem) -> Offered:
    """The first offers: the distribution itself."""
    return Offered(problem, {}, _solved(problem, {}, {}), fingerprint(problem_data(problem)))


def replay(problem: Problem, events: Iterable[Happening]) -> Offered:
    """What stands after a chain of events. Raises BadEvent or BadProblem at the first that cannot happen."""
    state = begin(problem)
    for event in events:
        state = answered(state, event).after
    return state


def answered(state: Offered, event: Happening) -> Turn:
    """What an event makes of the offers. Raises BadEvent or BadProblem when it cannot happen."""
    problem, accepted = _after(state, event)
    concerned = getattr(event, "doctor", None)
    kept = {name: node for name, node in state.offered.items() if name != concerned}
    rest_of(problem, {**accepted, **kept})  # a cap below the offers that stand is refused: one is recalled first
    offered = _solved(problem, accepted, kept)
    made = {name: node for name, node in offered.items() if kept.get(name) != node}
    replaced = {name: kept[name] for name in made if name in kept}
    mark = fingerprint([state.mark, happening_data(event)])
    return Turn(event, Offered(problem, accepted, offered, mark), made, replaced)


def happening_data(event: Happening) -> dict[str, Any]:
    """An event as JSON values; `happening_from` gives it back."""
    if isinstance(event, Recalled):
        return {"kind": "recalled", "doctor": event.doctor, "node": event.node, "cap": event.cap}
    return event_data(event)


def happening_from(data: Any) -> Happening:
    """The event of JSON values. Raises BadProblem where they are none, naming the place."""
    if isinstance(data, dict) and data.get("kind") == "recalled":
        fields(data, "event", {"kind", "doctor", "node", "cap"})
        return Recalled(text(data["doctor"], "event.doctor"), text(data["node"], "event.node"), int(data["cap"]))
    return event_from(data)


def _after(state: Offered, event: Happening) -> tuple[Problem, Mapping[str, str]]:
    """Problem and acceptances as the event leaves them."""
    held = {**state.offered, **state.accepted}
    if isinstance(event, Recalled):
        if event.doctor not in held:
            raise BadEvent("no_place", event.doctor)
        if event.node not in state.problem.nodes:
            raise BadEvent("unknown_node", event.node)
        node = replace(state.problem.nodes[event.node], cap=event.cap)
        nodes = {**state.problem.nodes, event.node: node}
        accepted = {name: place for name, place in state.accepted.items() if name != event.doctor}
        return problem_of(nodes.values(), state.problem.doctors.values()), accepted
    placements = {name: held.get(name) for name in state.problem.doctors}
    return happened(State(state.problem, state.accepted, placements, state.mark), event)


def _solved(problem: Problem, accepted: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    """Doctor → node for everybody who has not accepted and gets a place, each at least what was offered before."""
    rest = rest_of(problem, accepted)
    guarded = problem_of(rest.nodes.values(), (_guarded(one, kept.get(one.id)) for one in rest.doctors.values()))
    met = solve(guarded)
    assert not verify(guarded, met), "the judge accepts what the solver made"
    return {name: guarded.doctors[name].wishes[position].node for name, position in met.items() if position is not None}


def _guarded(doctor: Doctor, node: str | None) -> Doctor:
    """A doctor who goes first at the node that was offered; what is wished less than that is left out."""
    wishes = []
    for wish in doctor.wishes:
        wishes.append(Wish(wish.node, (int(wish.node != node), *wish.key)))
        if wish.node == node:
            break
    return Doctor(doctor.id, tuple(wishes))
