"""``alisveien read-register``: see what a file of another register would change, and read it in."""

import argparse
from gettext import gettext as _

from django.core.management import call_command

from alisveien.cli.ground import ground

KINDS = ("klass", "folketall", "fastleger", "enheter")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the file is, the file, and whether to go on."""
    parser.add_argument("kind", metavar="SLAG", choices=KINDS, help=_("klass, folketall, fastleger eller enheter"))
    parser.add_argument("file", metavar="FIL", help=_("CSV i UTF-8, slik den er lastet ned"))
    parser.add_argument("--apply", action="store_true", help=_("les inn; ellers vises bare hva som ville blitt endret"))


def run(args: argparse.Namespace) -> int:
    """Try the file, or read it in whole or not at all."""
    with ground():
        call_command("read_register", args.kind, args.file, apply=args.apply)
    return 0
