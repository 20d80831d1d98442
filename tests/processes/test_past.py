"""What happened in municipalities that are no more: it stays there, and shows on those that go on."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alisveien.access.models import Link, Mandate
from alisveien.access.permissions import Role
from alisveien.access.services.links import make_link
from alisveien.base.actor import Actor, Grant
from alisveien.base.errors import RuleBroken
from alisveien.enquiries.models import Enquiry
from alisveien.establishments import queries_gaps
from alisveien.establishments.queries_kept import kept_for
from alisveien.establishments.services.gap_checks import keep_gap_check
from alisveien.establishments.services.kept import keep_answers
from alisveien.outreach import queries, queries_letters, queries_network, rules
from alisveien.outreach.models import Check, CheckAnswer, Mailing, Recipient
from alisveien.outreach.services.checks import ask_check
from alisveien.outreach.services.touching import log_touch
from alisveien.people.rules_persons import BY_LINK
from alisveien.placements.rules_nomination import CONFIRM
from alisveien.places.models import Place, RegisterChange, Succession
from alisveien.places.queries_former import former_of, former_of_all, goes_on_as
from alisveien.places.services import importing, undoing
from alisveien.places.services.reforms import Part
from alisveien.processes import services
from alisveien.processes.pages import ends, stays
from tests.establishments.test_gaps import ALL_YES
from tests.outreach.network import holder, touched
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, client_as, place_of, user_as

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY, REFORM = date(2026, 11, 22), date(2026, 1, 1)
RIGHTS = frozenset({"edit_register", "follow_up", "see_contacts", "edit_registrations", "see_own_unit"})
NATION = Actor(1, (Grant("national_coordinator", RIGHTS, None),))
A, B, NEW = "3201", "3203", "3298"
KLASS = Path(__file__).parents[1] / "places" / "files" / "klass.csv"


def town(code: str) -> Place:
    found: Place = place_of("municipality", code)
    return found


def merge(code: str = NEW, **more: Any) -> RegisterChange:
    asked: dict[str, Any] = {"places": [town(A), town(B)], "code": code, "name": "Fjordbyen", "why": "V", "by": NATION}
    return services.merge_municipalities(effective_on=REFORM, at=AT, **(asked | more))


def adviser_of(*codes: str) -> Actor:
    """An adviser whose office covers the municipalities with these numbers, and nothing else."""
    places = frozenset(town(code).pk for code in codes)
    return Actor(7, (Grant("adviser", RIGHTS - {"edit_register"}, places),))


def happened(code: str) -> None:
    """A touch, a letter, an answer and an enquiry of a municipality, a month apart from March 2025."""
    place = town(code)
    touched(date(2025, 3, 1), code, note="Om kurs")
    person = holder("health_leader", code).person
    mailing = Mailing.objects.create(subject="Kurs", body="Hei", at=AT - timedelta(days=500, seconds=place.pk))
    Recipient.objects.create(mailing=mailing, place=place, person=person, role="health_leader")
    check = Check.objects.create(place=place, sent_to="a@example.no", asked_at=AT - timedelta(days=460))
    Check.objects.filter(pk=check.pk).update(answered_at=AT - timedelta(days=450))
    CheckAnswer.objects.create(contact_check=check, role="supervisor", answer="vacant", on=date(2025, 8, 29))
    Enquiry.objects.create(
        office=place_of("office", "ost"),
        place=place,
        asker="leader",
        channel="phone",
        topics=["grants"],
        asked_on=date(2025, 10, 1),
        due_on=date(2025, 10, 2),
        logged_at=AT,
    )


def test_what_happened_in_both_shows_on_the_new_one_with_the_old_name_and_counts() -> None:
    happened(A)
    happened(B)
    old = {code: queries.touches_of(NATION, town(code), TODAY) for code in (A, B)}
    change = merge()
    new = town(NEW)
    found = queries.touches_of(adviser_of(NEW), new, TODAY)
    assert len(found) == len(old[A]) + len(old[B]) == 8
    assert [one.on for one in found] == sorted((one.on for one in found), reverse=True)
    assert {one.note for one in found if one.kind == "meeting"} == {"I Bærum. Om kurs", "I Asker. Om kurs"}
    assert queries.latest_for(NATION, TODAY)[new.pk] == (date(2025, 10, 1), "enquiry")
    assert queries_network.vacant_since([new.pk], TODAY)[new.pk, "supervisor"] == date(2025, 8, 29)
    assert queries.touches_of(NATION, town(A), TODAY) == old[A]
    before = queries.latest_for(NATION, REFORM - timedelta(days=1))
    assert new.pk not in before
    undoing.undo_change(change=change, by=NATION, at=AT)
    assert queries.touches_of(NATION, town(A), TODAY) == old[A]


def test_one_that_goes_on_keeps_its_own_and_gets_the_others() -> None:
    touched(date(2025, 3, 1), A)
    touched(date(2025, 2, 1), B)
    merge(B, name="Asker")
    assert [one.on for one in queries.touches_of(NATION, town(B), TODAY)] == [date(2025, 3, 1), date(2025, 2, 1)]
    assert queries.latest_for(NATION, TODAY)[town(B).pk][0] == date(2025, 3, 1)
    assert queries.latest_for(NATION, date(2025, 12, 1))[town(B).pk][0] == date(2025, 2, 1)


def test_who_follows_the_new_one_opens_and_takes_out_what_was_logged_in_the_old() -> None:
    touch = touched(date(2025, 3, 1), A)
    happened(B)
    merge()
    mine, stranger = adviser_of(NEW), adviser_of("5540")
    assert queries.touch_for(mine, touch.pk).exists()
    assert not queries.touch_for(stranger, touch.pk).exists()
    assert rules.may_follow_up_place(mine, town(A).pk)
    assert not rules.may_follow_up_place(stranger, town(A).pk)
    assert queries.place_for(mine, A).exists()
    assert not queries.place_for(stranger, A).exists()
    (mailing,) = queries_letters.mailings_for(mine)
    assert mailing.sent == 1
    assert queries_letters.recipients_of(mine, mailing).count() == 1
    assert not queries_letters.mailings_for(stranger).exists()


def test_nothing_new_is_written_on_one_that_has_ended() -> None:
    holder("alis_contact", A)
    merge()
    with pytest.raises(RuleBroken, match="finnes ikke lenger"):
        log_touch(place=town(A), kind="call", on=TODAY, by=NATION, at=AT)
    assert log_touch(place=town(A), kind="call", on=REFORM - timedelta(days=1), by=NATION, at=AT).pk
    with pytest.raises(RuleBroken, match="finnes ikke lenger"):
        ask_check(place=town(A), by=NATION, at=AT)


def test_requests_and_open_questions_end_and_links_follow_and_all_comes_back() -> None:
    holder("alis_contact", A)
    check = ask_check(place=town(A), by=NATION, at=AT)
    mandate = Mandate.objects.create(
        user=user_as(ADVISER), municipality=town(A), reason="Bedt om", from_at=AT, until_at=AT + timedelta(days=3)
    )
    leader = Role.MUNICIPAL_LEADER
    asked = {"about": "1", "place": town(A), "role": leader, "recipient": "a@example.no", "by": NATION, "at": AT}
    make_link(task=CONFIRM, expires_at=AT + timedelta(days=3), **asked)
    change = merge()
    check.refresh_from_db()
    mandate.refresh_from_db()
    assert (check.closed_at, mandate.ended_at) == (AT, AT)
    assert Link.objects.get(task=CONFIRM).place == town(NEW)
    assert Link.objects.get(task=BY_LINK).revoked_at == AT
    undoing.undo_change(change=change, by=NATION, at=AT)
    check.refresh_from_db()
    mandate.refresh_from_db()
    assert (check.closed_at, mandate.ended_at) == (None, None)
    assert Link.objects.get(task=CONFIRM).place == town(A)
    assert Link.objects.get(task=BY_LINK).revoked_at is None


def test_trying_counts_what_stays_and_what_ends() -> None:
    happened(A)
    Mandate.objects.create(
        user=user_as(ADVISER), municipality=town(A), reason="Bedt om", from_at=AT, until_at=AT + timedelta(days=3)
    )
    asked = {"places": [town(A), town(B)], "code": NEW, "name": "Fjordbyen", "why": "V", "by": NATION}
    tried = services.try_deed(services.merge_municipalities, at=AT, effective_on=REFORM, **asked)
    assert {line["label"]: line["value"] for line in stays(tried)} == {
        "Møter, besøk og samtaler": "1",
        "Brev til kontaktene": "1",
        "Svar om kontaktene": "1",
        "Henvendelser": "1",
    }
    assert [(line["label"], line["value"]) for line in ends(tried)] == [("Oppdrag rådgivere har for kommunen", "1")]
    sent = {"places": f"{A} {B}", "code": NEW, "name": "Fjordbyen", "effective_on": "2026-01-01", "why": "Vedtak"}
    page = client_as(NATIONAL_COORDINATOR).post("/register/sammenslaing/", sent).content.decode()
    assert "Dette står der det skjedde" in page
    assert "Dette avsluttes" in page


def test_a_gap_check_is_read_by_the_new_one_and_what_was_typed_is_there() -> None:
    check = keep_gap_check(place=town(A), speciality="ALM", answers=ALL_YES, by=NATION, at=AT)
    (old,) = queries_gaps.subjects_of(town(A), "ALM")
    keep_answers(subject=old, typed={"a": ["x"]}, by=NATION, at=AT)
    merge()
    assert queries_gaps.last_check(adviser_of(NEW), town(NEW), "ALM") == check
    assert queries_gaps.check_for(adviser_of(NEW), check.pk) == check
    assert queries_gaps.check_for(adviser_of("5540"), check.pk) is None
    subjects = queries_gaps.subjects_of(town(NEW), "ALM")
    kept = kept_for(NATION, *subjects)
    assert kept is not None
    assert (kept.subject, kept.typed) == (old, {"a": ["x"]})
    client, path = client_as(MUNICIPAL_LEADER, town(NEW)), f"/utdanningsvirksomheter/{NEW}/ALM/sjekk/"
    assert "Stemmer de for den nye kommunen?" in client.get(path).content.decode()
    assert client.get(f"/utdanningsvirksomheter/sjekk/{check.pk}/").status_code == 200


def test_a_part_taken_from_one_that_goes_on_has_no_past_of_its_own() -> None:
    haram, alesund = town("1580"), town("1508")
    touched(date(2023, 3, 1), "1508")
    assert haram.predecessors.get().former == alesund
    assert former_of(haram.pk, TODAY) == frozenset()
    assert queries.touches_of(NATION, haram, TODAY) == []
    assert haram.pk not in queries.latest_for(NATION, TODAY)


def test_each_part_of_a_divided_one_reads_its_past() -> None:
    touched(date(2025, 3, 1), A)
    parts = [Part("3297", "Øst", 60_000), Part("3296", "Vest", 60_000)]
    services.split_municipality(place=town(A), parts=parts, effective_on=REFORM, why="V", by=NATION, at=AT)
    for code in ("3297", "3296"):
        assert len(queries.touches_of(NATION, town(code), TODAY)) == 1


def test_the_reforms_of_2020_lead_the_past_to_those_of_today() -> None:
    importing.import_file(kind="klass", name="klass.csv", data=KLASS.read_bytes(), by=NATION, at=AT)
    tysfjord = town("1850")
    assert goes_on_as(TODAY)[tysfjord.pk] == {town("1806").pk, town("1875").pk}
    assert goes_on_as(date(2019, 12, 31)).get(tysfjord.pk) is None
    touched(date(2019, 11, 1), "1850")
    (there,) = queries.touches_of(NATION, town("1806"), TODAY)
    assert there.note == "I Tysfjord"
    alesund = former_of_all([town("1508").pk], TODAY)
    names = set(Place.objects.filter(pk__in=alesund).values_list("name", flat=True))
    assert names >= {"Ørskog", "Skodje", "Sandøy", "Haram"}
    assert town("1580").pk not in alesund


def test_what_ended_gives_nothing_it_did_not_have_and_nothing_to_others() -> None:
    happened(A)
    merge()
    assert queries.touches_of(NATION, town(NEW), TODAY)
    latest = queries.latest_for(NATION, TODAY)
    assert latest[town(NEW).pk] == (date(2025, 10, 1), "enquiry"), "nothing happened in the other one"
    assert queries_network.vacant_since([town("5540").pk], TODAY) == {}


def test_two_ways_from_the_same_municipality_are_followed_once() -> None:
    old, left, right, new = (town(code) for code in (A, B, "3205", "3207"))
    Place.objects.filter(pk__in=[old.pk, left.pk, right.pk]).update(valid_to=REFORM)
    steps = [(old, left), (old, right), (left, new), (right, new)]
    Succession.objects.bulk_create(Succession(former=one, later=other, on=REFORM) for one, other in steps)
    assert former_of(new.pk, TODAY) == {old.pk, left.pk, right.pk}
    assert goes_on_as(TODAY)[old.pk] == {left.pk, right.pk, new.pk}
