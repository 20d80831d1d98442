"""``alisveien worker``: do the jobs of the queue, until Ctrl-C. ``serve`` and ``demo`` start one by themselves."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _

from django.core.management import call_command

from alisveien.cli.ground import ground
from alisveien.cli.website import end, end_with_parent

PAUSE = 5.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many jobs at once, and whether to go on when the queue is empty."""
    parser.add_argument("--jobs", default=2, type=int, metavar=_("ANTALL"), help=_("antall jobber samtidig"))
    parser.add_argument("--until-empty", action="store_true", help=_("stopp når køen er tom"))
    parser.add_argument(
        "--stalled",
        default=20.0,
        type=float,
        metavar=_("SEKUNDER"),
        help=_("så lenge uten livstegn før jobbene til en arbeider tas opp av en annen"),
    )


def run(args: argparse.Namespace) -> int:
    """Do jobs until asked to stop. What is under way is finished first."""
    with ground():
        call_command("do_jobs", jobs=args.jobs, until_empty=args.until_empty, stalled=args.stalled)
    return 0


class Beside:
    """A worker beside the web pages. It is started again when it has ended, at most every five seconds."""

    def __init__(self) -> None:
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the worker; it ends when we do, however we end."""
        self.started = time.monotonic()
        return subprocess.Popen(
            [sys.executable, "-m", "alisveien.cli.main", "worker"],
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  no threads run yet
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )

    def tend(self) -> None:
        """Start it again if it has ended."""
        if self.process.poll() is not None and time.monotonic() - self.started > PAUSE:
            print(_("Arbeideren stoppet og startes på nytt."), file=sys.stderr, flush=True)
            self.process = self.start()


@contextmanager
def worker_beside() -> Iterator[Beside]:
    """A worker for as long as the block lasts. Jobs under way when it ends are done after the next start."""
    beside = Beside()
    try:
        yield beside
    finally:
        end(beside.process)
