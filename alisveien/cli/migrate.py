"""``alisveien migrate``: make the database ready for this version."""

import argparse
from gettext import gettext as _

from django.core.management import call_command

from alisveien.cli.ground import ground


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked for."""


def run(args: argparse.Namespace) -> int:
    """Run every migration that is missing. Running it again changes nothing."""
    with ground():
        call_command("migrate", interactive=False, verbosity=1)
        print(_("Databasen er klar."))
    return 0
