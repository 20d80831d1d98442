"""Load the placements of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.placements.services.demonstration_stays import load_stays


class Command(BaseCommand):
    """``load_stays``: the second time it changes nothing."""

    help = "Les inn øvingsdata for plasser i sykehus fra 2022 til 2027."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_stays(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} plasser er lest inn.")
