"""The deeds: each way out, the clock, what the journal says, and that each can be taken back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.accounts.models import User
from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.enquiries import rules
from alisveien.enquiries.models import Enquiry, StandardAnswer
from alisveien.enquiries.services import keeping
from alisveien.enquiries.services import standard_answers as answers
from alisveien.journal.models import Entry
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of
from alisveien.journal.services import undo
from alisveien.journal.telling import tell
from tests.enquiries.asked import FRIDAY, NOW, logged, office
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as, place_of, user_as
from tests.seen import seen_now

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def last_entry() -> Entry:
    found = Entry.objects.order_by("-pk").first()
    assert found is not None
    return found


def test_a_question_of_friday_is_due_on_tuesday_and_waits() -> None:
    one = logged()
    assert (one.due_on, one.closed_on, one.outcome) == (date(2026, 11, 24), None, "")
    assert rules.days_to_answer(one) is None
    assert tell(last_entry()).text == "Henvendelse ført"


def test_one_answered_at_once_is_closed_the_same_day() -> None:
    one = logged(answered=True, answer="Lederen vurderer.")
    assert (one.first_answered_on, one.closed_on, one.outcome, one.answer) == (
        FRIDAY,
        FRIDAY,
        "answered",
        "Lederen vurderer.",
    )
    assert rules.days_to_answer(one) == 0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"asked_on": date(2026, 11, 21)}, "fram i tid"),
        ({"asked_on": date(2017, 12, 31)}, "for gammel"),
        ({"topics": []}, "ett eller to temaer"),
        ({"topics": ["goals", "plans", "grants"]}, "ett eller to temaer"),
        ({"topics": ["vaeret"]}, "ett eller to temaer"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(values: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        logged(**values)
    assert not Enquiry.objects.exists()


def test_a_hospital_does_not_ask_as_a_place() -> None:
    with pytest.raises(RuleBroken, match="Velg en kommune"):
        logged(place=place_of("hospital", "unn-tromso"))


@pytest.mark.parametrize("role", [NATIONAL_COORDINATOR, MUNICIPAL_LEADER])
def test_only_the_offices_own_advisers_log(role: str) -> None:
    for by in (actor_as(role), actor_as(ADVISER, stranger=True), VISITOR):
        with pytest.raises(NotAllowed):
            logged(by=by)


def test_answering_counts_working_days_and_a_later_answer_leaves_the_first() -> None:
    one = keeping.answer_enquiry(enquiry=logged(), answer=" Lederen ", by=actor_as(ADVISER), at=TUESDAY)
    assert (rules.days_to_answer(one), one.answer, one.version) == (2, "Lederen", 2)
    with pytest.raises(RuleBroken, match="alt avsluttet"):
        keeping.answer_enquiry(enquiry=one, answer="", by=actor_as(ADVISER), at=TUESDAY)
    later = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    one = keeping.reopen_enquiry(enquiry=one, why="Nytt spørsmål", by=actor_as(ADVISER), at=later)
    assert (one.closed_on, one.outcome) == (None, "")
    with pytest.raises(RuleBroken, match="er åpen"):
        keeping.reopen_enquiry(enquiry=one, why="Igjen", by=actor_as(ADVISER), at=later)
    one = keeping.answer_enquiry(enquiry=one, answer="Ny", by=actor_as(ADVISER), at=later)
    assert (one.first_answered_on, one.closed_on) == (date(2026, 11, 24), date(2026, 12, 1))


def test_dropping_needs_no_answer_and_says_why_in_the_log() -> None:
    one = keeping.drop_enquiry(enquiry=logged(), why="Ringte ikke tilbake", by=actor_as(ADVISER), at=TUESDAY)
    assert (one.outcome, one.first_answered_on) == ("dropped", None)
    assert last_entry().why == "Ringte ikke tilbake"


def test_a_colleague_gets_it_and_a_stranger_cannot() -> None:
    one, mate = logged(), user_as(ADVISER)
    one = given(one, mate)
    assert one.assigned_to == mate
    assert [(change.label, change.after) for change in tell(last_entry()).changes] == [("Skal svare", mate.name)]
    with pytest.raises(RuleBroken, match="rådgiver ved kontoret"):
        given(one, user_as(ADVISER, stranger=True))
    assert given(one, None).assigned_to is None


def given(one: Enquiry, to: User | None, seen: str = "") -> Enquiry:
    seen = seen or seen_now(one, *keeping.GIVEN)
    return keeping.assign_enquiry(enquiry=one, to=to, seen=seen, by=actor_as(ADVISER), at=NOW)


def test_two_who_give_the_same_to_a_colleague_do_not_undo_each_other() -> None:
    one, mate = logged(), user_as(ADVISER)
    opened = seen_now(one, *keeping.GIVEN)
    given(one, mate, opened)
    with pytest.raises(RuleBroken) as told:
        given(one, None, opened)
    assert told.value.reasons[1:] == [f"Skal svare er nå «{mate.name}»."]
    one.refresh_from_db()
    assert one.assigned_to == mate


def corrected(one: Enquiry, **values: Any) -> Enquiry:
    asked = {"version": one.version, "place": None, "asker": "alis", "channel": "mail", "topics": ["plans"]}
    asked |= {"words": "Nytt", "asked_on": date(2026, 11, 19), "by": actor_as(ADVISER), "at": NOW}
    return keeping.correct_enquiry(enquiry=one, **(asked | values))


def test_correcting_moves_the_deadline_and_tells_the_second_who_edits() -> None:
    one = logged()
    again = corrected(one)
    assert (again.due_on, again.place, again.topics, again.version) == (date(2026, 11, 23), None, ["plans"], 2)
    told = {change.label: (change.before, change.after) for change in tell(last_entry()).changes}
    assert told["Kommune eller sted"][1] == "tomt"
    assert told["Temaer"] == ("Læringsmål ALM, FKM og SAM", "Utdanningsplaner")
    with pytest.raises(RuleBroken, match="Noen andre har endret"):
        corrected(one, version=1)


def test_a_question_is_not_moved_past_its_answer() -> None:
    one = keeping.answer_enquiry(enquiry=logged(), answer="", by=actor_as(ADVISER), at=NOW)
    with pytest.raises(RuleBroken, match="fram i tid"):
        corrected(one, asked_on=date(2026, 11, 24), at=TUESDAY)


def test_each_deed_is_taken_back_from_the_log() -> None:
    one = logged()
    keeping.answer_enquiry(enquiry=one, answer="Feil", by=actor_as(ADVISER), at=TUESDAY)
    undo(entry=last_entry(), by=actor_as(ADVISER), at=TUESDAY)
    one.refresh_from_db()
    assert (one.answer, one.closed_on, one.first_answered_on, one.outcome) == ("", None, None, "")
    corrected(one, version=one.version)
    undo(entry=last_entry(), by=actor_as(ADVISER), at=TUESDAY)
    one.refresh_from_db()
    assert (one.topics, one.place) == (["goals"], place_of("municipality", "5540"))
    given(one, user_as(ADVISER))
    with pytest.raises(NotAllowed):
        undo(entry=last_entry(), by=actor_as(ADVISER, stranger=True), at=TUESDAY)


def test_the_database_refuses_what_must_never_be() -> None:
    one = logged()
    for values in (
        {"topics": ["vaeret"]},
        {"topics": []},
        {"asker": "kongen"},
        {"first_answered_on": date(2026, 11, 1)},
        {"outcome": "answered"},
        {"closed_on": FRIDAY},
        {"outcome": "answered", "closed_on": FRIDAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Enquiry.objects.filter(pk=one.pk).update(**values)


def kept(**values: Any) -> StandardAnswer:
    asked = {"office": office(), "title": "Frister", "topic": "grants", "words": "1. mars.", "at": NOW}
    return answers.keep_standard_answer(**({"by": actor_as(ADVISER)} | asked | values))


def test_a_standard_answer_is_kept_changed_and_taken_out_of_use() -> None:
    one = kept()
    with pytest.raises(RuleBroken, match="alt et standardsvar"):
        kept(title="frister")
    seen = mark_of(picture(one, *answers.FIELDS))
    typed = {"title": "Frister", "topic": "plans", "words": "Ny", "by": actor_as(ADVISER), "at": NOW}
    one = answers.change_standard_answer(answer=one, seen=seen, **typed)
    with pytest.raises(RuleBroken, match="Svaret er nå «Ny»"):
        answers.change_standard_answer(answer=one, seen=seen, **(typed | {"words": "Min"}))
    one.refresh_from_db()
    assert tell(last_entry()).changes[0].after == "Utdanningsplaner"
    answers.end_standard_answer(answer=one, by=actor_as(ADVISER), at=NOW)
    with pytest.raises(RuleBroken, match="alt tatt ut"):
        answers.end_standard_answer(answer=one, by=actor_as(ADVISER), at=NOW)
    kept()  # the title is free again
    undone = Entry.objects.get(kind="enquiries.standard_answer.ended")
    with pytest.raises(RuleBroken, match="registrert i mellomtiden"):
        undo(entry=undone, by=actor_as(ADVISER), at=NOW)
    for by in (actor_as(ADVISER, stranger=True), actor_as(NATIONAL_COORDINATOR)):
        with pytest.raises(NotAllowed):
            kept(by=by, title="Noe annet")
        with pytest.raises(NotAllowed):
            answers.end_standard_answer(answer=one, by=by, at=NOW)
