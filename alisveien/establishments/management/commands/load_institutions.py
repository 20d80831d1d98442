"""Load the registrations of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alisveien.base.errors import NotAllowed
from alisveien.establishments.services.demonstration import load_demonstration
from alisveien.establishments.services.demonstration_arenas import load_arenas


class Command(BaseCommand):
    """``load_institutions``: the second time it changes nothing."""

    help = "Les inn utdanningsvirksomhetene i øvingsdataene."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made, arenas = load_demonstration(), load_arenas()
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} søknader og registreringer og {arenas} læringsarenaer er lest inn.")
