"""How values look on a Norwegian page, and how a row becomes cells a template only has to print."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.registers import Column, Register

THIN = "\u00a0"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell ready to print. ``text`` is empty when the value is not known; ``look`` names its style classes."""

    text: str
    label: str
    href: str | None
    note: str
    tone: str
    look: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row ready to print: its number, how it is called, its cells, and whether it is picked from the start."""

    pk: Any
    name: str
    cells: list[Shown]
    picked: bool


def shown(value: Any) -> str:
    """A value in words: ``1 939``, ``0,9``, ``1. mars 2027``, ``ja``; empty for what is not known."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j. F Y \\k\\l. H.i")
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    if isinstance(value, (int, Decimal, float)):
        return number(value)
    return str(value)


def number(value: int | Decimal | float) -> str:
    """A number with decimal comma and a space that does not break between the thousands."""
    return f"{value:,}".replace(",", THIN).replace(".", ",").replace("-", "−")


def line_of(register: Register, row: Any, *, picked: bool = False) -> Line:
    """One row with its cells, in the order of the columns. The first cell names the row."""
    cells = [_cell(column, row) for column in register.columns]
    return Line(row.pk, cells[0].text, cells, picked)


def _cell(column: Column, row: Any) -> Shown:
    text = shown(column.value(row))
    looks = (("number", column.number), ("wide-only", not column.on_phone), ("unknown", not text))
    return Shown(
        text=text,
        label=str(column.label),
        href=column.link(row) if column.link and text else None,
        note=str(column.note(row) or "") if column.note else "",
        tone=(column.tone(row) or "") if column.tone else "",
        look=" ".join(look for look, wanted in looks if wanted),
    )
