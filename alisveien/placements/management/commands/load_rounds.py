"""Load the rounds of the demonstration that are over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.placements.services.demonstration_rounds import load_rounds


class Command(BaseCommand):
    """``load_rounds``: the second time it changes nothing."""

    help = "Les inn øvingsdata for rundene i 2026 og 2027, som er ferdige."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_rounds(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} runder er lest inn.")
