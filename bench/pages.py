"""What a page costs: CPU of our own process per request, as a median, and as a ratio to the front page.

The database's own CPU is apart from it; requests per second say more of the machine than of the page.
"""

import logging
import os
import statistics
import time

from django.test import Client
from rich.console import Console
from rich.table import Table

from alisveien.cli.demo import prepare
from alisveien.cli.ground import Steps, ground
from tests.browser.pages import PAGES

TIMES = 30
WARM = 3
MOST_USED = 10


def main() -> None:
    """Bring the demonstration up to date and print the table."""
    os.environ["ALISVEIEN_DEMONSTRATION"] = "1"
    with ground():
        prepare(Steps(count=3))
        logging.disable(logging.CRITICAL)
        rows = [(seen.path, status(seen.path), cost(seen.path)) for seen in PAGES[:MOST_USED]]
    table = Table("side", "svar", "ms CPU", "forhold")
    for path, code, milliseconds in rows:
        table.add_row(path, str(code), f"{milliseconds:.1f}", f"{milliseconds / rows[0][2]:.2f}")
    Console().print(table)


def status(path: str) -> int:
    """What the page answers; a page that fails is no measure."""
    return Client(SERVER_NAME="localhost", raise_request_exception=False).get(path).status_code


def cost(path: str) -> float:
    """Milliseconds of CPU per request, the median of thirty after three to warm up."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    taken = []
    for _number in range(WARM + TIMES):
        before = time.process_time()
        client.get(path)
        taken.append((time.process_time() - before) * 1000)
    return statistics.median(taken[WARM:])


if __name__ == "__main__":
    main()
