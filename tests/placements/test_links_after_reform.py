"""A link that was sent before a merger: it leads to what goes on, or says in words that it is closed. Never to 404."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alisveien.access.models import Link
from alisveien.base.models import Letter
from alisveien.establishments.rules_arenas import CONFIRM as CONFIRM_ARENAS
from alisveien.outreach.services.arenas import ask_about_arenas
from alisveien.placements.models import Call, Draft, Nomination, Question
from alisveien.placements.rules_nomination import CONFIRM_ALL
from alisveien.placements.services.drafts import begin_draft, discard_draft
from alisveien.places.models import Place, RegisterChange
from alisveien.places.services import undoing
from alisveien.processes import services
from tests.establishments.test_arenas import an_arena
from tests.outreach.network import adviser, holder
from tests.placements.campaigns import opened_now
from tests.placements.nominating import leader, nominated
from tests.processes.test_reforms import NATION, PAST
from tests.roles import place_of

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
HOME, NEAR, NEW = "5540", "5538", "5598"


def merge(code: str = NEW, places: tuple[str, ...] = (HOME, NEAR)) -> RegisterChange:
    several = [place_of("municipality", one) for one in places]
    asked: dict[str, Any] = {"places": several, "code": code, "name": "Fjordbyen", "why": "Vedtak", "by": NATION}
    return services.merge_municipalities(effective_on=PAST, at=timezone.now(), **asked)


def asked_of_all() -> Call:
    """The leader in Kåfjord is asked whether the nominations still hold."""
    nominated()
    opened_now(timezone.localdate(), timezone.now())
    return Call.objects.get(place__code=HOME)


def follow(kind: str) -> Any:
    """What the browser of somebody gets who presses the button of the link in the last letter of a kind."""
    found = re.search(r"https?://[^/]+(/lenke/\S+)", Letter.objects.filter(kind=kind).latest("pk").body)
    assert found
    return Client().post(found[1], follow=True)


def test_the_question_about_all_nominations_follows_and_can_be_answered_by_the_old_link() -> None:
    call = asked_of_all()
    change = merge()
    call.refresh_from_db()
    assert call.place.code == NEW
    answer = follow("placements.call")
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == f"/bekreft/{call.pk}/"
    assert "Fjordbyen" in answer.content.decode()
    undoing.undo_change(change=change, by=NATION, at=timezone.now())
    call.refresh_from_db()
    assert call.place.code == HOME
    assert follow("placements.call").status_code == 200


@pytest.mark.parametrize("done", [False, True])
def test_where_the_same_leader_is_asked_twice_the_doctors_come_together(done: bool) -> None:
    call = asked_of_all()
    other = Call.objects.create(
        campaign=call.campaign,
        place=place_of("municipality", NEAR),
        sent_to=call.sent_to,
        asked_at=call.asked_at,
        done_at=timezone.now() if done else None,
    )
    change = merge(NEAR)
    assert [question.call for question in Question.objects.filter(nomination__doctor__hpr_number="9950001")] == [other]
    other.refresh_from_db()
    call.refresh_from_db()
    assert (other.done_at, call.done_at is None) == (None, False)
    answer = follow("placements.call")
    assert answer.redirect_chain[-1][0] == f"/bekreft/{other.pk}/"
    assert "Piera" in answer.content.decode()
    undoing.undo_change(change=change, by=NATION, at=timezone.now())
    call.refresh_from_db()
    assert (call.done_at, call.questions.count()) == (None, 1)
    assert Link.objects.get(task=CONFIRM_ALL).about == str(call.pk)


def test_the_link_about_arenas_of_one_that_has_ended_is_closed_in_words() -> None:
    an_arena(HOME)
    holder("alis_contact", email="alis@example.no")
    ask_about_arenas(place=place_of("municipality", HOME), by=adviser(), at=timezone.now())
    merge()
    assert Link.objects.get(task=CONFIRM_ARENAS).revoked_at is not None
    answer = follow("outreach.arenas_asked")
    assert answer.status_code == 410
    assert "lenke" in answer.content.decode().lower()


def test_a_draft_follows_and_one_thrown_away_does_not_keep_the_merger_from_being_undone() -> None:
    kept = begin_draft(home=place_of("municipality", HOME), by=leader(), at=timezone.now())
    thrown = begin_draft(home=place_of("municipality", HOME), by=leader(), at=timezone.now())
    change = merge()
    kept.refresh_from_db()
    assert kept.municipality.code == NEW
    discard_draft(draft=thrown, by=leader(), at=timezone.now())
    undoing.undo_change(change=change, by=NATION, at=timezone.now())
    assert [draft.municipality.code for draft in Draft.objects.all()] == [HOME]
    assert not Place.objects.filter(code=NEW).exists()
    assert not Nomination.objects.filter(municipality__code=NEW).exists()
