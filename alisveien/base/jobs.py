"""Jobs: work done after the answer is sent, by the worker, from a queue in our own database.

A service writes a job's *name* into the queue in its own transaction: rolled back, it never runs. What the name
stands for is declared in ``<area>/tasks.py``, which the settings name one by one; only the worker reads them.
A job may be run twice (a worker can die at its last line), so each one must do the same the second time: nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, Unpack

import pghistory
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.retry import RetryStrategy
from procrastinate.tasks import ConfigureTaskOptions, configure_task

Asked = ParamSpec("Asked")
Argument = str | int | bool | None

FIRST_WAIT = 5

QUEUE = JobManager(DjangoConnector())
"""Writes on Django's own connection, also within a job: the worker gives the app a connection that commits at once."""

log = logging.getLogger("alisveien.jobs")


def enqueue(
    name: str,
    *,
    lock: str | None = None,
    once: str | None = None,
    after: datetime | None = None,
    **arguments: Argument,
) -> bool:
    """Write a job into the queue, in the transaction at hand. Arguments are ids and plain values, never names.

    Jobs with the same ``lock`` are done one after another. ``once``: nothing is written when a job with the same
    word is waiting already. ``after``: not before that time. Returns whether something was written.
    """
    waiting = configured(name, lock=lock, queueing_lock=once, schedule_at=after)
    try:
        with transaction.atomic():
            waiting.defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True


def configured(name: str, **options: Unpack[ConfigureTaskOptions]) -> JobDeferrer:
    """What writes a job by its name, without reading what the name stands for."""
    return configure_task(name=name, job_manager=QUEUE, **options)


def job(name: str, *, attempts: int = 3) -> Callable[[Callable[Asked, None]], Callable[Asked, None]]:
    """Declare what the job called ``name`` does. It is tried ``attempts`` times, with longer and longer waits.

    The function stays as it is, so that a test may call it. History is told which job wrote.
    """

    def declared(deed: Callable[Asked, None]) -> Callable[Asked, None]:
        @app.task(name=name, retry=strategy(attempts))
        def run(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
            with pghistory.context(job=name):
                deed(*args, **kwargs)

        return deed

    return declared


def strategy(attempts: int) -> RetryStrategy:
    """Waits of 5, 25, 125 … seconds between the attempts. (procrastinate counts those after the first.)"""
    return RetryStrategy(max_attempts=attempts - 1, exponential_wait=FIRST_WAIT)
