"""``alisveien verify PROBLEM OUTCOME``: judge any outcome of a problem, whoever made it."""

from gettext import gettext as _
from pathlib import Path

from alisveien.cli.problem_files import is_csv, json_of, read_listed, read_problem, rows_of, understood
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.proof import proof_faults
from alisveien.engines.allocation.stream import met_from
from alisveien.engines.allocation.verify import Fault, verify
from alisveien.engines.allocation.verify_table import verify_large
from alisveien.engines.allocation.written import placements_from
from alisveien.placements.telling.problems import tell_outcome_fault


def faults_of(problem: Path, outcome: Path, nodes: Path | None, certificate: Path | None) -> list[str]:
    """Every fault of an outcome, in words. Raises CannotBeDone when a file cannot be read as what it should be."""
    if is_csv(problem) and certificate is not None:
        raise CannotBeDone(_("Bevis skrives bare for problemer i JSON."))
    found = _csv(problem, outcome, nodes) if is_csv(problem) else _json(problem, outcome, certificate)
    return [tell_outcome_fault(fault) for fault in found]


def _json(path: Path, outcome: Path, certificate: Path | None) -> list[Fault]:
    problem = read_problem(path)
    stated = json_of(outcome)
    placements = understood(outcome, lambda: placements_from(problem, stated))
    if certificate is None:
        return verify(problem, placements)
    proof = json_of(certificate)
    return understood(certificate, lambda: proof_faults(problem, placements, proof))


def _csv(wishes: Path, outcome: Path, nodes: Path | None) -> list[Fault]:
    listed = read_listed(wishes, nodes)
    with rows_of(outcome) as rows:
        met, strange = understood(outcome, lambda: met_from(rows, listed))
    return [*(Fault(code, doctor) for code, doctor in strange), *verify_large(listed, met)]


def conclusion(count: int) -> str:
    """The last line: how many faults, or that none were found."""
    if count:
        return _("Kontrollen fant {count} feil.").format(count=count)
    return _("Alt stemmer: ingen står foran noen som fikk plassen, og ingen plass er brukt to ganger.")
