"""``alisveien explain``: why one doctor of a problem did not get a better wish, and what would have helped."""

import argparse
from gettext import gettext as _
from pathlib import Path

from alisveien.cli.language import add_language, speak_norwegian
from alisveien.cli.problem_files import read_problem
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.counterfactual import what_would_help
from alisveien.engines.allocation.explain import refusals
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.written import node_met
from alisveien.placements.telling.helps import tell_helps, tell_place, tell_reason
from alisveien.placements.telling.languages import told_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The problem and the doctor."""
    parser.add_argument("problem", metavar="PROBLEM", type=Path, help=_("problemet, i JSON"))
    parser.add_argument("doctor", metavar=_("LEGE"), help=_("legens id i problemet"))
    add_language(parser, _("språket begrunnelsen skrives på"))


def run(args: argparse.Namespace) -> int:
    """Print the outcome, the reason for every better wish, and what would have met it; all else unchanged."""
    speak_norwegian()
    problem = read_problem(args.problem)
    if args.doctor not in problem.doctors:
        raise CannotBeDone(_("Lege «{name}» finnes ikke i {file}.").format(name=args.doctor, file=args.problem.name))
    placements = solve(problem)
    with told_in(args.language):
        print(tell_place(node_met(problem, placements, args.doctor)))
        for reason in refusals(problem, placements)[args.doctor]:
            print("• " + tell_reason(reason, problem.doctors[args.doctor].wishes[reason.position].node))
            for line in tell_helps(what_would_help(problem, placements, args.doctor, reason.position)):
                print("    " + line)
    return 0
