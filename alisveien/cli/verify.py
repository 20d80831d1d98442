"""``alisveien verify``: recompute a distribution from its certificate, field by field, or judge a problem's outcome."""

import argparse
import json
from gettext import gettext as _
from pathlib import Path
from typing import Any

from rich.console import Console

from alisveien.cli.language import speak_norwegian
from alisveien.cli.refusal import CannotBeDone
from alisveien.cli.verify_problem import conclusion, faults_of
from alisveien.engines.distribution.judge import Difference, NotACertificate, judge
from alisveien.engines.distribution.run import Distribution
from alisveien.placements.telling.files import (
    CERTIFICATE,
    EXPLANATIONS,
    OUTCOME,
    REJECTED,
    explanations_text,
    outcome_text,
    sha256_of,
)
from alisveien.placements.telling.verdict import tell_difference, text_differences
from alisveien.workbench.sheets import BadSheet, read_sheet

GOOD, FAULTS = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder a run was written to, or a problem and its outcome."""
    parser.add_argument(
        "path", metavar=_("MAPPE_ELLER_PROBLEM"), type=Path, help=_("mappen «allocate» skrev, eller problemet")
    )
    parser.add_argument("outcome", metavar=_("UTFALL"), type=Path, nargs="?", help=_("utfallet av et problem"))
    parser.add_argument("--nodes", type=Path, metavar=_("FIL"), help=_("stedene i CSV, når ønskene er i CSV"))
    parser.add_argument("--certificate", type=Path, metavar=_("FIL"), help=_("beviset «solve» skrev (bare JSON)"))


def run(args: argparse.Namespace) -> int:
    """Judge a folder: 0 when everything holds, 1 with every fault named. Raises CannotBeDone for bad input."""
    speak_norwegian()
    if args.outcome is not None:
        return _run_problem(args)
    folder: Path = args.path
    if folder.is_file():
        raise CannotBeDone(
            _("{path} er en fil. Oppgi også utfallet, eller mappen «allocate» skrev.").format(path=folder)
        )
    for name in (CERTIFICATE, OUTCOME, EXPLANATIONS, REJECTED):
        if not (folder / name).is_file():
            raise CannotBeDone(_("Fant ikke {name} i {folder}.").format(name=name, folder=folder))
    found = faults_in(folder, _certificate(folder / CERTIFICATE))
    for difference in found:
        print(tell_difference(difference))
    if found:
        print(_("Kontrollen fant {count} feil.").format(count=len(found)))
        return FAULTS
    print(_("Alt stemmer: vilkår, rekkefølge, grenser, utfall og begrunnelser er regnet på nytt uten avvik."))
    return GOOD


def _run_problem(args: argparse.Namespace) -> int:
    with Console(stderr=True).status(_("Leser og kontrollerer")):
        faults = faults_of(args.path, args.outcome, args.nodes, args.certificate)
    for line in faults:
        print(line)
    print(conclusion(len(faults)))
    return FAULTS if faults else GOOD


def faults_in(folder: Path, certificate: Any) -> list[Difference]:
    """Everything that does not hold in a folder with a certificate. Raises CannotBeDone when it is no certificate."""
    try:
        verdict = judge(certificate, {name: sha256_of(folder / name) for name in (OUTCOME, EXPLANATIONS, REJECTED)})
    except NotACertificate as error:
        raise CannotBeDone(_("{name} er ikke et bevis fra Alisveien.").format(name=CERTIFICATE)) from error
    found = list(verdict.differences)
    if verdict.distribution is not None:
        found += _text_faults(folder, verdict.distribution)
        found += _rejected_faults(folder / REJECTED, verdict.distribution)
    return found


def _certificate(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise CannotBeDone(_("{name} er ikke lesbar JSON.").format(name=path.name)) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _text_faults(folder: Path, distribution: Distribution) -> list[Difference]:
    found = []
    for name, text in (
        (OUTCOME, outcome_text(distribution)),
        (EXPLANATIONS, explanations_text(distribution)),
    ):
        stated = (folder / name).read_bytes().decode("utf-8", errors="replace")
        found += text_differences(name, stated, text)
    return found


def _rejected_faults(path: Path, distribution: Distribution) -> list[Difference]:
    """The refused rows must be those the certificate froze: row numbers and the HPR numbers as typed."""
    frozen = [str(row.row) for row in distribution.frozen.refused]
    try:
        stated = [str(cells[0]) for _number, cells in read_sheet(path).rows]
    except BadSheet as bad:
        stated = [] if bad.code == "no_rows" else ["?"]
    return [] if stated == frozen else [Difference("differs", path.name, ", ".join(stated), ", ".join(frozen))]
