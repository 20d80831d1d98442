"""A file somebody sent in → its first sheet, be it a workbook or CSV, and what its cells say. For importers."""

import csv
import io
import re
import tempfile
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from alisveien.workbench.sheets import MOST_ROWS, BadSheet, Cell, Sheet, read_sheet

DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


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


def text_of(cell: Cell) -> str:
    """A cell as one line of text, without the apostrophe an export puts before what looks like a formula."""
    text = " ".join(as_sent(cell).split())
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


def as_sent(cell: Cell) -> str:
    """A cell as text to be given back: its lines as they are, a whole number without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def day_of(cell: Cell) -> date | None:
    """A date of a workbook, «26.06.2020» or «2020-06-26»; None when empty. Raises ValueError with a sentence."""
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    text = text_of(cell)
    if not text:
        return None
    found = DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(_("«{text}» er ikke en dato.").format(text=text[:20])) from None
