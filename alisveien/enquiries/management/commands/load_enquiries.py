"""Load the enquiries of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.enquiries.services.demonstration import load_demonstration


class Command(BaseCommand):
    """``load_enquiries``: the second time it changes nothing."""

    help = "Les inn øvingsdata for henvendelser til kontorene."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_demonstration(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} henvendelser er lest inn.")
