"""What the long lists cost: 20 000 people and 2 000 organisations, as CPU of our own process and queries.

A database of its own under ``.local/bench``, filled in a transaction that is taken back.
"""

import logging
import os
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import is_valid_path
from rich.console import Console
from rich.table import Table

from alisveien.cli.ground import ground
from bench.nation import fill_lists
from bench.pages import measured
from tests.browser.pages import Seen
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, client_as

PEOPLE, ORGANISATIONS = 20_000, 2_000
TOO_DEAR = 50
TIMES = 12
PAGES = (
    Seen("innmeldinger, foretak", "/innmeldinger/", role=TRUST_COORDINATOR),
    Seen("innmeldinger, siste først", "/innmeldinger/?sorter=-bekreftet", role=TRUST_COORDINATOR),
    Seen("innmeldinger, søk", "/innmeldinger/?q=lege+1999", role=TRUST_COORDINATOR),
    Seen("innmeldinger, kommune", "/innmeldinger/", role=MUNICIPAL_LEADER),
    Seen("personer", "/personer/", role=ADVISER),
    Seen("personer, søk", "/personer/?q=lege+1999", role=ADVISER),
    Seen("kontaktnett", "/kontaktnett/", role=ADVISER),
    Seen("organisasjoner", "/organisasjoner/"),
    Seen("organisasjoner, søk", "/organisasjoner/?q=enhet+199"),
    Seen("organisasjoner, slag", "/organisasjoner/?slag=unit&sorter=-under"),
    Seen("kommuner", "/kommuner/", role=ADVISER),
)


def main() -> None:
    """Make the people and the organisations, print the table, and take it all back."""
    os.environ["ALISVEIEN_DEMONSTRATION"] = "1"
    os.environ["ALISVEIEN_HOME"] = str(Path(__file__).resolve().parents[1] / ".local" / "bench")
    table = Table("side", "adresse", "svar", "spørringer", "ms CPU", "")
    with ground():
        logging.disable(logging.CRITICAL)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_register", verbosity=0)
        with transaction.atomic():
            fill_lists(PEOPLE, ORGANISATIONS)
            for seen in PAGES:
                if is_valid_path(seen.path.split("?")[0]):
                    table.add_row(*_row(seen))
            transaction.set_rollback(True)
    Console().print(table)


def _row(seen: Seen) -> tuple[str, ...]:
    code, milliseconds = measured(seen, TIMES)
    client: Any = client_as(seen.role) if seen.role else Client()
    with CaptureQueriesContext(connection) as asked:
        client.get(seen.path, headers={"host": "localhost"})
    dear = f"over {TOO_DEAR}" if milliseconds > TOO_DEAR else ""
    return seen.name, seen.path, str(code), str(len(asked)), f"{milliseconds:.1f}", dear


if __name__ == "__main__":
    main()
