"""The half-yearly confirmation answered and read: by the leader, and seen by those it concerns."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alisveien.access.models import Link
from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.people.models import Doctor
from alisveien.placements import queries_confirmations as queries
from alisveien.placements import queries_work_confirmations, queries_work_offers
from alisveien.placements import rules_confirmations as rules
from alisveien.placements.models import Call, Campaign, Nomination, Question
from alisveien.placements.rules_confirmations import AMBER, GREEN, RED
from alisveien.placements.services.calling import remind_campaign
from alisveien.placements.services.closing import close_call
from alisveien.placements.services.confirming import confirm_of_call
from alisveien.placements.services.nominations import change_nomination, confirm_nomination, withdraw_nomination
from tests.placements.campaigns import (
    DURING,
    OPENED,
    by_call,
    letters,
    opened,
    seen_of,
    two,
)
from tests.placements.nominating import answers, leader, nominated
from tests.placements.people import coordinator
from tests.roles import ADVISER, DOCTOR, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_all_are_confirmed_in_one_press_with_one_receipt_and_a_word_to_each_doctor() -> None:
    one, other = two()
    opened()
    call = Call.objects.get()
    confirm_of_call(call=call, seen=seen_of(one, other), by=by_call(call), at=DURING)
    assert set(Nomination.objects.values_list("confirmed_at", flat=True)) == {DURING}
    receipt = letters("placements.call_answered")
    assert [letter.to_address for letter in receipt] == ["leder@example.no"]
    assert receipt[0].subject == "Kvittering: innmeldingene fra Kåfjord er sett over"
    assert "Piera Solbakken: stemmer" in receipt[0].body
    assert "Inga Solbakken: stemmer" in receipt[0].body
    told = [letter.to_address for letter in letters("placements.nomination_confirmed")]
    assert sorted(told) == ["inga@example.no", "piera@example.no"]
    assert Link.objects.get().done_at is None, "the leader can come back to the receipt"
    assert Call.objects.get().done_at == DURING


def test_a_doctor_without_address_is_told_nothing() -> None:
    one = nominated(email="")
    opened()
    call = Call.objects.get()
    confirm_of_call(call=call, seen=seen_of(one), by=by_call(call), at=DURING)
    assert not letters("placements.nomination_confirmed")


def test_the_second_of_two_leaders_is_told_and_nothing_of_theirs_is_saved() -> None:
    one, other = two()
    opened()
    call, seen = Call.objects.get(), seen_of(one, other)
    confirm_of_call(call=call, seen={one.pk: seen[one.pk]}, by=leader(), at=DURING)
    later = DURING + timedelta(minutes=5)
    with pytest.raises(RuleBroken, match=r"Piera Solbakken: En annen svarte 10\. mars 2027 kl\. 13\.00 \(stemmer\)"):
        confirm_of_call(call=call, seen=seen, by=by_call(call), at=later)
    assert Nomination.objects.get(pk=other.pk).confirmed_at < OPENED
    changed = answers(hpr_number="9950002", first_name="Inga", courses=9)
    Doctor.objects.filter(pk=other.doctor_id).update(version=5)
    with pytest.raises(RuleBroken, match="Inga Solbakken: Andre har endret"):
        confirm_of_call(call=call, seen={other.pk: seen[other.pk]}, by=by_call(call), at=later)
    fresh = seen_of(other)[other.pk]
    change_nomination(nomination=other, answers=changed, seen=fresh, by=leader(), at=later)
    with pytest.raises(RuleBroken, match=r"\(endret\)"):
        confirm_of_call(call=call, seen=seen, by=by_call(call), at=later)


def test_one_who_changes_in_the_very_same_moment_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    one = nominated()
    opened()
    call, seen = Call.objects.get(), seen_of(one)
    monkeypatch.setattr("alisveien.placements.services.confirming._against", lambda asked, seen: [])
    Doctor.objects.update(version=7)
    with pytest.raises(RuleBroken, match="Andre har endret"):
        confirm_of_call(call=call, seen=seen, by=by_call(call), at=DURING)


def test_a_call_is_answered_by_its_own_link_or_at_its_place_only() -> None:
    one, _other = two()
    elsewhere = nominated("9950003", leader_email="annen@example.no", email="")
    opened()
    mine, its = Call.objects.get(sent_to="leder@example.no"), Call.objects.get(sent_to="annen@example.no")
    for who in (by_call(its), coordinator(), VISITOR, actor_as(MUNICIPAL_LEADER, stranger=True)):
        with pytest.raises(NotAllowed):
            confirm_of_call(call=mine, seen=seen_of(one), by=who, at=DURING)
    with pytest.raises(RuleBroken, match="ikke med i spørsmålet"):
        confirm_of_call(call=mine, seen=seen_of(elsewhere), by=by_call(mine), at=DURING)
    with pytest.raises(RuleBroken, match="Velg hvem"):
        confirm_of_call(call=mine, seen={}, by=by_call(mine), at=DURING)
    assert queries.call_for(by_call(its), mine.pk) is None
    assert queries.call_for(by_call(mine), mine.pk) == mine


def test_the_link_lets_the_leader_change_and_withdraw_those_it_is_about_and_no_other() -> None:
    one, other = two()
    elsewhere = nominated("9950003", leader_email="annen@example.no", email="")
    opened()
    call = Call.objects.get(sent_to="leder@example.no")
    by = by_call(call)
    change_nomination(nomination=one, answers=answers(courses=8), seen=seen_of(one)[one.pk], by=by, at=DURING)
    with pytest.raises(NotAllowed):
        withdraw_nomination(
            nomination=elsewhere, code="later", why="", seen=seen_of(elsewhere)[elsewhere.pk], by=by, at=DURING
        )
    assert Call.objects.get(pk=call.pk).done_at is None
    withdraw_nomination(nomination=other, code="done", why="", seen=seen_of(other)[other.pk], by=by, at=DURING)
    assert Call.objects.get(pk=call.pk).done_at == DURING
    body = letters("placements.call_answered")[0].body
    assert "Piera Solbakken: endret" in body
    assert "Inga Solbakken: trenger ikke plass: tjenesten er gjennomført på en annen måte" in body


def test_a_closed_nomination_counts_as_answered_and_done_stays_done() -> None:
    one = nominated()
    campaign = opened()
    Nomination.objects.filter(pk=one.pk).update(state="closed", ended_at=DURING)
    assert remind_campaign(campaign_id=campaign.pk, number=1, at=DURING) == 0
    assert "innmeldingen er avsluttet" in letters("placements.call_answered")[0].body
    done = Call.objects.get()
    assert close_call(call=done, at=DURING + timedelta(days=1))
    assert Call.objects.get().done_at == DURING


def test_green_amber_and_red_are_seen_by_leader_trust_and_office_and_by_no_stranger() -> None:
    one, _other = two()
    opened()
    during, after = DURING.date(), date(2027, 4, 6)
    for who in (leader(), coordinator(), actor_as(ADVISER)):
        assert queries.calls_for(who, during).values_list("state", "half").get() == (AMBER, "P1 2027")
        assert queries.calls_for(who, after).get().state == RED
    for who in (
        actor_as(MUNICIPAL_LEADER, stranger=True),
        actor_as(TRUST_COORDINATOR, stranger=True),
        actor_as(ADVISER, stranger=True),
        actor_as(DOCTOR),
    ):
        assert not queries.calls_for(who, during).exists()
        assert not queries.questions_for(who, during).exists()
    assert not queries.questions_for(actor_as(ADVISER), during).exists(), "the office sees no names"
    confirm_nomination(nomination=one, seen=seen_of(one)[one.pk], by=leader(), at=DURING)
    states = queries.questions_for(leader(), after).order_by("state").values_list("state", flat=True)
    assert list(states) == [GREEN, RED]
    counted = queries.calls_for(coordinator(), after).get()
    assert (counted.asked, counted.answered, counted.left, counted.state) == (2, 1, 1, RED)
    assert queries.campaigns_for(coordinator()).get().answered == 1
    assert not queries.campaigns_for(leader()).exists()
    assert queries.halves_asked(leader(), during) == [("P1 2027", "P1 2027")]
    assert queries.places_asked(leader(), during, "place")[0][1] == "Kåfjord"


def test_what_stood_half_a_year_ago_stands_beside() -> None:
    one, _other = two()
    change_nomination(
        nomination=one, answers=answers(courses=9), seen=seen_of(one)[one.pk], by=leader(), at=datetime.now(UTC)
    )
    fresh = list(Nomination.objects.select_related("doctor__unit").order_by("pk"))
    ahead = datetime.now(UTC).date() + queries.HALF_A_YEAR
    found = queries.last_half_year(fresh, ahead)
    assert found[one.pk]["courses"] == "9"
    assert found[one.pk]["wish_1_place"] == "unn-tromso/Gynekologi"
    assert queries.last_half_year(fresh, ahead - timedelta(days=2)) == {}, "they were not nominated then"


def test_lists_and_letters_are_flat() -> None:
    numbers = iter(range(9950010, 9950040))
    nominated()
    opened()
    campaign, call = Campaign.objects.get(), Call.objects.get()

    def one_more() -> None:
        fresh = nominated(str(next(numbers)), email="")
        Question.objects.create(campaign=campaign, call=call, nomination=fresh, version=1)

    day = DURING.date()
    assert_flat(lambda: queries.questions_of(call), one_more)
    assert_flat(lambda: list(queries.questions_for(coordinator(), day)), one_more)
    assert_flat(lambda: list(queries.calls_for(coordinator(), day)), one_more)
    assert_flat(lambda: queries.letters_of(campaign, DURING), one_more)
    everyone = lambda: list(Nomination.objects.select_related("doctor__unit"))  # noqa: E731
    assert_flat(lambda: queries.last_half_year(everyone(), datetime.now(UTC).date() + queries.HALF_A_YEAR), one_more)


def test_a_doctor_who_has_been_merged_since_has_nothing_from_half_a_year_ago() -> None:
    """The nomination stood on a row of the doctor that is not hers now: what that said is not shown as hers."""
    one, other = two()
    ahead = datetime.now(UTC).date() + queries.HALF_A_YEAR
    one.doctor = other.doctor
    assert queries.last_half_year([one], ahead) == {}


def test_the_log_of_a_call_is_read_at_both_ends() -> None:
    nominated()
    opened()
    call = Call.objects.get()
    assert rules.may_read_call(actor_as(MUNICIPAL_LEADER), call)
    assert rules.may_read_call(coordinator(), call)
    assert not rules.may_read_call(actor_as(TRUST_COORDINATOR, stranger=True), call)


def test_who_came_by_a_link_has_no_work_list() -> None:
    nominated()
    opened()
    by = by_call(Call.objects.get())
    assert queries_work_confirmations.waiting_for(leader(), DURING.date())
    assert queries_work_confirmations.waiting_for(by, DURING.date()) == []
    assert queries_work_offers.waiting_for(by, DURING.date()) == []
