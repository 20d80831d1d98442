"""Load the proposals and decisions of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.posts.services.demonstration import load_demonstration


class Command(BaseCommand):
    """``load_capacity``: the second time it changes nothing."""

    help = "Les inn øvingsdata for kapasitetsplanen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        try:
            made = load_demonstration(at=timezone.now())
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{made} forslag er lest inn.")
