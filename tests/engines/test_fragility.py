"""Fragility: worked examples, what is not known, and that nothing counts unsaid."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alisveien.engines.fragility.weigh import COMPONENTS, Facts, Rule, against, weigh

RULE = Rule(
    weights={"specialist": 3, "locums": 2, "supervisor": 3, "registered": 2, "contact": 2},
    locum_percent=25,
    silent_months=6,
    medium=4,
    high=7,
)
FINE = Facts(specialist=True, locum_percent=0, supervisor=True, registered=True, months=0, since={})
NOTHING = Facts(specialist=None, locum_percent=None, supervisor=None, registered=None, months=0, since={})


def test_a_municipality_with_everything_gives_nothing() -> None:
    outcome = weigh(FINE, RULE)
    assert (outcome.points, outcome.most, outcome.level) == (0, 12, "low")
    assert {one.state for one in outcome.components} == {"fine"}


def test_each_weak_component_gives_its_weight_and_says_since_when() -> None:
    facts = replace(FINE, specialist=False, registered=False, since={"specialist": date(2025, 3, 1)})
    outcome = weigh(facts, RULE)
    assert (outcome.points, outcome.level) == (5, "medium")
    weak = {one.name: (one.points, one.since) for one in outcome.components if one.state == "weak"}
    assert weak == {"specialist": (3, date(2025, 3, 1)), "registered": (2, None)}


@pytest.mark.parametrize(("months", "state"), [(None, "weak"), (6, "weak"), (5, "fine")])
def test_silence_counts_from_its_limit_and_when_there_never_was_a_contact(months: int | None, state: str) -> None:
    (contact,) = [one for one in weigh(replace(FINE, months=months), RULE).components if one.name == "contact"]
    assert contact.state == state


@pytest.mark.parametrize(
    ("percent", "mainly", "state"),
    [(None, False, "unknown"), (None, True, "weak"), (24, True, "fine"), (25, False, "weak")],
)
def test_a_figure_of_locums_goes_before_what_somebody_said(percent: int | None, mainly: bool, state: str) -> None:
    facts = replace(FINE, locum_percent=percent, mainly_locums=mainly)
    (locums,) = [one for one in weigh(facts, RULE).components if one.name == "locums"]
    assert locums.state == state


def test_what_is_not_known_gives_no_points_and_is_said() -> None:
    silent = replace(RULE, weights={**RULE.weights, "contact": 0}, medium=1, high=2)
    outcome = weigh(NOTHING, silent)
    assert (outcome.points, outcome.level) == (0, "unknown")


def test_much_gives_the_highest_level() -> None:
    assert weigh(replace(FINE, specialist=False, supervisor=False, months=None), RULE).level == "high"


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (replace(RULE, weights={**RULE.weights, "contact": 6}), "weight"),
        (replace(RULE, locum_percent=0), "percent"),
        (replace(RULE, silent_months=61), "months"),
        (replace(RULE, medium=7), "levels"),
        (replace(RULE, high=13), "levels"),
    ],
)
def test_a_rule_that_cannot_stand_says_why(rule: Rule, fault: str) -> None:
    assert against(rule) == [fault]


def test_a_rule_where_nothing_counts_is_none() -> None:
    assert "nothing" in against(replace(RULE, weights=dict.fromkeys(COMPONENTS, 0)))


def test_the_rule_of_the_tests_stands() -> None:
    assert against(RULE) == []


known = st.none() | st.booleans()


@given(known, st.none() | st.integers(0, 100), known, known, st.none() | st.integers(0, 99))
def test_the_sum_is_that_of_its_reasons(
    specialist: bool | None, percent: int | None, supervisor: bool | None, registered: bool | None, months: int | None
) -> None:
    outcome = weigh(Facts(specialist, percent, supervisor, registered, months, {}), RULE)
    assert outcome.points == sum(one.points for one in outcome.components) <= outcome.most
    assert all(one.points in (0, one.weight) for one in outcome.components)
    assert all((one.points > 0) == (one.state == "weak") for one in outcome.components)
