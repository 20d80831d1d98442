"""Jobs: written with the deed or not at all, done once, done even when the worker dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from alisveien.base.actor import Actor
from alisveien.base.jobs import enqueue
from alisveien.base.long_work import start_long_task
from alisveien.base.models import LongTask
from tests.base.queue import jobs_waiting

ROOT = Path(__file__).resolve().parents[2]


@transaction.atomic
def enqueue_and_fail() -> None:
    enqueue("tests.write_line", path="nowhere")
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_transaction_rolled_back_is_not_there() -> None:
    with pytest.raises(ZeroDivisionError):
        enqueue_and_fail()
    assert jobs_waiting() == []


@pytest.mark.django_db
def test_a_name_nobody_has_read_can_be_written() -> None:
    assert enqueue("placements.not_made_yet", round_id=3)
    assert jobs_waiting() == [("placements.not_made_yet", {"round_id": 3})]


@pytest.mark.django_db
def test_once_writes_one_of_its_word_and_leaves_the_transaction_whole() -> None:
    assert enqueue("tests.write_line", once="a", path="x")
    assert not enqueue("tests.write_line", once="a", path="x")
    assert len(jobs_waiting()) == 1


def worker(*words: str) -> subprocess.Popen[bytes]:
    """A worker of its own on the test database, with the jobs of the tests."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}&port={database['PORT']}"
    known = {"DATABASE_URL": url, "ALISVEIEN_POOL": "0", "DJANGO_SETTINGS_MODULE": "tests.base.worker_settings"}
    return subprocess.Popen(
        [sys.executable, "-m", "django", "do_jobs", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **known},
    )


def until(true: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [False, True])
def test_what_a_job_writes_into_the_queue_is_there_when_the_job_stands_and_not_before(
    tmp_path: Path, fails: bool
) -> None:
    enqueue("tests.two_after_me", folder=str(tmp_path), fails=fails)
    process = worker("--jobs", "3")
    try:
        until((tmp_path / "written").exists)
        time.sleep(1)
        assert "tests.write_line" not in [name for name, _words in jobs_waiting()]
        assert not (tmp_path / "line").exists()
        (tmp_path / "go_on").touch()
        if not fails:
            until(lambda: (tmp_path / "line").exists() and (tmp_path / "line").read_text() == "xx")
    finally:
        process.terminate()
        process.wait(timeout=60)
    assert (tmp_path / "line").exists() != fails
    assert "tests.write_line" not in [name for name, _words in jobs_waiting()]


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_held_is_done_by_the_next(tmp_path: Path) -> None:
    began, go_on, ended = tmp_path / "began", tmp_path / "go_on", tmp_path / "ended"
    task = start_long_task(
        "tests.slow", title="Prøve", by=Actor(user_id=1), at=timezone.now(), unit="rader", folder=str(tmp_path)
    )
    first = worker("--stalled", "2")
    try:
        until(began.exists)
        task.refresh_from_db()
        assert (task.state, task.done, task.total) == ("running", 1, 3)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert not ended.exists()
    go_on.touch()
    second = worker("--stalled", "2")
    try:
        until(lambda: LongTask.objects.get(pk=task.pk).state == "done")
    finally:
        second.terminate()
        assert second.wait(timeout=20) == 0
    task.refresh_from_db()
    assert (task.done, task.total, task.summary, task.result) == (3, 3, "3 rader lest", "/runder/")
    assert ended.read_text() == "x"


@pytest.mark.django_db(transaction=True)
def test_long_work_that_fails_says_so_and_its_deed_is_undone() -> None:
    task = start_long_task("tests.fails", title="Prøve", by=Actor(user_id=1), at=timezone.now())
    assert worker("--until-empty").wait(timeout=60) == 0
    task.refresh_from_db()
    assert task.state == "failed"
    assert "loggen" in task.summary
    assert LongTask.objects.count() == 1
