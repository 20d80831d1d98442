"""The journal: what was done is told to those who may read it, and taken back while nothing has come between."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.template.loader import render_to_string
from django.test import Client

from alisveien.accounts.models import User
from alisveien.base.actor import VISITOR, Actor, Grant
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.config.wiring import TELLINGS
from alisveien.journal import pages, queries, rules, services
from alisveien.journal.handed import hand_down, handed
from alisveien.journal.models import Entry, Look
from alisveien.journal.scrubbing import scrub_traces
from alisveien.posts.models import CapacityPlan
from tests.house.budgets import modules, tree
from tests.journal.plans import EDITOR, READER, STRANGER, a_plan, change, wired
from tests.workbench.flat import assert_flat

AT = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def declared() -> Iterator[None]:
    with wired():
        yield


def kinds_in_code() -> set[str]:
    """The first argument of every call of ``record``; one that is not written out counts as a fault."""
    found = set()
    for path in modules("alisveien"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record":
                kind = node.args[0] if node.args else None
                assert isinstance(kind, ast.Constant), f"{path}:{node.lineno}: write the kind out"
                found.add(kind.value)
    return found


def test_every_kind_in_the_code_has_a_telling_and_the_other_way_round() -> None:
    assert kinds_in_code() == {kind for tellings in TELLINGS for kind in tellings}


def test_a_kind_told_twice_is_a_fault() -> None:
    with pytest.raises(ValueError, match="twice: journal"):
        hand_down(tellings=[*TELLINGS, *TELLINGS])


def test_the_log_says_who_when_why_and_before_and_after_in_words() -> None:
    user = User.objects.create_user("e@example.no", "Ellen Prøve")
    plan = a_plan()
    entry = change(plan, AT, why="Styret har vedtatt", state="decided", source="")
    Entry.objects.filter(pk=entry.pk).update(by_id=user.pk)
    (line,) = pages.log_of(EDITOR, plan)
    assert (line.who, line.at, line.text, line.why) == ("Ellen Prøve", AT, "Planen er endret", "Styret har vedtatt")
    assert [(one.label, one.before, one.after) for one in line.changes] == [
        ("Status", "tentative", "decided"),
        ("Kilde", "prøve", "tomt"),
    ]
    html = render_to_string("journal/_log.html", {"log": [line]})
    assert "2. mars 2027 kl. 00.30" in html
    assert f"/logg/{entry.pk}/angre/" in html


def test_only_those_the_area_lets_read_see_the_log() -> None:
    plan = a_plan()
    change(plan, AT, state="decided")
    assert len(pages.log_of(READER, plan)) == 1
    assert pages.log_of(STRANGER, plan) == []
    assert pages.log_of(VISITOR, plan) == []


def test_the_log_asks_as_often_for_three_lines_as_for_one() -> None:
    plan = a_plan()
    assert_flat(lambda: pages.log_of(EDITOR, plan), lambda: change(plan, AT, source=f"{Entry.objects.count()}"))


def test_a_change_is_taken_back_and_that_is_written_too() -> None:
    plan = a_plan()
    entry = change(plan, AT, state="decided")
    undone = services.undo(entry=entry, by=EDITOR, at=AT + timedelta(hours=1))
    plan.refresh_from_db()
    assert plan.state == "tentative"
    assert (undone.kind, undone.undoes_id, undone.before, undone.after) == (
        "journal.undone",
        entry.pk,
        {"state": "decided"},
        {"state": "tentative"},
    )
    last, first = pages.log_of(EDITOR, plan)
    assert (last.text, last.undo, first.undone, first.undo) == ("Angret: Planen er endret", "", True, "")
    assert [(one.before, one.after) for one in last.changes] == [("decided", "tentative")]
    with pytest.raises(RuleBroken, match="allerede angret"):
        services.undo(entry=entry, by=EDITOR, at=AT)


def test_what_has_changed_since_is_said_and_nothing_is_taken_back() -> None:
    plan = a_plan()
    entry = change(plan, AT, source="vedtak 1")
    change(plan, AT, source="vedtak 2")
    with pytest.raises(RuleBroken, match="Kilde er endret siden, til vedtak 2"):
        services.undo(entry=entry, by=EDITOR, at=AT)
    plan.refresh_from_db()
    assert plan.source == "vedtak 2"


def test_another_field_changed_since_does_not_stand_in_the_way() -> None:
    plan = a_plan()
    entry = change(plan, AT, source="vedtak 1")
    change(plan, AT, state="decided")
    services.undo(entry=entry, by=EDITOR, at=AT)
    plan.refresh_from_db()
    assert (plan.source, plan.state) == ("prøve", "decided")


def test_who_may_not_change_may_not_undo() -> None:
    entry = change(a_plan(), AT, state="decided")
    with pytest.raises(NotAllowed):
        services.undo(entry=entry, by=READER, at=AT)


def test_a_thing_that_is_gone_cannot_be_as_before() -> None:
    plan = a_plan()
    entry = change(plan, AT, state="decided")
    plan.delete()
    with pytest.raises(NotAllowed):
        services.undo(entry=entry, by=EDITOR, at=AT)


def test_a_value_somebody_else_has_taken_is_refused_in_words() -> None:
    plan = a_plan()
    entry = change(plan, AT, name="Ny plan")
    a_plan(2)
    CapacityPlan.objects.filter(version=2).update(name="Plan 1")
    with pytest.raises(RuleBroken, match="mellomtiden"):
        services.undo(entry=entry, by=EDITOR, at=AT)


def test_an_entry_is_undone_once_also_by_the_database() -> None:
    entry = change(a_plan(), AT, state="decided")
    services.undo(entry=entry, by=EDITOR, at=AT)
    with pytest.raises(IntegrityError):
        Entry.objects.create(kind="journal.undone", about_model="a.b", about_id=1, at=AT, undoes=entry)


def signed_in(actor: Actor) -> Client:
    user = User.objects.create_user(f"{actor.user_id}@example.no", "Prøve")
    User.objects.filter(pk=user.pk).update(id=actor.user_id)
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_the_page_shows_the_change_and_its_button_takes_it_back() -> None:
    plan = a_plan()
    entry = change(plan, AT, state="decided")
    client = signed_in(EDITOR)
    shown = client.get(f"/logg/{entry.pk}/angre/").content.decode()
    assert "blir som før" in shown
    assert shown.index("<del>decided</del>") < shown.index("<ins>tentative</ins>")
    answer = client.post(f"/logg/{entry.pk}/angre/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/plan/")
    plan.refresh_from_db()
    assert plan.state == "tentative"
    again = client.post(f"/logg/{entry.pk}/angre/")
    assert again.status_code == 409
    assert "allerede angret" in again.content.decode()


@pytest.mark.parametrize("who", [READER, STRANGER, None])
def test_others_do_not_find_the_page(who: Actor | None) -> None:
    entry = change(a_plan(), AT, state="decided")
    client = signed_in(who) if who else Client()
    assert client.get(f"/logg/{entry.pk}/angre/").status_code == 404
    assert client.post(f"/logg/{entry.pk}/angre/").status_code == 404


def test_a_look_is_written_once_a_norwegian_day() -> None:
    plan = a_plan()
    for hour in (0, 1, 25):
        services.looked(about=plan, by=READER, at=AT + timedelta(hours=hour), page="plan")
    services.looked(about=plan, by=VISITOR, at=AT, page="plan")
    assert [str(look.day) for look in Look.objects.order_by("day")] == ["2027-03-02", "2027-03-03"]
    seen = pages.looks_for(EDITOR, plan, {"plan": "Planen"})
    assert [(one.who, one.page) for one in seen] == [("bruker 2", "Planen")] * 2
    assert pages.looks_for(STRANGER, plan, {}) == []
    assert "Planen" in render_to_string("journal/_looks.html", {"looks": seen})


def test_how_it_was_at_an_instant_and_every_version_with_its_maker() -> None:
    plan = a_plan()
    versions = queries.versions_of(READER, plan)
    assert [(one.label, one.values["state"]) for one in versions] == [("insert", "tentative")]
    now = versions[0].at
    assert queries.as_it_was(READER, plan, now - timedelta(seconds=1)) is None
    was = queries.as_it_was(READER, plan, now)
    assert was is not None
    assert was.values["name"] == "Plan 1"
    assert [one.values["version"] for one in queries.rows_as_they_were(CapacityPlan, now, name="Plan 1")] == [1]
    plan.delete()
    assert queries.rows_as_they_were(CapacityPlan, now + timedelta(days=1), name="Plan 1") == []
    plan.pk = versions[0].values["id"]
    with pytest.raises(NotAllowed):
        queries.versions_of(STRANGER, plan)


def test_scrubbing_reaches_history_journal_and_looks() -> None:
    plan, other = a_plan(), a_plan(2)
    change(plan, AT, why="Kari Nordmann ba om det", source="Kari Nordmann", state="decided")
    change(other, AT, source="skal stå")
    services.looked(about=plan, by=READER, at=AT, page="plan")
    scrub_traces(model=CapacityPlan, ids=[plan.pk], fields={"source": "fjernet"})
    assert {one.values["source"] for one in queries.versions_of(READER, plan)} == {"fjernet"}
    entry = Entry.objects.get(about_id=plan.pk)
    assert (entry.why, entry.before, entry.after) == ("", {"state": "tentative"}, {"state": "decided"})
    assert not Look.objects.exists()
    assert "skal stå" in {one.values["source"] for one in queries.versions_of(READER, other)}
    assert handed.reader_of(Look) is None


def test_what_is_no_ordinary_change_or_is_gone_says_so() -> None:
    entry = change(a_plan(), AT, state="decided")
    assert rules.against_undoing(entry, None) == ["Det som ble endret, finnes ikke lenger."]
    entry.before = None
    assert rules.against_undoing(entry, None) == ["Dette kan ikke angres."]


def test_what_was_done_at_a_place_is_read_with_the_permission_there_only() -> None:
    entry = change(a_plan(), AT, state="decided")
    Entry.objects.filter(pk=entry.pk).update(places=[7])
    entry.refresh_from_db()
    undone = services.undo(entry=entry, by=EDITOR, at=AT)
    reader = Actor(user_id=2, grants=(Grant("leser", frozenset({"read_log"}), frozenset({7})),))
    handed.readers = {"posts.capacityplan": lambda actor, plan: actor == reader}
    assert queries.readable_at(reader, "read_log", 7, 10) == [undone, entry]
    assert queries.readable_at(reader, "read_log", 8, 10) == []
