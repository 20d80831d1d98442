"""What the most used pages cost with a whole country in the database: CPU of our own process.

A database of its own under ``.local/bench``, filled in a transaction that is taken back.
"""

import logging
import os
import sys
import time
from importlib import import_module
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.urls import is_valid_path
from rich.console import Console
from rich.table import Table

from alisveien.cli.ground import ground
from bench.nation import fill
from bench.pages import measured
from tests.browser.pages import Seen
from tests.roles import ADVISER, FIGURES_READER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, TRUST_COORDINATOR

DOCTORS = 5_000
TOO_DEAR = 50
TIMES = 12
ROUND = "/runder/2028/983974899/"
PAGES = (
    Seen("forside", "/"),
    Seen("arbeidsliste, foretak", "/arbeidsliste/", role=TRUST_COORDINATOR),
    Seen("arbeidsliste, kontor", "/arbeidsliste/", role=ADVISER),
    Seen("arbeidsliste, kommune", "/arbeidsliste/", role=MUNICIPAL_LEADER),
    Seen("innmeldinger", "/innmeldinger/", role=TRUST_COORDINATOR),
    Seen("runde, utkast", ROUND, role=TRUST_COORDINATOR),
    Seen("prioritert liste", f"{ROUND}liste/", role=TRUST_COORDINATOR),
    Seen("rute", f"{ROUND}rute/", role=TRUST_COORDINATOR),
    Seen("regelsett", f"{ROUND}regelsett/", role=TRUST_COORDINATOR),
    Seen("kort", "", role=TRUST_COORDINATOR),
    Seen("behov, kontor", "/behov/2028/", role=ADVISER),
    Seen("behov, hele landet", "/behov/2028/", role=NATIONAL_COORDINATOR),
    Seen("behov, leser av tall", "/behov/2028/", role=FIGURES_READER),
    Seen("behov i kommunene", "/behov/2028/kommuner/", role=NATIONAL_COORDINATOR),
    Seen("behov på kart", "/behov/2028/kart/", role=NATIONAL_COORDINATOR),
    Seen("det som mangler", "/behov/2028/mangler/", role=ADVISER),
    Seen("kommuner", "/kommuner/", role=ADVISER),
    Seen("kart", "/kart/", role=ADVISER),
)


def main() -> None:
    """Make the country, print the table, and take it all back."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCTORS
    os.environ["ALISVEIEN_DEMONSTRATION"] = "1"
    os.environ["ALISVEIEN_HOME"] = str(Path(__file__).resolve().parents[1] / ".local" / "bench")
    with ground():
        logging.disable(logging.CRITICAL)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_register", verbosity=0)
        with transaction.atomic():
            before = time.monotonic()
            fill(count)
            print(f"  {count} leger i runder hos hvert helseforetak: {time.monotonic() - before:.0f} s")
            _print([(seen, *measured(seen, TIMES)) for seen in map(_placed, PAGES) if is_valid_path(seen.path)])
            transaction.set_rollback(True)


def _placed(seen: Seen) -> Seen:
    """The page of a card gets the address of a doctor at the trust."""
    if seen.path:
        return seen
    nominations = import_module("alisveien.placements.models").Nomination.objects  # only when Django is ready
    one = nominations.filter(trust__code=ROUND.split("/")[3]).select_related("doctor").order_by("pk")[7]
    return seen._replace(path=f"/runder/2028/lege/{one.hpr_number}/")


def _print(rows: list[tuple[Seen, int, float]]) -> None:
    table = Table("side", "adresse", "svar", "ms CPU", "")
    for seen, code, milliseconds in rows:
        dear = f"over {TOO_DEAR}" if milliseconds > TOO_DEAR else ""
        table.add_row(seen.name, seen.path, str(code), f"{milliseconds:.1f}", dear)
    Console().print(table)


if __name__ == "__main__":
    main()
