"""Offers as they go out: the chain of answers, the next in line, and what nobody can lose."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alisveien.engines.allocation.events import Accepted, Declined, Deferred, MidPeriod, PostsChanged, Withdrawn
from alisveien.engines.allocation.offering import Recalled, answered, begin, happening_data, happening_from, replay
from alisveien.engines.allocation.problem import BadProblem, Doctor, Node, Problem, Wish, problem_of
from alisveien.engines.allocation.replay import BadEvent


def small() -> Problem:
    """Two half-years with one post each; A before B before C in both, and all would rather have the first."""
    return problem_of(
        [Node("p1", None, 1), Node("p2", None, 1)],
        [Doctor(name, (Wish("p1", (rank,)), Wish("p2", (rank,)))) for rank, name in enumerate("abc")],
    )


def test_the_first_offers_are_the_distribution() -> None:
    assert begin(small()).offered == {"a": "p1", "b": "p2"}


def test_a_better_wish_goes_to_the_next_and_the_rest_follow() -> None:
    turn = answered(begin(small()), Deferred("a", ()))
    assert turn.made == {"b": "p1", "c": "p2"}
    assert turn.replaced == {"b": "p2"}


def test_one_who_declines_a_place_is_in_line_for_the_others() -> None:
    assert answered(begin(small()), Declined("a")).made == {"b": "p1", "a": "p2"}
    kept = answered(answered(begin(small()), Accepted("b")).after, Declined("a"))
    assert kept.after.accepted == {"b": "p2"}
    assert kept.made == {"c": "p1"}


def test_an_offer_that_stands_is_never_lost_by_what_another_answers() -> None:
    problem = problem_of(
        [Node("p1", None, 1), Node("p2", None, 1)],
        [Doctor("a", (Wish("p1", (1,)), Wish("p2", (1,)))), Doctor("b", (Wish("p2", (2,)),))],
    )
    turn = answered(begin(problem), Declined("a"))
    assert turn.after.offered == {"b": "p2"}
    assert turn.made == {}


def test_a_post_that_fell_away_puts_its_doctor_in_line_again() -> None:
    assert answered(begin(small()), Recalled("a", "p1", 0)).after.offered == {"b": "p2"}
    accepted = answered(begin(small()), Accepted("b")).after
    assert answered(accepted, Recalled("b", "p2", 0)).after.accepted == {}
    with pytest.raises(BadEvent, match="holds no place"):
        answered(begin(small()), Recalled("c", "p1", 0))
    with pytest.raises(BadEvent, match="not a node"):
        answered(begin(small()), Recalled("a", "p9", 0))


def test_posts_cannot_be_fewer_than_the_offers_that_stand() -> None:
    with pytest.raises(BadEvent, match="holds more"):
        answered(begin(small()), PostsChanged("p1", 0))
    assert answered(begin(small()), PostsChanged("p1", 2)).made == {"b": "p1", "c": "p2"}


def test_a_post_of_its_own_goes_to_who_said_yes() -> None:
    assert answered(begin(small()), MidPeriod("mid", 1, (("c", (1,)),), ("notice",))).made == {"c": "mid"}


def test_one_who_withdraws_is_gone_also_when_the_place_was_accepted() -> None:
    turn = answered(answered(begin(small()), Accepted("a")).after, Withdrawn("a"))
    assert turn.after.accepted == {}
    assert "a" not in turn.after.problem.doctors


@pytest.mark.parametrize("event", [Recalled("a", "p1", 0), Accepted("a"), Deferred("a", ("p2",))])
def test_an_event_is_written_and_read_again(event: Any) -> None:
    assert happening_from(happening_data(event)) == event


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(BadProblem):
        happening_from({"kind": "recalled", "doctor": "a"})
    with pytest.raises(BadProblem):
        happening_from(["x"])


def test_the_same_chain_gives_the_same_mark() -> None:
    events: list[Any] = [Declined("a"), Accepted("b")]
    assert replay(small(), events).mark == replay(small(), events).mark
    assert replay(small(), events).mark != replay(small(), events[:1]).mark


def drawn_problem(data: st.DataObject) -> Problem:
    names = [f"d{number}" for number in range(data.draw(st.integers(1, 7)))]
    nodes = [Node(f"n{number}", None, data.draw(st.integers(0, 2))) for number in range(3)]
    ranks = {node.id: data.draw(st.permutations(names)) for node in nodes}
    doctors = []
    for name in names:
        wished = data.draw(st.lists(st.sampled_from([node.id for node in nodes]), unique=True, max_size=3))
        doctors.append(Doctor(name, tuple(Wish(node, (ranks[node].index(name),)) for node in wished)))
    return problem_of(nodes, doctors)


@given(st.data())
def test_whatever_is_answered_nobody_loses_an_offer_and_the_chain_replays(data: st.DataObject) -> None:
    problem = drawn_problem(data)
    state = begin(problem)
    events: list[Any] = []
    while state.offered and len(events) < 8:
        name = data.draw(st.sampled_from(sorted(state.offered)))
        event: Any = data.draw(st.sampled_from([Accepted(name), Declined(name), Deferred(name, ())]))
        after = answered(state, event).after
        for other in state.offered.keys() - {name}:
            order = [wish.node for wish in state.problem.doctors[other].wishes]
            assert order.index(after.offered[other]) <= order.index(state.offered[other])
        held = [*after.offered.values(), *after.accepted.values()]
        assert all(held.count(node.id) <= (node.cap or 0) for node in problem.nodes.values())
        state = after
        events.append(event)
    again = replay(problem, [happening_from(happening_data(event)) for event in events])
    assert (again.mark, again.offered, again.accepted) == (state.mark, state.offered, state.accepted)
