"""A workbook on disk → rows that can be read in, or words for why not."""

from collections.abc import Callable
from pathlib import Path

from alisveien.base.errors import RuleBroken
from alisveien.engines.nominations.columns import WrongColumns
from alisveien.engines.nominations.nomination import Reading
from alisveien.engines.nominations.reading import read_rows
from alisveien.engines.nominations.register import Register
from alisveien.placements.telling.faults import tell_bad_sheet, tell_wrong_columns
from alisveien.workbench.sheets import BadSheet, read_sheet


def read_workbook(
    path: Path, register: Register, year: int, progress: Callable[[int], None] = lambda rows: None
) -> Reading:
    """Every row of a workbook, the good and the refused. Raises RuleBroken with what to do when it is no list."""
    try:
        sheet = read_sheet(path, progress)
        return read_rows(sheet.headings, sheet.rows, register, year)
    except BadSheet as error:
        raise RuleBroken([tell_bad_sheet(error.code, error.value)]) from error
    except WrongColumns as error:
        raise RuleBroken([tell_wrong_columns(error)]) from error
