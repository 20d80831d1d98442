"""Load the swap of departments in the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.placements.services.demonstration_swaps import load_swaps


class Command(BaseCommand):
    """``load_swaps``: the second time it changes nothing."""

    help = "Les inn øvingsdata for et bytte av avdeling midtveis."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_swaps(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} bytte er foreslått.")
