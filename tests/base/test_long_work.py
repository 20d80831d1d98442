"""Long work: who sees it, what the page and its script are told, how often it writes."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from alisveien.accounts.models import User
from alisveien.base import long_work, queries, rules
from alisveien.base.actor import VISITOR, Actor, Errand
from alisveien.base.long_work import Progress, start_long_task
from alisveien.base.models import LongTask
from alisveien.base.progress import standing_of, work_address
from tests.base.queue import jobs_waiting

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
LINK = Actor(link=Errand(link_id=8, task="import", about="x"))
pytestmark = pytest.mark.django_db


def started(by: Actor, **state: object) -> LongTask:
    task = start_long_task("tests.slow", title="Leser inn 240 rader", by=by, at=AT, unit="rader", origin="/runder/")
    LongTask.objects.filter(pk=task.pk).update(**state)
    task.refresh_from_db()
    return task


def somebody(name: str) -> tuple[Actor, Client]:
    user = User.objects.create_user(f"{name}@example.no", name)
    client = Client()
    client.force_login(user)
    return Actor(user_id=user.pk), client


def test_long_work_is_written_with_its_job() -> None:
    task = started(Actor(user_id=1))
    assert jobs_waiting() == [("tests.slow", {"task_id": task.pk})]
    assert task.state == "waiting"


def test_only_the_one_who_started_it_finds_it() -> None:
    own, client = somebody("kari")
    _other, stranger = somebody("ola")
    task = started(own)
    address = work_address(task)
    for page in (address, f"{address}status.json"):
        assert client.get(page).status_code == 200
        assert stranger.get(page).status_code == 404
        assert Client().get(page).status_code == 404
    assert client.get(f"/arbeid/{uuid4()}/").status_code == 404
    assert "Leser inn 240 rader" in client.get("/arbeid/").content.decode()
    assert "Du har ikke satt i gang noe" in stranger.get("/arbeid/").content.decode()
    assert "Du har ikke satt i gang noe" in Client().get("/arbeid/").content.decode()


def test_one_who_came_by_a_link_finds_what_was_started_by_that_link() -> None:
    task = started(LINK)
    assert queries.long_task_for(LINK, task.key) == task
    assert queries.long_tasks_for(LINK) == [task]
    assert queries.long_task_for(Actor(link=Errand(link_id=9, task="import", about="x")), task.key) is None
    assert queries.long_task_for(VISITOR, started(VISITOR).key) is None


def test_the_rule_of_its_kind_lets_others_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    task, other = started(Actor(user_id=1)), Actor(user_id=2)
    assert queries.long_task_for(other, task.key) is None
    monkeypatch.setitem(rules.admitted, "tests.slow", lambda actor, one: actor.user_id == 2)
    assert queries.long_task_for(other, task.key) == task
    assert queries.long_task_for(Actor(user_id=3), task.key) is None


@pytest.mark.parametrize(
    ("state", "later", "words"),
    [
        ({"state": "waiting"}, 1, "Står i kø og begynner straks."),
        ({"state": "waiting"}, 60, "Står fortsatt i kø. Andre oppgaver blir gjort først."),
        ({"state": "running"}, 1, "Arbeidet er i gang."),
        ({"state": "running", "done": 1200}, 1, "1\xa0200 rader er ferdige."),
        ({"state": "running", "done": 3, "total": 1240}, 1, "3 av 1\xa0240 rader er ferdige, 1\xa0237 igjen."),
        ({"state": "running", "done": 3, "total": 4, "unit": ""}, 1, "3 av 4 deler er ferdige, 1 igjen."),
    ],
)
def test_how_it_stands_in_words(state: dict[str, object], later: int, words: str) -> None:
    assert standing_of(started(Actor(user_id=1), **state), AT + timedelta(seconds=later)).left == words


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (None, "Startet 1. mars 2027 kl. 13.00."),
        (AT + timedelta(minutes=5), "Startet 1. mars 2027 kl. 13.00, avsluttet kl. 13.05."),
        (AT + timedelta(days=1), "Startet 1. mars 2027 kl. 13.00, avsluttet 2. mars 2027 kl. 13.00."),
    ],
)
def test_when_it_began_and_ended(ended: datetime | None, words: str) -> None:
    state = {"state": "done", "ended_at": ended} if ended else {}
    assert standing_of(started(Actor(user_id=1), **state), AT).when == words


def test_the_script_is_told_plain_numbers() -> None:
    own, client = somebody("kari")
    task = started(own, state="running", done=1200, total=2400)
    assert client.get(f"{work_address(task)}status.json").json() == {
        "state": "running",
        "done": 1200,
        "total": 2400,
        "left": "1\xa0200 av 2\xa0400 rader er ferdige, 1\xa0200 igjen.",
        "ended": False,
    }
    page = client.get(work_address(task))
    assert 'value="1200" max="2400"' in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({"state": "done", "summary": "238 inn", "result": "/runder/2028/"}, ["238 inn", 'href="/runder/2028/"']),
        ({"state": "failed", "summary": "Noe gikk galt"}, ["Arbeidet stoppet", "Noe gikk galt", 'href="/runder/"']),
    ],
)
def test_it_ends_with_a_summary_and_a_way_on(state: dict[str, object], shown: list[str]) -> None:
    own, client = somebody("kari")
    task = started(own, ended_at=AT, **state)
    page = client.get(work_address(task)).content.decode()
    assert all(words in page for words in shown)
    assert "work.js" not in page


def test_a_step_is_written_at_most_every_half_second_but_the_last_always(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 10.1, 10.6, 10.7])
    monkeypatch.setattr(long_work.time, "monotonic", lambda: next(clock))
    written: list[list[object]] = []
    progress = Progress(1)
    monkeypatch.setattr(progress, "_write", lambda words, values: written.append(values))
    for done in (1, 2, 3, 4):
        progress.step(done, 4)
    assert written == [[1, 4, 1], [3, 4, 3], [4, 4, 4]]
