"""``alisveien explain``: why one doctor of a problem did not get a better wish, and what would have helped."""

import argparse
from gettext import gettext as _
from pathlib import Path

from alisveien.cli.language import speak_norwegian
from alisveien.cli.problem_files import read_problem
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.counterfactual import what_would_help
from alisveien.engines.allocation.explain import refusals
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.written import node_met
from alisveien.placements.telling.helps import tell_help, tell_reason


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The problem and the doctor."""
    parser.add_argument("problem", metavar="PROBLEM", type=Path, help=_("problemet, i JSON"))
    parser.add_argument("doctor", metavar=_("LEGE"), help=_("legens id i problemet"))


def run(args: argparse.Namespace) -> int:
    """Print the outcome, the reason for every better wish, and what would have met it; all else unchanged."""
    speak_norwegian()
    problem = read_problem(args.problem)
    if args.doctor not in problem.doctors:
        raise CannotBeDone(_("Lege «{name}» finnes ikke i {file}.").format(name=args.doctor, file=args.problem.name))
    placements = solve(problem)
    node = node_met(problem, placements, args.doctor)
    print(_("Plass: «{node}».").format(node=node) if node else _("Ingen plass."))
    for reason in refusals(problem, placements)[args.doctor]:
        print("• " + tell_reason(reason, problem.doctors[args.doctor].wishes[reason.position].node))
        helps = what_would_help(problem, placements, args.doctor, reason.position)
        for one in helps:
            print("    " + tell_help(one))
        if not helps:
            print("    " + _("Ingen enkelt endring ville vært nok."))
    return 0
