"""The work list: what counts as late, due, later and waiting, in words; who sees it; what has changed since."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from alisveien.base.actor import EVERYWHERE, VISITOR, Actor, Grant
from alisveien.base.work import Aside, Task, state_of
from tests import roles
from tests.roles import actor_as, client_as, user_as
from tests.workbench.flat import assert_flat, queries_of

TUESDAY = datetime(2027, 8, 31, 10, tzinfo=UTC)  # 12.00 in Norway, week 35


def task(deadline: date | datetime | None = None, **more: Any) -> Task:
    return Task(what="Bekreft permisjon", href="/kommuner/", action="Bekreft", deadline=deadline, **more)


@pytest.mark.parametrize(
    ("deadline", "state"),
    [
        (date(2027, 8, 30), "overdue"),
        (date(2027, 8, 31), "this_week"),
        (datetime(2027, 8, 31, 9, 59, tzinfo=UTC), "overdue"),
        (datetime(2027, 8, 31, 10, 1, tzinfo=UTC), "this_week"),
        (date(2027, 9, 5), "this_week"),
        (date(2027, 9, 6), "later"),
        (datetime(2027, 9, 5, 22, 30, tzinfo=UTC), "later"),
        (None, "later"),
    ],
)
def test_where_a_task_stands(deadline: date | datetime | None, state: str) -> None:
    assert state_of(task(deadline), TUESDAY) == state


def test_what_waits_for_others_waits_whatever_its_deadline() -> None:
    assert state_of(task(date(2027, 1, 1), by_others=True), TUESDAY) == "waiting"


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (date(2027, 8, 27), "4 dager over fristen"),
        (date(2027, 8, 30), "1 dag over fristen"),
        (datetime(2027, 8, 31, 9, 0, tzinfo=UTC), "gikk ut i dag kl. 11.00"),
        (date(2027, 8, 31), "i dag"),
        (datetime(2027, 9, 1, 10, 0, tzinfo=UTC), "i morgen kl. 12.00"),
        (date(2027, 9, 3), "om 3 dager"),
    ],
)
def test_how_far_off_a_deadline_is(deadline: date | datetime, words: str) -> None:
    assert import_module("alisveien.desk.work").distance_in_words(deadline, TUESDAY) == words


def test_a_day_says_its_weekday_and_its_year_when_it_is_another() -> None:
    words = import_module("alisveien.desk.work").day_in_words
    assert words(date(2027, 8, 27), TUESDAY.date()) == "Fredag 27. august"
    assert words(date(2028, 3, 1), TUESDAY.date()) == "Onsdag 1. mars 2028"


def test_groups_are_sorted_cut_and_say_where_the_rest_is() -> None:
    work = import_module("alisveien.desk.work")
    tasks = [task(date(2027, 8, 1 + day)) for day in range(7)] + [task(None), task(date(2027, 12, 1))]
    lines = work.sorted_lines(tasks, [], TUESDAY)
    late, later = work.groups_of(lines, TUESDAY)
    assert (late.label, late.count, len(late.rows), late.more) == ("Forfalt", 7, 5, "?vis=forfalt")
    assert [row.day for row in later.rows] == ["Onsdag 1. desember", ""]
    assert later.rows[1].distance == "uten frist"
    (whole,) = work.groups_of(lines, TUESDAY, only="forfalt")
    assert (len(whole.rows), whole.more) == (7, "")
    assert len(work.groups_of(lines, TUESDAY, only="tull")) == 2


def test_the_four_counts_stand_even_when_they_are_none() -> None:
    work = import_module("alisveien.desk.work")
    news = [import_module("alisveien.journal.pages").News(TUESDAY, "Kari", "Visning endret", "/visninger/1/")]
    tasks = [task(date(2027, 8, 27)), task(date(2027, 9, 1), by_others=True)]
    counts = work.counts_of(work.sorted_lines(tasks, news, TUESDAY), TUESDAY, "venter")
    assert [(one.label, one.count, one.href) for one in counts] == [
        ("Forfalt", 1, "?vis=forfalt"),
        ("Frist denne uka", 0, "?vis=uka"),
        ("Venter på andre", 1, "?vis=venter"),
        ("Endret siden sist", 1, "?vis=endret"),
    ]
    assert [one.note for one in counts] == [
        "Eldste: 4 dager over fristen",
        "Ingen frister",
        "Første: i morgen",
        "Sist tirsdag 31. august kl. 12.00",
    ]
    assert [one.current for one in counts] == [False, False, True, False]


def test_a_visit_lasts_half_an_hour_after_it_was_last_seen(db: None) -> None:
    note = import_module("alisveien.desk.services").note_visit
    user = import_module("alisveien.accounts.models").User.objects.create_user("a@example.no", "Anne Prøve")
    me, minute = Actor(user_id=user.pk), timedelta(minutes=1)
    assert note(by=me, at=TUESDAY) is None
    assert note(by=me, at=TUESDAY + 20 * minute) is None
    assert note(by=me, at=TUESDAY + 40 * minute) is None
    assert note(by=me, at=TUESDAY + 71 * minute) == TUESDAY + 40 * minute
    assert note(by=me, at=TUESDAY + 72 * minute) == TUESDAY + 40 * minute
    assert note(by=VISITOR, at=TUESDAY) is None


def test_the_database_refuses_a_visit_before_itself(db: None) -> None:
    models = import_module("alisveien.desk.models")
    user = import_module("alisveien.accounts.models").User.objects.create_user("a@example.no", "Anne Prøve")
    with pytest.raises(IntegrityError, match="visit_in_order"), transaction.atomic():
        models.Visit.objects.create(user=user, latest_at=TUESDAY, before=TUESDAY + timedelta(1))


def test_the_first_page_is_the_work_list_for_who_is_signed_in(register: None) -> None:
    assert Client().get("/").status_code == 200
    client = client_as(roles.ADVISER)
    assert client.get("/")["Location"] == "/arbeidsliste/"
    body = client.get("/arbeidsliste/").content.decode()
    assert "Hei, Prøve." in body
    assert "uke " in body
    assert Client().get("/arbeidsliste/").status_code == 302


@pytest.mark.parametrize("role", roles.ROLES)
def test_every_role_has_a_work_list(register: None, role: str) -> None:
    for address in ("/arbeidsliste/", "/arbeidsliste/?vis=endret", "/arbeidsliste/?vis=tull"):
        assert client_as(role).get(address).status_code == 200


def shown(waiting: Any, beside: Any = lambda actor, today: []) -> HttpResponse:
    view = import_module("alisveien.desk.views").work_list([waiting], [beside])
    request = RequestFactory().get("/arbeidsliste/")
    request.user = user_as(roles.ADVISER)
    request.actor = actor_as(roles.ADVISER)  # type: ignore[attr-defined]
    response: HttpResponse = view(request)
    return response


def test_tasks_and_cards_come_from_the_functions_it_is_given(register: None) -> None:
    asked: list[Any] = []

    def waiting(actor: Actor, today: date) -> list[Task]:
        asked.append((actor.user_id, today))
        return [task(today - timedelta(1), about="Magnus Ærø, Harstad", decides=True), task(None)]

    def beside(actor: Actor, today: date) -> list[Aside]:
        return [Aside(template="base/_alert.html", context={})]

    body = shown(waiting, beside).content.decode()
    assert len(asked) == 1
    assert "Magnus Ærø, Harstad" in body
    assert "1 dag over fristen" in body
    buttons = re.findall(r'<a class="ds-button"\s+href="/kommuner/"([^>]*)>\s*Bekreft', body)
    assert ["secondary" in button for button in buttons] == [False, True]
    assert "Ved siden av oppgavene" in body


def test_an_empty_list_says_why(register: None) -> None:
    assert "Ingenting venter på deg" in shown(lambda actor, today: []).content.decode()


@pytest.fixture
def readable() -> Iterator[None]:
    """Everybody may read what was done to a user; the journal tells one kind."""
    handed = import_module("alisveien.journal.handed").handed
    words = import_module("alisveien.journal.words")
    before = (handed.tellings, handed.readers)
    handed.tellings = {"test.done": lambda entry: words.Told("Noe er gjort", (), "/kommuner/")}
    handed.readers = {"accounts.user": lambda actor, thing: thing.name != "Hemmelig"}
    yield
    handed.tellings, handed.readers = before


def entry(about: Any, places: list[int], by: int | None = None, at: datetime = TUESDAY) -> Any:
    models = import_module("alisveien.journal.models")
    return models.Entry.objects.create(
        kind="test.done", about_model="accounts.user", about_id=about, by_id=by, at=at, places=places
    )


def test_what_others_have_done_within_reach_since_last_time(db: None, readable: None) -> None:
    news_for = import_module("alisveien.journal.pages").news_for
    users = import_module("alisveien.accounts.models").User.objects
    me, other = users.create_user("a@example.no", "Anne Prøve"), users.create_user("b@example.no", "Bent Prøve")
    secret = users.create_user("c@example.no", "Hemmelig")
    here = Actor(me.pk, (Grant("leader", frozenset({"read_log"}), frozenset({1, 2})),))
    before = TUESDAY - timedelta(1)
    entry(other.pk, [2], by=other.pk)
    entry(other.pk, [3], by=other.pk)
    entry(other.pk, [1], by=me.pk)
    entry(other.pk, [1], by=other.pk, at=before)
    entry(secret.pk, [1], by=other.pk)
    entry(999_999, [1], by=other.pk)
    (news,) = news_for(here, "read_log", before)
    assert (news.text, news.who, news.href) == ("Noe er gjort", "Bent Prøve", "/kommuner/")
    assert news_for(here, "see_figures", before) == []
    everywhere = Actor(me.pk, (Grant("admin", frozenset({"read_log"}), None),))
    assert everywhere.reach("read_log") is EVERYWHERE
    assert len(news_for(everywhere, "read_log", before)) == 2
    assert_flat(lambda: news_for(here, "read_log", before), lambda: entry(other.pk, [1], by=other.pk))


def test_the_page_costs_the_same_for_one_task_and_for_many(register: None) -> None:
    one = queries_of(lambda: shown(lambda actor, today: [task()]))
    many = queries_of(lambda: shown(lambda actor, today: [task()] * 9))
    assert len(many) == len(one)
