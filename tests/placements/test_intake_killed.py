"""A worker that is killed in the middle of a reading has written nothing, and the next one does it whole."""

import os
import signal
import time
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from alisveien.base.models import LongTask
from alisveien.placements.models import Intake, Nomination, Round, Workbook
from alisveien.placements.services import workbooks as deeds
from tests.base.test_jobs import until, worker
from tests.placements.people import AT, trust
from tests.placements.workbooks import doctor, upload
from tests.roles import MUNICIPAL_LEADER, actor_as, place_of

ROWS = 800


@pytest.fixture
def places(transactional_db: None) -> None:
    """The register, as other processes see it."""
    call_command("load_register", verbosity=0)


def begun(task: Any) -> bool:
    """Whether rows have been written."""
    return LongTask.objects.get(pk=task.pk).done > 0


def test_a_killed_reading_begins_anew_and_is_whole(places: None) -> None:
    Round.objects.create(year=2028, trust=trust(), draw="2028", created_at=AT)
    home = place_of("municipality", "5540")
    leader = actor_as(MUNICIPAL_LEADER, home)
    sent = upload([doctor(number) for number in range(1, ROWS + 1)])
    workbook = deeds.send_workbook(place=home, year=2028, upload=sent, by=leader, at=timezone.now())
    until_done(worker("--until-empty"))
    workbook.refresh_from_db()
    assert workbook.checked is not None
    assert workbook.checked["counts"]["new"] == ROWS
    task = deeds.start_reading_in(workbook=workbook, by=leader, at=workbook.at)
    first = worker("--stalled", "2")
    try:
        until(lambda: begun(task), 60)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert LongTask.objects.get(pk=task.pk).state == "running"
    assert (Nomination.objects.count(), Intake.objects.count()) == (0, 0)
    second = worker("--stalled", "2")
    try:
        until(lambda: LongTask.objects.get(pk=task.pk).state == "done", 120)
    finally:
        second.terminate()
        second.wait(timeout=30)
    intake = Intake.objects.get()
    assert (Nomination.objects.count(), intake.new) == (ROWS, ROWS)
    task.refresh_from_db()
    assert (task.done, task.result) == (ROWS, f"/innlesinger/{intake.pk}/")
    assert Workbook.objects.get().document is None


def until_done(process: Any) -> None:
    """Wait for a worker that ends by itself."""
    end = time.monotonic() + 90
    while process.poll() is None:
        assert time.monotonic() < end, "the worker does not end"
        time.sleep(0.1)
    assert process.returncode == 0
