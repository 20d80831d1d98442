"""A workbook on disk → rows that can be read in, or words for why not."""

from collections.abc import Callable, Mapping
from pathlib import Path

from alisveien.base.errors import RuleBroken
from alisveien.engines.nominations.columns import WrongColumns
from alisveien.engines.nominations.nomination import Reading
from alisveien.engines.nominations.reading import read_rows
from alisveien.engines.nominations.register import Register
from alisveien.placements.telling.faults import tell_bad_sheet, tell_wrong_columns
from alisveien.workbench.sheets import BadSheet, Sheet, read_sheet


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
