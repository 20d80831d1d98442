"""``make bench-allocation``: the distribution engine beside what others could use instead, on the same instances.

Sizes may be named: ``python bench/allocation.py 100 1000 1000000``. Each measurement is a process of its own;
processor seconds leave out the making of the instance, memory is the most the whole process held.
"""

import csv
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alisveien.engines.allocation.explain import refusals
from alisveien.engines.allocation.fast import solve_large
from alisveien.engines.allocation.problem import Placements, Problem
from alisveien.engines.allocation.rounds import solve_in_rounds
from alisveien.engines.allocation.solve import solve, solve_table
from alisveien.engines.allocation.stream import read_places, read_wishes
from alisveien.engines.allocation.verify import verify
from alisveien.engines.allocation.verify_table import verify_large
from alisveien.engines.allocation.written import fingerprint
from bench import instances
from bench.rivals import RIVALS, rival

SIZES = (100, 300, 1_000, 10_000, 100_000)
STREAMED_FROM = 100_000
LONGEST = 180
OURS: dict[str, Callable[[Problem], Placements]] = {"vår: heaper": solve, "vår: runder": solve_in_rounds}


def named(problem: Problem, placements: Placements) -> dict[str, str | None]:
    """Doctor → node."""
    return {one: None if at is None else problem.doctors[one].wishes[at].node for one, at in placements.items()}


def measure(method: str, count: int, *, nested: bool) -> list[dict[str, Any]]:
    """What one process finds: the method's time and outcome, and for ours the judge and the reasons too."""
    if count >= STREAMED_FROM:
        return streamed(count, nested=nested)
    problem = instances.problem(count, nested=nested)
    if method in RIVALS:
        solve_so = rival(method)
        solve_so(instances.problem(40, nested=nested))  # its packages are loaded before the clock starts
        return [timed(method, lambda: solve_so(problem), fingerprint)]
    placements = OURS[method](problem)
    found = [timed(method, lambda: OURS[method](problem), lambda got: fingerprint(named(problem, got)))]
    if method == "vår: heaper":
        found.append(timed("vår: dommeren", lambda: verify(problem, placements), lambda got: f"{len(got)} feil"))
        found.append(timed("vår: begrunnelser", lambda: refusals(problem, placements), lambda got: ""))
    return found


def streamed(count: int, *, nested: bool) -> list[dict[str, Any]]:
    """Every step of ours for a problem that comes as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        wishes, places = instances.write(Path(folder), count, nested=nested)
        found = [timed("csv.reader en gang", lambda: sum(1 for _row in csv.reader(lines(wishes))), lambda got: "")]
        kept: list[Any] = []

        def read() -> None:
            kept.append(read_wishes(csv.reader(lines(wishes)), read_places(csv.reader(lines(places)))))

        found.append(timed("vår: lese og sjekke", read, lambda got: ""))
        (listed,) = kept
        found.append(timed("vår: heaper", lambda: solve_table(listed.table), fingerprint))
        found.append(timed("vår: valgt etter størrelse", lambda: solve_large(listed.table), fingerprint))
        met = solve_large(listed.table)
        found.append(timed("vår: dommeren", lambda: verify_large(listed, met), lambda got: f"{len(got)} feil"))
    return found


def lines(path: Path) -> Any:
    """The lines of a file."""
    return path.open(encoding="utf-8", newline="")


def timed(name: str, work: Callable[[], Any], mark: Callable[[Any], str]) -> dict[str, Any]:
    """Processor seconds of a piece of work (the median of several when it is short), its memory and its outcome."""
    spent = []
    while len(spent) < 9 and sum(spent) < 0.5:
        before = time.process_time()
        got = work()
        spent.append(time.process_time() - before)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"name": name, "seconds": sorted(spent)[len(spent) // 2], "memory": memory, "outcome": mark(got)}


def one(method: str, count: int, *, nested: bool) -> list[dict[str, Any]]:
    """A measurement in a process of its own; what fails or takes too long says so."""
    words = [sys.executable, "-W", "ignore", __file__, "--one", method, str(count), str(int(nested))]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=LONGEST if method else None, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return [{"name": method, "why": f"over {LONGEST} s"}]
    if done.returncode:
        missing = "ModuleNotFoundError" in done.stderr
        return [{"name": method, "why": "ikke installert" if missing else done.stderr.strip().split("\n")[-1][:40]}]
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def table(count: int, *, nested: bool) -> None:
    """Print the measurements of one size, with each one's share of our solver's time."""
    methods = list(OURS) + ([] if nested else list(RIVALS))
    rows = (
        one("", count, nested=nested)
        if count >= STREAMED_FROM
        else [row for name in methods for row in one(name, count, nested=nested)]
    )
    ours = next((row for row in rows if row["name"] == "vår: heaper" and "seconds" in row), None)
    print(f"\n{'Nestede tak' if nested else 'Vanlige sykehus'}, {count} leger\n")
    print("| metode | sekunder | forhold | MB | samme utfall |\n|---|--:|--:|--:|---|")
    for row in rows:
        if "why" in row or ours is None:
            print(f"| {row['name']} | {row.get('why', '–')} | | | |")
            continue
        same = "ja" if row["outcome"] == ours["outcome"] else "nei" if len(row["outcome"]) == 64 else row["outcome"]
        ratio = row["seconds"] / ours["seconds"]
        print(f"| {row['name']} | {row['seconds']:.4f} | {ratio:.2f} | {row['memory']:.0f} | {same} |", flush=True)


def main() -> None:
    """Print every table, or one measurement as JSON for the process that asked."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]), nested=sys.argv[4] == "1")))
        return
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} kjerner")
    for count in [int(word) for word in sys.argv[1:]] or SIZES:
        for nested in (False, True):
            table(count, nested=nested)


if __name__ == "__main__":
    main()
