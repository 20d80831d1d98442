"""The cards beside the work list: what a coordinator and an adviser see of posts and rounds, and what others do not."""

from importlib import import_module

import pytest
from django.utils import timezone

from alisveien.placements.models import Round
from alisveien.placements.pages.beside import beside_for
from tests.placements.people import AT, coordinator, drawn, judged, released, trust
from tests.placements.test_pages import text_of
from tests.roles import (
    ADVISER,
    DOCTOR,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
    actor_as,
    client_as,
)
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db
HOME = "/arbeidsliste/"


def test_a_coordinator_sees_posts_and_journey_of_the_draft(draft: Round) -> None:
    told = text_of(client_as(TRUST_COORDINATOR), HOME)
    assert "Plasser i 2028 Forslag til tildeling, ikke vedtatt" in told
    assert "P1 2028 mars–august" in told
    assert "av 9" in told
    assert "Antall plasser er ikke vedtatt." in told
    assert "Vedta antall plasser nå Velg regelsett Lås lista" in told


def test_the_cells_are_the_posts_and_say_where_they_are(draft: Round) -> None:
    capacity, journey = beside_for(coordinator(), AT.date())
    first, second = capacity.context["strips"]
    assert [len(first.cells), len(second.cells)] == [9, 9]
    given = [cell for cell in (*first.cells, *second.cells) if cell != "free"]
    assert len(given) == 17
    assert "ledig" in first.words + second.words
    assert "UNN Tromsø" in first.words
    assert [mile.state for mile in journey.context["miles"]] == ["now", *["left"] * 5]


def test_what_is_done_has_its_day_and_the_next_step_is_marked(draft: Round) -> None:
    judged(draft, coordinator())
    _capacity, journey = beside_for(coordinator(), AT.date())
    miles = journey.context["miles"]
    assert [mile.state for mile in miles] == [*["done"] * 5, "now"]
    assert miles[1].words == "30. august, «Kriterier, så nærhet»"


def test_a_released_round_is_decided(draft: Round) -> None:
    released(draft)
    capacity, journey = beside_for(coordinator(), AT.date())
    assert capacity.context["lead"] == "Tildelt"
    assert capacity.context["decided"] == "Antall plasser vedtatt 30. august 2027."
    assert {mile.state for mile in journey.context["miles"]} == {"done"}


def test_a_new_round_comes_before_one_that_is_done(draft: Round) -> None:
    released(draft)
    rounds = import_module("alisveien.placements.services.rounds")
    rounds.open_round(trust=trust(), year=2029, by=coordinator(), at=AT)
    capacity, _journey = beside_for(coordinator(), AT.date())
    assert capacity.context["year"] == 2029
    assert capacity.context["lead"] == "Ikke fordelt ennå"
    assert set(capacity.context["strips"][0].cells) == {"free"}
    assert capacity.context["href"] == ""


def test_without_a_round_there_is_no_card(draft: Round) -> None:
    Round.objects.filter(trust=trust()).delete()
    assert beside_for(coordinator(), AT.date()) == []


def test_an_adviser_sees_the_trusts_of_the_region_and_what_is_decided_only(draft: Round) -> None:
    before = text_of(client_as(ADVISER), HOME)
    assert "Plasser og runder i 2028" in before
    assert "UNN 18 Antall plasser er ikke vedtatt" in before
    released(draft)
    assert "UNN 17 av 18 Frigitt" in text_of(client_as(ADVISER), HOME)


@pytest.mark.parametrize("state", ["Lista er ikke låst", "Lista er låst", "Fordelt, ikke kontrollert", "Venter på"])
def test_how_far_a_round_has_come_is_said(draft: Round, state: str) -> None:
    deeds = import_module("alisveien.placements.services.rounds")
    by = coordinator()
    deeds.decide_capacity(round_=draft, by=by, at=AT)
    steps = [
        lambda: deeds.choose_rules(round_=draft, name="bands-then-nearest", by=by, at=AT),
        lambda: drawn(draft, by),
        lambda: deeds.distribute_round(round_=draft, by=by, at=AT),
        lambda: deeds.judge_round(round_=draft, by=by, at=AT),
    ]
    words = ["Lista er ikke låst", "Lista er låst", "Fordelt, ikke kontrollert", "Venter på"]
    for step in steps[: words.index(state) + 1]:
        step()
    assert state in text_of(client_as(ADVISER), HOME)


def test_a_region_without_a_round_says_so_and_an_empty_one_has_no_card(draft: Round) -> None:
    Round.objects.filter(trust=trust()).delete()
    assert "Runden er ikke åpnet" in text_of(client_as(ADVISER), HOME)
    assert beside_for(actor_as(ADVISER, stranger=True), timezone.localdate()) == []


@pytest.mark.parametrize("role", [MUNICIPAL_LEADER, DOCTOR, NATIONAL_COORDINATOR])
def test_others_have_no_such_card(draft: Round, role: str) -> None:
    assert beside_for(actor_as(role), AT.date()) == []


def test_the_cards_cost_the_same_whatever_there_is(draft: Round) -> None:
    by, adviser = coordinator(), actor_as(ADVISER)
    before = [len(queries_of(lambda who=who: beside_for(who, AT.date()))) for who in (by, adviser)]
    rounds = import_module("alisveien.placements.services.rounds")
    for year in (2029, 2030):
        rounds.open_round(trust=trust(), year=year, by=by, at=AT)
    after = [len(queries_of(lambda who=who: beside_for(who, AT.date()))) for who in (by, adviser)]
    assert after == before
