"""The half-yearly confirmation: planned, started, asked, reminded, answered; and what silence never does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.access.models import Link
from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.models import Entry
from alisveien.people.models import Doctor
from alisveien.placements import queries_confirmations as queries
from alisveien.placements import queries_work_confirmations, queries_work_offers
from alisveien.placements import rules_confirmations as rules
from alisveien.placements.answers import versions_of
from alisveien.placements.models import Call, CallLetter, Campaign, ConfirmationTerms, Nomination, Question
from alisveien.placements.rules_confirmations import AMBER, GREEN, RED, Times
from alisveien.placements.services.calling import open_campaign, remind_campaign
from alisveien.placements.services.closing import close_call
from alisveien.placements.services.confirmations import plan_campaign, set_terms, start_campaign
from alisveien.placements.services.confirming import confirm_of_call
from alisveien.placements.services.nominations import change_nomination, confirm_nomination, withdraw_nomination
from tests.placements.campaigns import DURING, OPENED, P1, STARTED, TIMES, by_call, letters, opened, planned
from tests.placements.nominating import answers, leader, nominated
from tests.placements.people import coordinator, trust
from tests.roles import ADVISER, DOCTOR, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, user_as
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def jobs_asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The jobs a deed asks for: name, when, and the rest."""
    asked: list[Any] = []

    def enqueue(name: str, *, after: datetime, **more: Any) -> bool:
        asked.append((name, after, more))
        return True

    monkeypatch.setattr("alisveien.placements.services.confirmations.enqueue", enqueue)
    return asked


def two() -> tuple[Nomination, Nomination]:
    """Two doctors of Kåfjord."""
    return nominated(), nominated("9950002", first_name="Inga", email="inga@example.no")


def seen_of(*nominations: Nomination) -> dict[int, Any]:
    fresh = Nomination.objects.select_related("doctor").filter(pk__in=[one.pk for one in nominations])
    return {one.pk: versions_of(one.doctor, one) for one in fresh}


def days(first: date, last: date, one: int = 14, other: int = 3) -> Times:
    return Times(opens_on=first, due_on=last, first_reminder=one, second_reminder=other)


# when


def test_the_set_date_follows_the_terms_and_is_a_working_day() -> None:
    assert rules.proposed(P1, queries.USUAL).due_on == date(2027, 4, 5)
    assert rules.proposed(P1, queries.USUAL).opens_on == date(2027, 3, 1)
    four_weeks = ConfirmationTerms(due_weeks=4, open_weeks=4, first_reminder=14, second_reminder=3)
    assert rules.proposed(P1, four_weeks).due_on == date(2027, 3, 30), "29 March 2027 is Easter Monday"
    eleven = ConfirmationTerms(due_weeks=11, open_weeks=4, first_reminder=14, second_reminder=3)
    assert rules.proposed(P1, eleven).due_on == date(2027, 5, 18), "17 May is a holiday and Whit Monday that year"


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (datetime(2027, 4, 5, 21, 59, 59, tzinfo=UTC), AMBER),  # one second to midnight, summer time
        (datetime(2027, 4, 5, 22, 0, tzinfo=UTC), RED),
        (datetime(2027, 4, 5, 0, 0, tzinfo=UTC), AMBER),
    ],
)
def test_a_question_is_in_time_to_the_end_of_the_set_date(at: datetime, state: str) -> None:
    day = rules.norwegian_day(at)
    assert rules.state_of(answered=False, due_on=date(2027, 4, 5), day=day) == state
    assert rules.state_of(answered=True, due_on=date(2027, 4, 5), day=day) == GREEN


def test_letters_go_at_seven_in_winter_and_in_summer() -> None:
    assert rules.morning_of(date(2027, 3, 27)).astimezone(UTC).hour == 6
    assert rules.morning_of(date(2027, 3, 29)).astimezone(UTC).hour == 5


