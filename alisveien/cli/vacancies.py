"""``alisveien vacancies``: the empty posts of a problem, who could reach them, and what a full house would cost."""

import argparse
import json
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from alisveien.cli.language import speak_norwegian
from alisveien.cli.problem_files import read_problem, refuse_same_file, written
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.vacancies import Fullest, Vacancy, fullest, second_call
from alisveien.engines.allocation.written import outcome_data
from alisveien.placements.telling.problems import tell_outcome_fault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The problem, and where the fullest outcome may be written."""
    parser.add_argument("problem", metavar="PROBLEM", type=Path, help=_("problemet, i JSON"))
    parser.add_argument("--out", type=Path, metavar=_("FIL"), help=_("filen det fulleste utfallet skrives i"))


def run(args: argparse.Namespace) -> int:
    """Print the three ways to fill an empty post; write the fullest outcome when asked to."""
    speak_norwegian()
    refuse_same_file(args.problem, args.out)
    problem = read_problem(args.problem)
    placements = solve(problem)
    vacancies = second_call(problem, placements)
    if not vacancies:
        print(_("Ingen plasser står tomme."))
    for vacancy in vacancies:
        print("• " + tell_vacancy(vacancy))
    found = fullest(problem, placements)
    _print_price(found)
    if args.out:
        with written(args.out) as file:
            file.write(json.dumps(outcome_data(problem, found.placements), ensure_ascii=False, indent=1) + "\n")
    return 0


def tell_vacancy(vacancy: Vacancy) -> str:
    """The empty posts of a tree, and who could reach them with wider or longer wishes."""
    posts = ngettext("«{root}» har {empty} tom plass.", "«{root}» har {empty} tomme plasser.", vacancy.empty)
    parts = [posts.format(root=vacancy.root, empty=vacancy.empty)]
    if vacancy.wider:
        parts.append(_("Med et ønske om hvor som helst der: {names}.").format(names=", ".join(vacancy.wider)))
    if vacancy.longer:
        parts.append(_("Har ikke ønsket seg dit: {names}.").format(names=", ".join(vacancy.longer)))
    return " ".join(parts)


def _print_price(found: Fullest) -> None:
    if not found.placed:
        print(_("Ingen fordeling etter ønskene slik de står, gir plass til flere."))
        return
    words = _("Flest mulig plasser ville gitt plass også til {names}.")
    print(words.format(names=", ".join(found.placed)))
    print(_("Prisen: {count} får et svakere ønske, og rekkefølgen brytes slik:").format(count=len(found.gave_way)))
    for fault in found.broken:
        print("    " + tell_outcome_fault(fault))
