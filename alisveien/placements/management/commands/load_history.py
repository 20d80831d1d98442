"""Load what was said on the way in the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.placements.services.demonstration_history import load_history


class Command(BaseCommand):
    """``load_history``: the second time it changes nothing."""

    help = "Les inn øvingsdata for uenighet, bekreftelser og en evaluering."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_history(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} hendelser er lest inn.")