def test_a_link_ends_two_weeks_after_the_set_date_in_summer_time_and_never_after_sixty_days() -> None:
    campaign = Campaign(due_on=date(2027, 4, 5))
    assert rules.link_ends(campaign, OPENED) == datetime(2027, 4, 19, 22, 0, tzinfo=UTC)
    early = datetime(2027, 2, 1, 12, 0, tzinfo=UTC)
    assert rules.link_ends(campaign, early) == early + timedelta(days=60)
    assert not rules.is_open(campaign, OPENED)
    campaign.opened_at = OPENED
    assert rules.is_open(campaign, datetime(2027, 4, 19, 21, 0, tzinfo=UTC))
    assert not rules.is_open(campaign, datetime(2027, 4, 19, 23, 0, tzinfo=UTC))


# planning and starting


def test_a_campaign_is_planned_by_the_trust_only_and_nobody_is_written_to() -> None:
    nominated()
    with pytest.raises(NotAllowed):
        plan_campaign(trust=trust(), half=P1, times=TIMES, by=leader(), at=STARTED)
    campaign = planned()
    assert not letters()
    assert not Call.objects.exists()
    assert Entry.objects.get(kind="placements.campaign.planned").about_id == campaign.pk


@pytest.mark.parametrize(
    ("half", "times", "words"),
    [
        (P1, days(date(2027, 3, 1), date(2027, 3, 5)), "La kommunene få"),
        (P1, days(date(2027, 1, 4), date(2027, 3, 5)), "La kommunene få"),
        (P1, days(date(2027, 2, 1), date(2027, 2, 20)), "fram i tid"),
        (HalfYear(2028, 1), TIMES, "Fristen må ligge i halvåret"),
        (P1, days(date(2027, 3, 1), date(2027, 4, 5), 3, 14), "Den første påminnelsen"),
        (P1, days(date(2027, 3, 1), date(2027, 4, 5), 3, 0), "Den første påminnelsen"),
    ],
)
def test_times_that_cannot_be_are_refused_with_the_reason(half: HalfYear, times: Times, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        planned(half, times)


def test_a_half_year_is_planned_once_also_by_two_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    planned()
    with pytest.raises(RuleBroken, match="alt planlagt"):
        planned()
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
    with pytest.raises(RuleBroken, match="alt planlagt"):
        planned()


def test_another_fault_of_the_database_is_not_told_as_planned_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "against_planning", lambda *about, **more: [])
    with pytest.raises(IntegrityError):
        planned(times=days(date(2027, 4, 5), date(2027, 3, 1)))


def test_starting_queues_the_letters_and_two_reminders(jobs_asked: list[Any]) -> None:
    two()
    campaign = start_campaign(campaign=planned(), by=coordinator(), at=STARTED)
    assert [(name, when.astimezone(UTC).isoformat()) for name, when, _more in jobs_asked] == [
        ("placements.open_campaign", "2027-03-01T06:00:00+00:00"),
        ("placements.remind_campaign", "2027-03-22T06:00:00+00:00"),
        ("placements.remind_campaign", "2027-04-02T05:00:00+00:00"),
    ]
    assert campaign.started_at == STARTED
    assert Entry.objects.get(kind="placements.campaign.started").after == {"letters": 1, "doctors": 2}


def test_a_campaign_started_late_writes_at_once_and_skips_reminders_that_have_been(jobs_asked: list[Any]) -> None:
    two()
    late = datetime(2027, 3, 29, 9, 0, tzinfo=UTC)
    start_campaign(campaign=planned(), by=coordinator(), at=late)
    assert [(name, more.get("number")) for name, _when, more in jobs_asked] == [
        ("placements.open_campaign", None),
        ("placements.remind_campaign", 2),
    ]
    assert jobs_asked[0][1] == late


def test_starting_is_refused_twice_too_late_for_nobody_and_by_others() -> None:
    campaign = planned()
    with pytest.raises(RuleBroken, match="ingen å spørre"):
        start_campaign(campaign=campaign, by=coordinator(), at=STARTED)
    nominated()
    with pytest.raises(NotAllowed):
        start_campaign(campaign=campaign, by=leader(), at=STARTED)
    with pytest.raises(RuleBroken, match="Fristen er gått ut"):
        start_campaign(campaign=campaign, by=coordinator(), at=datetime(2027, 4, 5, 9, 0, tzinfo=UTC))
    start_campaign(campaign=campaign, by=coordinator(), at=STARTED)
    with pytest.raises(RuleBroken, match="alt satt i gang"):
        start_campaign(campaign=campaign, by=coordinator("Andre"), at=STARTED)


