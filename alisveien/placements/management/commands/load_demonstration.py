"""Read the example workbook and distribute it, as the demonstration shows it."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.shipped import DATA
from alisveien.placements.services.demonstration import load_demonstration

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
            loaded = load_demonstration(workbook=options["workbook"], at=timezone.now())
        except (RuleBroken, NotAllowed) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            done = "er lest inn" if loaded.changed else "var lest inn før"
            self.stdout.write(f"{loaded.intake.file_name} {done}.")
