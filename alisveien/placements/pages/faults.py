"""The faults of a workbook, row by row, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from alisveien.engines.nominations.nomination import Fault
from alisveien.placements.telling.faults import ToldFault, tell_fault


class Refused(Protocol):
    """A refused row as it is kept."""

    row_number: int
    intake_id: int
    name: str
    hpr_number: str
    municipality: str
    faults: Any


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A refused row: its number in the workbook, who it is about as typed, and what is wrong."""

    number: int
    name: str
    about: str
    faults: tuple[ToldFault, ...]


def faulty_rows(rows: Iterable[Refused]) -> list[FaultyRow]:
    """The refused rows in words."""
    return [
        FaultyRow(
            row.row_number,
            row.name,
            ", ".join(part for part in (row.municipality, f"HPR {row.hpr_number}" if row.hpr_number else "") if part),
            tuple(tell_fault(fault_of(fault)) for fault in row.faults),
        )
        for row in rows
    ]


def fault_of(data: Mapping[str, Any]) -> Fault:
    """A fault from its JSON."""
    return Fault(data["column"], data["code"], data["found"], data["suggestion"], tuple(data["more"]))
