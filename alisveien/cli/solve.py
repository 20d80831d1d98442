"""``alisveien solve``: any problem with nested ceilings, from a file to a file. No database, no register."""

import argparse
import csv
import json
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from rich.console import Console

from alisveien.base.shipped import SCHEMAS
from alisveien.cli.language import speak_norwegian
from alisveien.cli.problem_files import is_csv, read_listed, read_problem, refuse_same_file, written
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.fast import solve_large
from alisveien.engines.allocation.proof import proof_of
from alisveien.engines.allocation.reasons import reasons_data
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.stream import outcome_rows
from alisveien.engines.allocation.verify import Fault, verify
from alisveien.engines.allocation.verify_table import verify_large
from alisveien.engines.allocation.written import outcome_data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The problem, where the outcome goes, and what may be chosen."""
    parser.add_argument("problem", metavar="PROBLEM", type=Path, help=_("problemet: en JSON-fil, eller ønskene i CSV"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("FIL"), help=_("filen utfallet skrives i"))
    parser.add_argument("--nodes", type=Path, metavar=_("FIL"), help=_("stedene i CSV, når ønskene er i CSV"))
    parser.add_argument("--certificate", type=Path, metavar=_("FIL"), help=_("filen beviset skrives i (bare JSON)"))
    parser.add_argument(
        "--explanations", type=Path, metavar=_("FIL"), help=_("filen begrunnelsene skrives i (bare JSON)")
    )
    parser.epilog = _("Filene er beskrevet i {schemas} og i docs/algorithms/allocation.md.").format(schemas=SCHEMAS)


def run(args: argparse.Namespace) -> int:
    """Solve, judge and write. Raises CannotBeDone for bad input; nothing is written that the judge refuses."""
    speak_norwegian()
    refuse_same_file(args.problem, args.nodes, args.out, args.certificate, args.explanations)
    with Console(stderr=True).status(_("Leser, fordeler og kontrollerer")):
        placed, doctors = _csv(args) if is_csv(args.problem) else _json(args)
    if not doctors:
        print(_("Problemet har ingen leger. Utfallet er tomt."))
        return 0
    words = ngettext("{placed} av {doctors} lege fikk plass.", "{placed} av {doctors} leger fikk plass.", doctors)
    print(words.format(placed=placed, doctors=doctors) + " " + _("Utfallet står i {out}.").format(out=args.out))
    return 0


def _json(args: argparse.Namespace) -> tuple[int, int]:
    problem = read_problem(args.problem)
    placements = solve(problem)
    _refuse_unproven(verify(problem, placements))
    _write(args.out, outcome_data(problem, placements))
    if args.certificate:
        _write(args.certificate, proof_of(problem, placements))
    if args.explanations:
        _write(args.explanations, reasons_data(problem, placements))
    return sum(position is not None for position in placements.values()), len(placements)


def _csv(args: argparse.Namespace) -> tuple[int, int]:
    if args.certificate or args.explanations:
        raise CannotBeDone(_("Bevis og begrunnelser skrives bare for problemer i JSON."))
    listed = read_listed(args.problem, args.nodes)
    met = solve_large(listed.table)
    _refuse_unproven(verify_large(listed, met))
    with written(args.out) as file:
        csv.writer(file, lineterminator="\n").writerows(outcome_rows(listed, met))
    return sum(position >= 0 for position in met), len(met)


def _write(path: Path, values: Any) -> None:
    with written(path) as file:
        file.write(json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def _refuse_unproven(faults: list[Fault]) -> None:
    if faults:
        words = _("Kontrollen godtok ikke det som ble regnet ut ({count} feil). Ingenting er skrevet.")
        raise CannotBeDone(words.format(count=len(faults)))
