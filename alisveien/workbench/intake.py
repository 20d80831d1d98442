"""Tables read in row by row: what an area says of its own, and what becomes of a row.

The course is `services.intake`, the pages are `intake_pages`. An area reads the cells of a row and writes one row.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Text
from alisveien.workbench.models import SentFile
from alisveien.workbench.sheets import Cell, Sheet
from alisveien.workbench.tables import text_of

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
REASONS = _("Hva som er galt")
"""The column a workbook of rows that were not read in ends with."""

Fields = Mapping[str, tuple[Text, tuple[str, ...]]]
"""Field → what it is called, and the headings it is known by."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number in the file, and its cells by field. A field without a column is not there."""

    number: int
    sent: tuple[Cell, ...]
    cells: Mapping[str, Cell]

    def said(self, field: str) -> str:
        """The cell of a field as one line of text; empty where there is none."""
        return text_of(self.cells.get(field))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a row says, as an area reads it: the row, and what is wrong with it. Areas add what they read."""

    row: Row
    faults: tuple[str, ...]


AnyLine = TypeVar("AnyLine", bound=Line)
File = TypeVar("File", bound=SentFile)


@dataclass(frozen=True, slots=True)
class Told(Generic[AnyLine]):
    """What becomes of a row: its line, the outcome, and what was done or what speaks against it, in words."""

    line: AnyLine
    outcome: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake(Generic[File, AnyLine]):
    """What an area says of the tables it reads in.

    ``may`` and ``refused``: who may send one, and what others are told. ``most``: rows of one file, for it is tried
    and read in while one waits. ``read``: what a row says. ``writer`` is given all lines of a file and gives what
    writes one of them; it raises RuleBroken or NotAllowed for a line that cannot be written. ``recorded`` notes in the
    journal that a file was read in. ``forgetting`` names the job that throws a file away.
    """

    model: type[File]
    fields: Fields
    may: Callable[[Actor], bool]
    refused: Text
    most: int
    read: Callable[[Row], AnyLine]
    writer: Callable[[Sequence[AnyLine], Actor, datetime], Callable[[AnyLine], Told[AnyLine]]]
    recorded: Callable[[File, Actor, datetime], object]
    forgetting: str

    def guessed(self, headings: Sequence[str]) -> dict[str, str]:
        """Field → the heading that is known to be it."""
        return guessed({field: words for field, (_label, words) in self.fields.items()}, headings)


def guessed(known: Mapping[str, Sequence[str]], headings: Sequence[str]) -> dict[str, str]:
    """Field → the heading that is it, by the words each field is known by, the surest first."""
    there = {heading.strip().lower(): heading for heading in headings}
    return {field: there[word] for field, words in known.items() for word in reversed(words) if word in there}


def rows_of(sheet: Sheet, mapping: Mapping[str, str]) -> list[Row]:
    """Every row of a table, by the mapping field → heading."""
    places = {field: sheet.headings.index(heading) for field, heading in mapping.items() if heading in sheet.headings}
    return [
        Row(number, cells, {field: cells[at] if at < len(cells) else None for field, at in places.items()})
        for number, cells in sheet.rows
    ]


def mark_of(told: Sequence[Told[AnyLine]]) -> str:
    """The same for the same outcome: what one agrees to is what one saw."""
    lines = [f"{one.line.row.number}|{one.outcome}|{'|'.join(one.words)}" for one in told]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