# the letters


def test_each_leader_gets_one_letter_with_one_link_about_all_the_doctors() -> None:
    two()
    opened()
    letter = letters()[0]
    assert len(letters()) == 1
    assert letter.to_address == "leder@example.no"
    assert letter.subject == "Stemmer innmeldingene fra Kåfjord fortsatt?"
    assert "2 leger fra Kåfjord er meldt inn til sykehustjeneste ved" in letter.body
    assert "Svar innen mandag 5. april 2027. Ingen mister plassen i køen" in letter.body
    assert "virker til 19. april 2027. Du trenger ingen konto." in letter.body
    assert "Piera" not in letter.body + letter.subject, "names are behind the link"
    link = Link.objects.get()
    assert (link.task, link.recipient, link.place_id) == (
        "confirm_nominations",
        "leder@example.no",
        Call.objects.get().place_id,
    )
    assert link.expires_at == datetime(2027, 4, 19, 22, 0, tzinfo=UTC)
    assert Question.objects.count() == 2


def test_without_an_address_on_the_nomination_the_leader_of_the_place_is_asked() -> None:
    nominated(leader_email="")
    user_as(MUNICIPAL_LEADER)
    opened()
    assert Call.objects.get().sent_to == "municipal_leader-" + str(Call.objects.get().place_id) + "@example.no"


def test_where_nobody_is_found_the_trust_sees_a_question_without_address() -> None:
    one = nominated(leader_email="")
    campaign = planned()
    from_leaders = queries.letters_of(campaign, STARTED)[0].to
    by, user = leader(), user_as(MUNICIPAL_LEADER)
    user.is_active = False
    user.save()
    assert from_leaders
    assert queries.letters_of(campaign, STARTED)[0].to == ""
    start_campaign(campaign=campaign, by=coordinator(), at=STARTED)
    assert open_campaign(campaign_id=campaign.pk, at=OPENED) == 0
    call = Call.objects.get()
    assert call.sent_to == ""
    assert not letters()
    assert not CallLetter.objects.exists()
    assert remind_campaign(campaign_id=campaign.pk, number=1, at=DURING) == 0
    confirm_nomination(nomination=one, seen=seen_of(one)[one.pk], by=by, at=DURING)
    assert Call.objects.get().done_at == DURING
    assert not letters("placements.call_answered")


def test_two_leaders_of_one_municipality_get_a_letter_each_about_their_own() -> None:
    nominated()
    nominated("9950002", leader_email="annen@example.no", email="")
    nominated("9950003", leader_email="Leder@example.no", email="")
    opened()
    assert sorted((one.sent_to, one.questions.count()) for one in Call.objects.all()) == [
        ("annen@example.no", 1),
        ("leder@example.no", 2),
    ]


def test_letters_are_written_once_whatever_the_worker_does() -> None:
    two()
    assert open_campaign(campaign_id=999_999_999, at=OPENED) == 0
    campaign = planned()
    assert open_campaign(campaign_id=campaign.pk, at=OPENED) == 0, "nobody has started it"
    assert remind_campaign(campaign_id=campaign.pk, number=1, at=OPENED) == 0
    start_campaign(campaign=campaign, by=coordinator(), at=STARTED)
    assert open_campaign(campaign_id=campaign.pk, at=OPENED) == 1
    assert open_campaign(campaign_id=campaign.pk, at=DURING) == 0
    assert Campaign.objects.get().opened_at == OPENED
    call = Call.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        CallLetter.objects.create(call=call, number=0, at=DURING)


def test_a_worker_that_dies_halfway_has_written_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    nominated()
    nominated("9950002", leader_email="annen@example.no", email="")
    campaign = start_campaign(campaign=planned(), by=coordinator(), at=STARTED)
    written = []

    def dies(**words: Any) -> None:
        written.append(words)
        if len(written) == 2:
            raise OSError

    monkeypatch.setattr("alisveien.placements.services.calling.write_letter", dies)
    with pytest.raises((OSError, IntegrityError)):
        open_campaign(campaign_id=campaign.pk, at=OPENED)
    monkeypatch.undo()
    assert not Call.objects.exists()
    assert not Link.objects.exists()
    assert open_campaign(campaign_id=campaign.pk, at=DURING) == 2


