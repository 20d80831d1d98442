"""A server or a worker that is killed in the middle of a deed on a round leaves it whole: before, never between.

The deed is stopped where it hurts most, by a lock on the last thing it writes: all else is written and not committed.
"""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from alisveien.base.models import Letter
from alisveien.cli.website import is_free, wait_until_listening
from alisveien.journal.models import Entry
from alisveien.placements.models import Outcome, Round
from alisveien.placements.services import rounds as deeds
from alisveien.placements.services.release import KIND
from tests.base.queue import jobs_waiting
from tests.base.test_jobs import ROOT, until, worker
from tests.placements.people import AT, UNN, coordinator, coordinator_client, drawn, judged, trust

pytestmark = [pytest.mark.django_db(transaction=True)]
HOST = "127.0.0.1"
TELLS = "placements.tell_about_release"
MIDDLE = 7
LOCK = "pg_advisory_xact_lock(4242)"


def where() -> dict[str, Any]:
    database = connection.settings_dict
    return {
        "host": database["HOST"],
        "port": database["PORT"],
        "user": database["USER"],
        "dbname": database["NAME"],
    }


@pytest.fixture
def round_(transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """UNN's round of the example as other processes see it, a draft with the rule sets tried."""
    settings.DEMONSTRATION = True
    monkeypatch.setenv("ALISVEIEN_DEMONSTRATION", "1")
    call_command("load_register", verbosity=0)
    loading = import_module("tests.placements.loading")
    loading.load(loading.EXAMPLE)
    return Round.objects.get(trust=trust(), year=2028)


@contextmanager
def server() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The web server as a group of processes of its own; killed with all its workers when it still lives."""
    first = 20_000 + os.getpid() % 10_000
    port = next(one for one in range(first, first + 100) if is_free(HOST, one))
    known = where()
    url = f"postgresql://{known['user']}@/{known['dbname']}?host={known['host']}&port={known['port']}"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    process = subprocess.Popen(
        [
            *command,
            "--workers",
            "1",
            "--blocking-threads",
            "2",
            "--log-level",
            "warning",
            "--no-ws",
            "alisveien.config.wsgi:application",
        ],
        cwd=ROOT,
        start_new_session=True,
        env={**os.environ, "DATABASE_URL": url, "ALISVEIEN_POOL": "0", "SECRET_KEY": settings.SECRET_KEY},
    )
    try:
        wait_until_listening(process, HOST, port)
        yield process, port
    finally:
        if process.poll() is None:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Answer(NamedTuple):
    """What the server said."""

    status: int
    cookies: str
    body: str


def ask(client: Client, port: int, path: str, sent: dict[str, str] | None = None) -> Answer:
    """Ask the running server for a page, or send a form, as who is signed in at ``client``."""
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    with closing(HTTPConnection(HOST, port, timeout=90)) as link:
        link.request("POST" if sent is not None else "GET", path, urlencode(sent or {}), headers)
        answer = link.getresponse()
        return Answer(answer.status, answer.headers.get("Set-Cookie", ""), answer.read().decode())


def token_of(client: Client, port: int, path: str) -> str:
    """The token of a form on a page; its cookie is kept."""
    answer = ask(client, port, path)
    client.cookies.load(answer.cookies)
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.body)
    assert found, f"{answer.status}: no form on {path}"
    return found[1]


@contextmanager
def held(table: str) -> Iterator[None]:
    """A lock that lets everybody read a table and nobody write to it."""
    with psycopg.connect(**where()) as lock:
        lock.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield
        lock.rollback()


def somebody_waits() -> bool:
    """Whether a process is stopped by the lock."""
    with psycopg.connect(**where(), autocommit=True) as looking:
        row = looking.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE "
            "datname = current_database())"
        ).fetchone()
    return bool(row and row[0])


def nobody_else_is_there() -> bool:
    """Whether the database has let go of what the killed process had begun."""
    with psycopg.connect(**where(), autocommit=True) as looking:
        row = looking.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND state <> 'idle' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL "
            "AND backend_type = 'client backend'"
        ).fetchone()
    return not (row and row[0])


def picture(round_: Any) -> tuple[Any, ...]:
    """Everything a deed on the round writes."""
    round_.refresh_from_db()
    outcomes = list(Outcome.objects.filter(run__round=round_).order_by("pk").values_list("pk", "status", "list_place"))
    entries = Entry.objects.filter(about_model="placements.round", about_id=round_.pk).count()
    return round_.state, round_.distributed_at, round_.released_by, outcomes, entries, len(jobs_waiting())


def killed_in(path: str, page: str, client: Client, locked: str = "journal_entry") -> None:
    """Send a deed to a server, and kill it when all is written but the last."""
    with server() as (process, port):
        token = token_of(client, port, page)
        with held(locked):
            sending = threading.Thread(target=_sent, args=(client, port, path, token))
            sending.start()
            until(somebody_waits, 60)
            kill(process)
            sending.join()
        until(nobody_else_is_there)


def _sent(client: Client, port: int, path: str, token: str) -> None:
    with suppress(OSError):  # the server is gone, as it should be
        ask(client, port, path, {"csrfmiddlewaretoken": token})


ROUND = f"/runder/2028/{UNN}/"


def test_a_server_killed_while_it_distributes_has_done_nothing_and_the_next_does_it_whole(round_: Any) -> None:
    by = coordinator()
    deeds.decide_capacity(round_=round_, by=by, at=AT)
    deeds.choose_rules(round_=round_, name="bands-then-nearest", by=by, at=AT)
    drawn(round_, by)
    client, before = coordinator_client("Første", UNN), picture(round_)
    killed_in(f"{ROUND}gjor/fordel/", ROUND, client)
    assert picture(round_) == before
    with server() as (_process, port):
        token = token_of(client, port, ROUND)
        assert ask(client, port, f"{ROUND}gjor/fordel/", {"csrfmiddlewaretoken": token}).status == 302
    after = picture(round_)
    assert after[0] == Round.State.DISTRIBUTED
    assert after[4] == before[4] + 1
    assert deeds.judge_round(round_=round_, by=by, at=AT).state == Round.State.JUDGED


def test_a_server_killed_while_it_releases_has_told_nobody(round_: Any) -> None:
    judged(round_, coordinator())
    client, before = coordinator_client("Andre", UNN), picture(round_)
    killed_in(f"{ROUND}gjor/frigi/", f"{ROUND}frigivelse/", client, locked="procrastinate_jobs")
    assert picture(round_) == before
    assert TELLS not in [name for name, _words in jobs_waiting()]
    with server() as (_process, port):
        token = token_of(client, port, f"{ROUND}frigivelse/")
        assert ask(client, port, f"{ROUND}gjor/frigi/", {"csrfmiddlewaretoken": token}).status == 302
    assert picture(round_)[0] == Round.State.RELEASED
    assert [name for name, _words in jobs_waiting()].count(TELLS) == 1


def addresses(round_: Any) -> list[str]:
    """Who is told of a release: each address once."""
    people = list(round_.frozen_nominations.select_related("doctor"))
    return sorted(
        {one.doctor.email for one in people if one.doctor.email} | {one.leader_email for one in people} - {""}
    )


@contextmanager
def stopped_at_letter(number: int, writing: str, kind: str = KIND) -> Iterator[None]:
    """Stop whoever writes a letter of a kind (``INSERT``) or marks one as handed over (``UPDATE``) at this one."""
    state = "OLD.state = 'waiting' AND NEW.state <> 'waiting' AND" if writing == "UPDATE" else ""
    counted = "state <> 'waiting' AND" if writing == "UPDATE" else ""
    with psycopg.connect(**where(), autocommit=True) as lock:
        letters_so_far = f"(SELECT count(*) FROM base_letter WHERE {counted} kind = '{kind}')"  # noqa: S608
        stop = f"IF {state} NEW.kind = '{kind}' AND {letters_so_far} = {number - 1} THEN PERFORM {LOCK}; END IF;"
        lock.execute(
            f"CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {stop} RETURN NEW; END $$"
        )
        lock.execute(
            f"CREATE TRIGGER stop_here BEFORE {writing} ON base_letter FOR EACH ROW EXECUTE FUNCTION stop_here()"
        )
        lock.execute("SELECT pg_advisory_lock(4242)")
        try:
            yield
        finally:
            lock.execute("SELECT pg_advisory_unlock(4242)")
            lock.execute("DROP FUNCTION stop_here() CASCADE")


def killed_at_letter(number: int, writing: str, kind: str = KIND) -> None:
    """A worker that is killed at one of the letters, and the database left alone by it."""
    with stopped_at_letter(number, writing, kind):
        first = worker("--stalled", "2")
        try:
            until(somebody_waits, 240)
        finally:
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
    until(nobody_else_is_there)


def letters() -> Any:
    """The letters of the release."""
    return Letter.objects.filter(kind=KIND)


def test_a_worker_killed_while_it_writes_a_middle_letter_tells_nobody_twice(round_: Any) -> None:
    judged(round_, coordinator())
    deeds.release_round(round_=round_, by=coordinator("Andre"), at=AT)
    wanted = addresses(round_)
    assert len(wanted) > MIDDLE
    killed_at_letter(MIDDLE, "INSERT")
    assert not letters().exists()
    second = worker("--stalled", "2")
    try:
        until(lambda: letters().filter(state=Letter.State.SHOWN).count() == len(wanted), 300)
    finally:
        second.terminate()
        second.wait(timeout=120)
    assert sorted(letters().values_list("to_address", flat=True)) == wanted


def test_a_worker_killed_while_it_hands_over_a_middle_letter_hands_each_over_once(round_: Any) -> None:
    judged(round_, coordinator())
    deeds.release_round(round_=round_, by=coordinator("Andre"), at=AT)
    wanted = addresses(round_)
    killed_at_letter(MIDDLE, "UPDATE")
    before = dict(letters().filter(state=Letter.State.SHOWN).values_list("pk", "sent_at"))
    assert len(before) >= MIDDLE - 1
    assert len(before) < len(wanted)
    second = worker("--stalled", "2")
    try:
        until(lambda: letters().filter(state=Letter.State.SHOWN).count() == len(wanted), 300)
    finally:
        second.terminate()
        second.wait(timeout=120)
    assert sorted(letters().values_list("to_address", flat=True)) == wanted
    assert dict(letters().filter(pk__in=before).values_list("pk", "sent_at")) == before
