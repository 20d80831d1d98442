"""``alisveien scrub``: count the personal data whose time is over, and with ``--do`` take it out."""

import argparse
from gettext import gettext as _

from django.core.management import call_command

from alisveien.cli.ground import ground


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only counting is the default."""
    parser.add_argument(
        "--do", action="store_true", help=_("slett; uten dette blir det bare talt. Det kan ikke angres")
    )


def run(args: argparse.Namespace) -> int:
    """Count, or scrub: all or nothing. Prints counts, never names."""
    with ground():
        call_command("scrub", do=args.do)
    return 0
