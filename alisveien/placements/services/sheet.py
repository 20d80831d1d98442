"""A workbook on disk → rows that can be read in, or words for why not."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alisveien.base.errors import RuleBroken
from alisveien.engines.nominations.columns import WrongColumns, used_mapping
from alisveien.engines.nominations.nomination import Reading, ReadRow
from alisveien.engines.nominations.reading import each_row, read_rows
from alisveien.engines.nominations.register import Register
from alisveien.placements.telling.faults import tell_bad_sheet, tell_wrong_columns
from alisveien.workbench.sheets import BadSheet, Sheet, open_sheet, read_sheet


def read_plainly(
    path: Path, progress: Callable[[int], None] = lambda rows: None, stop_after: int | None = None
) -> Sheet:
    """The first sheet of a workbook as it stands. Raises RuleBroken with what to do when there is none to read."""
    try:
        return read_sheet(path, progress, stop_after)
    except BadSheet as error:
        raise RuleBroken([tell_bad_sheet(error.code, error.value)]) from error


def read_workbook(
    path: Path,
    register: Register,
    year: int,
    progress: Callable[[int], None] = lambda rows: None,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """Every row of a workbook, the good and the refused. Raises RuleBroken with what to do when it is no list.

    ``mapping`` is field → heading, for columns that are not called what ours are.
    """
    sheet = read_plainly(path, progress)
    try:
        return read_rows(sheet.headings, sheet.rows, register, year, mapping)
    except WrongColumns as error:
        raise RuleBroken([tell_wrong_columns(error)]) from error


@dataclass(frozen=True, slots=True)
class Rows:
    """A `Reading` whose rows come once, as they are read, so that only a few of them are held at a time."""

    headings: tuple[str, ...]
    rows: Iterator[ReadRow]
    mapping: Mapping[str, str]


@contextmanager
def open_workbook(path: Path, register: Register, year: int, mapping: Mapping[str, str]) -> Iterator[Rows]:
    """As `read_workbook`, for workbooks too long to be held whole. What is wrong with the sheet may be raised late."""
    try:
        with open_sheet(path) as sheet:
            rows = each_row(sheet.headings, sheet.rows, register, year, mapping)
            yield Rows(sheet.headings, rows, used_mapping(sheet.headings, mapping))
    except BadSheet as error:
        raise RuleBroken([tell_bad_sheet(error.code, error.value)]) from error
    except WrongColumns as error:
        raise RuleBroken([tell_wrong_columns(error)]) from error
