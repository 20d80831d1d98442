"""Load the conditions of the demonstration's trusts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.placements.services.demonstration_gate import load_gate


class Command(BaseCommand):
    """``load_gate``: the second time it changes nothing."""

    help = "Les inn vilkårene i øvingsdataene."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_gate(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} versjoner av vilkår er lest inn.")
