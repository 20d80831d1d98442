"""Synthetic nominations of any number: the example's faultless rows, repeated with numbers of their own."""

from collections.abc import Iterator
from pathlib import Path

from alisveien.base.shipped import DATA
from alisveien.engines.nominations.nomination import Cell
from alisveien.workbench.sheets import read_sheet, write_sheet

EXAMPLE = DATA / "examples" / "innmeldinger_helse_nord_2028_uten_feil.xlsx"


def write_list(path: Path, count: int) -> None:
    """Write a workbook with ``count`` nominations; person k is a copy of the example's person k modulo its length."""
    sheet = read_sheet(EXAMPLE)
    write_sheet(path, "Innmeldinger", sheet.headings, _rows([cells for _number, cells in sheet.rows], count))


def _rows(people: list[tuple[Cell, ...]], count: int) -> Iterator[tuple[Cell, ...]]:
    for number in range(count):
        yield (str(100_000_000 + number), *people[number % len(people)][1:])
