"""The jobs of this area: taking persons out of what is kept, every night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from alisveien.base.actor import VISITOR
from alisveien.base.jobs import job
from alisveien.journal.scrubbing import scrub as scrub_now

SCRUB = "journal.scrub"


@job(SCRUB)
def scrub() -> None:
    """Take out everything whose time is over. Done twice, the second finds nothing."""
    scrub_now(by=VISITOR, at=timezone.now())


@app.periodic(cron="17 2 * * *")
@app.task(name="journal.scrub_at_night", queueing_lock="journal.scrub_at_night")
def scrub_at_night(timestamp: int) -> None:
    """Every night at 02.17 by the clock of the machine."""
    scrub()
