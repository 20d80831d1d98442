"""What the long lists cost: 20 000 people and 2 000 organisations, as CPU of our own process and queries.

A database of its own under ``.local/bench``, filled in a transaction that is taken back.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rich.console import Console
from rich.table import Table

from alisveien.cli.ground import ground
from bench.filled import fill_registers
from bench.nation import analyze, fill_lists
from bench.pages import measured, refuse_faults
from tests.browser.pages import Seen
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, TRUST_COORDINATOR, client_as

PEOPLE, ORGANISATIONS = 20_000, 2_000
TOO_DEAR = 50
TIMES = 12
PAGES = (
    Seen("innmeldinger, foretak", "/innmeldinger/", role=TRUST_COORDINATOR),
    Seen("innmeldinger, siste først", "/innmeldinger/?sorter=-bekreftet", role=TRUST_COORDINATOR),
    Seen("innmeldinger, søk", "/innmeldinger/?q=lege+1999", role=TRUST_COORDINATOR),
    Seen("innmeldinger, kommune", "/innmeldinger/", role=MUNICIPAL_LEADER),
    Seen("personer", "/personer/", role=NATIONAL_COORDINATOR),
    Seen("personer, søk", "/personer/?q=solberg+kari", role=NATIONAL_COORDINATOR),
    Seen("personer, kommune", "/personer/", role=MUNICIPAL_LEADER),
    Seen("dubletter", "/personer/dubletter/", role=ADVISER),
    Seen("kontaktnett", "/kontaktnett/", role=NATIONAL_COORDINATOR),
    Seen("kontaktnett, ledig", "/kontaktnett/?status=vacant", role=NATIONAL_COORDINATOR),
    Seen("kontaktnett, en kommune", "/kontaktnett/kommuner/5540/", role=ADVISER),
    Seen("kommuner å følge opp", "/kontaktnett/oppfolging/", role=NATIONAL_COORDINATOR),
    Seen("oppfølging på kart", "/kontaktnett/kart/", role=NATIONAL_COORDINATOR),
    Seen("henvendelser", "/henvendelser/", role=ADVISER),
    Seen("henvendelser, søk", "/henvendelser/?q=nummer+1999", role=ADVISER),
    Seen("henvendelser, tall", "/henvendelser/tall/", role=ADVISER),
    Seen("arenaer", "/laringsarenaer/", role=NATIONAL_COORDINATOR),
    Seen("utdanningsvirksomheter", "/utdanningsvirksomheter/"),
    Seen("utdanningsvirksomheter, tall", "/utdanningsvirksomheter/tall/"),
    Seen("utdanningsvirksomheter, kart", "/utdanningsvirksomheter/kart/"),
    Seen("gammel ordning, foretak", "/gammel-ordning/", role=TRUST_COORDINATOR),
    Seen("gammel ordning, kommuner", "/gammel-ordning/kommuner/", role=NATIONAL_COORDINATOR),
    Seen("organisasjoner", "/organisasjoner/"),
    Seen("organisasjoner, søk", "/organisasjoner/?q=enhet+199"),
    Seen("organisasjoner, slag", "/organisasjoner/?slag=unit&sorter=-under"),
    Seen("kommuner", "/kommuner/", role=ADVISER),
    Seen("arbeidsliste", "/arbeidsliste/", role=ADVISER),
    Seen("arbeidsliste, hele landet", "/arbeidsliste/", role=NATIONAL_COORDINATOR),
    Seen("søk, kommune", "/sok/?q=k%C3%A5fjord", role=NATIONAL_COORDINATOR),
    Seen("søk, person", "/sok/?q=kari+solberg", role=NATIONAL_COORDINATOR),
    Seen("søk, skrivefeil i person", "/sok/?q=kair+solbreg", role=NATIONAL_COORDINATOR),
    Seen("søk, skrivefeil i kommune", "/sok/?q=krstiansand", role=NATIONAL_COORDINATOR),
    Seen("søk, skrivefeil uten konto", "/sok/?q=krstiansand"),
    Seen("søk, tøv", "/sok/?q=xyzzyq+plugh", role=NATIONAL_COORDINATOR),
    Seen("forslag, to bokstaver", "/sok/forslag/?q=so", role=NATIONAL_COORDINATOR),
    Seen("forslag, skrivefeil", "/sok/forslag/?q=solbreg", role=NATIONAL_COORDINATOR),
)


def main() -> None:
    """Make the people and the organisations, print the table, and take it all back. A word: only pages called so."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ["ALISVEIEN_DEMONSTRATION"] = "1"
    os.environ["ALISVEIEN_HOME"] = str(Path(__file__).resolve().parents[1] / ".local" / "bench")
    table = Table("side", "adresse", "svar", "spørringer", "ms CPU", "")
    with ground():
        logging.disable(logging.CRITICAL)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_register", verbosity=0)
        with transaction.atomic():
            call_command("load_institutions", verbosity=0)
            fill_lists(PEOPLE, ORGANISATIONS)
            fill_registers(PEOPLE)
            analyze()
            rows = [(seen, *measured(seen, TIMES)) for seen in PAGES if chosen in seen.name]
            for row in rows:
                table.add_row(*_row(*row))
            transaction.set_rollback(True)
    Console().print(table)
    refuse_faults((seen, code) for seen, code, _milliseconds in rows)


def _row(seen: Seen, code: int, milliseconds: float) -> tuple[str, ...]:
    client: Any = client_as(seen.role) if seen.role else Client()
    with CaptureQueriesContext(connection) as asked:
        client.get(seen.path, headers={"host": "localhost"})
    dear = f"over {TOO_DEAR}" if milliseconds > TOO_DEAR else ""
    return seen.name, seen.path, str(code), str(len(asked)), f"{milliseconds:.1f}", dear


if __name__ == "__main__":
    main()
