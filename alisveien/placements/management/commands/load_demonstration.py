"""Read the example workbook and distribute it, as the demonstration shows it."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.shipped import DATA
from alisveien.placements.services import load_demonstration_round

EXAMPLE = DATA / "examples" / "innmeldinger_helse_nord_2028.xlsx"


class Command(BaseCommand):
    """``load_demonstration [WORKBOOK]``: the same file twice changes nothing."""

    help = "Les eksempelarbeidsboken og fordel sykehusplassene i øvingsrunden for 2028."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Another workbook may be named."""
        parser.add_argument("workbook", nargs="?", type=Path, default=EXAMPLE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done."""
        try:
            loaded = load_demonstration_round(workbook=options["workbook"], by=VISITOR, at=timezone.now())
        except (RuleBroken, NotAllowed) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            done = "er lest og fordelt" if loaded.changed else "er uendret"
            self.stdout.write(f"Runden {loaded.round.year} {done}.")
