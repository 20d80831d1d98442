"""All explanations of an outcome as plain values: the shape of schemas/explanations.schema.json."""

from dataclasses import asdict
from typing import Any

from alisveien.engines.allocation.counterfactual import what_would_help
from alisveien.engines.allocation.explain import Refusal, refusals
from alisveien.engines.allocation.problem import Placements, Problem

HELPS_UP_TO = 500


def reasons_data(problem: Problem, placements: Placements) -> dict[str, Any]:
    """Doctor → every better wish, its reason, and what would have met it (None above `HELPS_UP_TO` doctors)."""
    helped = len(problem.doctors) <= HELPS_UP_TO
    found = {}
    for doctor, reasons in refusals(problem, placements).items():
        rows = []
        for reason in reasons:
            helps = what_would_help(problem, placements, doctor, reason.position) if helped else None
            rows.append(
                {
                    **_row(problem, doctor, reason),
                    "helps": None if helps is None else [asdict(one) for one in helps],
                }
            )
        if rows:
            found[doctor] = rows
    return {"explanations": found}


def _row(problem: Problem, doctor: str, reason: Refusal) -> dict[str, Any]:
    return {
        "wish": problem.doctors[doctor].wishes[reason.position].node,
        "code": reason.code,
        "node": reason.node,
        "cap": reason.cap,
        "criterion": reason.criterion,
        "own_key": list(reason.own_key),
        "cut_off": None if reason.cut_off is None else list(reason.cut_off),
        "holders": list(reason.holders),
    }
