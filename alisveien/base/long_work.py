"""Work that takes longer than a page may, with progress a person can watch, leave and come back to.

A service calls ``start_long_task``; the area's ``tasks.py`` declares the job with ``long_job`` and says how far it has
come by ``progress.step()``. The page is ``/arbeid/<key>/``, the same for all kinds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec

import pghistory
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from alisveien.base.actor import Actor
from alisveien.base.jobs import Argument, configured, strategy
from alisveien.base.models import LongTask

Asked = ParamSpec("Asked")
SECONDS_BETWEEN = 0.5
TABLE = LongTask._meta.db_table


@dataclass(frozen=True, slots=True)
class Ended:
    """How long work ended: a summary for the person, and the address to go on to."""

    summary: str
    result: str = ""


@transaction.atomic
def start_long_task(
    name: str, *, title: str, by: Actor, at: datetime, unit: str = "", origin: str = "", **arguments: Argument
) -> LongTask:
    """Put the long job ``name`` in the queue and give what its page needs. Go on to ``work_address(task)``.

    ``title`` names the work («Innlesing av 240 rader»), ``unit`` what is counted («rader»), ``origin`` the
    address to go back to if it stops.
    """
    task = LongTask.objects.create(
        kind=name,
        title=title,
        started_by=by.user_id,
        started_by_link=by.link.link_id if by.link else None,
        started_at=at,
        changed_at=at,
        unit=unit,
        origin=origin,
    )
    configured(name).defer(task_id=task.pk, **arguments)
    return task


@dataclass
class Progress:
    """How far long work has come, written on a connection of its own so that it shows before the work is committed.

    Never write through it in the deed's transaction; never hold a lock on the task's own row.
    """

    task_id: int
    _database: BaseDatabaseWrapper = field(default_factory=connection.copy)
    _written: float = 0.0

    def step(self, done: int, total: int | None = None) -> None:
        """Say that ``done`` of ``total`` is done. Writes at most every half second, and always the last one."""
        now = time.monotonic()
        if now - self._written < SECONDS_BETWEEN and done != total:
            return
        self._written = now
        total = None if total is None else max(total, done)
        self._write("done = %s, total = COALESCE(%s, GREATEST(total, %s))", [done, total, done])

    def running(self) -> None:
        """Say that the work has begun."""
        self._write("state = 'running', ended_at = NULL", [])

    def waiting(self) -> None:
        """Say that the work stopped and will be tried again."""
        self._write("state = 'waiting', ended_at = NULL", [])

    def ended(self, state: str, summary: str, result: str = "") -> None:
        """Say how the work ended."""
        words = [state, timezone.now(), summary, result]
        self._write("state = %s, ended_at = %s, summary = %s, result = %s", words)

    def close(self) -> None:
        """Give the connection back."""
        self._database.close()

    def _write(self, assignments: str, values: list[Any]) -> None:
        """Change the task's row, unless it is done already."""
        statement = f"UPDATE {TABLE} SET {assignments}, changed_at = %s WHERE id = %s AND state <> 'done'"  # noqa: S608
        with self._database.cursor() as cursor:
            cursor.execute(statement, [*values, timezone.now(), self.task_id])


Work = Callable[Concatenate[Progress, Asked], Ended]


def long_job(name: str, *, attempts: int = 3) -> Callable[[Work[Asked]], Work[Asked]]:
    """Declare what the long job ``name`` does: it takes a Progress and the arguments, and says how it ended."""

    def declared(deed: Work[Asked]) -> Work[Asked]:
        @app.task(name=name, pass_context=True, retry=strategy(attempts))
        def run(context: JobContext, /, *, task_id: int, **arguments: Any) -> None:
            last = context.job.attempts >= attempts - 1
            with pghistory.context(job=name):
                carry_out(deed, task_id, arguments, last=last)

        return deed

    return declared


def carry_out(deed: Callable[..., Ended], task_id: int, arguments: dict[str, Any], *, last: bool) -> None:
    """Do long work and keep its page true. What it raises goes on, after the page has said so."""
    progress = Progress(task_id)
    try:
        progress.running()
        ended = deed(progress, **arguments)
        progress.ended(LongTask.State.DONE, ended.summary, ended.result)
    except Exception:
        if last:
            progress.ended(LongTask.State.FAILED, _("Noe gikk galt hos oss. Feilen er skrevet i loggen."))
        else:
            progress.waiting()
        raise
    finally:
        progress.close()
