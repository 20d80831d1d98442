"""The faults of a workbook, row by row, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from alisveien.engines.nominations.columns import HEADING
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


def faulty_rows(rows: Iterable[Refused], mapping: Mapping[str, str]) -> list[FaultyRow]:
    """The refused rows in words. ``mapping`` is field → heading: columns are named as the sheet names them."""
    names = {HEADING[field]: heading for field, heading in mapping.items() if heading}
    return [
        FaultyRow(
            row.row_number,
            row.name,
            ", ".join(part for part in (row.municipality, f"HPR {row.hpr_number}" if row.hpr_number else "") if part),
            tuple(_named(tell_fault(fault_of(fault)), names) for fault in row.faults),
        )
        for row in rows
    ]


def _named(told: ToldFault, names: Mapping[str, str]) -> ToldFault:
    return replace(told, column=names.get(told.column, told.column))


def fault_of(data: Mapping[str, Any]) -> Fault:
    """A fault from its JSON."""
    return Fault(data["column"], data["code"], data["found"], data["suggestion"], tuple(data["more"]))
