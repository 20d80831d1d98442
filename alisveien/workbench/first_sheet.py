"""The first sheet of a workbook, opened without reading through it.

The library asks each sheet for its size, and where the sheet does not say it reads every row to find out, with all of
them in memory. We read rows as they come and never ask.
"""

from functools import cache
from pathlib import Path
from typing import Any


def open_first_sheet(path: Path) -> Any:
    """A read-only workbook with its first sheet only, none when it has none. Raises whatever the library raises."""
    reader = _reader()(path, read_only=True, data_only=False)
    reader.read()
    return reader.wb


@cache
def _reader() -> Any:
    """The library's own reader, made to stop at the first sheet."""
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 (slow to load)
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # noqa: PLC0415 (slow to load)

    class Unmeasured(ReadOnlyWorksheet):  # type: ignore[misc]
        """A sheet whose size nobody asks for."""

        def _get_size(self) -> None:
            """Leave the size open."""

    class FirstSheet(ExcelReader):  # type: ignore[misc]
        """Reads no more than the first sheet."""

        def read_worksheets(self) -> None:
            """Find the first sheet of cells."""
            for sheet, rel in self.parser.find_sheets():
                if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                    self.wb._sheets.append(Unmeasured(self.wb, sheet.name, rel.target, self.shared_strings))
                    return

    return FirstSheet
