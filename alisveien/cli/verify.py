"""``alisveien verify``: not made yet."""

import argparse
from gettext import gettext as _

from alisveien.cli.refusal import CannotBeDone


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked for yet."""


def run(args: argparse.Namespace) -> int:
    """Say that it is not made yet."""
    raise CannotBeDone(_("Denne kommandoen er ikke laget ennå."))
