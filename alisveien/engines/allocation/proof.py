"""The certificate of an outcome: what it was made from, and what every node holds; and the judge of one.

For a problem on its own (``alisveien solve --certificate``). The certificate of a whole round is in
`engines.distribution`.
"""

from collections.abc import Iterator
from typing import Any

from alisveien.engines.allocation.problem import Placements, Problem
from alisveien.engines.allocation.verify import Fault, holdings, verify
from alisveien.engines.allocation.written import canonical, fields, fingerprint, listed, outcome_data, problem_data

FORMAT = "alisveien-outcome/1"
_SECTIONS = {"format", "problem", "outcome", "nodes", "held"}


def proof_of(problem: Problem, placements: Placements) -> dict[str, Any]:
    """The certificate as JSON values: SHA-256 of problem and outcome, and per node and doctor what decided.

    Per node its cap, count and, where it is full, the cut-off; per doctor the node held and the key that holds it.
    """
    held = holdings(problem, placements)
    return {
        "format": FORMAT,
        "problem": fingerprint(problem_data(problem)),
        "outcome": fingerprint(outcome_data(problem, placements)),
        "nodes": [
            {
                "node": node,
                "cap": held[node].cap,
                "count": held[node].count,
                "cut_off": list(key) if held[node].tight and (key := held[node].cut_off) is not None else None,
            }
            for node in sorted(held)
        ],
        "held": [_held(problem, doctor, placements[doctor]) for doctor in sorted(problem.doctors)],
    }


def _held(problem: Problem, doctor: str, position: int | None) -> dict[str, Any]:
    if position is None:
        return {"doctor": doctor, "node": None, "key": None}
    wish = problem.doctors[doctor].wishes[position]
    return {"doctor": doctor, "node": wish.node, "key": list(wish.key)}


def proof_faults(problem: Problem, placements: Placements, stated: Any) -> list[Fault]:
    """Every fault of an outcome with its certificate, each leaf of the certificate that is not as it should be named.

    Codes beside those of the judge: ``proof_format``, ``proof_problem``, ``proof_outcome`` (fingerprints), and
    ``proof_node_…`` / ``proof_held_…`` with ``missing``, ``unknown``, ``twice`` or the field. Raises BadProblem when
    ``stated`` has not the shape of a certificate.
    """
    fields(stated, "certificate", _SECTIONS)
    faults = verify(problem, placements)
    if any(fault.code in ("doctor_missing", "doctor_unknown", "not_a_wish") for fault in faults):
        return faults
    should = proof_of(problem, placements)
    for name in ("format", "problem", "outcome"):
        if stated[name] != should[name]:
            faults.append(Fault(f"proof_{name}", stated=str(stated[name]), found=should[name]))
    faults += _differences(stated, should, "nodes", "node")
    faults += _differences(stated, should, "held", "doctor")
    return faults


def _differences(stated: Any, should: dict[str, Any], section: str, name: str) -> Iterator[Fault]:
    kind = {"nodes": "node", "held": "held"}[section]
    rows: dict[str, Any] = {}
    for place, row in enumerate(listed(stated, section, "certificate")):
        fields(row, f"certificate.{section}[{place}]", set(should[section][0]) if should[section] else {name})
        if str(row[name]) in rows:
            yield _fault(f"proof_{kind}_twice", name, str(row[name]))
        rows[str(row[name])] = row
    for row in should[section]:
        found = rows.pop(row[name], None)
        if found is None:
            yield _fault(f"proof_{kind}_missing", name, row[name])
            continue
        for field in row:
            if canonical(found[field]) != canonical(row[field]):
                yield _fault(f"proof_{kind}_{field}", name, row[name], canonical(found[field]), canonical(row[field]))
    for other in rows:
        yield _fault(f"proof_{kind}_unknown", name, other)


def _fault(code: str, name: str, value: str, stated: str = "", found: str = "") -> Fault:
    doctor, node = (value, None) if name == "doctor" else (None, value)
    return Fault(code, doctor, node, stated=stated, found=found)
