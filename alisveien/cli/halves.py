"""``alisveien halves``: two units of three months each, by room, by swap at mid-term, or by the audited exception."""

import argparse
import json
from gettext import gettext as _
from pathlib import Path
from typing import Any

from alisveien.base.shipped import SCHEMAS
from alisveien.cli.language import speak_norwegian
from alisveien.cli.problem_files import json_of, read_problem, refuse_same_file, understood, written
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.exception import NoSolver, fewest_violations, of_problem, splits_of
from alisveien.engines.allocation.halves import Halves, Units, halves_of
from alisveien.engines.allocation.halves_written import asked_from, excepted_data, halves_data, units_excepted
from alisveien.engines.allocation.problem import Placements, Problem
from alisveien.engines.allocation.solve import solve
from alisveien.placements.telling.halves import tell_halves, tell_moved, tell_price

LONGEST = 3600.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The problem, what is asked for, where the result goes, and whether an exception may be sought."""
    parser.add_argument("problem", metavar="PROBLEM", type=Path, help=_("problemet, i JSON"))
    parser.add_argument("asked", metavar=_("ØNSKER"), type=Path, help=_("hvem som ber om hvilke to enheter, i JSON"))
    parser.add_argument("--out", type=Path, metavar=_("FIL"), help=_("filen resultatet skrives i"))
    parser.add_argument(
        "--exception", action="store_true", help=_("søk også et unntak for dem som blir igjen, med prisen oppgitt")
    )
    parser.add_argument(
        "--seconds",
        type=_seconds,
        default=10.0,
        metavar=_("SEKUNDER"),
        help=_("lengste tid for hvert av unntakets tre mål, 10 når det ikke er oppgitt"),
    )
    parser.epilog = _("Filene er beskrevet i {schemas} og i docs/algorithms/allocation.md.").format(schemas=SCHEMAS)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= LONGEST:
        words = _("«{text}» er ikke et tall fra 0 til {most}")
        raise argparse.ArgumentTypeError(words.format(text=text, most=int(LONGEST)))
    return value


def run(args: argparse.Namespace) -> int:
    """Solve, see to every request, say what came of it, and write it. Raises CannotBeDone for bad input."""
    speak_norwegian()
    refuse_same_file(args.problem, args.asked, args.out)
    problem = read_problem(args.problem)
    data = json_of(args.asked)
    asked = understood(args.asked, lambda: asked_from(problem, data))
    placements = solve(problem)
    found = halves_of(problem, placements, asked)
    for line in tell_halves(found):
        print("• " + line)
    result = halves_data(problem.doctors, found)
    if args.exception and found.left:
        result["exception"] = _exception(problem, placements, asked, found, args.seconds)
    if args.out:
        with written(args.out) as file:
            file.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    return 0


def _exception(
    problem: Problem, placements: Placements, asked: dict[str, Units], before: Halves, seconds: float
) -> dict[str, Any]:
    """Seek the exception, and print its price and everyone it moves."""
    wishes = of_problem(problem, splits_of(problem, placements, asked))
    try:
        found = fewest_violations(problem, wishes, seconds=seconds)
    except NoSolver as error:
        raise CannotBeDone(_("Unntaket trenger OR-Tools: {how}").format(how=error)) from error
    units = units_excepted(wishes, found)
    print(_("Unntaket:"))
    for line in tell_price(found):
        print("• " + line)
    for doctor in problem.doctors:
        if before.units.get(doctor) != units.get(doctor):
            print("    " + tell_moved(doctor, before.units.get(doctor), units.get(doctor)))
    return excepted_data(problem.doctors, units, found)
