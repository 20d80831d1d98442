"""Load the touches of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.outreach.services.demonstration import load_demonstration


class Command(BaseCommand):
    """``load_outreach``: the second time it changes nothing."""

    help = "Les inn kontakten med kommunene i øvingsdataene."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_demonstration(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} kontakter er lest inn.")
