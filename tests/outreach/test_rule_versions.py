"""The rule of fragility: versions from a day on, with a reason, by the office itself; earlier days are not touched."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.outreach import queries_rules
from alisveien.outreach.models import FragilityRule
from alisveien.outreach.pages.rules import values_of
from alisveien.outreach.queries_standing import standings_for
from alisveien.outreach.rules import STANDARD
from alisveien.outreach.services.fragility import change_rule
from tests.outreach.network import AT, TODAY, adviser
from tests.roles import MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as, place_of

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]


def north() -> Any:
    return place_of("office", "nord")


def changed(**more: Any) -> FragilityRule:
    words = {"office": north(), "from_on": TODAY, "why": "Vi vil følge stillhet tettere.", "by": adviser(), "at": AT}
    return change_rule(**{**words, **values_of(STANDARD), "contact": 5, **more})


def test_an_office_weighs_by_its_own_rule_from_its_day_and_others_as_before() -> None:
    changed()
    north_now, other = queries_rules.in_force(TODAY).at(north().pk), queries_rules.in_force(TODAY).at(1)
    assert (north_now.weights["contact"], other) == (5, STANDARD)
    assert queries_rules.in_force(TODAY - timedelta(days=1)).at(north().pk) == STANDARD
    assert queries_rules.in_force(TODAY).at(None) == STANDARD
    one = standings_for(adviser(), TODAY, TODAY)[0]
    assert (one.fragility.points, one.fragility.most) == (5, 15)
    assert Entry.objects.get(kind="outreach.rule.changed").why == "Vi vil følge stillhet tettere."


def test_the_rule_for_all_is_the_national_coordinators() -> None:
    with pytest.raises(NotAllowed):
        changed(office=None)
    changed(office=None, by=actor_as(NATIONAL_COORDINATOR, at=AT))
    assert queries_rules.in_force(TODAY).at(north().pk).weights["contact"] == 5


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"contact": 6}, "fra 0 til 5"),
        ({"locum_percent": 0}, "1 til 100"),
        ({"silent_months": 0}, "1 til 60"),
        ({"high": 4}, "Middels"),
        ({"why": " "}, "hvorfor"),
        ({"why": "x" * 301}, "for lang"),
        ({"from_on": TODAY - timedelta(days=1)}, "i dag eller senere"),
        ({"contact": 2}, "Ingenting er endret"),
    ],
)
def test_a_rule_that_cannot_stand_is_refused_with_the_reason(more: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        changed(**more)
    assert not FragilityRule.objects.exists()


def test_all_weights_at_nothing_are_refused() -> None:
    nothing = dict.fromkeys(("specialist", "locums", "supervisor", "registered", "contact"), 0)
    with pytest.raises(RuleBroken, match="Minst ett"):
        changed(**nothing)


def test_a_version_does_not_come_before_a_later_one() -> None:
    changed(from_on=date(2027, 1, 1))
    with pytest.raises(RuleBroken, match="senere dag"):
        changed(contact=4)


def test_only_the_own_office_changes() -> None:
    for by in (adviser(stranger=True), actor_as(MUNICIPAL_LEADER, at=AT)):
        with pytest.raises(NotAllowed):
            changed(by=by)


def test_who_follows_up_sees_every_version_that_concerns_them() -> None:
    changed()
    changed(office=None, by=actor_as(NATIONAL_COORDINATOR, at=AT))
    assert len(queries_rules.versions_for(adviser(), north())) == 2
    assert len(queries_rules.versions_for(adviser(), None)) == 1
    assert len(queries_rules.versions_for(actor_as(MUNICIPAL_LEADER, at=AT), None)) == 0
    assert [one.code for one in queries_rules.offices_to_rule_for(adviser(), TODAY)] == ["nord"]
    assert len(queries_rules.offices_to_rule_for(actor_as(NATIONAL_COORDINATOR, at=AT), TODAY)) == 6


@pytest.mark.parametrize("values", [{"contact": 6}, {"locum_percent": 0}, {"high": 99}, {"why": ""}])
def test_the_database_refuses_what_cannot_be(values: dict[str, Any]) -> None:
    words = {"from_on": TODAY, "why": "x", "at": AT, **values_of(STANDARD), **values}
    with pytest.raises(IntegrityError), transaction.atomic():
        FragilityRule.objects.create(**words)
