"""Workbooks in and out as plain rows. What cannot be read is said in a code; nothing is half read."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

from alisveien.workbench.first_sheet import open_first_sheet

Cell = str | int | float | bool | date | None

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_BYTES_UNPACKED = 1_500_000_000
MOST_BYTES_BESIDE = 300_000_000
SUSPECT_BYTES = 20_000_000
MOST_PACKED = 150
_OLE = b"\xd0\xcf\x11\xe0"


class BadSheet(ValueError):
    """A file that is not a readable list. ``code`` is worded by the telling, ``value`` belongs to it."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code} {value}".strip())
        self.code = code
        self.value = value


@dataclass(frozen=True)
class Sheet:
    """The first sheet of a workbook: headings, and rows with their number in the workbook (headings are row 1).

    ``more``: there are rows after these, which nobody asked for.
    """

    headings: tuple[str, ...]
    rows: list[tuple[int, tuple[Cell, ...]]]
    more: bool = False


@dataclass(frozen=True)
class OpenSheet:
    """The first sheet of a workbook while it is open: its rows come once, as they are read. See `Sheet`."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[Cell, ...]]]


def read_sheet(path: Path, progress: Callable[[int], None] = lambda rows: None, stop_after: int | None = None) -> Sheet:
    """Read the first sheet. Formulas come as their text, empty rows are left out. Raises BadSheet.

    ``progress`` is told the number of rows read, every thousand. ``stop_after``: read no more rows than these.
    """
    with open_sheet(path, progress) as sheet:
        rows = list(islice(sheet.rows, stop_after))
        more = stop_after is not None and next(sheet.rows, None) is not None
    return Sheet(sheet.headings, rows, more)


@contextmanager
def open_sheet(path: Path, progress: Callable[[int], None] = lambda rows: None) -> Iterator[OpenSheet]:
    """The first sheet as `read_sheet` reads it, a row at a time. Raises BadSheet, also while the rows come."""
    _against_reading(path)
    try:
        book = open_first_sheet(path)
    except Exception as error:  # the library raises whatever its parsers raise
        raise BadSheet("not_a_workbook") from error
    try:
        if not book.worksheets:
            raise BadSheet("no_sheet")
        lines = _lines(book.worksheets[0])
        headings = _headings(next(lines, ()))
        if not headings:
            raise BadSheet("empty_sheet")
        yield OpenSheet(headings, _rows(lines, len(headings), progress))
    finally:
        book.close()


def _against_reading(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise BadSheet("not_found", path.name) from error
    if not start:
        raise BadSheet("empty_file")
    if start == _OLE:
        raise BadSheet("encrypted_or_old")
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise BadSheet("not_a_workbook") from error
    if _swells(parts):
        raise BadSheet("too_large")


def _swells(parts: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether the parts would fill the memory: too much in all, too much beside the sheets, or packed too well."""
    in_all = beside = 0
    for part in parts:
        in_all += part.file_size
        beside += 0 if part.filename.startswith("xl/worksheets/") else part.file_size
        if part.file_size > SUSPECT_BYTES and part.file_size > MOST_PACKED * part.compress_size:
            return True
    return in_all > MOST_BYTES_UNPACKED or beside > MOST_BYTES_BESIDE


def count_rows(path: Path) -> int:
    """About how many rows the largest sheet of a workbook has, headings and empty rows counted; 0 when it is none.

    Quick, and good enough to say how far a reading has come.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            sheets = [part for part in packed.infolist() if part.filename.startswith("xl/worksheets/sheet")]
            largest = max(sheets, key=lambda part: part.file_size, default=None)
            if largest is None:
                return 0
            with packed.open(largest) as file:
                return _count(file, b"<row ")
    except (zipfile.BadZipFile, OSError, NotImplementedError, zlib.error):
        return 0


def _count(file: IO[bytes], word: bytes) -> int:
    """How often a word stands in a file, read a piece at a time."""
    found, left = 0, b""
    for piece in iter(partial(file.read, 1 << 20), b""):
        found += (left + piece).count(word)
        left = piece[1 - len(word) :]
    return found


def _lines(sheet: Any) -> Iterator[Sequence[Any]]:
    try:
        yield from sheet.iter_rows(values_only=True)
    except Exception as error:  # a damaged sheet is met only when its rows are read
        raise BadSheet("not_a_workbook") from error


def _rows(
    lines: Iterable[Sequence[Any]], width: int, progress: Callable[[int], None]
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows below the headings that are not empty, with their numbers in the workbook."""
    count = 0
    for number, cells in enumerate(lines, start=2):
        if any(cell is not None and cell != "" for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise BadSheet("too_many_rows", str(MOST_ROWS))
            if count % 1000 == 0:
                progress(count)
            yield number, tuple(_plain(cell) for cell in cells[:width])
    if not count:
        raise BadSheet("no_rows")


def _headings(cells: Sequence[Any]) -> tuple[str, ...]:
    """The headings without the empty ones at the end; what lies to the right of them is not read."""
    words = ["" if cell is None else str(cell).strip() for cell in cells[:MOST_COLUMNS]]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _plain(cell: Any) -> Cell:
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date()
    if cell is None or isinstance(cell, str | int | float | bool | date):
        return cell
    return f"={cell}" if type(cell).__name__.endswith("Formula") else str(cell)


@dataclass(frozen=True)
class Guide:
    """A second sheet that says what the first is for: its title and lines. Only the first sheet is read back."""

    title: str
    lines: tuple[str, ...]


def write_sheet(
    path: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], guide: Guide | None = None
) -> None:
    """Write one sheet with bold headings. A text that begins with ``=`` is written as text, never as a formula."""
    import openpyxl  # noqa: PLC0415 (slow to load)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 (slow to load)
    from openpyxl.styles import Font  # noqa: PLC0415 (slow to load)

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    top = []
    for heading in headings:
        cell = WriteOnlyCell(sheet, value=heading)
        cell.font = Font(bold=True)
        top.append(cell)
    sheet.append(top)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, date):
                cell.number_format = "dd.mm.yyyy"
            cells.append(cell)
        sheet.append(cells)
    if guide is not None:
        beside = book.create_sheet(guide.title)
        beside.column_dimensions["A"].width = 110
        for line in guide.lines:
            beside.append([line])
    book.save(path)
