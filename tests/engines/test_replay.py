"""What happens afterwards: every event replayed, who moved and why, and the chain from the first event."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

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
    event_from,
)
from alisveien.engines.allocation.problem import BadProblem, Doctor, Node, Problem, Wish, problem_of
from alisveien.engines.allocation.replay import BadEvent, Move, State, after, begin, replay, rest_of
from alisveien.engines.allocation.rounds import solve_in_rounds
from tests.engines.random_problems import random_problem


def three() -> Problem:
    """One post at T and one at U; a before b before c at both; all wish T first."""
    nodes = [Node("T", None, 1), Node("U", None, 1)]
    people = [Doctor(one, (Wish("T", (place, 0)), Wish("U", (place, 1)))) for place, one in enumerate("abc")]
    return problem_of(nodes, people)


def moves(*events: Event) -> list[Move]:
    return list(replay(three(), events)[-1].moves)


def test_who_withdraws_lets_others_up_and_each_is_told_whose_place_it_was() -> None:
    assert moves(Withdrawn("a")) == [
        Move("a", "T", None, "own"),
        Move("b", "U", "T", "room", "T", ("a",)),
        Move("c", None, "U", "room", "U", ("b",)),
    ]


def test_a_post_more_lets_people_in_and_nobody_had_to_leave() -> None:
    assert moves(PostsChanged("U", 2)) == [Move("c", None, "U", "room", "U", ())]
    assert moves(PostsChanged("T", None)) == [
        Move("b", "U", "T", "room", "T", ()),
        Move("c", None, "T", "room", "T", ()),
    ]


def test_a_post_less_moves_the_weakest_and_says_who_came_in_their_place() -> None:
    assert moves(PostsChanged("T", 0)) == [
        Move("a", "T", "U", "full", "T", ()),
        Move("b", "U", None, "full", "U", ("a",)),
    ]


def test_one_who_declines_keeps_the_other_wishes_and_is_not_offered_the_same_again() -> None:
    assert moves(Declined("a")) == [Move("a", "T", "U", "own"), Move("b", "U", "T", "room", "T", ("a",))]
    assert moves(Declined("a"), Withdrawn("b"))[-1] == Move("c", None, "T", "room", "T", ("b",))


def test_who_has_accepted_stays_whatever_happens() -> None:
    strong = Doctor("0", (Wish("U", (-1, 0)),))
    assert moves(Accepted("b"), Nominated(strong)) == []
    assert moves(Accepted("b"), Withdrawn("a")) == [
        Move("a", "T", None, "own"),
        Move("c", None, "T", "room", "T", ("a",)),
    ]
    assert moves(Nominated(strong)) == [Move("0", None, "U", "own"), Move("b", "U", None, "full", "U", ("0",))]
    assert moves(Accepted("a"), Withdrawn("a"))[0] == Move("a", "T", None, "own")


def test_one_who_defers_waits_for_the_later_half_year_only() -> None:
    assert moves(Deferred("a", ("U",))) == [Move("a", "T", "U", "own"), Move("b", "U", "T", "room", "T", ("a",))]
    assert moves(Accepted("a"), Deferred("a", ()))[0] == Move("a", "T", None, "own")


def test_a_post_in_mid_period_goes_to_the_strongest_of_those_who_said_yes() -> None:
    assert moves(MidPeriod("M", 1, (("c", (5,)),), ("notice",))) == [Move("c", None, "M", "new", "M")]
    assert moves(MidPeriod("M", 1, ())) == []


@pytest.mark.parametrize(
    ("events", "code", "name"),
    [
        ([Withdrawn("x")], "unknown_doctor", "x"),
        ([Accepted("x")], "unknown_doctor", "x"),
        ([Deferred("x", ())], "unknown_doctor", "x"),
        ([MidPeriod("M", 1, (("x", (1,)),))], "unknown_doctor", "x"),
        ([PostsChanged("X", 1)], "unknown_node", "X"),
        ([Nominated(Doctor("a", ()))], "known_doctor", "a"),
        ([MidPeriod("T", 1, ())], "known_node", "T"),
        ([Accepted("c")], "no_place", "c"),
        ([Accepted("a"), Declined("a")], "accepted", "a"),
        ([Deferred("a", ("X",))], "not_wished", "X"),
        ([Accepted("a"), PostsChanged("T", 0)], "below_accepted", "T"),
    ],
)
def test_what_cannot_happen_is_refused_by_name(events: list[Event], code: str, name: str) -> None:
    with pytest.raises(BadEvent) as refused:
        replay(three(), events)
    assert (refused.value.code, refused.value.name) == (code, name)


def test_an_event_that_makes_a_bad_problem_is_refused() -> None:
    for event in (PostsChanged("T", -1), Nominated(Doctor("d", (Wish("X", (9,)),))), MidPeriod("M", -1, ())):
        with pytest.raises(BadProblem):
            replay(three(), [event])


def chain(seed: int) -> Iterator[tuple[State, Event, State, tuple[Move, ...]]]:
    """A random problem with ten random events that can happen."""
    chance = random.Random(seed)  # noqa: S311  the same every time is what is wanted
    state = begin(random_problem(seed))
    for number in range(10):
        event = _possible(state, chance, number)
        if event is None:
            continue
        try:
            step = after(state, event)
        except BadEvent:
            continue
        yield state, event, step.state, step.moves
        state = step.state


def _possible(state: State, chance: random.Random, number: int) -> Event | None:
    open_ = [one for one, node in state.placements.items() if node is not None and one not in state.accepted]
    people, nodes = list(state.problem.doctors), list(state.problem.nodes)
    kinds: list[Event] = [PostsChanged(chance.choice(nodes), chance.choice([None, 0, 1, 2, 5]))]
    if people:
        name = chance.choice(people)
        wished = [wish.node for wish in state.problem.doctors[name].wishes]
        kinds += [Withdrawn(name), Deferred(name, tuple(wished[1:]))]
        kinds.append(MidPeriod(f"m{number}", 1, tuple((one, (place,)) for place, one in enumerate(people[:2]))))
    kinds += [kind(chance.choice(open_)) for kind in (Accepted, Declined) if open_]
    node = chance.choice(nodes)
    kinds.append(Nominated(Doctor(f"late{number}", (Wish(node, (0, 0, f"x{number}", 0)),))))
    return chance.choice(kinds)


def test_a_chain_replays_to_the_letter_from_the_first_event_also_when_written_and_read() -> None:
    for seed in range(150):
        steps = list(chain(seed))
        events = [event_from(json.loads(json.dumps(event_data(event)))) for _, event, _, _ in steps]
        again = replay(random_problem(seed), events)
        assert [step.event for step in again] == [event for _, event, _, _ in steps]
        assert [step.state.mark for step in again] == [state.mark for _, _, state, _ in steps]
        assert [step.moves for step in again] == [moved for _, _, _, moved in steps]
        if len(events) > 1 and events[0] != events[1]:
            assert replay(random_problem(seed), events[:1])[-1].state.mark != again[-1].state.mark


def test_after_every_event_the_rest_is_distributed_as_the_other_solver_would() -> None:
    for seed in range(150):
        for _before, _event, state, _moves in chain(seed):
            rest = rest_of(state.problem, state.accepted)
            met = solve_in_rounds(rest)
            for one, position in met.items():
                node = None if position is None else rest.doctors[one].wishes[position].node
                assert state.placements[one] == node
            assert all(state.placements[one] == node for one, node in state.accepted.items())


def test_a_withdrawal_hurts_nobody_and_every_move_has_a_reason_that_holds() -> None:
    seen: set[str] = set()
    for seed in range(300):
        for before, event, state, moved in chain(seed):
            assert {one.doctor for one in moved} == {
                name
                for name in {*before.placements, *state.placements}
                if before.placements.get(name) != state.placements.get(name)
            }
            seen |= {one.why for one in moved}
            if isinstance(event, Withdrawn):
                assert all(one.why in ("own", "room", "own_seat") for one in moved)
            for one in moved:
                assert one.why in ("own", "new", "own_seat") or bool(one.by) or isinstance(event, PostsChanged), (
                    seed,
                    event,
                    one,
                )
                assert all(name in {other.doctor for other in moved} for name in one.by)
    assert seen == {"own", "new", "room", "full", "own_seat"}


@pytest.mark.parametrize(
    "data",
    [
        3,
        {"kind": "gone"},
        {"kind": "withdrawn"},
        {"kind": "withdrawn", "doctor": 3},
        {"kind": "posts_changed", "node": "T", "cap": True},
        {"kind": "posts_changed", "node": "T", "cap": 1.5},
        {"kind": "mid_period", "node": "T", "cap": None, "willing": [], "waived": []},
        {"kind": "mid_period", "node": "T", "cap": 1, "willing": [3], "waived": []},
        {"kind": "deferred", "doctor": "a", "nodes": [1]},
        {"kind": "nominated", "doctor": []},
    ],
)
def test_what_is_no_event_is_refused(data: Any) -> None:
    with pytest.raises(BadProblem):
        event_from(data)
