"""Touches: logged, taken out, undone; who may; what counts as the last; silence and what to bring up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR, Errand
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.touches import full_months, later
from alisveien.enquiries.models import Enquiry
from alisveien.journal.models import Entry
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of
from alisveien.journal.services import undo
from alisveien.outreach import queries, queries_standing, queries_work, rules
from alisveien.outreach.models import Touch
from alisveien.outreach.services.touching import TYPED, change_touch, log_touch, remove_touch
from alisveien.people.models import Doctor
from alisveien.places.models import PlaceFigure
from tests.establishments.cases import a_case
from tests.outreach.network import AT, BERGEN, TODAY, adviser, holder, touched, town
from tests.placements.nominating import nominated
from tests.roles import MUNICIPAL_LEADER, NATIONAL_COORDINATOR, TRUST_COORDINATOR, actor_as, place_of

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]


def logged(**more: Any) -> Touch:
    words = {"place": town(), "kind": "meeting", "on": date(2026, 11, 2), "note": " Om kurs. ", **more}
    return log_touch(**{"role": "municipal_cmo", "by": adviser(), "at": AT, **words})


def test_a_logged_touch_stands_with_its_journal_and_shows_newest_first() -> None:
    logged(on=date(2026, 3, 1))
    logged()
    found = queries.touches_of(adviser(), town(), TODAY)
    assert [(one.on, str(one.what), one.who, one.note) for one in found] == [
        (date(2026, 11, 2), "Møte", "kommuneoverlege", "Om kurs."),
        (date(2026, 3, 1), "Møte", "kommuneoverlege", "Om kurs."),
    ]
    assert Entry.objects.filter(kind="outreach.touch.logged").count() == 2


def test_the_municipality_sees_its_touches_without_notes_and_others_see_nothing() -> None:
    logged()
    (own,) = queries.touches_of(actor_as(MUNICIPAL_LEADER, at=AT), town(), TODAY)
    assert (own.note, own.href) == ("", "")
    assert queries.touches_of(actor_as(MUNICIPAL_LEADER, stranger=True, at=AT), town(), TODAY) == []
    assert queries.touches_of(VISITOR, town(), TODAY) == []


@pytest.mark.parametrize("who", ["stranger", "leader", "trust"])
def test_only_the_office_that_follows_logs(who: str) -> None:
    actors = {
        "stranger": lambda: adviser(stranger=True),
        "leader": lambda: actor_as(MUNICIPAL_LEADER, at=AT),
        "trust": lambda: actor_as(TRUST_COORDINATOR, at=AT),
    }
    with pytest.raises(NotAllowed):
        logged(by=actors[who]())


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": date(2026, 11, 23)}, "fram i tid"),
        ({"on": date(2017, 1, 1)}, "for gammel"),
        ({"kind": "smoke"}, "hva slags"),
        ({"role": "king"}, "rolle fra lista"),
        ({"note": "x" * 501}, "for lang"),
    ],
)
def test_what_cannot_be_logged_is_refused_with_the_reason(more: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        logged(**more)
    assert not Touch.objects.exists()


def test_a_touch_is_of_a_municipality() -> None:
    with pytest.raises(RuleBroken, match="kommune"):
        logged(place=place_of("office", "nord"))


def test_the_database_knows_the_kinds() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        touched(TODAY, kind="smoke")


def test_a_touch_taken_out_counts_no_more_and_can_be_put_back() -> None:
    touch = logged()
    remove_touch(touch=touch, by=adviser(), at=AT)
    assert queries.latest_for(adviser(), TODAY) == {}
    assert not queries.touch_for(adviser(), touch.pk).exists()
    with pytest.raises(RuleBroken, match="alt tatt ut"):
        remove_touch(touch=touch, by=adviser(), at=AT)
    undo(entry=Entry.objects.get(kind="outreach.touch.removed"), by=adviser(), at=AT)
    assert queries.latest_for(adviser(), TODAY) == {town().pk: (date(2026, 11, 2), "meeting")}


def test_logging_is_undone_from_the_log() -> None:
    logged()
    undo(entry=Entry.objects.get(kind="outreach.touch.logged"), by=adviser(), at=AT)
    assert queries.touches_of(adviser(), town(), TODAY) == []


def change(touch: Touch, **more: Any) -> Touch:
    typed = {
        "kind": "call",
        "on": touch.on,
        "role": touch.role,
        "note": "Rettet",
        "seen": mark_of(picture(touch, *TYPED)),
    }
    return change_touch(**{"touch": touch, "by": adviser(), "at": AT, **typed, **more})


def test_a_touch_is_put_right_and_that_is_undone() -> None:
    touch = change(logged())
    touch.refresh_from_db()
    assert (touch.kind, touch.note) == ("call", "Rettet")
    entry = Entry.objects.get(kind="outreach.touch.changed")
    change(touch)
    assert Entry.objects.filter(kind="outreach.touch.changed").count() == 1
    undo(entry=entry, by=adviser(), at=AT)
    touch.refresh_from_db()
    assert (touch.kind, touch.note) == ("meeting", "Om kurs.")


def test_the_second_of_two_who_put_right_at_once_is_told_what_stands() -> None:
    touch = logged()
    seen = mark_of(picture(touch, *TYPED))
    change(touch, note="Den første")
    with pytest.raises(RuleBroken) as refused:
        change(touch, note="Den andre", on=date(2026, 11, 3), seen=seen)
    assert refused.value.reasons[1:] == ["Dato er nå «2. november 2026».", "Notat er nå «Den første»."]


@pytest.mark.parametrize(
    ("more", "words"), [({"on": date(2026, 11, 23)}, "fram i tid"), ({"kind": "smoke"}, "hva slags")]
)
def test_a_touch_is_not_put_wrong(more: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        change(logged(), **more)


def test_what_was_taken_out_is_not_put_right_and_a_stranger_changes_nothing() -> None:
    touch = logged()
    with pytest.raises(NotAllowed):
        change(touch, by=adviser(stranger=True))
    remove_touch(touch=touch, by=adviser(), at=AT)
    with pytest.raises(RuleBroken, match="alt tatt ut"):
        change(touch)


def test_a_stranger_takes_nothing_out() -> None:
    touch = logged()
    assert not queries.touch_for(adviser(stranger=True), touch.pk).exists()
    assert not queries.touch_for(actor_as(MUNICIPAL_LEADER, at=AT), touch.pk).exists()
    with pytest.raises(NotAllowed):
        remove_touch(touch=touch, by=adviser(stranger=True), at=AT)


def test_nominations_count_of_themselves_without_names() -> None:
    one = nominated()
    day = one.nominated_on
    assert queries.latest_for(adviser(), day)[one.municipality_id] == (day, "nomination")
    (touch,) = queries.touches_of(adviser(), one.municipality, day)
    assert (touch.kind, str(touch.what)) == ("nomination", "Meldte inn 1 lege")
    assert queries.latest_for(adviser(), day - timedelta(days=1)) == {}


def test_enquiries_count_of_themselves_also_from_a_district() -> None:
    oslo, district = town("0301"), place_of("district", "030101")
    coordinator = actor_as(NATIONAL_COORDINATOR, at=AT)
    for place, on in ((town(), date(2026, 2, 2)), (district, date(2026, 3, 3))):
        Enquiry.objects.create(
            office=place_of("office", "nord"),
            place=place,
            asker="leader",
            channel="phone",
            topics=["grants"],
            asked_on=on,
            due_on=on,
            logged_at=AT,
        )
    assert queries.latest_for(coordinator, TODAY) == {
        town().pk: (date(2026, 2, 2), "enquiry"),
        oslo.pk: (date(2026, 3, 3), "enquiry"),
    }
    (touch,) = queries.touches_of(coordinator, oslo, TODAY)
    assert (str(touch.what), touch.who) == ("ALIS-avtaler og ALIS-tilskudd", "leder i kommunen")


def test_the_last_touch_is_the_latest_of_all_kinds() -> None:
    touched(date(2026, 1, 1), kind="call")
    touched(date(2026, 5, 1), kind="visit")
    assert queries.latest_for(adviser(), TODAY)[town().pk] == (date(2026, 5, 1), "visit")
    assert queries.latest_for(adviser(), date(2026, 4, 30))[town().pk] == (date(2026, 1, 1), "call")
    assert later((TODAY, "call"), (TODAY, "visit")) == (TODAY, "call")
    assert later((TODAY, "call"), (TODAY + timedelta(days=1), "visit"))[1] == "visit"


@pytest.mark.parametrize(
    ("first", "months"),
    [(date(2026, 11, 22), 0), (date(2026, 10, 23), 0), (date(2026, 10, 22), 1), (date(2025, 11, 22), 12)],
)
def test_months_are_whole(first: date, months: int) -> None:
    assert full_months(first, TODAY) == months
    assert full_months(TODAY + timedelta(days=40), TODAY) == 0


def standing(code: str = "5540", day: date = TODAY, **more: Any) -> queries_standing.Standing:
    found = queries_standing.standings_for(more.get("by") or adviser(), day, TODAY)
    return next(one for one in found if one.town.code == code)


def test_an_adviser_follows_the_offices_municipalities_and_the_coordinator_all() -> None:
    codes = {one.code for one in queries.towns_followed(adviser(), TODAY)}
    assert "5540" in codes
    assert BERGEN not in codes
    assert len(queries.towns_followed(actor_as(NATIONAL_COORDINATOR, at=AT), TODAY)) == 357
    for other in (actor_as(MUNICIPAL_LEADER, at=AT), actor_as(TRUST_COORDINATOR, at=AT), VISITOR):
        assert queries.towns_followed(other, TODAY) == []
        assert queries_standing.standings_for(other, TODAY, TODAY) == []
    assert [one.code for one in queries.towns_seen(actor_as(MUNICIPAL_LEADER, at=AT), TODAY)] == ["5540"]


def test_who_came_by_a_link_follows_and_sees_nothing() -> None:
    by_link = replace(adviser(), user_id=None, link=Errand(1, "other", "5"))
    assert queries.towns_seen(by_link, TODAY) == []
    assert not queries.place_for(by_link, "5540").exists()
    assert not rules.may_follow_up(by_link)
    assert not rules.may_see_some_network(by_link)
    assert not rules.may_change_rule(by_link, None)


def test_silence_is_counted_in_months_and_never_is_the_longest() -> None:
    assert (standing().months, standing().silent) == (None, True)
    touched(date(2026, 6, 1))
    assert (standing().months, standing().silent) == (5, False)
    assert (standing(day=date(2026, 12, 1)).months, standing(day=date(2026, 12, 1)).silent) == (6, True)


def part(name: str, day: date = TODAY) -> tuple[str, int | None, date | None]:
    (one,) = [one for one in standing(day=day).fragility.components if one.name == name]
    return one.state, one.value, one.since


def test_what_nobody_knows_is_not_missing() -> None:
    for name in ("specialist", "supervisor", "registered", "locums"):
        assert part(name) == ("unknown", None, None)


def test_a_role_is_weak_from_the_day_the_last_holder_left() -> None:
    holder("specialist", to_on=date(2026, 6, 1))
    assert part("specialist", date(2026, 5, 31)) == ("fine", None, date(2024, 1, 1))
    assert part("specialist") == ("weak", None, date(2026, 6, 1))
    assert any("spesialist" in hint for hint in standing().hints())


def test_the_register_says_whether_service_counts_and_why_none_applied() -> None:
    a_case(applied_on=date(2023, 5, 1), decision="registered", decided_on=date(2023, 9, 1))
    assert part("registered") == ("fine", None, date(2023, 9, 1))
    assert part("registered", date(2023, 1, 1))[0] == "weak"


def test_the_offices_notes_count_where_there_is_no_figure() -> None:
    case = a_case(reason="no_specialist", reason_on=date(2026, 2, 1))
    assert part("specialist") == ("weak", None, date(2026, 2, 1))
    assert part("registered") == ("weak", None, date(2026, 2, 1))
    case.reason = "locums"
    case.save()
    assert part("locums") == ("weak", None, date(2026, 2, 1))
    assert part("locums", date(2026, 1, 1))[0] == "unknown"


def test_an_application_withdrawn_or_waiting_says_since_when() -> None:
    case = a_case(applied_on=date(2024, 1, 10))
    assert part("registered") == ("fine", None, date(2024, 1, 10))
    case.withdrawn_on = date(2025, 1, 10)
    case.save()
    assert part("registered") == ("weak", None, date(2025, 1, 10))


def test_the_share_of_lists_without_a_doctor_is_that_of_its_day() -> None:
    for what, value, on in (("lists", 8, 2024), ("vacant_lists", 2, 2024), ("lists", 8, 2025)):
        PlaceFigure.objects.create(place=town(), what=what, on=date(on, 12, 31), value=value)
    assert part("locums")[0] == "unknown", "two figures of different days say nothing together"
    assert part("locums", date(2025, 6, 1)) == ("weak", 25, date(2024, 12, 31))
    assert any("lister" in hint for hint in standing(day=date(2025, 6, 1)).hints())


def test_a_doctor_without_nomination_is_something_to_bring_up() -> None:
    one = nominated()
    Doctor.objects.filter(pk=one.doctor_id).update(hpr_number="9900001")
    one.state, one.ended_at, one.ended_code = "withdrawn", AT, "later"
    one.save()
    assert any(hint.startswith("1 lege i spesialisering er ikke meldt inn") for hint in standing().hints())


def test_the_contacts_give_something_to_bring_up() -> None:
    holder("municipal_cmo", confirmed_at=datetime(2025, 1, 1, tzinfo=UTC))
    hints = standing().hints()
    assert "Spør hvem som er helseleder nå." in hints
    assert any("Stemmer dette?" in hint for hint in hints)


def test_the_work_list_names_the_longest_silent_first() -> None:
    for one in queries.towns_followed(adviser(), TODAY):
        Touch.objects.create(place_id=one.pk, kind="call", on=TODAY, at=AT)
    assert queries_work.waiting_for(adviser(), TODAY) == []
    Touch.objects.filter(place=town()).update(on=date(2025, 1, 1))
    (task,) = queries_work.waiting_for(adviser(), TODAY)
    assert str(task.what) == "1 kommune har ikke hatt kontakt på lenge"
    assert task.about == "Kåfjord"
    assert queries_work.waiting_for(actor_as(MUNICIPAL_LEADER, at=AT), TODAY) == []
    Touch.objects.all().delete()
    (many,) = queries_work.waiting_for(adviser(), TODAY)
    assert " til" in many.about
