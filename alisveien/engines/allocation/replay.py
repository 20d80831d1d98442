"""A distribution as it changes: every event is a full replay with the same keys, those who accepted staying.

Who accepted is taken out of the problem and out of the caps; the replay concerns the rest. The chain of events gives
the same state whenever it is replayed from the first, and its last mark covers them all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from alisveien.engines.allocation.events import (
    Accepted,
    Declined,
    Deferred,
    Event,
    MidPeriod,
    Nominated,
    PostsChanged,
    Withdrawn,
    event_data,
)
from alisveien.engines.allocation.problem import Doctor, Node, Problem, Wish, problem_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import Held, blocking_node, holdings
from alisveien.engines.allocation.written import fingerprint, problem_data

_SAID = {
    "unknown_doctor": "{name} is not on the list",
    "unknown_node": "{name} is not a node",
    "known_doctor": "{name} is on the list already",
    "known_node": "{name} is a node already",
    "no_place": "{name} holds no place",
    "accepted": "{name} has accepted",
    "not_wished": "{name} is not among the wishes",
    "below_accepted": "{name} holds more who have accepted",
}


class BadEvent(ValueError):
    """The event cannot happen in this state; ``code`` says why, ``name`` whom or what it concerns."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(_SAID[code].format(name=name))
        self.code = code
        self.name = name


@dataclass(frozen=True)
class State:
    """The list as it stands: problem, who has accepted (doctor → node), and who holds what (doctor → node or None).

    ``mark`` is SHA-256 of the mark before and the event, from the first problem on: equal marks, equal history.
    """

    problem: Problem
    accepted: Mapping[str, str]
    placements: Mapping[str, str | None]
    mark: str


@dataclass(frozen=True, slots=True)
class Move:
    """A doctor whose place is another after an event.

    ``why``: ``own`` (the event is theirs), ``new`` (the node is new), ``room`` (``node``, which was full, let them in:
    ``by`` have left it, nobody when it got more posts), ``full`` (``node`` no longer holds them: ``by`` have come,
    nobody when it got fewer posts) or ``own_seat`` (they held a place at ``node`` all the time, by another wish: a
    stronger one came who also wished it, or left, and got no place there).
    """

    doctor: str
    before: str | None
    after: str | None
    why: str
    node: str | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """An event, the state after it, and who moved."""

    event: Event
    state: State
    moves: tuple[Move, ...]


def begin(problem: Problem) -> State:
    """The state before the first event: the distribution itself."""
    return _solved(problem, {}, fingerprint(problem_data(problem)))


def replay(problem: Problem, events: Iterable[Event]) -> list[Step]:
    """Every step of a chain of events. Raises BadEvent or BadProblem at the first that cannot happen."""
    state, steps = begin(problem), []
    for event in events:
        steps.append(after(state, event))
        state = steps[-1].state
    return steps


def after(state: State, event: Event) -> Step:
    """The step an event makes. Raises BadEvent or BadProblem when it cannot happen."""
    problem, accepted = happened(state, event)
    mark = fingerprint([state.mark, event_data(event)])
    found = _solved(problem, accepted, mark)
    return Step(event, found, tuple(_moves(state, found, event)))


def rest_of(problem: Problem, accepted: Mapping[str, str]) -> Problem:
    """The problem of those who have not accepted, with the caps that are left. Raises BadEvent below_accepted."""
    taken = dict.fromkeys(problem.nodes, 0)
    for node in accepted.values():
        for place in problem.path(node):
            taken[place] += 1
    nodes = []
    for node_ in problem.nodes.values():
        if node_.cap is not None and node_.cap < taken[node_.id]:
            raise BadEvent("below_accepted", node_.id)
        nodes.append(replace(node_, cap=None if node_.cap is None else node_.cap - taken[node_.id]))
    return problem_of(nodes, (one for one in problem.doctors.values() if one.id not in accepted))


def _solved(problem: Problem, accepted: Mapping[str, str], mark: str) -> State:
    rest = rest_of(problem, accepted)
    met = solve(rest)
    placements: dict[str, str | None] = {}
    for doctor in problem.doctors.values():
        position = met.get(doctor.id)
        placements[doctor.id] = accepted.get(doctor.id) if position is None else doctor.wishes[position].node
    return State(problem, accepted, placements, mark)


