"""Load the persons of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.people.services.demonstration import load_demonstration


class Command(BaseCommand):
    """``load_persons``: the second time it changes nothing."""

    help = "Les inn personene og rollene i øvingsdataene."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_demonstration(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} personer er lest inn.")
