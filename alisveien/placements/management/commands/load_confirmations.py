"""Load the half-yearly confirmation of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.placements.services.demonstration_confirmations import load_confirmations


class Command(BaseCommand):
    """``load_confirmations``: the second time it changes nothing."""

    help = "Sett i gang en halvårsbekreftelse i øvingsdataene."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            asked = load_confirmations(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{asked} ledere er spurt.")
