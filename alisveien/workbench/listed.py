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
    kept = [row for row in rows if _passes(register, asked, row) and _found(register, asked, row)]
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


def _passes(register: Register, asked: Asked, row: Any) -> bool:
    for one in register.filters:
        if isinstance(one, Choice) and one.name in asked.choices:
            if str(getattr(row, one.field)) not in asked.choices[one.name]:
                return False
        elif isinstance(one, Range) and one.name in asked.ranges:
            low, high = asked.ranges[one.name]
            value = getattr(row, one.field)
            if value is None or (low is not None and value < low) or (high is not None and value > high):
                return False
    return True


def _found(register: Register, asked: Asked, row: Any) -> bool:
    """Whether each word stands in one of the fields, without regard to case and diacritics."""
    words = folded(asked.text).split()
    fields = [folded(str(getattr(row, name))) for name in register.search] if words else []
    return all(any(word in field for field in fields) for word in words)
