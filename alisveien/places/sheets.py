"""Reading the files of a register: UTF-8 CSV with a heading, each row with the line it stands on."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file, for the person who shall mend it. ``line`` 0 is the file as a whole."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        where = _("{file}, linje {line}") if self.line else "{file}"
        return f"{where.format(file=self.file, line=self.line)}: {self.words}"


class BrokenRegister(ValueError):
    """Files of a register cannot be used; the text names every fault of the first kind met, at most ten."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        lines = [str(fault) for fault in self.faults[:10]]
        if len(self.faults) > len(lines):
            lines.append(_("… og {count} feil til.").format(count=len(self.faults) - len(lines)))
        super().__init__("\n".join([*lines, _("Ingenting er endret.")]))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read: its columns, its rows, and the line each row begins on."""

    file: str
    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    lines: list[int]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line and row, in order."""
        return zip(self.lines, self.rows, strict=True)


def sheet_from(name: str, data: bytes) -> Sheet:
    """Read UTF-8 CSV with a heading, with commas or semicolons. Raises BrokenRegister for what is something else."""
    if data.startswith(b"PK\x03\x04"):
        raise _broken(name, 0, _("filen er en arbeidsbok. Lagre den som «CSV UTF-8»."))
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _broken(name, line, _("filen er ikke i UTF-8. Lagre den som «CSV UTF-8».")) from error
    heading = written.split("\n", 1)[0]
    return _sheet(name, written, ";" if heading.count(";") > heading.count(",") else ",")


def sheet_of(path: Path) -> Sheet:
    """Read a UTF-8 CSV file with a heading. Raises BrokenRegister for one that is not there or is something else."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _broken(path.name, 0, _("filen mangler. Legg den i mappen.")) from error
    except OSError as error:
        words = _("filen lar seg ikke lese. Se etter at den er en fil, og at du har tilgang til den.")
        raise _broken(path.name, 0, words) from error
    return sheet_from(path.name, data)


def _broken(file: str, line: int, words: str) -> BrokenRegister:
    return BrokenRegister([Fault(file, line, words)])


def _sheet(file: str, written: str, delimiter: str) -> Sheet:
    reader = csv.reader(io.StringIO(written, newline=""), strict=True, delimiter=delimiter)
    records, line = [], 1
    try:
        for fields in reader:
            if fields:
                records.append((line, fields))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _broken(file, line, _("raden er ikke gyldig CSV. Se etter et anførselstegn for mye.")) from error
    columns = tuple(records[0][1]) if records else ()
    words = _("raden har {here} felter, overskriften har {there}. Se etter et komma eller anførselstegn.")
    faults = [
        Fault(file, number, words.format(here=len(fields), there=len(columns)))
        for number, fields in records
        if len(fields) != len(columns)
    ]
    if faults:
        raise BrokenRegister(faults)
    rows = [dict(zip(columns, fields, strict=True)) for _line, fields in records[1:]]
    return Sheet(file, columns, rows, [number for number, _fields in records[1:]])
