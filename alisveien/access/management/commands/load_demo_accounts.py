"""Make an account for each role, for the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.access.services.demonstration import make_demo_accounts
from alisveien.base.errors import NotAllowed


class Command(BaseCommand):
    """``load_demo_accounts``: running it again makes what is missing. Refuses outside a demonstration."""

    help = "Lag en øvingskonto for hver rolle."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say how many were new."""
        try:
            made = make_demo_accounts(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} nye øvingskontoer.")
