"""The process that does the jobs, and looks after those another worker died from."""

import asyncio
import logging
from datetime import datetime

from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job, Status

HEARTBEAT = 5.0
STALLED = 20.0
MOST_LIVES = 5

log = logging.getLogger("alisveien.jobs")


def work(
    *, concurrency: int = 2, until_empty: bool = False, heartbeat: float = HEARTBEAT, stalled: float = STALLED
) -> None:
    """Do jobs until asked to stop, or until none is left. What is under way is finished first.

    ``stalled``: after so many seconds without a sign of life a worker counts as dead, and its jobs are put back.
    """
    asyncio.run(_work(concurrency, until_empty, heartbeat, stalled))


async def _work(concurrency: int, until_empty: bool, heartbeat: float, stalled: float) -> None:  # noqa: FBT001
    with app.replace_connector(DjangoConnector().get_worker_connector()) as own:
        async with own.open_async():
            watch = asyncio.create_task(_watch(own, stalled))
            try:
                await own.run_worker_async(
                    concurrency=concurrency,
                    wait=not until_empty,
                    delete_jobs="successful",
                    update_heartbeat_interval=heartbeat,
                    stalled_worker_timeout=stalled,
                    shutdown_graceful_timeout=30,
                )
            finally:
                watch.cancel()


async def _watch(own: App, stalled: float) -> None:
    """Look for stalled jobs for as long as the worker lives; a fault in looking is logged and it goes on."""
    while True:
        try:
            await rescue(own, stalled=stalled, at=timezone.now())
        except Exception:
            log.exception("looking for stalled jobs failed")
        await asyncio.sleep(stalled / 2)


async def rescue(own: App, *, stalled: float, at: datetime) -> int:
    """Put back every job whose worker is dead; one that has taken so many workers with it is given up.

    Returns how many were put back.
    """
    jobs = list(await own.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled))
    for job in jobs:
        await _put_back(own, job, at)
    return len(jobs)


async def _put_back(own: App, job: Job, at: datetime) -> None:
    if job.attempts >= MOST_LIVES:
        log.error("job %s (%s) given up after %d workers", job.id, job.task_name, job.attempts)
        await own.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        return
    log.warning("job %s (%s) put back: its worker is gone", job.id, job.task_name)
    await own.job_manager.retry_job(job, retry_at=at)
