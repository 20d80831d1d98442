"""Rows of a workbook → nominations and faults. Every fault of a row is found, and nothing is mended silently."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from alisveien.engines.nominations.cells import Cells, is_formula, shown
from alisveien.engines.nominations.columns import HEADING, places_of, used_mapping
from alisveien.engines.nominations.dates import faults_of_leave, faults_of_window
from alisveien.engines.nominations.nomination import (
    GROUP_WORDS,
    POSITION_WORDS,
    SCHEME_WORDS,
    YES_NO_WORDS,
    Cell,
    Fault,
    Nomination,
    Reading,
    ReadRow,
)
from alisveien.engines.nominations.register import Municipality, Register, Trust
from alisveien.engines.nominations.wishes import read_wishes, trusts_wished
from alisveien.engines.nominations.wording import folded

_WORDS = {"position": tuple(POSITION_WORDS), "scheme": tuple(SCHEME_WORDS), "group": tuple(GROUP_WORDS)}
_HPR = re.compile(r"[0-9]{1,9}")


def read_rows(
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[Cell]]],
    register: Register,
    year: int,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """Read numbered rows against the register for the round of a year.

    ``mapping`` is field → heading for columns with other names than ours. Raises WrongColumns when the headings are
    not those of a nomination list. Of two rows with the same HPR number the first stays and the later is refused.
    """
    rows_read = each_row(headings, rows, register, year, mapping)
    return Reading(tuple(headings), tuple(rows_read), used_mapping(headings, mapping or {}))


def each_row(
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[Cell]]],
    register: Register,
    year: int,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[ReadRow]:
    """As `read_rows`, one row at a time as they come, for lists too long to be held whole. Raises at once."""
    return _each_row(places_of(headings, mapping), rows, register, year)


def _each_row(
    places: dict[str, int], rows: Iterable[tuple[int, Sequence[Cell]]], register: Register, year: int
) -> Iterator[ReadRow]:
    first_with: dict[str, int] = {}
    for number, cells in rows:
        row = _read_row(number, tuple(cells), places, register, year)
        hpr = shown(cells[places["hpr_number"]]) if places["hpr_number"] < len(cells) else ""
        if hpr in first_with:
            fault = Fault(HEADING["hpr_number"], "repeated", hpr, more=(str(first_with[hpr]),))
            row = replace(row, nomination=None, faults=(*row.faults, fault))
        elif hpr:
            first_with[hpr] = number
        yield row


def _read_row(number: int, cells: tuple[Cell, ...], places: dict[str, int], register: Register, year: int) -> ReadRow:
    row = Cells({name: cells[place] if place < len(cells) else None for name, place in places.items()})
    for name, value in row.values.items():
        if is_formula(value):
            row.fault(name, "formula", more=_WORDS.get(name, ()))
    first_name, last_name = row.required_text("first_name"), row.required_text("last_name")
    nomination = _nomination(row, register, year)
    faults = _without_echo(row.faults)
    return ReadRow(
        number,
        cells,
        first_name or "",
        last_name or "",
        None if faults else nomination,
        tuple(faults),
        row.text("doctor_email") or "",
        row.text("leader_email") or "",
    )


def _without_echo(faults: list[Fault]) -> list[Fault]:
    """A cell with a formula is at fault once, not also for what the formula is not."""
    formulas = {fault.column for fault in faults if fault.code == "formula"}
    return [fault for fault in faults if fault.code == "formula" or fault.column not in formulas]


def _nomination(row: Cells, register: Register, year: int) -> Nomination | None:
    municipality = _municipality(row, register)
    trust = _trust(row, register, municipality)
    facts = {
        "hpr_number": _hpr_number(row),
        "municipality": municipality.number if municipality else None,
        "trust": trust.number if trust else None,
        "position": row.code("position", POSITION_WORDS),
        "started_on": row.required_day("started_on"),
        "percentage": row.required_number("percentage", 1, 100),
        "scheme": row.code("scheme", SCHEME_WORDS),
        "group": row.code("group", GROUP_WORDS),
        "courses": row.required_number("courses", 0, 99),
        "goals_percent": row.required_number("goals_percent", 0, 100),
        "nominated_on": row.required_day("nominated_on"),
        "wishes": read_wishes(row, register, trust, year),
        **_window(row, year),
    }
    optional = {
        "converted_on": row.day("converted_on"),
        "own_post_on": row.day("own_post_on"),
        "locum_on": row.day("locum_on"),
        "priority": row.number("priority", 1, 999),
        **_leave(row),
    }
    split = row.code("can_be_split", YES_NO_WORDS) if row.text("can_be_split") else False
    if row.faults or any(value is None for value in facts.values()):
        return None
    return Nomination(**facts, **optional, can_be_split=bool(split))  # type: ignore[arg-type]


def _hpr_number(row: Cells) -> str | None:
    found = row.required_text("hpr_number")
    if found is not None and not _HPR.fullmatch(found):
        row.fault("hpr_number", "not_hpr")
        return None
    return found


def _municipality(row: Cells, register: Register) -> Municipality | None:
    number = row.required_text("municipality")
    if number is None:
        return None
    place = register.municipalities.get(number)
    if place is None:
        row.fault("municipality", *_unknown_municipality(number, row.text("municipality_name"), register))
        return None
    name = row.text("municipality_name")
    if name and folded(name) not in {folded(known) for known in (place.name, *place.other_names)}:
        row.fault("municipality_name", "not_that_municipality", place.name, (number,))
        return None
    return place


def _unknown_municipality(number: str, name: str | None, register: Register) -> tuple[str, str, tuple[str, ...]]:
    """The code of the fault, the number that was probably meant, and its name."""
    padded = register.municipalities.get(number.zfill(4))
    if padded:
        return "leading_zero", padded.number, (padded.name, padded.authority)
    heirs = register.by_former_number.get(number, [])
    if len(heirs) == 1:
        return "former_number", heirs[0].number, (heirs[0].name,)
    named = [place for place in register.municipalities.values() if name and folded(place.name) == folded(name)]
    if len(named) == 1:
        return "unknown_number", named[0].number, (named[0].name,)
    return "unknown_number", "", ()


def _trust(row: Cells, register: Register, municipality: Municipality | None) -> Trust | None:
    name = row.required_text("trust")
    if name is None:
        return None
    trust = register.trust_by_name.get(folded(name))
    if trust is None:
        meant = register.trust_by_short_name.get(folded(name))
        row.fault("trust", "unknown_trust", meant.name if meant else "", trusts_wished(row, register))
        return None
    if municipality and trust.authority != municipality.authority:
        regions = (municipality.name, municipality.authority, trust.authority)
        row.fault("trust", "other_region", more=(*regions, *trusts_wished(row, register)))
        return None
    return trust


def _window(row: Cells, year: int) -> dict[str, object]:
    earliest, latest = row.required_day("earliest_on"), row.required_day("latest_on")
    if earliest and latest:
        row.faults += faults_of_window(earliest, latest, [year])
    return {"earliest_on": earliest, "latest_on": latest}


def _leave(row: Cells) -> dict[str, object]:
    start, end = row.day("leave_from"), row.day("leave_to")
    if start or not row.text("leave_from"):
        row.faults += faults_of_leave(start, end)
    return {"leave_from": start, "leave_to": end}
