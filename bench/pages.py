"""What a page costs: CPU of our own process per request, as a median, and as a ratio to the front page.

The database's own CPU is apart from it; requests per second say more of the machine than of the page.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Iterable

from django.test import Client
from rich.console import Console
from rich.table import Table

from alisveien.cli.demo import CHORES, prepare
from alisveien.cli.ground import Steps, ground
from tests.browser.pages import PAGES, Seen
from tests.roles import client_as

TIMES = 30
WARM = 3
MOST_USED = {
    "forside",
    "kommuner",
    "kommune",
    "foretak",
    "kart",
    "sok",
    "runder",
    "runde",
    "runde-liste",
    "runde-rute",
    "runde-regelsett",
    "kort-plass",
}


def main() -> None:
    """Bring the demonstration up to date and print the table."""
    os.environ["ALISVEIEN_DEMONSTRATION"] = "1"
    with ground():
        prepare(Steps(count=len(CHORES)))
        logging.disable(logging.CRITICAL)
        rows = [(seen, *measured(seen)) for seen in PAGES if seen.name in MOST_USED]
    table = Table("side", "svar", "ms CPU", "forhold")
    for seen, code, milliseconds in rows:
        table.add_row(seen.path, str(code), f"{milliseconds:.1f}", f"{milliseconds / rows[0][2]:.2f}")
    Console().print(table)
    refuse_faults((seen, code) for seen, code, _milliseconds in rows)


def refuse_faults(rows: Iterable[tuple[Seen, int]]) -> None:
    """End the program, naming every page that did not answer what it should: such a row measures nothing."""
    faults = [f"{seen.name} {seen.path}: {code}" for seen, code in rows if code != seen.status]
    if faults:
        sys.exit("\n".join([f"{len(faults)} SIDER SVARTE IKKE SOM DE SKULLE, så tallene deres gjelder ikke:", *faults]))


def measured(seen: Seen, times: int = TIMES) -> tuple[int, float]:
    """What the page answers (a page that fails is no measure) and its milliseconds of CPU: ``times`` after three."""
    client = client_as(seen.role) if seen.role else Client()
    client.defaults["SERVER_NAME"] = "localhost"
    taken = []
    for _number in range(WARM + times):
        before = time.process_time()
        code = client.get(seen.path).status_code
        taken.append((time.process_time() - before) * 1000)
    return code, statistics.median(taken[WARM:])


if __name__ == "__main__":
    main()
