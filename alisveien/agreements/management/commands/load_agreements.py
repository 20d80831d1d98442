"""Load the cooperation agreements of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alisveien.agreements.services.demonstration import load_agreements
from alisveien.base.errors import NotAllowed


class Command(BaseCommand):
    """``load_agreements``: the second time it changes nothing."""

    help = "Les inn samarbeidsavtalene i øvingsdataene."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_agreements()
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} samarbeidsavtaler er lest inn.")
