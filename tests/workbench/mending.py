"""The workbook of rows that were not read in, mended by who sent it."""

from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.workbench.intake_pages import rejected_workbook
from alisveien.workbench.models import SentFile


def mended(file: SentFile, cell: str, value: str) -> SimpleUploadedFile:
    """The workbook with another value in a cell, its column of reasons and all, ready to be sent again."""
    book = openpyxl.load_workbook(BytesIO(rejected_workbook(file)))
    book.active[cell] = value
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("rader-med-feil.xlsx", kept.getvalue())
