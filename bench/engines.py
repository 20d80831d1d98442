"""The engines: reading, gate and keys, solving, judging, explaining, proving, as medians at three sizes."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from alisveien.base.shipped import rule_sets
from alisveien.cli.language import speak_norwegian
from alisveien.cli.sources import posts_from, register_from
from alisveien.engines.allocation.explain import refusals
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import verify
from alisveien.engines.distribution.certificate import certificate_of
from alisveien.engines.distribution.frozen import Frozen, Posts, freeze
from alisveien.engines.distribution.judge import judge
from alisveien.engines.distribution.run import explained, rank
from alisveien.engines.nominations.reading import read_rows
from alisveien.placements.telling.files import explanations_text
from alisveien.workbench.sheets import read_sheet
from bench.lists import EXAMPLE, write_list
from bench.textbook import textbook

Thing = TypeVar("Thing")
SIZES = ((84, 9), (10_000, 1), (100_000, 1))
TEXTBOOK_UP_TO = 10_000
YEAR = 2028


class Stopwatch:
    """Medians by name, in milliseconds of processor time."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.medians: dict[str, float] = {}

    def of(self, name: str, work: Callable[[], Thing]) -> Thing:
        """Do the work as many times as asked and remember the median."""
        spent = []
        for _time in range(self.times):
            before = time.process_time()
            result = work()
            spent.append((time.process_time() - before) * 1000)
        self.medians[name] = statistics.median(spent)
        return result


def measured(path: Path, times: int) -> dict[str, float]:
    """Every step of a run on one workbook."""
    watch = Stopwatch(times)
    register = register_from(None)
    sheet = watch.of("lese arbeidsbok", lambda: read_sheet(path))
    reading = watch.of("kontrollere rader", lambda: read_rows(sheet.headings, sheet.rows, register, YEAR))
    frozen = freeze(
        year=YEAR,
        draw=str(YEAR),
        ceilings=False,
        rules=next(iter(rule_sets().values())),
        posts=scaled(posts_from(None, YEAR, register), len(reading.nominations)),
        register=register,
        nominations=reading.nominations,
    )
    steps(watch, frozen)
    return watch.medians


def scaled(posts: list[Posts], nominations: int) -> list[Posts]:
    """As many posts per nomination as the example has."""
    return [Posts(row.trust, row.period, max(1, row.posts * nominations // 84), row.planned_for) for row in posts]


def steps(watch: Stopwatch, frozen: Frozen) -> None:
    """Gate, keys, both solvers, judge, reasons, wording, certificate."""
    ranked = watch.of("vilkår og nøkler", lambda: rank(frozen))
    placements = watch.of("fordele", lambda: solve(ranked.problem))
    if len(frozen.nominations) <= TEXTBOOK_UP_TO:
        assert watch.of("fordele, lærebokas måte", lambda: textbook(ranked.problem)) == placements
    watch.of("dømme", lambda: verify(ranked.problem, placements))
    watch.of("begrunne", lambda: refusals(ranked.problem, placements))
    run = explained(ranked, placements)
    watch.of("begrunne i ord", lambda: explanations_text(run))
    certificate = watch.of("skrive bevis", lambda: certificate_of(run, {}))
    assert not watch.of("kontrollere bevis", lambda: judge(certificate, {}).differences)


def main() -> None:
    """Print one table: milliseconds at each size, and each step's share of reading the workbook."""
    speak_norwegian()
    columns = {}
    with tempfile.TemporaryDirectory() as folder:
        for size, times in SIZES:
            path = Path(folder) / f"{size}.xlsx"
            if size == SIZES[0][0]:
                path = EXAMPLE
            else:
                write_list(path, size)
            columns[size] = measured(path, times)
    table = Table(title="Motorene, millisekunder prosessortid (median), og forhold til å lese arbeidsboken")
    table.add_column("steg")
    for size, times in SIZES:
        table.add_column(f"{size} innmeldinger ({times} ganger)", justify="right")
        table.add_column("forhold", justify="right")
    for name in columns[SIZES[1][0]]:
        cells = []
        for size, _times in SIZES:
            spent, reading = columns[size].get(name), columns[size]["lese arbeidsbok"]
            cells += ["–", "–"] if spent is None else [f"{spent:.1f}", f"{spent / reading:.3f}"]
        table.add_row(name, *cells)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
