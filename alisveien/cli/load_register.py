"""``alisveien load-register``: read the register that ships with the project into the database."""

import argparse
from gettext import gettext as _

from django.core.management import call_command

from alisveien.cli.ground import ground


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked for."""


def run(args: argparse.Namespace) -> int:
    """Load the register. Running it again changes nothing that is right already."""
    with ground():
        call_command("load_register")
        print(_("Registeret er lest inn."))
    return 0
