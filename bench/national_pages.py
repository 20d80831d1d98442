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
from rich.console import Console
from rich.table import Table

from alisveien.cli.ground import ground
from bench.nation import fill
from bench.pages import measured, refuse_faults
from bench.placed import PAGES as PLACED
from bench.placed import fill_placed
from tests.browser.pages import Seen
from tests.roles import (
    ADVISER,
    DOCTOR,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
    place_of,
    user_as,
)

DOCTORS = 5_000
TOO_DEAR = 50
TIMES = 12
ROUND = "/runder/2028/983974899/"
CARD = "kort"
HOME = "5540"  # where the leader, the doctor and many of the nominated are: see `_crowded`
CROWD = 150
PAGES = (
    Seen("forside", "/"),
    Seen("arbeidsliste, foretak", "/arbeidsliste/", role=TRUST_COORDINATOR),
    Seen("arbeidsliste, kontor", "/arbeidsliste/", role=ADVISER),
    Seen("arbeidsliste, kommune", "/arbeidsliste/", role=MUNICIPAL_LEADER),
    Seen("innmeldinger, foretak", "/innmeldinger/", role=TRUST_COORDINATOR),
    Seen("innmeldinger, kommune", "/innmeldinger/", role=MUNICIPAL_LEADER),
    Seen("runde, utkast", ROUND, role=TRUST_COORDINATOR),
    Seen("prioritert liste", f"{ROUND}liste/", role=TRUST_COORDINATOR),
    Seen("rute", f"{ROUND}rute/", role=TRUST_COORDINATOR),
    Seen("regelsett", f"{ROUND}regelsett/", role=TRUST_COORDINATOR),
    Seen("kort, foretak", CARD, role=TRUST_COORDINATOR),
    Seen("kort, lege", CARD, role=DOCTOR),
    Seen("behov, kontor", "/behov/2028/", role=ADVISER),
    Seen("behov, hele landet", "/behov/2028/", role=NATIONAL_COORDINATOR),
    Seen("behov, leser av tall", "/behov/2028/", role=FIGURES_READER),
    Seen("behov i kommunene", "/behov/2028/kommuner/", role=NATIONAL_COORDINATOR),
    Seen("behov på kart", "/behov/2028/kart/", role=NATIONAL_COORDINATOR),
    Seen("det som mangler", "/behov/2028/mangler/", role=ADVISER),
    Seen("kommuner", "/kommuner/", role=ADVISER),
    Seen("én kommune", f"/kommuner/{HOME}/", role=ADVISER),
    Seen("én kommune, lederen", f"/kommuner/{HOME}/", role=MUNICIPAL_LEADER),
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
            _crowded()
            print(f"  {count} leger i runder hos hvert helseforetak: {time.monotonic() - before:.0f} s")
            keys = fill_placed()
            pages = [*map(_placed, PAGES), *(one._replace(path=one.path.format(**keys)) for one in PLACED)]
            _print([(seen, *measured(seen, TIMES)) for seen in pages])
            transaction.set_rollback(True)


def _crowded() -> None:
    """Many doctors in the municipality of the tests' leader, as the largest have, and one of them signed in."""
    models, people = import_module("alisveien.placements.models"), import_module("alisveien.people.models")
    home, trust = place_of("municipality", HOME), place_of("trust", ROUND.split("/")[3])
    nominated = models.Nomination.objects.filter(trust=trust).order_by("pk").values_list("pk", "doctor")[:CROWD]
    models.Nomination.objects.filter(pk__in=[pk for pk, _doctor in nominated]).update(municipality=home)
    people.Doctor.objects.filter(pk__in=[doctor for _pk, doctor in nominated]).update(municipality=home)
    people.Doctor.objects.filter(pk=nominated[7][1]).update(user_id=user_as(DOCTOR).pk)


def _placed(seen: Seen) -> Seen:
    """The page of a card gets the address of the doctor who is signed in."""
    if seen.path != CARD:
        return seen
    doctors = import_module("alisveien.people.models").Doctor.objects
    return seen._replace(path=f"/runder/2028/lege/{doctors.get(user_id=user_as(DOCTOR).pk).hpr_number}/")


def _print(rows: list[tuple[Seen, int, float]]) -> None:
    table = Table("side", "adresse", "svar", "ms CPU", "")
    for seen, code, milliseconds in rows:
        dear = f"over {TOO_DEAR}" if milliseconds > TOO_DEAR else ""
        table.add_row(seen.name, seen.path, str(code), f"{milliseconds:.1f}", dear)
    Console().print(table)
    refuse_faults((seen, code) for seen, code, _milliseconds in rows)


if __name__ == "__main__":
    main()
