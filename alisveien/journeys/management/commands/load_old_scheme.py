"""Load the doctors of the old scheme of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alisveien.base.errors import NotAllowed
from alisveien.journeys.services.demonstration import load_demonstration


class Command(BaseCommand):
    """``load_old_scheme``: the second time it changes nothing."""

    help = "Les inn øvingsdata for leger i gammel ordning."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_demonstration()
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} leger er lest inn.")
