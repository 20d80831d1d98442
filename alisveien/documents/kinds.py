"""The kinds of file we take, told by what is in them and not by what they are called.

Formats that can hold programs are refused: workbooks and documents with macros, HTML, SVG.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

LARGEST = 20 * 1024 * 1024
MOST_PARTS = 5000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the type a browser is told, its ending, and how its content is known."""

    media_type: str
    ending: str
    holds: Callable[[bytes], bool]


def kind_of(content: bytes) -> str | None:
    """The name of the kind the content is, or None when it is none we take."""
    return next((name for name, kind in KINDS.items() if kind.holds(content)), None)


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _office(main: str) -> Callable[[bytes], bool]:
    """A zip file with the main part of a workbook or a document, and no macros."""

    def holds(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04"):
            return False
        try:
            names = zipfile.ZipFile(BytesIO(content)).namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
        programs = any(name.lower().endswith(("vbaproject.bin", ".vbs", ".exe")) for name in names)
        return len(names) <= MOST_PARTS and "[Content_Types].xml" in names and main in names and not programs

    return holds


def _plain(content: bytes) -> bool:
    """Text: UTF-8 without control signs but tab and new line, and not a page of markup."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    markup = text.lstrip()[:1] == "<"
    return not markup and all(sign >= " " or sign in "\t\r\n" for sign in text) and "\x7f" not in text


KINDS = {
    "pdf": Kind("application/pdf", ".pdf", _begins(b"%PDF-")),
    "png": Kind("image/png", ".png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpeg": Kind("image/jpeg", ".jpg", _begins(b"\xff\xd8\xff")),
    "xlsx": Kind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", _office("xl/workbook.xml")
    ),
    "docx": Kind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", _office("word/document.xml")
    ),
    "text": Kind("text/plain; charset=utf-8", ".txt", _plain),
}
