"""The evaluation of learning arenas: who answers, when, once; and what is shown, to whom, of five answers or more."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alisveien.base.actor import VISITOR, Actor, Errand, Grant
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.placements import queries_evaluations as queries
from alisveien.placements import rules_evaluations as rules
from alisveien.placements.models import Evaluation, EvaluationGiven, Placement, PlacementUnit
from alisveien.placements.services.evaluations import evaluate_arena
from tests.placements.staying import LAST, as_user, coordinator, doctor_user, leader, placed
from tests.roles import ADMINISTRATOR, DEPARTMENT_CONTACT, TRUST_COORDINATOR, actor_as, client_as, place_of, signed_in
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.usefixtures("demonstration")
AFTER = datetime(2027, 9, 5, 12, tzinfo=UTC)
TODAY = AFTER.date()
FOURS = dict.fromkeys(rules.QUESTIONS, 4)
WARD = "unn-tromso/Gynekologi"


def served(number: int = 1, **other: Any) -> PlacementUnit:
    """The unit of a placement that is over."""
    return PlacementUnit.objects.select_related("placement", "department").get(
        placement=placed(number, state="completed", **other)
    )


def answer(unit: PlacementUnit, party: str, by: Actor, words: str = "", **other: int) -> None:
    evaluate_arena(unit=unit, party=party, answers={**FOURS, **other}, words=words, by=by, at=AFTER)


def answered(count: int, words: str = "", ward: str = WARD, **other: int) -> None:
    """Answers about an arena, as they are kept."""
    arena = place_of("department", ward)
    for number in range(count):
        said = f"{words} {number}" if words else ""
        Evaluation.objects.create(arena=arena, party="home", year=2027, words=said, **{**FOURS, **other})


def test_three_parties_answer_once_each_and_nothing_says_who_said_what() -> None:
    user = doctor_user()
    unit = served(user=user)
    for party, by in (("doctor", as_user(user)), ("hospital", actor_as(DEPARTMENT_CONTACT)), ("home", leader())):
        answer(unit, party, by, words="Fint")
        with pytest.raises(RuleBroken, match="har svart"):
            answer(unit, party, by)
    assert Evaluation.objects.count() == EvaluationGiven.objects.count() == 3
    entries = Entry.objects.filter(kind="placements.placement.evaluated")
    assert [entry.after for entry in entries.order_by("pk")] == [{"party": p} for p in ("doctor", "hospital", "home")]
    assert tell(entries[0]).text == "Evaluering av avdelingen er besvart"
    assert not {"placement", "unit", "doctor"} & {field.name for field in Evaluation._meta.get_fields()}
    assert not hasattr(Evaluation, "pgh_event_model")


def test_nobody_answers_for_another_party() -> None:
    unit = served()
    for party, by in (("doctor", leader()), ("home", coordinator()), ("hospital", leader()), ("home", VISITOR)):
        with pytest.raises(NotAllowed):
            answer(unit, party, by)


@pytest.mark.parametrize("days", [-31, 181])
def test_it_is_open_from_a_month_before_the_last_day_to_half_a_year_after(days: int) -> None:
    unit = served()
    assert not rules.is_open(unit, LAST + timedelta(days=days))
    assert rules.is_open(unit, LAST + timedelta(days=days + (1 if days < 0 else -1)))
    with pytest.raises(RuleBroken, match="åpen fra"):
        evaluate_arena(
            unit=unit, party="home", answers=FOURS, words="", by=leader(), at=AFTER + timedelta(days=days * 9)
        )


def test_one_that_was_never_served_or_has_no_department_is_not_evaluated() -> None:
    unit, nowhere = served(), served(2, ward=None)
    assert not rules.is_open(nowhere, TODAY)
    Placement.objects.update(state="cancelled")
    unit.placement.refresh_from_db()
    assert not rules.is_open(unit, TODAY)


def test_every_question_is_answered_from_one_to_five_and_words_are_few() -> None:
    unit = served()
    for wrong in ({"goals": 6}, {"goals": 0}):
        with pytest.raises(RuleBroken, match="alle fem"):
            answer(unit, "home", leader(), **wrong)
    with pytest.raises(RuleBroken, match="høyst"):
        answer(unit, "home", leader(), words="x" * 501)
    with pytest.raises(IntegrityError), transaction.atomic():
        answered(1, overall=6)


def test_four_answers_show_nothing_and_five_the_mean() -> None:
    answered(4)
    assert queries.results_for(coordinator()) == []
    answered(1, overall=1)
    (found,) = queries.results_for(coordinator())
    assert (found.count, found.overall, found.goals, found.hospital) == (5, 3.4, 4.0, "UNN Tromsø")


def test_words_show_when_five_have_written_and_never_in_the_order_they_came() -> None:
    answered(6)
    arena = place_of("department", WARD).pk
    answered(4, words="b")
    assert queries.words_for(leader(), arena) == []
    answered(1, words="a")
    assert queries.words_for(leader(), arena) == ["a 0", "b 0", "b 1", "b 2", "b 3"]
    assert queries.words_for(VISITOR, arena) == []


def test_results_are_for_those_with_a_role_in_the_training() -> None:
    answered(5)
    by_link = Actor(grants=(Grant("x", frozenset({"see_own_unit"}), None),), link=Errand(1, "x", "1"))
    for actor in (VISITOR, actor_as(ADMINISTRATOR), by_link):
        assert queries.results_for(actor) == []
    assert len(queries.results_for(actor_as("figures_reader"))) == 1


def test_what_is_not_answered_waits_for_each_party_until_it_is() -> None:
    user = doctor_user()
    unit = served(user=user)
    doctor = as_user(user)
    for by, party in ((doctor, "doctor"), (coordinator(), "hospital"), (leader(), "home")):
        (task,) = queries.waiting_for(by, TODAY)
        assert (task.what, task.deadline) == ("Evaluer plassen ved Gynekologi", LAST + timedelta(days=180))
        answer(unit, party, by)
        assert queries.waiting_for(by, TODAY) == []
    assert queries.waiting_for(VISITOR, TODAY) == []
    assert queries.waiting_for(actor_as("adviser"), TODAY) == []


def test_what_waits_asks_no_more_for_more() -> None:
    numbers, by = iter(range(1, 9)), coordinator()
    assert_flat(lambda: queries.waiting_for(by, TODAY), lambda: served(next(numbers)))


def test_the_page_keeps_what_was_typed_and_answers_for_ones_own_party() -> None:
    today = timezone.localdate()
    user = doctor_user()
    one = placed(state="completed", user=user, from_on=today - timedelta(days=170), to_on=today - timedelta(days=1))
    client, address = signed_in(user), reverse("placements:stay_evaluate", args=[one.pk, 1])
    assert address in client.get(reverse("placements:stay", args=[one.pk])).content.decode()
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"overall": "4", "words": "Lærerikt"}).content.decode()
    assert "Velg fra 1 til 5" in wrong
    assert "Lærerikt" in wrong
    right = dict.fromkeys(rules.QUESTIONS, "4")
    assert client.post(address, right).status_code == 302
    assert EvaluationGiven.objects.get().party == "doctor"
    assert "har svart" in client.get(address).content.decode()
    assert "har svart" in client.post(address, right).content.decode()
    assert address not in client.get(reverse("placements:stay", args=[one.pk])).content.decode()
    assert client.get(reverse("placements:stay_evaluate", args=[one.pk, 2])).status_code == 404


def test_the_pages_of_results_show_five_and_hide_four() -> None:
    answered(5, words="Godt")
    answered(4, ward="unn-tromso/Indremedisin: lunge")
    client = client_as(TRUST_COORDINATOR)
    page = client.get(reverse("placements:arena_results")).content.decode()
    assert "Gynekologi" in page
    assert "lunge" not in page
    arena = place_of("department", WARD).pk
    assert "Godt 0" in client.get(reverse("placements:arena_result", args=[arena])).content.decode()
    few = place_of("department", "unn-tromso/Indremedisin: lunge").pk
    assert client.get(reverse("placements:arena_result", args=[few])).status_code == 404
    assert client_as(ADMINISTRATOR).get(reverse("placements:arena_results")).status_code == 403