def happened(state: State, event: Event) -> tuple[Problem, Mapping[str, str]]:
    """Problem and acceptances as the event leaves them. Raises BadEvent or BadProblem when it cannot happen."""
    problem, accepted = state.problem, dict(state.accepted)
    match event:
        case PostsChanged(name, cap):
            node = replace(_node(problem, name), cap=cap)
            return _with(problem, nodes={name: node}), accepted
        case Nominated(doctor):
            if doctor.id in problem.doctors:
                raise BadEvent("known_doctor", doctor.id)
            return _with(problem, doctors={doctor.id: doctor}), accepted
        case MidPeriod():
            return _with_post(problem, event), accepted
        case Withdrawn(name):
            _doctor(problem, name)
            accepted.pop(name, None)
            return _with(problem, without=name), accepted
        case Accepted(name):
            return problem, {**accepted, name: _held(state, name)}
        case Declined(name):
            held = _held(state, name)
            return _wishing(problem, name, [one for one in problem.doctors[name].wishes if one.node != held]), accepted
        case _:
            accepted.pop(event.doctor, None)
            return _deferred(problem, event), accepted


def _deferred(problem: Problem, event: Deferred) -> Problem:
    wishes = {wish.node: wish for wish in _doctor(problem, event.doctor).wishes}
    if unknown := [node for node in event.nodes if node not in wishes]:
        raise BadEvent("not_wished", unknown[0])
    return _wishing(problem, event.doctor, [wish for node, wish in wishes.items() if node in event.nodes])


def _with(
    problem: Problem,
    *,
    nodes: Mapping[str, Node] | None = None,
    doctors: Mapping[str, Doctor] | None = None,
    without: str | None = None,
) -> Problem:
    people = {**problem.doctors, **(doctors or {})}
    people.pop(without or "", None)
    return problem_of({**problem.nodes, **(nodes or {})}.values(), people.values())


def _wishing(problem: Problem, name: str, wishes: Iterable[Wish]) -> Problem:
    return _with(problem, doctors={name: replace(problem.doctors[name], wishes=tuple(wishes))})


def _with_post(problem: Problem, event: MidPeriod) -> Problem:
    if event.node in problem.nodes:
        raise BadEvent("known_node", event.node)
    willing = {}
    for name, key in event.willing:
        doctor = _doctor(problem, name)
        willing[name] = replace(doctor, wishes=(*doctor.wishes, Wish(event.node, key)))
    return _with(problem, nodes={event.node: Node(event.node, None, event.cap)}, doctors=willing)


def _doctor(problem: Problem, name: str) -> Doctor:
    if name not in problem.doctors:
        raise BadEvent("unknown_doctor", name)
    return problem.doctors[name]


def _node(problem: Problem, name: str) -> Node:
    if name not in problem.nodes:
        raise BadEvent("unknown_node", name)
    return problem.nodes[name]


def _held(state: State, name: str) -> str:
    """The node a doctor holds and has not yet accepted."""
    _doctor(state.problem, name)
    if name in state.accepted:
        raise BadEvent("accepted", name)
    node = state.placements[name]
    if node is None:
        raise BadEvent("no_place", name)
    return node


def _moves(before: State, now: State, event: Event) -> Iterator[Move]:
    one, other = _holders(before), _holders(now)
    concerned = getattr(event, "doctor", None)
    for name in sorted({*before.placements, *now.placements}, key=str):
        was, is_ = before.placements.get(name), now.placements.get(name)
        if was == is_:
            continue
        if name == concerned or name not in before.placements:
            yield Move(name, was, is_, "own")
        elif _better(now.problem.doctors[name], is_, was):
            yield _let_in(name, was, is_, one, other, before)
        else:
            assert was is not None, "one who held nothing cannot get less"
            node = blocking_node(now.problem, other, was)
            assert node is not None, "nobody gives up a better wish where there is room"
            came = set(other[node].holders) - set(one[node].holders)
            own = not came and name in other[node].holders
            yield Move(name, was, is_, "own_seat" if own else "full", node, tuple(sorted(came)))


def _let_in(
    name: str, was: str | None, is_: str | None, one: dict[str, Held], other: dict[str, Held], before: State
) -> Move:
    """The move of a doctor who got something better: what had kept them from it, and who has left it."""
    assert is_ is not None, "nothing is not better than something"
    if is_ not in before.problem.nodes:
        return Move(name, was, is_, "new", is_)
    node = blocking_node(before.problem, one, is_)
    assert node is not None, "a better wish was not met, so something was full"
    left = set(one[node].holders) - set(other[node].holders)
    own = not left and name in one[node].holders
    return Move(name, was, is_, "own_seat" if own else "room", node, tuple(sorted(left)))


def _holders(state: State) -> dict[str, Held]:
    """What every node holds, those who accepted among them."""
    positions = {
        doctor.id: next((place for place, wish in enumerate(doctor.wishes) if wish.node == node), None)
        for doctor in state.problem.doctors.values()
        for node in [state.placements[doctor.id]]
    }
    return holdings(state.problem, positions)


def _better(doctor: Doctor, one: str | None, other: str | None) -> bool:
    """True when the doctor wishes ``one`` before ``other``."""
    order = [wish.node for wish in doctor.wishes]
    return one is not None and (other is None or order.index(one) < order.index(other))