def test_reminders_go_to_those_who_have_not_answered_once_each_and_stop_when_done() -> None:
    one, other = two()
    third = nominated("9950003", leader_email="annen@example.no", email="")
    campaign = opened()
    confirm_nomination(nomination=third, seen=seen_of(third)[third.pk], by=leader(), at=DURING)
    confirm_nomination(nomination=one, seen=seen_of(one)[one.pk], by=leader(), at=DURING)
    assert remind_campaign(campaign_id=campaign.pk, number=1, at=DURING) == 1
    assert remind_campaign(campaign_id=campaign.pk, number=1, at=DURING) == 0
    reminder = letters()[-1]
    assert reminder.to_address == "leder@example.no"
    assert reminder.subject == "Påminnelse: Stemmer innmeldingene fra Kåfjord? Svar innen 5. april"
    assert "Du har 1 innmelding igjen å se over" in reminder.body
    confirm_nomination(nomination=other, seen=seen_of(other)[other.pk], by=leader(), at=DURING)
    assert remind_campaign(campaign_id=campaign.pk, number=2, at=DURING) == 0
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="placements.call.").order_by("pk")] == [
        "placements.call.asked",
        "placements.call.asked",
        "placements.call.reminded",
    ]


def test_nobody_is_reminded_after_the_set_date_and_what_was_read_in_counts_as_an_answer() -> None:
    _one, _other = two()
    campaign = opened()
    assert remind_campaign(campaign_id=campaign.pk, number=2, at=datetime(2027, 4, 5, 22, 1, tzinfo=UTC)) == 0
    Nomination.objects.update(confirmed_at=DURING)  # as a workbook that was read in leaves them
    assert remind_campaign(campaign_id=campaign.pk, number=1, at=DURING) == 0
    assert Call.objects.get().done_at == DURING
    assert len(letters("placements.call_answered")) == 1


# the answers


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


# reading


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


# terms


def test_terms_hold_from_their_day_for_their_trust_and_need_a_reason() -> None:
    given = {"due_weeks": 3, "open_weeks": 3, "first_reminder": 10, "second_reminder": 2, "by": coordinator()}
    with pytest.raises(NotAllowed):
        set_terms(trust=trust(), from_on=date(2027, 1, 1), why="Tidligere", at=STARTED, **given | {"by": leader()})
    set_terms(trust=trust(), from_on=date(2027, 1, 1), why="Tidligere frist", at=STARTED, **given)
    assert queries.terms_on(trust(), date(2026, 12, 31)) is queries.USUAL
    assert queries.terms_on(trust(), date(2027, 1, 1)).due_weeks == 3
    ConfirmationTerms.objects.create(
        from_on=date(2027, 1, 1),
        due_weeks=9,
        open_weeks=3,
        first_reminder=10,
        second_reminder=2,
        why="Alle",
        at=STARTED,
    )
    assert queries.terms_on(trust(), date(2027, 1, 1)).due_weeks == 3
    assert queries.terms_on(trust("983974929"), date(2027, 1, 1)).due_weeks == 9
    assert queries.terms_of(coordinator(), trust()).count() == 1
    assert not queries.terms_of(leader(), trust()).exists()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"due_weeks": 21}, "1 til 20 uker"),
        ({"open_weeks": 9}, "to til åtte uker"),
        ({"first_reminder": 21}, "etter at spørsmålet er sendt"),
        ({"second_reminder": 12}, "Den første påminnelsen"),
        ({"why": " "}, "Skriv kort hvorfor"),
    ],
)
def test_terms_that_cannot_be_are_refused(other: dict[str, Any], words: str) -> None:
    given = {"due_weeks": 3, "open_weeks": 3, "first_reminder": 10, "second_reminder": 2, "why": "Ny frist"} | other
    with pytest.raises(RuleBroken, match=words):
        set_terms(trust=trust(), from_on=date(2027, 1, 1), by=coordinator(), at=STARTED, **given)


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
