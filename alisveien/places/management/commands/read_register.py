"""Read a file of another register into the register of places."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor, Grant
from alisveien.base.errors import RuleBroken
from alisveien.places.rules import EDIT_REGISTER
from alisveien.places.services import importing
from alisveien.places.services.importing import Preview
from alisveien.places.services.reading import Found
from alisveien.places.sheets import BrokenRegister

STEWARD = Actor(grants=(Grant("administrator", frozenset({EDIT_REGISTER}), None),))
"""Who runs the command: nobody with an account, but one who keeps the whole register."""


class Command(BaseCommand):
    """``read_register {klass,folketall,fastleger,enheter} FILE [--apply]``."""

    help = "Shows what a file of another register would change; with --apply it is read in, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """What the file is, the file, and whether to go on."""
        parser.add_argument("kind", choices=sorted(importing.SOURCES))
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try or read in, and say what was found."""
        path, deed = options["file"], importing.import_file if options["apply"] else importing.try_file
        try:
            done = deed(kind=options["kind"], name=path.name, data=path.read_bytes(), by=STEWARD, at=timezone.now())
        except OSError as error:
            raise CommandError(_("Fila lar seg ikke lese: {path}").format(path=path)) from error
        except (BrokenRegister, RuleBroken) as broken:
            raise CommandError(str(broken)) from broken
        preview = done if isinstance(done, Preview) else done[0]
        for finding in preview.findings:
            if finding.sort != Found.SAME:
                self.stdout.write(f"{finding.sort}: {finding.words}")
        words = _("{count} endringer lest inn.") if options["apply"] else _("{count} endringer. Les inn med --apply.")
        self.stdout.write(words.format(count=preview.changes))
