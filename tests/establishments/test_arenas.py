"""Arenas: described by the municipality, read by the office, confirmed, with goals and papers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.curriculum.models import LearningGoal
from alisveien.establishments import arena_steps as steps
from alisveien.establishments import queries_arenas as queries
from alisveien.establishments import rules_arenas as rules
from alisveien.establishments.models import Arena, ArenaPaper, Speciality
from alisveien.establishments.services import arenas as services
from alisveien.establishments.telling_arenas import said_value
from alisveien.journal.models import Entry
from alisveien.journal.pages import log_of
from alisveien.journal.services import undo
from alisveien.journal.telling import tell
from tests.establishments.cases import NOW, place
from tests.roles import ADVISER, CHIEF_MEDICAL_OFFICER, DOCTOR, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as
from tests.seen import seen_now

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TODAY = date(2026, 11, 22)
START = date(2026, 1, 1)


def an_arena(code: str = "5540", **values: Any) -> Arena:
    where = place(code)
    named = {"kind": "medical_centre", "name": "Legesenteret"}
    return Arena.objects.create(place=where, place_kind=where.kind, **(named | values))


def add(**values: Any) -> Arena:
    asked = {"place": place(), "answers": {"kind": "nursing_home", "name": "Sykehjemmet"}, "at": NOW}
    return services.add_arena(**({"by": actor_as(MUNICIPAL_LEADER)} | asked | values))


def describe(arena: Arena, *, by: Any = None, seen: str = "", **answers: Any) -> Arena:
    seen = seen or seen_now(arena, *(name for name in answers if name in steps.FIELDS))
    return services.describe_arena(arena=arena, answers=answers, seen=seen, by=by or actor_as(MUNICIPAL_LEADER), at=NOW)


def end(paper: ArenaPaper, to_on: date, *, by: Any = None, seen: str = "") -> ArenaPaper:
    seen = seen or seen_now(paper, *services.PAPER)
    return services.end_paper(paper=paper, to_on=to_on, seen=seen, by=by or actor_as(MUNICIPAL_LEADER), at=NOW)


def test_the_leader_adds_an_arena_and_the_journal_tells() -> None:
    arena = add()
    assert (arena.place.code, arena.kind, arena.place_kind) == ("5540", "nursing_home", "municipality")
    told = tell(Entry.objects.get(kind="establishments.arena.added"))
    assert "Sykehjemmet" in told.text
    assert told.href == f"/laringsarenaer/{arena.pk}/"


def test_only_the_municipality_and_who_acts_for_it_describes() -> None:
    arena = an_arena()
    for actor in (VISITOR, actor_as(ADVISER), actor_as(DOCTOR), actor_as(MUNICIPAL_LEADER, stranger=True)):
        for deed in (
            lambda by=actor: add(by=by),
            lambda by=actor: describe(arena, by=by, doctors=3),
            lambda by=actor: services.confirm_arenas(place=place(), by=by, at=NOW),
            lambda by=actor: services.add_paper(
                arena=arena, kind="in_plan", about="", from_on=START, to_on=None, by=by, at=NOW
            ),
        ):
            with pytest.raises(NotAllowed):
                deed()
    assert describe(arena, by=actor_as(CHIEF_MEDICAL_OFFICER), doctors=3).doctors == 3


def test_the_office_reads_and_strangers_do_not() -> None:
    arena = an_arena()
    paper = ArenaPaper.objects.create(arena=arena, kind="in_plan", from_on=START)
    for actor in (actor_as(ADVISER), actor_as(NATIONAL_COORDINATOR), actor_as(MUNICIPAL_LEADER)):
        assert queries.arena_for(actor, arena.pk) == arena
        assert list(queries.arenas_for(actor, TODAY)) == [arena]
        assert queries.arenas_of(actor, place()) == [arena]
        assert queries.paper_for(actor, paper.pk) == paper
        assert queries.town_for(actor, "5540").exists()
        assert rules.may_see_some(actor)
        assert log_of(actor, arena) == []
    for actor in (VISITOR, actor_as(MUNICIPAL_LEADER, stranger=True), actor_as(DOCTOR)):
        assert queries.arena_for(actor, arena.pk) is None
        assert list(queries.arenas_for(actor, TODAY)) == []
        assert queries.arenas_of(actor, place()) == []
        assert queries.paper_for(actor, paper.pk) is None
        assert not queries.town_for(actor, "5540").exists()
    assert not rules.may_see_some(VISITOR)
    assert queries.arena_for(actor_as(ADVISER), 0) is None
    assert queries.paper_for(actor_as(ADVISER), 0) is None


def test_arenas_are_of_municipalities_that_are_there() -> None:
    body, town = place("983887406"), place()
    assert "Bare kommuner" in rules.against_adding(body, TODAY)[0]
    assert rules.against_adding(town, TODAY) == []
    town.valid_to = TODAY
    assert "ikke lenger" in rules.against_adding(town, TODAY)[0]


def test_two_arenas_in_use_cannot_have_the_same_name() -> None:
    add()
    with pytest.raises(RuleBroken, match="dette navnet"):
        add()
    with pytest.raises(IntegrityError, match="arena_has_name"):
        add(answers={"kind": "nursing_home", "name": ""})


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"opened_on": TODAY, "closed_on": TODAY}, "ut av bruk"),
        ({"doctors": 2, "specialists": 3}, "flere spesialister"),
        ({"doctors": 2, "under_40": 2, "from_60": 1}, "Aldersgruppene"),
        ({"supervision_hours": Decimal(-1)}, "Timer veiledning"),
        ({"goals_full": ["ALM-004"], "goals_partly": ["ALM-004"]}, "enten helt eller delvis"),
        ({"goals_full": ["XYZ-1"]}, "ikke finnes"),
    ],
)
def test_a_description_that_cannot_be_is_refused_with_the_reason(answers: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        describe(an_arena(), **answers)


def test_a_description_is_kept_told_and_taken_back() -> None:
    arena = an_arena()
    describe(arena, doctors=4, equipment=["spirometry", "ecg"], room="own", supervision_hours=Decimal("2.5"), bogus=1)
    arena.refresh_from_db()
    assert (arena.doctors, arena.equipment) == (4, ["ecg", "spirometry"])
    entry = Entry.objects.get(kind="establishments.arena.described")
    changes = {change.label: (change.before, change.after) for change in tell(entry).changes}
    assert changes["Utstyr"] == ("tomt", "EKG, spirometri")
    assert changes["Kontor til legen i spesialisering"] == ("tomt", "ja, eget kontor")
    undo(entry=entry, by=actor_as(MUNICIPAL_LEADER), at=NOW)
    arena.refresh_from_db()
    assert (arena.doctors, arena.equipment, arena.supervision_hours) == (None, [], None)


def test_a_description_that_changes_nothing_writes_nothing() -> None:
    describe(an_arena(doctors=4), doctors=4)
    assert not Entry.objects.filter(kind="establishments.arena.described").exists()


def test_confirming_marks_every_arena_in_use_and_can_be_taken_back() -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    with pytest.raises(RuleBroken, match="ingen arena"):
        services.confirm_arenas(place=place(), by=leader, at=NOW)
    one, gone = an_arena(), an_arena(name="Gamle", closed_on=START)
    assert services.confirm_arenas(place=place(), by=leader, at=NOW) == 1
    one.refresh_from_db()
    gone.refresh_from_db()
    assert (one.confirmed_on, one.confirmed_by_id, gone.confirmed_on) == (TODAY, leader.user_id, None)
    undo(entry=Entry.objects.get(kind="establishments.arena.confirmed"), by=leader, at=NOW)
    one.refresh_from_db()
    assert one.confirmed_on is None


def test_what_is_not_confirmed_for_a_year_is_stale() -> None:
    assert rules.is_stale(None, TODAY)
    assert rules.is_stale(date(2025, 11, 21), TODAY)
    assert not rules.is_stale(date(2025, 11, 22), TODAY)


def test_papers_are_added_ended_and_their_ending_taken_back() -> None:
    arena, leader = an_arena(), actor_as(MUNICIPAL_LEADER)
    with pytest.raises(RuleBroken, match="hvem avtalen er med"):
        services.add_paper(arena=arena, kind="agreement", about=" ", from_on=START, to_on=START, by=leader, at=NOW)
    paper = services.add_paper(
        arena=arena, kind="agreement", about=" Tromsø ", from_on=START, to_on=None, by=leader, at=NOW
    )
    assert paper.about == "Tromsø"
    with pytest.raises(RuleBroken, match="slutte før"):
        end(paper, START)
    with pytest.raises(NotAllowed):
        end(paper, TODAY, by=actor_as(ADVISER))
    end(paper, TODAY)
    entry = Entry.objects.get(kind="establishments.arena_paper.ended")
    assert tell(entry).href == f"/laringsarenaer/{arena.pk}/"
    assert len(log_of(actor_as(ADVISER), paper)) == 2
    undo(entry=entry, by=leader, at=NOW)
    assert [one.to_on for one in queries.papers_of(arena)] == [None]


def test_the_second_who_describes_is_told_what_the_first_wrote_and_only_that() -> None:
    arena = an_arena(doctors=3, lis1=1)
    opened = seen_now(arena, "doctors", "lis1")
    describe(arena, doctors=5, lis1=1)
    with pytest.raises(RuleBroken) as told:
        describe(arena, seen=opened, doctors=4, lis1=1)
    assert told.value.reasons[0].startswith("Noen andre har endret dette")
    assert told.value.reasons[1:] == ["Leger er nå «5»."]
    describe(arena, seen=opened, doctors=5, lis1=1)
    describe(arena, seen=seen_now(arena, "room_note"), room_note="Lyst")
    arena.refresh_from_db()
    assert (arena.doctors, arena.room_note) == (5, "Lyst")


def test_the_second_who_ends_a_paper_is_told() -> None:
    paper = ArenaPaper.objects.create(arena=an_arena(), kind="in_plan", from_on=START)
    opened = seen_now(paper, *services.PAPER)
    end(paper, date(2026, 6, 1), seen=opened)
    with pytest.raises(RuleBroken) as told:
        end(paper, TODAY, seen=opened)
    assert told.value.reasons[1:] == ["Til er nå «1. juni 2026»."]


def test_goals_are_covered_fully_partly_in_hospital_or_missing() -> None:
    codes = [goal.code for goal in LearningGoal.objects.filter(framework="ALM", is_hospital_goal=False)[:2]]
    centre = an_arena(goals_full=codes[:1])
    home = an_arena(kind="nursing_home", name="Sykehjemmet", goals_partly=codes)
    shut = an_arena(name="Gamle", closed_on=START, goals_full=codes)
    cover = {one.goal.code: one for one in queries.cover_of([centre, home, shut], Speciality.ALM)}
    assert (cover[codes[0]].full, cover[codes[0]].partly) == ((centre,), (home,))
    assert (cover[codes[1]].full, cover[codes[1]].partly, cover[codes[1]].missing) == ((), (home,), False)
    missing = [one for one in cover.values() if one.missing]
    hospital = [one for one in cover.values() if one.goal.is_hospital_goal]
    assert len(missing) + len(hospital) + 2 == len(cover)
    assert {code[:3] for code in cover} == {"ALM", "FKM"}
    assert {one.goal.framework for one in queries.cover_of([], Speciality.SAM)} == {"SAM", "FKM", "FKMK"}


def test_a_list_is_asked_of_medical_centres_only() -> None:
    centre, home = Arena(kind="medical_centre"), Arena(kind="nursing_home")
    assert "liste" in steps.steps_of(centre)
    assert "liste" not in steps.steps_of(home)
    assert (steps.next_step(home, "utstyr"), steps.previous_step(home, "veiledning")) == ("veiledning", "utstyr")
    assert (steps.next_step(home, "mal"), steps.previous_step(home, "om")) == ("", "")
    assert steps.said_of(Arena(doctors=0, room="own"), ("doctors", "room", "staff", "equipment")) == 2


def test_values_are_said_in_words() -> None:
    assert said_value("room", "own") == "ja, eget kontor"
    assert said_value("work", ["prison", "school"]) == "fengsel, skolehelsetjeneste"
    assert said_value("goals_full", ["ALM-004"]) == "ALM-004"
    assert said_value("supervision_hours", Decimal("2.5")) == "2,5"
    assert said_value("doctors", None) == ""


@pytest.mark.parametrize(
    "values",
    [
        {"place_kind": "office"},
        {"equipment": ["hammer"]},
        {"work": ["opera"]},
        {"goals_full": ["ALM-004"], "goals_partly": ["ALM-004"]},
        {"doctors": 1, "specialists": 2},
        {"confirmed_by_id": 3},
        {"opened_on": TODAY, "closed_on": START},
    ],
)
def test_the_database_refuses_what_must_never_be(values: dict[str, Any]) -> None:
    arena = an_arena()
    for name, value in values.items():
        setattr(arena, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        arena.save()
