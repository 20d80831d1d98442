"""Take persons out of what is kept when its time is over. Called by ``alisveien scrub``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from alisveien.base.actor import VISITOR
from alisveien.base.days import norwegian_day
from alisveien.base.privacy import title_of
from alisveien.journal import scrubbing


class Command(BaseCommand):
    """Count what is due, and with ``--do`` take it out. Prints counts, never names."""

    help = "Take persons out of what is kept when its time is over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing is done unless it is asked for."""
        parser.add_argument("--do", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, or do it whole."""
        at = timezone.now()
        due = {str(title_of(model)): rows for model, rows in scrubbing.due_on(norwegian_day(at)).items()}
        if not due:
            self.stdout.write("Ingenting skal slettes i dag.")
            return
        if options["do"]:
            scrubbing.scrub(by=VISITOR, at=at)
        for title, rows in due.items():
            self.stdout.write(f"{rows:>8}  {title}")
        said = "Slettet." if options["do"] else "Ingenting er gjort. «alisveien scrub --do» sletter dette."
        self.stdout.write(said)
