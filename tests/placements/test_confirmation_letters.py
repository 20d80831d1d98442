"""The half-yearly confirmation: one letter to each leader, reminders that stop, and links that are told."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.access.models import Link
from alisveien.journal.models import Entry
from alisveien.placements import queries_confirmations as queries
from alisveien.placements.models import Call, CallLetter, Campaign, Nomination, Question
from alisveien.placements.services.calling import open_campaign, remind_campaign
from alisveien.placements.services.confirmations import start_campaign
from alisveien.placements.services.nominations import confirm_nomination
from tests.placements.campaigns import DURING, OPENED, STARTED, letters, opened, planned, seen_of, two
from tests.placements.nominating import leader, nominated
from tests.placements.people import coordinator
from tests.roles import MUNICIPAL_LEADER, user_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


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
