"""A long workbook read in as the browser does it: sent, tried by a job, read in by a job, to its end.

``python bench/workbook.py 100000`` (or ``ALISVEIEN_BENCH_ROWS=100000 make bench``) takes the longest there may be,
which is some minutes; without a number it is 5 000 rows. The jobs are run by a worker of its own, as on a server, so
that its memory can be told. A database of its own under ``.local/bench-workbook``, made anew each time.
"""

import logging
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from alisveien.cli.ground import ground
from bench.lists import write_list
from tests.roles import TRUST_COORDINATOR, actor_as, place_of

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".local" / "bench-workbook"
TRUST = "983974899"
ROWS = 5_000
FAULTY = 33  # one row of so many is at fault
YEAR = 2028


def main() -> None:
    """Make the workbook, have it tried and read in, and print what each took."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ALISVEIEN_BENCH_ROWS", "")
    rows = int(wanted or ROWS)
    shutil.rmtree(HOME, ignore_errors=True)
    os.environ["ALISVEIEN_HOME"], os.environ["ALISVEIEN_DEMONSTRATION"] = str(HOME), "1"
    with ground():
        logging.disable(logging.CRITICAL)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_register", verbosity=0)
        path = HOME / "liste.xlsx"
        write_list(path, rows, trust=place_of("trust", TRUST).name, faulty=FAULTY)
        table = Table("steg", "sekunder", "sekunder CPU", "MB", "lengste stillstand, s", "utfall")
        for row in _steps(path):
            table.add_row(*row)
        print(f"  {rows} rader, {path.stat().st_size // 1024} kB")
        Console().print(table)


def _steps(path: Path) -> list[tuple[str, ...]]:
    """What sending, trying and reading in took: each step with what came of it."""
    deeds = import_module("alisveien.placements.services.workbooks")
    models = import_module("alisveien.placements.models")
    uploads = import_module("django.core.files.uploadedfile")
    now = import_module("django.utils.timezone").now
    trust = place_of("trust", TRUST)
    by = actor_as(TRUST_COORDINATOR, trust)
    models.Round.objects.create(year=YEAR, trust=trust, draw=str(YEAR), created_at=now())
    before, spent = time.monotonic(), time.process_time()
    upload = uploads.SimpleUploadedFile(path.name, path.read_bytes())
    workbook = deeds.send_workbook(place=trust, year=YEAR, upload=upload, by=by, at=now())
    taken, cpu = time.monotonic() - before, time.process_time() - spent
    steps = [("sende", f"{taken:.1f}", f"{cpu:.1f}", "", "", "")]
    if not workbook.long:
        return steps
    seconds, still = _worked()
    workbook.refresh_from_db()
    steps.append(("prøve", *seconds, still, str((workbook.checked or {}).get("counts", workbook.problem))))
    deeds.start_reading_in(workbook=workbook, by=by, at=now())
    seconds, still = _worked()
    found = (models.Nomination.objects.count(), models.Wish.objects.count(), models.RejectedRow.objects.count())
    steps.append(("lese inn", *seconds, still, "{} innmeldinger, {} ønsker, {} avvist".format(*found)))
    return steps


def _worked() -> tuple[tuple[str, str, str], str]:
    """Seconds, seconds of CPU and megabytes of a worker that empties the queue; its longest time without progress."""
    before = time.monotonic()
    worker = subprocess.Popen(
        [sys.executable, "-m", "django", "do_jobs", "--until-empty"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ALISVEIEN_POOL": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    ended = threading.Event()
    told: dict[str, float] = {}
    watch = threading.Thread(target=_watched, args=(ended, told))
    watch.start()
    _pid, status, used = os.wait4(worker.pid, 0)
    ended.set()
    watch.join()
    if status:
        sys.exit("Arbeideren stoppet med feil.")
    return _words(time.monotonic() - before, used), f"{told['longest']:.1f}"


def _words(seconds: float, used: resource.struct_rusage) -> tuple[str, str, str]:
    return f"{seconds:.1f}", f"{used.ru_utime + used.ru_stime:.1f}", str(used.ru_maxrss // 1024)


def _watched(ended: threading.Event, told: dict[str, float]) -> None:
    """Look at the work four times a second, from its first row to its end, for its longest time without progress."""
    tasks = import_module("alisveien.base.models").LongTask.objects
    connection = import_module("django.db").connection
    done, since, longest = 0, time.monotonic(), 0.0
    while not ended.wait(0.25):
        task: Any = tasks.order_by("-pk").first()
        if task.done != done:
            longest = max(longest, time.monotonic() - since) if done else 0.0
            done, since = task.done, time.monotonic()
    connection.close()
    told["longest"] = longest


if __name__ == "__main__":
    main()
