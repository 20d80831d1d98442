"""Read the register that ships into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from alisveien.base.shipped import REGISTER
from alisveien.places.sheets import BrokenRegister
from alisveien.public.loading import LoadedRegister, load_register


class Command(BaseCommand):
    """``load_register [--folder DIR]``."""

    help = "Reads the register that ships, or that of another folder, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, when another than ours."""
        parser.add_argument("--folder", type=Path, default=REGISTER)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was changed."""
        try:
            loaded = load_register(options["folder"], on=timezone.localdate())
        except BrokenRegister as broken:
            raise CommandError(str(broken)) from broken
        if options["verbosity"] > 0:
            self.stdout.write(_said(loaded))


def _said(loaded: LoadedRegister) -> str:
    if not loaded.changed:
        return _("Registeret er alt lest inn, uten endringer.")
    said = _("{count} rader er nye eller endret.").format(count=loaded.changed)
    if loaded.ended:
        words = _("{count} steder står ikke lenger i filene og er avsluttet i dag: {names}.")
        said += " " + words.format(count=len(loaded.ended), names=", ".join(loaded.ended))
    return said
