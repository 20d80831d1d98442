"""What is agreed about a stay: who writes it, what it refuses, the readiness lists, teaching, and the pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from alisveien.base.actor import VISITOR, Actor, Grant
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.journal.services import undo
from alisveien.people.models import Supervision
from alisveien.placements import queries_stays as queries
from alisveien.placements import rules_stays as rules
from alisveien.placements.models import Placement, ReadinessItem, ReadinessTick, Stay, Teaching
from alisveien.placements.pages.stays import unit_name
from alisveien.placements.queries_stays_work import waiting_for
from alisveien.placements.queries_who import who_may_see
from alisveien.placements.services.stays import add_teaching, change_stay, remove_teaching, tick_item
from alisveien.placements.stay_readiness import lines_of
from alisveien.posts.models import Post
from tests.placements.staying import AT, FIRST, LAST, as_user, coordinator, doctor_user, leader, placed
from tests.roles import (
    DEPARTMENT_CONTACT,
    MUNICIPAL_LEADER,
    SUPERVISOR,
    TRUST_COORDINATOR,
    actor_as,
    client_as,
    place_of,
    user_as,
)
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.usefixtures("demonstration")
TODAY = AT.date()
EMPTY: dict[str, dict[str, Any]] = {
    rules.HOSPITAL: {
        **dict.fromkeys(("supervisor_name", "supervisor_role", "supervisor_email", "on_call"), ""),
        **dict.fromkeys(("agreement_on", "employed_on", "midway_on", "midway_held_on")),
    },
    rules.HOME: {"leave_granted": "", "leave_granted_on": None, "locum_arranged": "", "home_contact_on": None},
    rules.GOALS: {
        **dict.fromkeys(("alm055_on", "alm085_on")),
        **dict.fromkeys(("alm055_by", "alm055_result", "alm085_by", "alm085_result"), ""),
    },
}


def change(one: Placement, part: str, *, by: Actor, version: int = 0, **said: Any) -> Stay:
    return change_stay(placement=one, part=part, values=EMPTY[part] | said, version=version, by=by, at=AT)


def item(code: str) -> ReadinessItem:
    return ReadinessItem.objects.get(code=code)


def test_each_side_writes_its_own_part_and_not_the_others() -> None:
    one = placed()
    stay = change(one, rules.HOSPITAL, by=coordinator(), supervisor_name="Berit Solheim", on_call="rota")
    change(one, rules.HOME, by=leader(), version=1, leave_granted="yes", leave_granted_on=TODAY)
    stay.refresh_from_db()
    assert (stay.supervisor_name, stay.on_call, stay.leave_granted, stay.version) == ("Berit Solheim", "rota", "yes", 2)
    with pytest.raises(NotAllowed):
        change(one, rules.HOME, by=coordinator(), version=2)
    for part in (rules.HOSPITAL, rules.GOALS):
        with pytest.raises(NotAllowed):
            change(one, part, by=leader(), version=2)


def test_the_contact_of_the_department_keeps_what_is_agreed_there_and_nowhere_else() -> None:
    here, elsewhere = placed(), placed(2, ward="unn-narvik/Indremedisin")
    contact = actor_as(DEPARTMENT_CONTACT, at=AT)
    assert change(here, rules.HOSPITAL, by=contact, agreement_on=TODAY).agreement_on == TODAY
    assert queries.placement_for(contact, here.pk, TODAY) == here
    assert queries.placement_for(contact, elsewhere.pk, TODAY) is None
    with pytest.raises(NotAllowed):
        change(elsewhere, rules.HOSPITAL, by=contact)


def test_who_the_supervisor_is_never_stands_in_the_journal() -> None:
    one = placed()
    change(one, rules.HOSPITAL, by=coordinator(), supervisor_name="Berit Solheim", supervisor_email="b@example.no")
    entries = list(Entry.objects.filter(about_model="placements.stay"))
    assert [entry.kind for entry in entries] == ["placements.stay.supervisor_named"]
    assert "Berit" not in str([(entry.before, entry.after, entry.why) for entry in entries])


def test_nothing_is_told_when_nothing_was_changed() -> None:
    one = placed()
    change(one, rules.GOALS, by=coordinator())
    assert not Entry.objects.filter(about_model="placements.stay").exists()


@pytest.mark.parametrize(
    ("part", "said", "word"),
    [
        (rules.HOME, {"leave_granted": "yes"}, "hvilken dag"),
        (rules.HOME, {"leave_granted_on": TODAY}, "ja eller nei"),
        (rules.HOME, {"home_contact_on": FIRST - timedelta(days=1)}, "veilederen hjemme"),
        (rules.HOSPITAL, {"midway_on": LAST + timedelta(days=1)}, "Midtveissamtalen"),
        (rules.GOALS, {"alm055_on": FIRST, "alm055_by": "supervisor"}, "ALM 055: oppgi"),
        (
            rules.GOALS,
            {"alm085_on": FIRST - timedelta(days=1), "alm085_by": "leader", "alm085_result": "passed"},
            "ALM 085 kan ikke",
        ),
    ],
)
def test_what_cannot_be_so_is_refused_with_the_reason(part: str, said: dict[str, Any], word: str) -> None:
    one, by = placed(), leader() if part == rules.HOME else coordinator()
    with pytest.raises(RuleBroken, match=word):
        change(one, part, by=by, **said)
    assert not Stay.objects.exists()


def test_two_who_write_at_once_are_told_and_a_cancelled_placement_is_closed() -> None:
    one = placed()
    change(one, rules.HOSPITAL, by=coordinator(), on_call="day")
    with pytest.raises(RuleBroken, match="Andre har endret"):
        change(one, rules.HOSPITAL, by=coordinator(), on_call="none")
    Placement.objects.update(state="cancelled")
    with pytest.raises(RuleBroken, match="falt bort"):
        change(one, rules.HOSPITAL, by=coordinator(), version=1)


def test_the_database_refuses_leave_without_a_day_and_half_an_assessment() -> None:
    one = placed()
    for said in ({"leave_granted": "yes"}, {"alm055_on": FIRST}, {"on_call": "often"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Stay.objects.create(placement=one, **said)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (rules.HOSPITAL, {"on_call": "rota"}),
        (rules.HOME, {"locum_arranged": "yes"}),
        (rules.GOALS, {"alm055_on": FIRST, "alm055_by": "board", "alm055_result": "passed"}),
    ],
)
def test_a_change_can_be_taken_back_by_its_own_side(part: str, said: dict[str, Any]) -> None:
    one = placed()
    own, other = (leader(), coordinator()) if part == rules.HOME else (coordinator(), leader())
    stay = change(one, part, by=own, **said)
    entry = Entry.objects.get(about_model="placements.stay")
    with pytest.raises(NotAllowed):
        undo(entry=entry, by=other, at=AT)
    undo(entry=entry, by=own, at=AT)
    stay.refresh_from_db()
    assert all(not getattr(stay, name) for name in said)


def test_a_line_is_done_by_the_data_or_by_hand_and_late_after_its_day() -> None:
    one = placed()
    user = user_as("supervisor")
    Supervision.objects.create(doctor=one.doctor, supervisor=user, from_on=date(2025, 1, 1))
    Supervision.objects.create(doctor=one.doctor, supervisor=user, from_on=date(2024, 1, 1), to_on=date(2024, 6, 1))
    tick_item(placement=one, item=item("plan"), done=True, by=leader(), at=AT)
    tick_item(placement=one, item=item("plan"), done=True, by=leader(), at=AT)
    found = queries.placement_for(coordinator(), one.pk, TODAY)
    assert found is not None
    lines = {line.item.code: line for line in lines_of(found, queries.items(), TODAY)}
    assert {code for code, line in lines.items() if line.done} == {"unit", "home-supervisor", "plan"}
    assert {code for code, line in lines.items() if line.late} == {
        *("employed", "on-call", "leave", "locum", "out-of-hours"),
    }
    assert lines["unit"].due_on == date(2026, 12, 1)
    assert ReadinessTick.objects.count() == 1
    tick_item(placement=one, item=item("plan"), done=False, by=leader(), at=AT)
    assert not ReadinessTick.objects.exists()
    assert Entry.objects.filter(kind="placements.placement.ticked").count() == 2


def test_ticking_by_hand_is_for_the_side_that_answers_and_only_where_the_data_knows_nothing() -> None:
    one = placed()
    with pytest.raises(NotAllowed):
        tick_item(placement=one, item=item("plan"), done=True, by=coordinator(), at=AT)
    with pytest.raises(NotAllowed):
        tick_item(placement=one, item=item("access"), done=True, by=leader(), at=AT)
    with pytest.raises(RuleBroken, match="når opplysningen er ført"):
        tick_item(placement=one, item=item("employed"), done=True, by=coordinator(), at=AT)
    old = ReadinessItem.objects.create(
        code="old", side="trust", words="Gammelt", days_before=9, from_on=date(2020, 1, 1), to_on=date(2021, 1, 1)
    )
    with pytest.raises(RuleBroken, match="hører ikke til"):
        tick_item(placement=one, item=old, done=True, by=coordinator(), at=AT)
    Placement.objects.update(state="completed")
    with pytest.raises(RuleBroken, match="er over"):
        tick_item(placement=one, item=item("access"), done=True, by=coordinator(), at=AT)
    one.refresh_from_db()
    assert lines_of(one, queries.items(), TODAY) == []


def test_the_doctor_and_the_hospital_write_down_teaching_and_can_take_it_away() -> None:
    user = doctor_user()
    one = placed(user=user)
    made = add_teaching(placement=one, on=FIRST, theme="referring", where="Morgenmøtet ", by=as_user(user), at=AT)
    assert made.where == "Morgenmøtet"
    with pytest.raises(RuleBroken, match="ført alt"):
        add_teaching(placement=one, on=FIRST, theme="referring", where="Igjen", by=coordinator(), at=AT)
    with pytest.raises(RuleBroken, match="mens legen"):
        add_teaching(placement=one, on=LAST + timedelta(days=1), theme="after", where="x", by=coordinator(), at=AT)
    with pytest.raises(NotAllowed):
        add_teaching(placement=one, on=FIRST, theme="after", where="x", by=leader(), at=AT)
    remove_teaching(placement=one, teaching=made.pk, by=coordinator(), at=AT)
    remove_teaching(placement=one, teaching=made.pk, by=coordinator(), at=AT)
    assert not Teaching.objects.exists()
    Placement.objects.update(state="cancelled")
    with pytest.raises(RuleBroken, match="falt bort"):
        add_teaching(placement=one, on=FIRST, theme="after", where="x", by=coordinator(), at=AT)


def test_placements_show_to_trust_home_doctor_and_ward_and_to_nobody_else() -> None:
    user = doctor_user()
    one = placed(user=user)
    for actor in (coordinator(), leader(), as_user(user), actor_as(DEPARTMENT_CONTACT, at=AT)):
        assert list(queries.placements_for(actor, TODAY)) == [one]
    for role in (TRUST_COORDINATOR, MUNICIPAL_LEADER, DEPARTMENT_CONTACT):
        assert not queries.placements_for(actor_as(role, at=AT, stranger=True), TODAY).exists()
    everywhere = Actor(user_id=1, grants=(Grant("x", frozenset({"see_placed"}), None),))
    for actor in (VISITOR, actor_as("adviser", at=AT), everywhere):
        assert not queries.placements_for(actor, TODAY).exists()


def test_the_contact_of_the_ward_is_among_those_who_may_see_the_doctor() -> None:
    one = placed()
    contact = user_as(DEPARTMENT_CONTACT)
    seers = who_may_see(leader(), one.nomination, AT)
    assert [seer.holder.name for seer in seers if seer.why == "placed"] == [contact.name]


def test_the_list_asks_as_much_at_three_rows_as_at_one() -> None:
    numbers = iter(range(1, 9))
    client = client_as(TRUST_COORDINATOR)
    assert_flat(lambda: client.get(reverse("placements:stays")), lambda: placed(next(numbers)))


def test_the_work_list_tells_each_side_what_it_lacks_and_asks_no_more_for_more() -> None:
    one = placed()
    (task,) = waiting_for(coordinator(), TODAY)
    assert (task.what, task.deadline) == ("3 punkter før plassen i sykehus", date(2026, 12, 31))
    tick_item(placement=one, item=item("plan"), done=True, by=leader(), at=AT)
    tick_item(placement=one, item=item("out-of-hours"), done=True, by=leader(), at=AT)
    said = {"leave_granted": "yes", "leave_granted_on": TODAY, "locum_arranged": "yes"}
    change(one, rules.HOME, by=leader(), **said)
    assert waiting_for(leader(), date(2027, 1, 15)) == []
    (task,) = waiting_for(leader(), date(2027, 1, 20))
    assert task.what == "2 punkter før plassen i sykehus"
    for actor in (VISITOR, actor_as("adviser", at=AT), as_user(doctor_user())):
        assert waiting_for(actor, TODAY) == []
    numbers = iter(range(2, 9))
    by = coordinator()
    assert_flat(lambda: waiting_for(by, TODAY), lambda: placed(next(numbers)))


def test_one_line_is_told_by_its_words() -> None:
    one = placed()
    said = {"leave_granted": "yes", "leave_granted_on": TODAY, "locum_arranged": "yes"}
    change(one, rules.HOME, by=leader(), **said)
    tick_item(placement=one, item=item("plan"), done=True, by=leader(), at=AT)
    (task,) = waiting_for(leader(), TODAY)
    assert task.what == "Mangler: Legevakt i perioden er avklart"


def test_the_halves_and_places_to_choose_are_those_of_what_one_sees() -> None:
    placed()
    assert queries.halves_of_placements(coordinator(), TODAY) == ["P1 2027"]
    assert queries.places_of_placements(leader(), TODAY, "doctor__municipality") == [
        ("5540", place_of("municipality", "5540").name)
    ]


def test_a_unit_that_is_not_named_is_told_as_the_hospital() -> None:
    one = placed(ward=None)
    assert unit_name(one) == "UNN Tromsø"
    one.units.all().delete()
    assert unit_name(Placement.objects.get()) == "UNN"


def test_the_record_shows_both_sides_the_same_and_each_its_own_way_to_change() -> None:
    one = placed(state="begun", from_on=FIRST)
    change(one, rules.HOSPITAL, by=coordinator(), supervisor_name="Berit Solheim", on_call="rota", employed_on=TODAY)
    change(one, rules.HOME, by=leader(), version=1, leave_granted="yes", leave_granted_on=TODAY)
    said = {"alm055_on": FIRST, "alm055_by": "supervisor", "alm055_result": "partly"}
    change(one, rules.GOALS, by=coordinator(), version=2, **said)
    add_teaching(placement=one, on=FIRST, theme="referring", where="Morgenmøtet", by=coordinator(), at=AT)
    tick_item(placement=one, item=item("plan"), done=True, by=leader(), at=AT)
    for role, part in ((TRUST_COORDINATOR, rules.HOSPITAL), (MUNICIPAL_LEADER, rules.HOME)):
        page = client_as(role).get(reverse("placements:stay", args=[one.pk])).content.decode()
        for words in ("Berit Solheim", "Inngår i vaktordningen", "Henvisningspraksis", "Delvis oppnådd", "avgjort"):
            assert words in page, words
        assert ("/avtalt/kommunen/" in page) == (part == rules.HOME)
        assert ("/avtalt/sykehuset/" in page) == (part == rules.HOSPITAL)


def test_a_part_is_written_by_its_page_and_what_was_typed_is_kept_when_it_is_wrong() -> None:
    one, client = placed(), client_as(MUNICIPAL_LEADER)
    address = reverse("placements:stay_part", args=[one.pk, "kommunen"])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"version": "0", "leave_granted": "yes", "locum_arranged": "no"})
    assert wrong.status_code == 200
    assert "hvilken dag" in wrong.content.decode()
    right = {"version": "0", "leave_granted": "yes", "leave_granted_on": "2027-01-10", "locum_arranged": "no"}
    assert client.post(address, right).status_code == 302
    assert Stay.objects.get().leave_granted_on == date(2027, 1, 10)
    assert client.get(reverse("placements:stay_part", args=[one.pk, "sykehuset"])).status_code == 403
    assert client.get(reverse("placements:stay_part", args=[one.pk, "annet"])).status_code == 404


def test_ticks_and_teaching_are_written_by_their_pages() -> None:
    one, client = placed(), client_as(TRUST_COORDINATOR)
    tick = reverse("placements:stay_tick", args=[one.pk, item("access").pk])
    assert client.post(tick, {"gjort": "ja"}).status_code == 302
    assert ReadinessTick.objects.count() == 1
    assert client.post(reverse("placements:stay_tick", args=[one.pk, item("employed").pk])).status_code == 302
    assert client.post(reverse("placements:stay_tick", args=[one.pk, 999_999])).status_code == 404
    teach = reverse("placements:stay_teach", args=[one.pk])
    assert "Velg et tema" in client.post(teach, {"on": "2027-04-01", "where": "Møtet"}).content.decode()
    assert client.post(teach, {"on": "2027-04-01", "theme": "after", "where": "Møtet"}).status_code == 302
    page = client.get(reverse("placements:stay", args=[one.pk])).content.decode()
    assert "Ta bort" in page
    gone = reverse("placements:stay_unteach", args=[one.pk, Teaching.objects.get().pk])
    assert client.post(gone).status_code == 302
    assert not Teaching.objects.exists()


def test_the_demonstration_has_placements_that_are_over_going_on_and_to_come() -> None:
    call_command("load_stays", verbosity=1)
    states = set(Placement.objects.values_list("state", flat=True))
    assert states == {"agreed", "begun", "completed", "ended_early"}
    assert Post.objects.filter(year=2022, half=1).count() == 10
    assert Post.objects.filter(state="split").exists()
    assert Post.objects.filter(state="idle").exists()
    before = Placement.objects.count()
    call_command("load_stays", verbosity=0)
    assert Placement.objects.count() == before


def test_outside_a_demonstration_nothing_is_loaded(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_stays")


def test_a_supervisor_of_the_demonstration_has_the_doctors_of_the_municipality() -> None:
    supervisor = user_as(SUPERVISOR)
    call_command("load_stays", verbosity=0)
    mine = Supervision.objects.filter(supervisor=supervisor)
    home = place_of("municipality", "5540")
    assert set(mine.values_list("doctor__municipality", flat=True)) == {home.pk}
    assert mine.count() == Placement.objects.filter(doctor__municipality=home).values("doctor").distinct().count()
