"""Nominating, changing, confirming, withdrawing and ordering: each way out of each deed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from alisveien.access.models import Link
from alisveien.base.actor import VISITOR, Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.journal.services import record
from alisveien.journal.telling import tell
from alisveien.people.models import Doctor
from alisveien.placements import answers as said
from alisveien.placements import queries_nomination
from alisveien.placements.models import Draft, Nomination
from alisveien.placements.services import drafts
from alisveien.placements.services.asking import ask_to_confirm
from alisveien.placements.services.nominations import (
    ChangedMeanwhile,
    change_nomination,
    confirm_nomination,
    nominate_doctor,
    withdraw_nomination,
)
from alisveien.placements.services.order import order_doctors
from alisveien.placements.telling.nominations import TELLINGS
from tests.placements.nominating import (
    AT,
    LATER,
    NONE,
    UNN,
    adviser_on_request,
    answers,
    by_link,
    leader,
    nominated,
    wish,
)
from tests.roles import ADVISER, CHIEF_MEDICAL_OFFICER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
ONE = said.Versions(1, 1)


def outsiders() -> list[Actor]:
    strangers = [actor_as(MUNICIPAL_LEADER, stranger=True)]
    return [VISITOR, *strangers, *(actor_as(role) for role in (ADVISER, TRUST_COORDINATOR))]


def entries(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=f"placements.{kind}"))


def test_a_new_doctor_is_registered_and_nominated() -> None:
    one = nominated()
    assert (one.doctor.name, one.doctor.municipality.code, one.trust.code) == ("Piera Solbakken", "5540", UNN)
    assert (one.nominated_on, one.confirmed_at, one.state) == (date(2026, 11, 22), AT, "open")
    kept = [
        (w.number, w.hospital and w.hospital.code, w.department and w.department.name, w.need) for w in one.wishes.all()
    ]
    assert kept == [
        (1, "unn-tromso", "Gynekologi", "Operativ erfaring"),
        (2, "unn-tromso", None, ""),
        (3, None, None, ""),
    ]
    (entry,) = entries("nomination.made")
    assert set(entry.places) == {one.municipality_id, one.trust_id}
    assert entry.on_request_of is None
    assert "Solbakken" not in str(entry.after)
    assert "Operativ" not in str(entry.after)


def test_both_get_a_receipt_that_tells_no_wish() -> None:
    nominated()
    letters = {letter.to_address: letter for letter in Letter.objects.all()}
    assert set(letters) == {"leder@example.no", "piera@example.no"}
    assert "Piera Solbakken" in letters["piera@example.no"].subject
    assert "Gynekologi" not in letters["piera@example.no"].body


def test_a_known_doctor_is_taken_as_seen() -> None:
    first = nominated()
    withdraw_nomination(nomination=first, code="later", why="", seen=ONE, by=leader(), at=AT)
    again = nominate_doctor(answers=answers(percentage=60), seen=said.Versions(1, 0), by=leader(), at=LATER)
    assert again.doctor_id == first.doctor_id
    assert (again.doctor.percentage, again.doctor.version) == (60, 2)


def test_a_doctor_somebody_registered_meanwhile_is_told() -> None:
    first = nominated()
    withdraw_nomination(nomination=first, code="later", why="", seen=ONE, by=leader(), at=AT)
    with pytest.raises(ChangedMeanwhile):
        nominate_doctor(answers=answers(), seen=NONE, by=leader(), at=LATER)


def test_one_open_nomination_per_doctor() -> None:
    first = nominated()
    with pytest.raises(RuleBroken, match="alt meldt inn"):
        nominate_doctor(answers=answers(), seen=said.Versions(1, 0), by=leader(), at=LATER)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_a_doctor_of_another_municipality_is_not_taken_and_not_told_of() -> None:
    nominated()
    stranger = actor_as(MUNICIPAL_LEADER, place_of("municipality", "5501"))
    theirs = answers(municipality=place_of("municipality", "5501"))
    with pytest.raises(RuleBroken, match="en annen kommune") as refused:
        nominate_doctor(answers=theirs, seen=NONE, by=stranger, at=LATER)
    assert "Kåfjord" not in str(refused.value)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"hpr_number": "12A"}, "ikke et nummer"),
        ({"hpr_number": "1234567890"}, "ikke et nummer"),
        ({"percentage": 0}, "fra 1 til 100"),
        ({"percentage": 101}, "fra 1 til 100"),
        ({"courses": 100}, "fra 0 til 99"),
        ({"goals_percent": 101}, "fra 0 til 100"),
        ({"scheme": "converted"}, "datoen for det mangler"),
        ({"converted_on": date(2025, 1, 1)}, "bare leger som er konvertert"),
        ({"wishes": ()}, "Ønske 1: Feltet er tomt"),
        ({"earliest_on": date(2028, 10, 1)}, "er etter"),
        ({"earliest_on": date(2028, 3, 2), "latest_on": date(2028, 8, 1)}, "Ingen av halvårene"),
        ({"leave_to": date(2028, 3, 2)}, "ingen startdato"),
        ({"leave_from": date(2028, 3, 2), "leave_to": date(2028, 3, 1)}, "slutter før den begynner"),
    ],
)
def test_answers_that_cannot_stand_are_refused_in_words(other: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        nominate_doctor(answers=answers(**other), seen=NONE, by=leader(), at=AT)
    assert not Doctor.objects.exists()


def test_wishes_that_cannot_stand_are_refused_in_words() -> None:
    six = tuple(wish(label=(2028 + number // 2, number % 2 + 1)) for number in range(6))
    for wishes, words in (
        (six, "flere enn fem"),
        ((wish(), wish()), "alt i ønske 1"),
        ((wish(need="x" * 301),), "301 tegn"),
        ((wish("nls-bodo"),), "hører ikke til Universitetssykehuset"),
    ):
        with pytest.raises(RuleBroken, match=words):
            nominate_doctor(answers=answers(wishes=wishes), seen=NONE, by=leader(), at=AT)


def test_a_trust_of_another_region_is_refused() -> None:
    away = place_of("trust", "983974724")
    with pytest.raises(RuleBroken, match="Helse Nord"):
        nominate_doctor(answers=answers(trust=away, wishes=(wish("983974724"),)), seen=NONE, by=leader(), at=AT)


def test_a_demonstration_takes_invented_doctors_only(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    with pytest.raises(RuleBroken, match="oppdiktede"):
        nominate_doctor(answers=answers(hpr_number="1234567"), seen=NONE, by=leader(), at=AT)
    assert nominate_doctor(answers=answers(), seen=NONE, by=leader(), at=AT).pk


def test_only_those_of_the_municipality_nominate() -> None:
    for by in outsiders():
        with pytest.raises(NotAllowed):
            nominate_doctor(answers=answers(), seen=NONE, by=by, at=AT)
    assert nominate_doctor(answers=answers(), seen=NONE, by=actor_as(CHIEF_MEDICAL_OFFICER), at=AT).pk


def test_an_adviser_on_request_is_marked() -> None:
    one = nominated(by=adviser_on_request())
    order_doctors(municipality=one.municipality, ordered=[one.doctor_id], by=adviser_on_request(), at=AT)
    kinds = ("nomination.made", "doctors.ordered")
    assert [entries(kind)[0].on_request_of for kind in kinds] == [one.municipality_id] * 2


def test_a_change_is_written_and_told_item_by_item() -> None:
    one = nominated()
    given = answers(percentage=100, wishes=(wish("unn-tromso"), wish(need="Fødsler")), first_name="Piere")
    changed = change_nomination(nomination=one, answers=given, seen=ONE, by=leader(), at=LATER)
    assert (changed.version, changed.confirmed_at, changed.doctor.version) == (2, LATER, 2)
    assert changed.nominated_on == one.nominated_on
    (entry,) = entries("nomination.changed")
    assert entry.before == {
        "first_name": None,
        "percentage": "80",
        "wish_1": "unn-tromso/Gynekologi P1 2028",
        "wish_2": "unn-tromso P1 2028",
        "wish_3": f"{UNN} P2 2028",
    }
    assert entry.after is not None
    assert entry.after["percentage"] == "100"


def test_a_doctor_who_is_not_changed_keeps_the_version() -> None:
    given = answers(latest_on=date(2029, 3, 1))
    changed = change_nomination(nomination=nominated(), answers=given, seen=ONE, by=leader(), at=LATER)
    assert (changed.version, changed.doctor.version) == (2, 1)


def test_the_second_of_two_is_told_and_nothing_is_written() -> None:
    one = nominated()
    change_nomination(nomination=one, answers=answers(percentage=100), seen=ONE, by=leader(), at=LATER)
    with pytest.raises(ChangedMeanwhile):
        change_nomination(nomination=one, answers=answers(courses=7), seen=ONE, by=leader(), at=LATER)
    with pytest.raises(ChangedMeanwhile):
        confirm_nomination(nomination=one, seen=ONE, by=leader(), at=LATER)
    with pytest.raises(ChangedMeanwhile):
        withdraw_nomination(nomination=one, code="moved", why="", seen=ONE, by=leader(), at=LATER)
    assert (Doctor.objects.get().percentage, Doctor.objects.get().courses) == (100, 6)


def test_a_nomination_keeps_its_doctor_and_trust() -> None:
    one = nominated()
    for other in (answers(hpr_number="9950002"), answers(trust=place_of("trust", "983974910"))):
        with pytest.raises(RuleBroken):
            change_nomination(nomination=one, answers=other, seen=ONE, by=leader(), at=LATER)


def test_confirming_says_when_and_changes_nothing_else() -> None:
    one = nominated()
    done = confirm_nomination(nomination=one, seen=ONE, by=leader(), at=LATER)
    assert (done.confirmed_at, done.version) == (LATER, 1)
    assert len(entries("nomination.confirmed")) == 1


@pytest.mark.parametrize(
    ("code", "why", "words"), [("", "", "Velg hvorfor"), ("other", " ", "Skriv kort"), ("moved", "x" * 301, "300")]
)
def test_withdrawing_needs_a_reason(code: str, why: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        withdraw_nomination(nomination=nominated(), code=code, why=why, seen=ONE, by=leader(), at=LATER)


def test_what_is_withdrawn_is_over() -> None:
    one = nominated()
    drafts.begin_change(nomination=one, by=leader(), at=AT)
    gone = withdraw_nomination(nomination=one, code="other", why="Ble feil", seen=ONE, by=leader(), at=LATER)
    assert (gone.state, gone.ended_at, gone.ended_why) == (Nomination.State.WITHDRAWN, LATER, "Ble feil")
    assert not Draft.objects.exists()
    (entry,) = entries("nomination.withdrawn")
    assert "Ble feil" not in f"{entry.why}{entry.after}"
    seen = said.Versions(1, 2)
    for deed, more in ((confirm_nomination, {}), (withdraw_nomination, {"code": "moved", "why": ""})):
        with pytest.raises(RuleBroken, match="ikke åpen lenger"):
            deed(nomination=one, seen=seen, by=leader(), at=LATER, **more)
    with pytest.raises(RuleBroken, match="ikke åpen lenger"):
        change_nomination(nomination=one, answers=answers(), seen=seen, by=leader(), at=LATER)


def test_only_those_of_the_municipality_change_confirm_and_withdraw() -> None:
    one = nominated()
    for by in [*outsiders(), by_link(one, "another_task"), by_link(nominated("9950002"))]:
        with pytest.raises(NotAllowed):
            change_nomination(nomination=one, answers=answers(), seen=ONE, by=by, at=LATER)
        with pytest.raises(NotAllowed):
            confirm_nomination(nomination=one, seen=ONE, by=by, at=LATER)
        with pytest.raises(NotAllowed):
            withdraw_nomination(nomination=one, code="moved", why="", seen=ONE, by=by, at=LATER)


def test_a_link_confirms_its_own_nomination_and_does_nothing_else() -> None:
    one = nominated()
    by = by_link(one)
    confirm_nomination(nomination=one, seen=ONE, by=by, at=LATER)
    assert entries("nomination.confirmed")[0].by_link_id == 7
    with pytest.raises(NotAllowed):
        nominate_doctor(answers=answers(hpr_number="9950009"), seen=NONE, by=by, at=LATER)
    with pytest.raises(NotAllowed):
        order_doctors(municipality=one.municipality, ordered=[one.doctor_id], by=by, at=LATER)


@pytest.mark.parametrize("role", [MUNICIPAL_LEADER, CHIEF_MEDICAL_OFFICER, TRUST_COORDINATOR])
def test_the_leader_is_asked_by_a_link_that_closes_with_the_answer(role: str) -> None:
    one = nominated()
    ask_to_confirm(nomination=one, by=actor_as(role), at=AT)
    letter = Letter.objects.get(kind="placements.nomination_asked")
    link = Link.objects.get()
    assert (letter.to_address, link.about, link.place_id) == ("leder@example.no", str(one.pk), one.municipality_id)
    assert "/lenke/" in letter.body
    confirm_nomination(nomination=one, seen=ONE, by=leader(), at=LATER)
    link.refresh_from_db()
    assert link.done_at == LATER


def test_asking_needs_an_address_and_the_right_people() -> None:
    one = nominated()
    for by in (VISITOR, actor_as(MUNICIPAL_LEADER, stranger=True), actor_as(ADVISER), by_link(one)):
        with pytest.raises(NotAllowed):
            ask_to_confirm(nomination=one, by=by, at=AT)
    silent = nominated("9950002", leader_email="")
    with pytest.raises(RuleBroken, match="ingen e-postadresse"):
        ask_to_confirm(nomination=silent, by=leader(), at=AT)


def test_each_deed_is_told_in_words() -> None:
    one = nominated()
    given = answers(percentage=100, group="finished", started_on=date(2023, 5, 1), email="")
    change_nomination(nomination=one, answers=given, seen=ONE, by=leader(), at=LATER)
    ask_to_confirm(nomination=one, by=leader(), at=LATER)
    confirm_nomination(nomination=one, seen=said.Versions(2, 2), by=leader(), at=LATER)
    order_doctors(municipality=one.municipality, ordered=[one.doctor_id], by=leader(), at=LATER)
    withdraw_nomination(nomination=one, code="moved", why="", seen=said.Versions(3, 2), by=leader(), at=LATER)
    for kind in ("placements.nomination.moved", "placements.nomination.moved_back"):  # the deed is a move of the doctor
        record(kind, about=one, by=leader(), at=LATER)
    told = {entry.kind: tell(entry) for entry in Entry.objects.filter(kind__startswith="placements.")}
    assert set(told) == set(TELLINGS)
    assert told["placements.nomination.moved"].text.startswith("Innmeldingen fulgte legen til en ny kommune")
    assert told["placements.nomination.moved_back"].text.endswith("flyttingen av legen ble angret")
    changes = [(one.label, one.before, one.after) for one in told["placements.nomination.changed"].changes]
    assert changes == [
        ("Legens e-post", "vises ikke her", "vises ikke her"),
        ("Startet som ALIS", "1. mai 2024", "1. mai 2023"),
        ("Stillingsprosent", "80", "100"),
        ("Veiledningsgruppe", "deltar", "fullført"),
    ]
    assert told["placements.nomination.withdrawn"].text.endswith("legen har sluttet eller flyttet")


def test_a_municipality_orders_its_own_doctors() -> None:
    first, second, third = (nominated(number) for number in ("9950001", "9950002", "9950003"))
    home = first.municipality
    order_doctors(municipality=home, ordered=[third.doctor_id, first.doctor_id, second.doctor_id], by=leader(), at=AT)
    assert list(Doctor.objects.order_by("pk").values_list("municipal_order", flat=True)) == [2, 3, 1]
    withdraw_nomination(nomination=first, code="moved", why="", seen=said.Versions(2, 1), by=leader(), at=AT)
    order_doctors(municipality=home, ordered=[second.doctor_id, third.doctor_id], by=leader(), at=LATER)
    assert list(Doctor.objects.order_by("pk").values_list("municipal_order", flat=True)) == [None, 1, 2]
    assert len(entries("doctors.ordered")) == 2
    order_doctors(municipality=home, ordered=[second.doctor_id, third.doctor_id], by=leader(), at=LATER)
    assert len(entries("doctors.ordered")) == 2


def test_an_order_holds_each_doctor_once() -> None:
    one, home = nominated(), place_of("municipality", "5540")
    for ordered in ([], [one.doctor_id, one.doctor_id], [one.doctor_id, 0]):
        with pytest.raises(RuleBroken, match="Lista er endret"):
            order_doctors(municipality=home, ordered=ordered, by=leader(), at=AT)
    for by in outsiders():
        with pytest.raises(NotAllowed):
            order_doctors(municipality=home, ordered=[one.doctor_id], by=by, at=AT)


def test_a_draft_is_its_owners_only() -> None:
    draft = drafts.begin_draft(home=place_of("municipality", "5540"), by=leader(), at=AT)
    colleague = actor_as(CHIEF_MEDICAL_OFFICER)
    for by in [*outsiders(), colleague]:
        with pytest.raises(NotAllowed):
            drafts.keep_typed(draft=draft, typed={"first_name": "Ola"}, by=by, at=AT)
        with pytest.raises(NotAllowed):
            drafts.discard_draft(draft=draft, by=by, at=AT)
    for by in outsiders():
        with pytest.raises(NotAllowed):
            drafts.begin_draft(home=draft.municipality, by=by, at=AT)


def test_a_draft_keeps_faults_and_nothing_that_is_not_of_the_form() -> None:
    draft = drafts.begin_draft(home=place_of("municipality", "5540"), by=leader(), at=AT)
    typed = {"percentage": "åtti", "first_name": "O\x00la", "is_staff": "1", "wish_1_need": "x" * 2000}
    kept = drafts.keep_typed(draft=draft, typed=typed, by=leader(), at=LATER)
    assert kept.saved_at == LATER
    assert (kept.typed["percentage"], kept.typed["first_name"], len(kept.typed["wish_1_need"])) == ("åtti", "Ola", 1000)
    assert "is_staff" not in kept.typed


def test_a_change_begins_with_what_stands_and_once() -> None:
    one = nominated()
    draft = drafts.begin_change(nomination=one, by=leader(), at=AT)
    assert draft.typed == draft.seen == said.typed_of(one)
    kept = drafts.keep_typed(draft=draft, typed={"courses": "9", "hpr_number": "1", "trust": "x"}, by=leader(), at=AT)
    assert (kept.typed["courses"], kept.typed["hpr_number"], kept.typed["trust"]) == ("9", "9950001", UNN)
    assert drafts.begin_change(nomination=one, by=leader(), at=LATER).pk == draft.pk
    assert drafts.begin_change(nomination=one, by=by_link(one), at=LATER).pk != draft.pk


def test_settling_takes_what_others_changed_and_keeps_what_was_typed() -> None:
    one = nominated()
    draft = drafts.begin_change(nomination=one, by=leader(), at=AT)
    typed = {"courses": "9", "percentage": "50", "wish_1_need": "Fødsler"}
    drafts.keep_typed(draft=draft, typed=typed, by=leader(), at=AT)
    theirs = answers(courses=7, percentage=100, goals_percent=80)
    change_nomination(nomination=one, answers=theirs, seen=ONE, by=leader(), at=LATER)
    settled = drafts.settle_draft(draft=draft, chosen={"percentage": drafts.THEIRS}, by=leader(), at=LATER)
    now = {name: settled.typed[name] for name in ("courses", "percentage", "goals_percent", "wish_1_need")}
    assert now == {"courses": "9", "percentage": "100", "goals_percent": "80", "wish_1_need": "Fødsler"}
    assert settled.seen_versions == [2, 2]
    assert settled.seen["courses"] == "7"


def test_a_known_doctor_fills_the_draft_where_nothing_is_typed() -> None:
    one = nominated()
    withdraw_nomination(nomination=one, code="later", why="", seen=ONE, by=leader(), at=AT)
    draft = drafts.begin_draft(home=one.municipality, by=leader(), at=AT)
    drafts.keep_typed(draft=draft, typed={"hpr_number": "9950001", "first_name": "Per"}, by=leader(), at=AT)
    draft = drafts.take_known_doctor(draft=draft, by=leader(), at=AT)
    assert (draft.doctor_id, draft.typed["first_name"], draft.typed["courses"]) == (one.doctor_id, "Per", "6")
    drafts.keep_typed(draft=draft, typed={"hpr_number": "9950002"}, by=leader(), at=AT)
    draft = drafts.take_known_doctor(draft=draft, by=leader(), at=AT)
    assert (draft.doctor_id, draft.seen) == (None, {})


def test_a_doctor_elsewhere_never_fills_a_draft() -> None:
    nominated()
    by = actor_as(MUNICIPAL_LEADER, stranger=True)
    draft = drafts.begin_draft(home=place_of("municipality", "4601"), by=by, at=AT)
    drafts.keep_typed(draft=draft, typed={"hpr_number": "9950001"}, by=by, at=AT)
    draft = drafts.take_known_doctor(draft=draft, by=by, at=AT)
    assert draft.doctor_id is None
    assert "first_name" not in draft.typed


def test_settling_never_fetches_a_doctor_from_elsewhere() -> None:
    nominated()
    by = actor_as(MUNICIPAL_LEADER, stranger=True)
    draft = drafts.begin_draft(home=place_of("municipality", "4601"), by=by, at=AT)
    drafts.keep_typed(draft=draft, typed={"hpr_number": "9950001"}, by=by, at=AT)
    draft = drafts.settle_draft(draft=draft, chosen={"first_name": drafts.THEIRS}, by=by, at=AT)
    assert (draft.doctor_id, draft.seen, draft.typed.get("first_name")) == (None, {}, None)


def test_a_draft_of_a_known_doctor_is_brought_up_to_what_stands() -> None:
    one = nominated()
    withdraw_nomination(nomination=one, code="later", why="", seen=ONE, by=leader(), at=AT)
    draft = drafts.begin_draft(home=one.municipality, by=leader(), at=AT)
    drafts.keep_typed(draft=draft, typed={"hpr_number": "9950001"}, by=leader(), at=AT)
    draft = drafts.take_known_doctor(draft=draft, by=leader(), at=AT)
    Doctor.objects.update(courses=9, version=2)
    draft = drafts.take_known_doctor(draft=draft, by=leader(), at=LATER)
    assert queries_nomination.stands_now(draft)["courses"] == "9"
    assert draft.typed["courses"] == "6"
    draft = drafts.settle_draft(draft=draft, chosen={}, by=leader(), at=LATER)
    assert (draft.typed["courses"], draft.seen_versions) == ("9", [2, 0])


def test_those_who_changed_something_are_told_by_role_and_never_by_name() -> None:
    one = nominated()
    draft = drafts.begin_change(nomination=one, by=leader(), at=AT)
    link, machine, stranger = by_link(one), Actor(), actor_as(MUNICIPAL_LEADER, stranger=True)
    for by in (link, machine, stranger, actor_as(CHIEF_MEDICAL_OFFICER)):
        record("placements.nomination.confirmed", about=one, by=by, at=LATER, places=[one.municipality_id])
    assert [deed.who for deed in queries_nomination.last_deeds(draft)] == [
        "kommuneoverlege, Kåfjord",
        "en annen bruker",
        "systemet",
        "en som brukte en engangslenke",
    ]


def test_a_district_nominates_its_own_doctors_only() -> None:
    district = place_of("district", "030103")
    by = actor_as(MUNICIPAL_LEADER, district)
    oslo, trust = district.parent, place_of("trust", "993467049")
    assert queries_nomination.homes_for(by, AT.date()) == [district]
    draft = drafts.begin_draft(home=district, by=by, at=AT)
    choices = queries_nomination.choices_of(by, draft, AT.date())
    assert list(choices.units) == ["030103"]
    given = answers(municipality=oslo, unit=district, trust=trust, wishes=(wish("993467049"),))
    assert nominate_doctor(answers=given, seen=NONE, by=by, at=AT).doctor.unit == district
    for unit in (None, place_of("district", "030102")):
        with pytest.raises(NotAllowed):
            nominate_doctor(answers=replace(given, hpr_number="9950002", unit=unit), seen=NONE, by=by, at=AT)
    assert queries_nomination.doctors_in_order(by, oslo) == []


def test_two_who_register_the_same_doctor_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nominated()
    monkeypatch.setattr("alisveien.placements.queries.known_by_number", lambda numbers, *, lock: {})
    with pytest.raises(ChangedMeanwhile):
        nominate_doctor(answers=answers(), seen=NONE, by=leader(), at=LATER)


def test_old_drafts_are_forgotten() -> None:
    home = place_of("municipality", "5540")
    old = drafts.begin_draft(home=home, by=leader(), at=AT)
    drafts.begin_draft(home=home, by=leader(), at=AT + drafts.KEPT)
    assert Draft.objects.filter(pk=old.pk).exists()
    drafts.begin_draft(home=home, by=leader(), at=LATER + drafts.KEPT)
    assert not Draft.objects.filter(pk=old.pk).exists()
    assert Draft.objects.count() == 2


def test_the_answers_of_what_stands_are_what_was_answered() -> None:
    typed = said.typed_of(nominated())
    assert typed["started_on"] == "01.05.2024"
    assert [typed[f"wish_{number}_place"] for number in (1, 2, 3, 4)] == [
        "unn-tromso/Gynekologi",
        "unn-tromso",
        UNN,
        "",
    ]
    assert said.changed_items(typed, {**typed, "wish_2_need": "x", "email": ""}) == ["email", "wish_2"]
    assert replace(answers(), courses=1).years == [2028]
