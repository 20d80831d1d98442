"""Read the register that ships into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from alisveien.base.shipped import REGISTER
from alisveien.public.loading import BrokenRegister, load_register


class Command(BaseCommand):
    """``load_register [--folder DIR]``."""

    help = "Reads the register that ships, or that of another folder, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, when another than ours."""
        parser.add_argument("--folder", type=Path, default=REGISTER)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was changed."""
        try:
            changed = load_register(options["folder"])
        except BrokenRegister as broken:
            raise CommandError(str(broken)) from broken
        if options["verbosity"] > 0:
            said = (
                _("{count} rader er nye eller endret.") if changed else _("Registeret er alt lest inn, uten endringer.")
            )
            self.stdout.write(said.format(count=changed))
