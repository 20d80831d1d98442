"""A workbook to be filled in: headings that explain themselves, lists to choose from, and a sheet that says how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from alisveien.workbench.sheets import Cell, Guide

ROWS = 1000
"""How far down the lists and the dates are prepared."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its heading, whether it must be filled in, what the note on the heading says.

    ``choices`` is the title of the list to choose from, ``strict`` whether anything else is refused while typing.
    """

    heading: str
    note: str
    required: bool = False
    kind: Literal["text", "date", "number"] = "text"
    choices: str = ""
    strict: bool = True
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A sheet of codes: the first column is what is written in the cells, the others explain it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def blank_workbook(
    title: str,
    fields: Sequence[Field],
    lists: Sequence[CodeList],
    guide: Guide,
    refusal: str,
    rows: Iterable[Sequence[Cell]] = (),
) -> bytes:
    """The workbook. ``refusal``: what the spreadsheet says to a value that is not in its list; ``rows`` stand in it."""
    import openpyxl  # noqa: PLC0415 (slow to load)

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "A2"
    sizes = {one.title: len(one.rows) for one in lists}
    for place, field in enumerate(fields, start=1):
        _head(sheet, place, field)
        _check(sheet, place, field, sizes, refusal)
    for number, row in enumerate(rows, start=2):
        _fill(sheet, number, row)
    _explain(book, guide)
    for one in lists:
        _list(book, one)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Any, place: int, field: Field) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 (slow to load)
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 (slow to load)
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (slow to load)

    cell = sheet.cell(1, place, f"{field.heading} *" if field.required else field.heading)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color="DCE9EA" if field.required else "F2F4F4")
    cell.comment = Comment(field.note, "Alisveien", height=120, width=320)
    column = sheet.column_dimensions[get_column_letter(place)]
    column.width = max(14, min(44, len(field.heading) + 4)) if field.strict else 44
    column.number_format = {"text": "@", "date": "dd.mm.yyyy", "number": "0"}[field.kind]


def _check(sheet: Any, place: int, field: Field, sizes: dict[str, int], refusal: str) -> None:
    """What may be typed in a column, as the spreadsheet asks it."""
    from openpyxl.utils import get_column_letter, quote_sheetname  # noqa: PLC0415 (slow to load)
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 (slow to load)

    if sizes.get(field.choices):
        where = f"{quote_sheetname(field.choices)}!$A$2:$A${sizes[field.choices] + 1}"
        check = DataValidation("list", formula1=where, allow_blank=True)
    elif field.between:
        least, most = (str(bound) for bound in field.between)
        check = DataValidation("whole", operator="between", formula1=least, formula2=most, allow_blank=True)
    elif field.kind == "date":
        check = DataValidation("date", operator="greaterThan", formula1="18264", allow_blank=True)  # 1 January 1950
    else:
        return
    check.error, check.errorTitle, check.showErrorMessage = refusal, field.heading[:32], field.strict
    letter = get_column_letter(place)
    check.add(f"{letter}2:{letter}{ROWS + 1}")
    sheet.add_data_validation(check)


def _fill(sheet: Any, number: int, row: Sequence[Cell]) -> None:
    """One row of values; a text stays a text even when it begins with an equals sign."""
    for place, value in enumerate(row, start=1):
        if value is None or value == "":
            continue
        cell = sheet.cell(number, place, value)
        if isinstance(value, str):
            cell.data_type, cell.number_format = "s", "@"
        elif not isinstance(value, int | float):
            cell.number_format = "dd.mm.yyyy"


def _explain(book: Any, guide: Guide) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 (slow to load)

    sheet = book.create_sheet(guide.title)
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(guide.lines, start=1):
        sheet.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")


def _list(book: Any, one: CodeList) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 (slow to load)
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (slow to load)

    sheet = book.create_sheet(one.title)
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(one.headings, start=1):
        sheet.cell(1, place, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 56 if place == 1 else 36
    for number, row in enumerate(one.rows, start=2):
        for place, text in enumerate(row, start=1):
            sheet.cell(number, place, text).number_format = "@"
