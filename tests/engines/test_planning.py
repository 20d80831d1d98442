"""The planning engine: what speaks against a move, what refuses a plan, and how two plans differ."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.planning.against import STOP, WARN, Against, against_move, against_plan
from alisveien.engines.planning.compare import counts_differ, differences, sums_of
from alisveien.engines.planning.plan import Cell, Ground, Piece, Wish, after, holders, is_near, moved, wish_met

P1, P2 = HalfYear(2028, 1), HalfYear(2028, 2)
HOSPITAL, WARD, OTHER = 1, 11, 12
HERE, THERE, LATER = Cell(P1, HOSPITAL, WARD), Cell(P1, HOSPITAL, OTHER), Cell(P2, HOSPITAL, WARD)
GROUND = Ground(today=date(2027, 10, 4), posts={P1: 9, P2: 9})


def piece(key: str = "e1", cell: Cell = HERE, **other: Any) -> Piece:
    number = int(key[1:])
    plain = Piece(key, cell, cell.half.starts_on, cell.half.ends_on, post=number, placement=number, doctor=number)
    return replace(plain, **other)


def empty(key: str = "p9", cell: Cell = HERE) -> Piece:
    return piece(key, cell, doctor=None, placement=None, bound="post")


def codes(*pieces: Piece, to: Cell, ground: Ground = GROUND) -> list[tuple[str, str]]:
    plan = {one.key: one for one in pieces}
    return [(one.code, one.level) for one in against_move(plan, pieces[0].key, to, ground)]


def test_nothing_speaks_against_a_plain_move() -> None:
    assert codes(piece(), to=THERE) == []
    assert codes(piece(), to=LATER) == []


@pytest.mark.parametrize(
    ("one", "to", "code"),
    [
        (piece(held="begun"), THERE, "held_begun"),
        (piece(), HERE, "here"),
        (piece(bound="split"), LATER, "bound_split"),
        (empty(), LATER, "bound_post"),
        (piece(), Cell(HalfYear(2027, 2)), "past"),
    ],
)
def test_what_stops_a_move(one: Piece, to: Cell, code: str) -> None:
    ground = replace(GROUND, posts={to.half: 9})
    assert codes(one, to=to, ground=ground) == [(code, STOP)]


def test_a_split_part_may_change_department_in_its_half_year() -> None:
    assert codes(piece(bound="split"), to=THERE) == []


def test_a_doctor_has_one_post_at_a_time_in_the_plan_and_elsewhere() -> None:
    assert codes(piece(), piece("e2", LATER, doctor=1), to=LATER) == [("busy", STOP)]
    elsewhere = replace(GROUND, elsewhere={1: ((date(2029, 2, 1), date(2029, 5, 31)),)})
    assert codes(piece(), to=LATER, ground=elsewhere) == [("busy", STOP)]
    assert codes(piece(), to=THERE, ground=elsewhere) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"earliest": date(2028, 10, 1)}, "early"),
        ({"latest": date(2028, 8, 1)}, "late"),
        ({"leave": (date(2028, 10, 1), date(2028, 12, 1))}, "leave"),
        ({"leave": (date(2028, 1, 1), None)}, "leave"),
        ({"wishes": (Wish(1, P1),)}, "no_wish"),
    ],
)
def test_what_a_person_should_know_before_moving_to_another_half_year(given: dict[str, Any], code: str) -> None:
    assert codes(piece(**given), to=LATER) == [(code, WARN)]


def test_a_leave_that_is_over_or_a_window_that_fits_says_nothing() -> None:
    fits = piece(leave=(date(2027, 1, 1), date(2027, 5, 1)), earliest=P1.starts_on, latest=P2.starts_on)
    assert codes(replace(fits, wishes=(Wish(1, P2),)), to=LATER) == []
    assert codes(piece(leave=(date(2030, 1, 1), None)), to=LATER) == []


def test_more_doctors_than_posts_is_a_warning_that_says_how_many_posts() -> None:
    ground = replace(GROUND, posts={P1: 9, P2: 1})
    plan = {"e1": piece(), "e2": piece("e2", LATER)}
    assert against_move(plan, "e1", LATER, ground) == [Against("full", WARN, 1)]
    assert against_move(plan, "e1", THERE, replace(GROUND, posts={P1: 1})) == []


def test_a_ceiling_counts_those_who_are_there_on_the_same_days() -> None:
    ground = replace(GROUND, ceilings={(OTHER, P1): 1})
    half: dict[str, Any] = {"from_on": date(2028, 3, 1), "to_on": date(2028, 5, 31)}
    rest: dict[str, Any] = {"from_on": date(2028, 6, 1), "to_on": date(2028, 8, 31)}
    there = piece("e2", THERE, **half)
    assert codes(piece(), there, to=THERE, ground=ground) == [("ceiling", WARN)]
    assert codes(piece(bound="split", **rest), there, to=THERE, ground=ground) == []
    assert codes(piece(), to=THERE, ground=ground) == []
    assert codes(piece(), there, to=Cell(P1, HOSPITAL), ground=ground) == []


def test_an_empty_post_kept_there_counts_against_another_empty_post_only() -> None:
    ground = replace(GROUND, ceilings={(OTHER, P1): 1})
    assert codes(piece(), empty("p8", THERE), to=THERE, ground=ground) == []
    assert codes(empty(), empty("p8", THERE), to=THERE, ground=ground) == [("ceiling", WARN)]


def test_a_department_known_to_give_neither_goal_is_told() -> None:
    assert codes(piece(), to=THERE, ground=replace(GROUND, lacking=frozenset({(OTHER, P1)}))) == [("no_goals", WARN)]


def test_a_plan_is_refused_for_stops_and_for_too_many_and_not_for_other_warnings() -> None:
    ground = replace(GROUND, posts={P1: 1}, ceilings={(WARD, P1): 1})
    plan = {"e1": piece(), "e2": piece("e2", latest=date(2028, 1, 1)), "e3": piece("e3", THERE, held="begun")}
    refused = [(key, one.code) for key, one in against_plan(plan, ["e2", "e3"], ground)]
    assert refused == [("e2", "ceiling"), ("e2", "full"), ("e3", "full"), ("e3", "held_begun")]


def test_moves_are_made_in_order_and_unknown_pieces_passed_over() -> None:
    plan = after({"e1": piece()}, [("e1", THERE), ("e7", HERE), ("e1", LATER)])
    assert (plan["e1"].cell, plan["e1"].from_on) == (LATER, P2.starts_on)
    short = piece(from_on=date(2028, 4, 1))
    assert moved(short, THERE).from_on == date(2028, 4, 1)


def test_a_split_stay_is_one_holder_and_counted_by_its_better_part() -> None:
    parts = [piece("e1", placement=7, near=frozenset({HOSPITAL})), piece("e2", Cell(P1), placement=7, doctor=1)]
    plan = {one.key: one for one in parts} | {"p9": empty()}
    assert holders(plan, P1) == 1
    sums = sums_of(plan)
    assert (sums.doctors, sums.first_wishes, sums.near) == (1, 0, 1)


def test_the_best_wish_a_cell_meets() -> None:
    wishes = (Wish(1, P1, HOSPITAL, OTHER), Wish(2, P1, HOSPITAL), Wish(3, P1))
    assert wish_met(piece(cell=THERE, wishes=wishes)) == 1
    assert wish_met(piece(wishes=wishes)) == 2
    assert wish_met(piece(cell=Cell(P1, 2, 21), wishes=wishes)) == 3
    assert wish_met(piece(cell=LATER, wishes=wishes)) is None
    assert not is_near(piece(cell=Cell(P1)))


def test_two_plans_differ_by_who_moved_came_and_went() -> None:
    first = {"e1": piece(), "e2": piece("e2"), "p9": empty()}
    second = {"e1": piece(cell=LATER), "e3": piece("e3", THERE), "p9": empty()}
    assert [(one.key, one.before is None, one.now is None) for one in differences(first, second)] == [
        ("e2", False, True),
        ("e3", True, False),
        ("e1", False, False),
    ]
    counts = [(one.cell, one.before, one.now) for one in counts_differ(first, second)]
    assert counts == [(HERE, 2, 0), (THERE, 0, 1), (LATER, 0, 1)]
