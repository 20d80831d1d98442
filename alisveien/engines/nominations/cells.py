"""One cell at a time: a value of the right kind, or a fault. Nothing is guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from alisveien.engines.nominations.columns import HEADING
from alisveien.engines.nominations.nomination import Cell, Fault
from alisveien.engines.nominations.wording import folded

Code = TypeVar("Code")

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NORWEGIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEARS = range(1950, 2101)


@dataclass(slots=True)
class Cells:
    """The cells of one row by field, and the faults found while they are read."""

    values: Mapping[str, Cell]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, name: str, code: str, suggestion: str = "", more: tuple[str, ...] = ()) -> None:
        """Note what is wrong with a field; the row is refused."""
        found = shown(self.values.get(name))
        self.faults.append(Fault(HEADING[name], code, found, suggestion, more))

    def text(self, name: str) -> str | None:
        """The cell as text, None when empty."""
        return shown(self.values.get(name)) or None

    def required_text(self, name: str) -> str | None:
        """As `text`, with a fault when empty."""
        found = self.text(name)
        if found is None:
            self.fault(name, "empty")
        return found

    def code(self, name: str, words: Mapping[str, Code]) -> Code | None:
        """The meaning of a word from a closed list."""
        found = self.required_text(name)
        if found is None:
            return None
        if folded(found) not in words:
            self.fault(name, "not_in_list", more=tuple(words))
            return None
        return words[folded(found)]

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number between two bounds, None when empty or at fault."""
        value = self.values.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        whole = _whole(value)
        if whole is None:
            self.fault(name, "not_a_number")
        elif not least <= whole <= most:
            self.fault(name, "out_of_range", more=(str(least), str(most)))
            return None
        return whole

    def required_number(self, name: str, least: int, most: int) -> int | None:
        """As `number`, with a fault when empty."""
        if self.text(name) is None:
            self.fault(name, "empty")
            return None
        return self.number(name, least, most)

    def day(self, name: str) -> date | None:
        """A date, None when empty or at fault."""
        value = self.values.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = _date(value)
        if found is None:
            self.fault(name, "not_a_date")
        elif found.year not in _YEARS:
            self.fault(name, "unlikely_year")
            return None
        return found

    def required_day(self, name: str) -> date | None:
        """As `day`, with a fault when empty."""
        if self.text(name) is None:
            self.fault(name, "empty")
            return None
        return self.day(name)


def shown(value: Cell) -> str:
    """A cell as a person would type it; empty when there is nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def is_formula(value: Cell) -> bool:
    """True for a cell that begins with an equals sign: a spreadsheet would calculate it."""
    return isinstance(value, str) and value.lstrip().startswith("=")


def _whole(value: Cell) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return int(value)
    return None


def _date(value: Cell) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    if found := _ISO.fullmatch(value.strip()):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NORWEGIAN.fullmatch(value.strip()):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
