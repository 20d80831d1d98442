"""A file somebody sent in → its first sheet, be it a workbook or CSV. For importers of plain tables."""

import csv
import io
import tempfile
from pathlib import Path

from alisveien.workbench.sheets import MOST_ROWS, BadSheet, Cell, Sheet, read_sheet


def sheet_of(content: bytes) -> Sheet:
    """The headings and rows of a workbook or of CSV. Raises BadSheet when it is neither."""
    return _workbook(content) if content.startswith(b"PK") else _csv(content)


def _workbook(content: bytes) -> Sheet:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        return read_sheet(Path(file.name))


def _csv(content: bytes) -> Sheet:
    """UTF-8 or the old Windows code page, with semicolons, commas or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise BadSheet("not_a_table") from error
    if len(lines) < 2 or len(lines) > MOST_ROWS:
        raise BadSheet("no_rows")
    rows: list[tuple[int, tuple[Cell, ...]]] = [
        (number, tuple(line)) for number, line in enumerate(lines[1:], start=2) if any(line)
    ]
    return Sheet(tuple(head.strip() for head in lines[0]), rows)
