"""Synthetic nominations of any number: the example's faultless rows, repeated with numbers of their own."""

from collections.abc import Iterator
from pathlib import Path

from alisveien.base.shipped import DATA
from alisveien.engines.nominations.nomination import Cell
from alisveien.workbench.sheets import read_sheet, write_sheet

EXAMPLE = DATA / "examples" / "innmeldinger_helse_nord_2028_uten_feil.xlsx"


def write_list(path: Path, count: int, *, trust: str = "", faulty: int = 0) -> None:
    """Write a workbook with ``count`` nominations; person k is a copy of the example's person k modulo its length.

    ``trust``: only those nominated to a trust of this name. ``faulty``: one row of so many lacks its last name.
    """
    sheet = read_sheet(EXAMPLE)
    people = [cells for _number, cells in sheet.rows if not trust or trust in cells]
    write_sheet(path, "Innmeldinger", sheet.headings, _rows(people, count, faulty))


def _rows(people: list[tuple[Cell, ...]], count: int, faulty: int) -> Iterator[tuple[Cell, ...]]:
    for number in range(count):
        cells = people[number % len(people)]
        if faulty and number % faulty == faulty - 1:
            cells = (*cells[:2], None, *cells[3:])
        yield (str(100_000_000 + number), *cells[1:])
