"""The rows of a list that are worked out, not stored: plain values, narrowed, searched, sorted and cut in the process.

For sums and findings, where a list is at most some thousand rows. Each row has a ``pk`` of its own, and an attribute
for every field the register names for sorting, filtering and searching.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from alisveien.base.folding import folded
from alisveien.base.registers import Choice, Range, Register
from alisveien.workbench.asking import Asked, Cursor


def fitting(register: Register, asked: Asked, rows: Iterable[Any]) -> list[Any]:
    """The rows that pass the search and every filter, sorted by key and then ``pk``; what has no key comes last."""
    kept = _found(register, asked.text, _passing(register, asked, rows))
    column = register.column(asked.sort)
    field = (column.sort if column else None) or "pk"
    kept.sort(key=lambda row: row.pk)
    known = [row for row in kept if getattr(row, field) is not None]
    known.sort(key=lambda row: getattr(row, field), reverse=asked.falling)
    return [*known, *(row for row in kept if getattr(row, field) is None)]


def cut(rows: Sequence[Any], cursor: Cursor | None, size: int) -> tuple[int, int, bool]:
    """From where to where the page goes, and whether the row of the cursor is no longer there (then the first page)."""
    if cursor is None:
        return 0, size, False
    at = next((number for number, row in enumerate(rows) if row.pk == cursor.pk), None)
    if at is None:
        return 0, size, True
    return (max(0, at - size), at, False) if cursor.backwards else (at + 1, at + 1 + size, False)


def _passing(register: Register, asked: Asked, rows: Iterable[Any]) -> list[Any]:
    """The rows that pass every filter somebody chose."""
    kept = list(rows)
    for one in register.filters:
        if isinstance(one, Choice) and one.name in asked.choices:
            chosen = asked.choices[one.name]
            kept = [row for row in kept if str(getattr(row, one.field)) in chosen]
        elif isinstance(one, Range) and one.name in asked.ranges:
            low, high = asked.ranges[one.name]
            kept = [row for row in kept if _within(getattr(row, one.field), low, high)]
    return kept


def _within(value: Any, low: int | None, high: int | None) -> bool:
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def _found(register: Register, text: str, rows: list[Any]) -> list[Any]:
    """The rows where each word stands in one of the fields, without regard to case and diacritics."""
    words = folded(text).split()
    if not words:
        return rows
    found = []
    for row in rows:
        fields = [folded(str(getattr(row, name))) for name in register.search]
        if all(any(word in field for field in fields) for word in words):
            found.append(row)
    return found
