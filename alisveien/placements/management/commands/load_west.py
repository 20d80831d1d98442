"""Load the trust of another region in the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.placements.services.demonstration_west import load_west


class Command(BaseCommand):
    """``load_west``: the second time it changes nothing."""

    help = "Les inn øvingsdata for Helse Stavanger, med egne vilkår."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_west(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} leger er meldt inn.")
