"""The half-yearly confirmation is planned by its terms and started, once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.models import Entry
from alisveien.placements import queries_confirmations as queries
from alisveien.placements import rules_confirmations as rules
from alisveien.placements.models import Call, Campaign, ConfirmationTerms
from alisveien.placements.rules_confirmations import AMBER, GREEN, RED, Times
from alisveien.placements.services.confirmations import plan_campaign, set_terms, start_campaign
from tests.placements.campaigns import (
    OPENED,
    P1,
    STARTED,
    TIMES,
    letters,
    planned,
    two,
)
from tests.placements.nominating import leader, nominated
from tests.placements.people import coordinator, trust

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


def days(first: date, last: date, one: int = 14, other: int = 3) -> Times:
    return Times(opens_on=first, due_on=last, first_reminder=one, second_reminder=other)


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
