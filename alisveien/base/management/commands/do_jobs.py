"""Do the jobs of the queue. Called by ``alisveien worker``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from alisveien.base.jobs import enqueue
from alisveien.base.worker import HEARTBEAT, STALLED, work


class Command(BaseCommand):
    """Do jobs until asked to stop, or until the queue is empty."""

    help = "Do the jobs of the queue."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many at once, whether to stop when none is left, and when a silent worker counts as dead."""
        parser.add_argument("--jobs", type=int, default=2)
        parser.add_argument("--until-empty", action="store_true")
        parser.add_argument("--stalled", type=float, default=STALLED)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do them."""
        enqueue("base.send_waiting_letters", once="base.send_waiting_letters")
        stalled = options["stalled"]
        heartbeat = min(HEARTBEAT, stalled / 4)
        work(concurrency=options["jobs"], until_empty=options["until_empty"], heartbeat=heartbeat, stalled=stalled)
