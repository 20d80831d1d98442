"""The judge of a certificate: everything is recomputed from its input, and every difference is named.

The stated placements are judged by `allocation.verify`, which shares no code with the solver; only then is the run
replayed, to see that it is also the outcome best for the doctors.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alisveien.engines.allocation.problem import BadProblem, Placements
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import verify
from alisveien.engines.distribution.certificate import FORMAT, checksums, receipts, result_of
from alisveien.engines.distribution.frozen import BadInput, Frozen, from_data
from alisveien.engines.distribution.run import Distribution, Ranked, explained, rank

SECTIONS = ("format", "input", "result", "checksums")


class NotACertificate(ValueError):
    """The values do not have the shape of a certificate at all."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that does not hold: a code, where, what was stated and what it should have been."""

    code: str
    where: str
    stated: str = ""
    computed: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the judge found. ``distribution`` is there when the input could be read; files are compared with it."""

    differences: list[Difference]
    distribution: Distribution | None


def judge(certificate: Any, files: Mapping[str, str]) -> Verdict:
    """Judge a certificate. ``files``: name → SHA-256 as found. Raises NotACertificate."""
    if not isinstance(certificate, dict) or not all(name in certificate for name in SECTIONS):
        raise NotACertificate("format, input, result and checksums are needed")
    found: list[Difference] = []
    if certificate["format"] != FORMAT:
        found.append(Difference("format", "format", str(certificate["format"]), FORMAT))
    found += [Difference("unknown_section", name) for name in certificate if name not in SECTIONS]
    try:
        frozen = from_data(certificate["input"])
        distribution, faults = _stated_distribution(frozen, certificate["result"])
        faults += _compared(certificate, distribution, files)
    except (BadInput, BadProblem, KeyError, TypeError, AttributeError, AssertionError, ValueError) as error:
        return Verdict([*found, Difference("unreadable_input", "input", str(error))], None)
    return Verdict([*found, *faults], distribution)


def _compared(certificate: Mapping[str, Any], distribution: Distribution, files: Mapping[str, str]) -> list[Difference]:
    data, stated = certificate["input"], certificate["result"]
    found = []
    if not isinstance(stated, dict) or stated.get("receipts") != receipts(data):
        found.append(Difference("changed_input", "input"))
    found += differences(stated, result_of(distribution, data), "result")
    found += differences(certificate["checksums"], checksums(data, stated, files), "checksums")
    return found


def _stated_distribution(frozen: Frozen, result: Any) -> tuple[Distribution, list[Difference]]:
    """The run with the placements the certificate states where the judge accepts them, else as it should have been."""
    ranked = rank(frozen)
    stated = _placements(ranked, result)
    faults = [
        Difference("not_stable", fault.node or "", fault.doctor or "", fault.code)
        for fault in verify(ranked.problem, stated)
    ]
    best = solve(ranked.problem)
    if not faults:
        faults = [Difference("not_best", doctor) for doctor, position in best.items() if stated.get(doctor) != position]
    return explained(ranked, best if faults else stated), faults


def _placements(ranked: Ranked, result: Any) -> Placements:
    """Doctor → position of the stated wish; a wish number the doctor has not becomes a position that is no wish."""
    found: dict[str, int | None] = {}
    for row in result["doctors"]:
        gate = ranked.gates.get(row["hpr_number"])
        if gate is None or not gate.allowed:
            if row["wish_number"] is not None:
                found[row["hpr_number"]] = -1
            continue
        numbers = [wish.number for wish in gate.allowed]
        number = row["wish_number"]
        found[row["hpr_number"]] = None if number is None else numbers.index(number) if number in numbers else -1
    return found


def differences(stated: Any, computed: Any, where: str) -> Iterator[Difference]:
    """Every leaf where two JSON values differ, in kind or value, with its path."""
    if isinstance(stated, dict) and isinstance(computed, dict):
        for name in sorted({*stated, *computed}, key=str):
            yield from differences(stated.get(name, _Missing), computed.get(name, _Missing), f"{where}.{name}")
    elif isinstance(stated, list) and isinstance(computed, list):
        if len(stated) != len(computed):
            yield Difference("differs", where, f"{len(stated)} rows", f"{len(computed)} rows")
        for place, (one, other) in enumerate(zip(stated, computed, strict=False)):
            yield from differences(one, other, f"{where}[{place}]")
    elif type(stated) is not type(computed) or stated != computed:
        yield Difference("differs", where, _brief(stated), _brief(computed))


class _Missing:
    """Stands for a field that is not there."""


def _brief(value: Any) -> str:
    return "–" if value is _Missing else str(value)[:80]
