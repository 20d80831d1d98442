"""The certificate of a run: its whole frozen input, everything that followed from it, and checksums.

Written so that an outsider can recompute it: JSON in one spelling, keys and cut-offs in full. The input is restated
line by line among the results (`receipts`): no single field can be changed unseen, even when every checksum is
recomputed.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from alisveien.engines.allocation.explain import Refusal
from alisveien.engines.allocation.lottery import decided_by_lot as lots_decided
from alisveien.engines.allocation.written import canonical
from alisveien.engines.distribution.empty import empty_posts
from alisveien.engines.distribution.frozen import as_data, fingerprint
from alisveien.engines.distribution.run import Distribution, list_places
from alisveien.engines.nominations.nomination import Nomination

FORMAT = "alisveien-certificate/1"


def certificate_of(distribution: Distribution, files: Mapping[str, str]) -> dict[str, Any]:
    """The certificate as JSON values. ``files``: name of each file written with it → its SHA-256."""
    data = as_data(distribution.frozen)
    result = result_of(distribution, data)
    return {"format": FORMAT, "input": data, "result": result, "checksums": checksums(data, result, files)}


def checksums(data: Mapping[str, Any], result: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    """SHA-256 of input, rule set, result and files."""
    return {
        "input": fingerprint(data),
        "rules": fingerprint(data["rules"]),
        "result": fingerprint(result),
        "files": dict(files),
    }


def result_of(distribution: Distribution, data: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that follows from the input: per doctor, per node, empty posts, sums, and the receipts."""
    places = list_places(distribution.ranked)
    doctors = [_doctor(one, distribution, places.get(one.hpr_number)) for one in distribution.frozen.nominations]
    return {
        "doctors": doctors,
        "nodes": _nodes(distribution),
        "empty": [
            {**asdict(row), "waiting": [list(pair) for pair in row.waiting]} for row in empty_posts(distribution)
        ],
        "sums": {**_sums(doctors), "decided_by_lot": decided_by_lot(distribution)},
        "receipts": receipts(data),
    }


def receipts(data: Mapping[str, Any]) -> list[str]:
    """The input restated: one line per record, its section and values in the order of the fields' names."""
    lines = []
    for section in sorted(data):
        records = data[section] if isinstance(data[section], list) else [data[section]]
        lines += [f"{section} {canonical(_values(record))}" for record in records]
    return lines


def _values(record: Any) -> Any:
    return [record[name] for name in sorted(record)] if isinstance(record, dict) else record


def _doctor(one: Nomination, distribution: Distribution, place: int | None) -> dict[str, Any]:
    hpr = one.hpr_number
    gate = distribution.ranked.gates[hpr]
    standing = distribution.ranked.standings.get(hpr)
    met = distribution.wish_met(one)
    return {
        "hpr_number": hpr,
        "municipality_number": one.municipality,
        "trust": one.trust,
        "status": distribution.status(one),
        "list_place": place,
        "wish_number": met.number if met else None,
        "period": met.period.label if met else None,
        "hospital": met.hospital if met else None,
        "department": met.department if met else None,
        "band": list(standing.band) if standing else None,
        "own_tail": list(standing.own_tail) if standing else None,
        "tail": list(standing.tail) if standing else None,
        "wishes": _wishes(hpr, distribution),
        "unmet": [_record(unmet) for unmet in gate.unmet],
        "dropped": [_record(dropped) for dropped in gate.dropped],
        "warnings": [_record(warning) for warning in gate.warnings],
        "refusals": [_refusal(refusal, distribution) for refusal in distribution.refusals.get(hpr, [])],
    }


def _record(thing: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(thing).items()}


def _wishes(hpr: str, distribution: Distribution) -> list[dict[str, Any]]:
    ranked = distribution.ranked
    if hpr not in ranked.standings:
        return []
    return [
        {"number": wish.number, "node": contract.node, "near": near, "key": list(contract.key)}
        for wish, near, contract in zip(
            ranked.gates[hpr].allowed, ranked.near[hpr], ranked.problem.doctors[hpr].wishes, strict=True
        )
    ]


def _refusal(refusal: Refusal, distribution: Distribution) -> dict[str, Any]:
    order = (*distribution.frozen.rules.order, "wish_number")
    return {
        "position": refusal.position,
        "node": refusal.node,
        "cap": refusal.cap,
        "criterion": None if refusal.criterion is None else order[refusal.criterion],
        "own_seat": refusal.own_seat,
    }


def _nodes(distribution: Distribution) -> list[dict[str, Any]]:
    held = distribution.held
    return [
        {
            "node": node,
            "cap": held[node].cap,
            "held": held[node].count,
            "cut_off": list(key) if held[node].tight and (key := held[node].cut_off) else None,
        }
        for node in sorted(held)
    ]


def _sums(doctors: list[dict[str, Any]]) -> dict[str, int]:
    return {status: sum(one["status"] == status for one in doctors) for status in ("placed", "waiting", "not_eligible")}


def decided_by_lot(distribution: Distribution) -> int:
    """How many doctors were refused some better wish because only the lot told them from the last one in."""
    return lots_decided(distribution.refusals, distribution.frozen.rules.order.index("lot"))
