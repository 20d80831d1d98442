"""Workbooks to send in, made in the tests."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.engines.nominations.nomination import Cell
from alisveien.workbench.sheets import write_sheet
from tests.engines.lists import HEADINGS, row

Rows = Sequence[Sequence[Cell]]


def doctor(number: int, **changes: Cell) -> tuple[Cell, ...]:
    """A good row of a doctor in Kåfjord nominated to UNN."""
    values: dict[str, Cell] = {"hpr_number": f"99{number:05d}", "municipality": "5540", "municipality_name": "Kåfjord"}
    return row(**{**values, **changes})


def content(rows: Rows, headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook with these rows."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "liste.xlsx"
        write_sheet(path, "Innmeldinger", headings, rows)
        return path.read_bytes()


def upload(rows: Rows, headings: Sequence[str] = HEADINGS, name: str = "liste.xlsx") -> SimpleUploadedFile:
    """A workbook as a browser sends it."""
    return SimpleUploadedFile(name, content(rows, headings))


def posted(place: Any, content: bytes, year: int = 2028, name: str = "liste.xlsx") -> Mapping[str, Any]:
    """What the form sends."""
    file = io.BytesIO(content)
    file.name = name
    return {"place": str(place.pk), "year": str(year), "upload": file}
