"""Jobs only the tests know."""

import time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from alisveien.base.jobs import enqueue, job
from alisveien.base.long_work import Ended, Progress, long_job
from alisveien.base.models import LongTask


@job("tests.write_line")
def write_line(path: str) -> None:
    """Write a line to a file."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write("x")


@job("tests.two_after_me", attempts=1)
def two_after_me(folder: str, *, fails: bool) -> None:
    """Write two jobs in a transaction, and wait until the other slot of the worker has had time to take them."""
    with transaction.atomic():
        enqueue("tests.write_line", path=f"{folder}/line")
        enqueue("tests.write_line", path=f"{folder}/line")
        (Path(folder) / "written").touch()
        while not (Path(folder) / "go_on").exists():
            time.sleep(0.05)
        if fails:
            raise ZeroDivisionError


@long_job("tests.slow")
def slow(progress: Progress, *, folder: str) -> Ended:
    """Stop halfway until the file ``go_on`` is there."""
    here = Path(folder)
    with transaction.atomic():
        progress.step(1, 3)
        (here / "began").touch()
        while not (here / "go_on").exists():
            time.sleep(0.05)
        with (here / "ended").open("a", encoding="utf-8") as file:
            file.write("x")
    progress.step(3, 3)
    return Ended("3 rader lest", "/runder/")


@long_job("tests.fails", attempts=1)
def fails(progress: Progress) -> Ended:
    """Write something and fail; what it wrote goes with it."""
    with transaction.atomic():
        LongTask.objects.create(kind="tests.other", title="x", started_at=timezone.now(), changed_at=timezone.now())
        raise ZeroDivisionError
