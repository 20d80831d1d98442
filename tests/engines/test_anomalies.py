"""What is worth a look before a list is frozen, what differs between two inputs, and how outcomes fall on groups."""

from dataclasses import replace
from datetime import date

import pytest

from alisveien.engines.distribution.anomalies import Anomaly, anomalies_of
from alisveien.engines.distribution.compare import changes, with_posts
from alisveien.engines.distribution.fairness import Fate, group_of, grouped, size_of
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import distribute
from alisveien.engines.nominations.conditions import WARN, GateRules, conditions_of
from alisveien.engines.nominations.nomination import Nomination
from tests.engines.lists import NLS, UNN, frozen, nomination

P1, P2 = "P1 2028", "P2 2028"
CONDITIONS = conditions_of(GateRules(1, 365, 12, WARN, WARN, WARN), [])
GYN = ("unn-tromso", "Gynekologi")


def a_list(*nominations: Nomination, first: int = 1, second: int = 1) -> Frozen:
    return frozen(nominations, {(UNN, P1): first, (UNN, P2): second, (NLS, P1): 1})


def codes(*nominations: Nomination, first: int = 1, second: int = 1, supervised: bool = True) -> list[str]:
    known = frozenset({(GYN[0], "")}) if supervised else frozenset()
    return [one.code for one in anomalies_of(distribute(a_list(*nominations, first=first, second=second)), UNN, known)]


def test_nothing_is_odd_about_a_list_where_everybody_is_placed() -> None:
    assert codes(nomination(), second=0) == []


def test_a_doctor_who_waits_with_one_wish_beside_an_empty_post_is_told() -> None:
    found = codes(nomination(), nomination(hpr_number="9900002"))
    assert found == ["one_wish", "empty_beside_waiting"]


def test_wishes_that_all_fall_outside_the_time_given_are_told_as_an_impossible_window() -> None:
    found = codes(nomination(earliest_on=date(2028, 9, 1), latest_on=date(2028, 9, 1)), second=0)
    assert found == ["impossible_window", "empty_beside_waiting"]


def test_wishes_that_fall_during_leave_can_none_be_granted() -> None:
    away = nomination(leave_from=date(2028, 3, 1), leave_to=date(2028, 8, 1))
    assert codes(away, second=0) == ["no_wish", "empty_beside_waiting"]


def test_a_doctor_who_does_not_pass_the_gate_is_told_elsewhere() -> None:
    assert codes(nomination(scheme="gammel"), second=0) == []


def test_a_department_without_a_supervisor_is_told_with_wishes_and_given() -> None:
    run = distribute(a_list(nomination(), nomination(hpr_number="9900002"), second=0))
    (found,) = [one for one in anomalies_of(run, UNN, frozenset()) if one.code == "unsupervised"]
    assert found == Anomaly("unsupervised", "", *GYN, values=("2", "1"))
    assert not any(one.code == "unsupervised" for one in anomalies_of(run, UNN, frozenset({GYN})))
    assert not any(one.code == "unsupervised" for one in anomalies_of(run, UNN, frozenset({(GYN[0], "")})))


def test_a_wish_for_anywhere_asks_for_no_supervisor_of_a_department() -> None:
    anywhere = nomination(wish_1="Universitetssykehuset Nord-Norge HF – hvor som helst – P1 2028")
    assert codes(anywhere, second=0, supervised=False) == []


def test_a_half_year_that_is_wished_and_has_no_post_is_told() -> None:
    found = anomalies_of(distribute(a_list(nomination(), first=0, second=0)), UNN, frozenset({(GYN[0], "")}))
    assert Anomaly("no_posts", values=(P1, "1")) in found


def test_changes_tell_who_came_went_and_was_changed_and_other_posts() -> None:
    stays, goes, comes = (nomination(hpr_number=f"990000{number}") for number in (1, 2, 3))
    before = a_list(stays, goes)
    after = with_posts(a_list(replace(stays, courses=8), comes), {(UNN, P1): 4})
    found = changes(before, after, UNN)
    assert (found.added, found.removed, found.changed) == (("9900003",), ("9900002",), ("9900001",))
    assert found.posts == ((P1, 1, 4),)
    assert not found.none
    assert not found.conditions
    assert changes(before, replace(before, conditions=CONDITIONS), UNN).conditions
    assert changes(before, before, UNN).none
    assert changes(before, after, NLS).none


def fate(**changed: object) -> Fate:
    return replace(Fate("UNN", 1_500, 6, 1, near=True, days=400), **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("population", "size"),
    [(1_999, "under 2 000"), (2_000, "2 000–4 999"), (19_999, "10 000–19 999"), (20_000, "20 000 og flere")],
)
def test_sizes_begin_where_they_say(population: int, size: str) -> None:
    assert size_of(fate(population=population)) == size


def test_groups_stand_in_the_order_of_their_kind() -> None:
    fates = [fate(population=30_000, centrality=2, trust="Å"), fate(), fate(population=3_000, centrality=5, trust="A")]
    assert [one.key for one in grouped(fates, "size")] == ["under 2 000", "2 000–4 999", "20 000 og flere"]
    assert [one.key for one in grouped(fates, "centrality")] == ["2", "5", "6"]
    assert [one.key for one in grouped(fates, "trust")] == ["Å", "UNN", "A"]


def test_a_group_counts_by_hand() -> None:
    waits = fate(wish=None, near=False, days=None)
    found = group_of("alle", [fate(), fate(wish=2, near=False, days=600), waits, fate(days=None, declined=True)])
    assert (found.taking_part, found.placed, found.first_wish, found.nearest, found.declined) == (4, 3, 2, 2, 1)
    assert found.wait_days == 500
    assert group_of("alle", [waits]).wait_days is None
