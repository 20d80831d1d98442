"""The rows of a list: narrowed, searched, sorted and cut into pages by key, all in the database."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q, QuerySet

from alisveien.base.actor import Actor
from alisveien.base.folding import Folded, folded
from alisveien.base.registers import Choice, Range, Register
from alisveien.workbench.asking import Asked, Cursor
from alisveien.workbench.listed import cut, fitting

KEY = "workbench_key"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows, how many rows there are in all, and the way on and back."""

    rows: list[Any]
    count: int
    after: Cursor | None
    before: Cursor | None
    lost: bool = False


def matching(register: Register, asked: Asked, actor: Actor) -> QuerySet[Any] | list[Any]:
    """The rows the actor may see that pass the search and every filter, sorted, not cut.

    Rows that are worked out come as a list, those of the database as a query.
    """
    rows = register.rows(actor)
    if not isinstance(rows, QuerySet):
        return fitting(register, asked, rows)
    for one in register.filters:
        if isinstance(one, Choice) and one.field and one.name in asked.choices:
            rows = rows.filter(**{f"{one.field}__{one.lookup}": list(asked.choices[one.name])})
        elif isinstance(one, Range) and one.name in asked.ranges:
            low, high = asked.ranges[one.name]
            rows = rows.filter(**{f"{one.field}__gte": low} if low is not None else {})
            rows = rows.filter(**{f"{one.field}__lte": high} if high is not None else {})
    if register.narrow is not None:
        rows = register.narrow(rows, asked.choices, actor)
    rows = searched(rows, register.search, asked.text)
    return _sorted(rows.annotate(**{KEY: F(_sort_field(register, asked))}), falling=asked.falling)


def page(register: Register, asked: Asked, actor: Actor) -> Page:
    """The page the address asks for. Costs one query for the count and one for the rows.

    A cursor that does not fit the list gives the first page with ``lost`` set.
    """
    rows = matching(register, asked, actor)
    if not isinstance(rows, QuerySet):
        return _page_of(register, asked, rows)
    count = rows.order_by().count()
    cursor, lost = _fitting(rows, asked.cursor)
    if cursor is not None:
        rows = _beyond(rows, cursor, register, asked)
    if cursor is not None and cursor.backwards:
        rows = _sorted(rows, falling=asked.falling, reverse=True)
    found = list(rows[: register.page_size + 1])
    more = len(found) > register.page_size
    found = found[: register.page_size]
    if cursor is not None and cursor.backwards:
        found.reverse()
    if not found:
        return Page([], count, None, None, lost)
    back = cursor is not None and cursor.backwards
    has_before = more if back else cursor is not None
    has_after = True if back else more
    first, last = found[0], found[-1]
    return Page(
        rows=found,
        count=count,
        after=Cursor(getattr(last, KEY), last.pk) if has_after else None,
        before=Cursor(getattr(first, KEY), first.pk, backwards=True) if has_before else None,
        lost=lost,
    )


def searched(rows: QuerySet[Any], fields: tuple[str, ...], text: str) -> QuerySet[Any]:
    """The rows where every word of the text stands in one of the fields, without regard to case and diacritics."""
    words = folded(text).split()
    if not words or not fields:
        return rows
    names = {f"workbench_text_{number}": Folded(name) for number, name in enumerate(fields)}
    rows = rows.alias(**names)
    for word in words:
        hit = Q()
        for name in names:
            hit |= Q(**{f"{name}__contains": word})
        rows = rows.filter(hit)
    return rows


def _page_of(register: Register, asked: Asked, rows: list[Any]) -> Page:
    """The page of rows that were worked out."""
    start, end, lost = cut(rows, asked.cursor, register.page_size)
    found = rows[start:end]
    after = Cursor(None, found[-1].pk) if found and end < len(rows) else None
    before = Cursor(None, found[0].pk, backwards=True) if found and start else None
    return Page(found, len(rows), after, before, lost)


def _sort_field(register: Register, asked: Asked) -> str:
    column = register.column(asked.sort)
    return (column.sort if column else None) or "pk"


def _sorted(rows: QuerySet[Any], *, falling: bool, reverse: bool = False) -> QuerySet[Any]:
    """Sorted by key and then id; rows without a key come last, whichever way the sorting goes."""
    if falling != reverse:
        key = F(KEY).desc(nulls_last=True) if not reverse else F(KEY).desc(nulls_first=True)
    else:
        key = F(KEY).asc(nulls_last=True) if not reverse else F(KEY).asc(nulls_first=True)
    return rows.order_by(key, "-pk" if reverse else "pk")


def _fitting(rows: QuerySet[Any], cursor: Cursor | None) -> tuple[Cursor | None, bool]:
    """The cursor with values of the types the database has; (None, True) when they do not fit."""
    if cursor is None:
        return None, False
    try:
        field = rows.query.annotations[KEY].output_field
        key = None if cursor.key is None else field.to_python(cursor.key)
        pk = rows.model._meta.pk.to_python(cursor.pk)
    except (ValidationError, ValueError, TypeError, OverflowError):
        return None, True
    plain = isinstance(key, (list, dict)) or isinstance(pk, (list, dict)) or pk is None
    if plain or "\x00" in str(key) or "\x00" in str(pk):
        return None, True
    return Cursor(key, pk, cursor.backwards), False


def _beyond(rows: QuerySet[Any], cursor: Cursor, register: Register, asked: Asked) -> QuerySet[Any]:
    """The rows after the cursor, or before it when it reads backwards.

    Written as «key at or past K, and (key past K or id past I)», which an index can follow.
    """
    past = "lt" if cursor.backwards else "gt"
    key_past = "gt" if asked.falling == cursor.backwards else "lt"
    by_id = Q(**{f"pk__{past}": cursor.pk})
    empty = Q(**{f"{KEY}__isnull": True})
    if cursor.key is None:
        return rows.filter(~empty | by_id) if cursor.backwards else rows.filter(empty & by_id)
    near, far = Q(**{f"{KEY}__{key_past}e": cursor.key}), Q(**{f"{KEY}__{key_past}": cursor.key})
    if not cursor.backwards and _may_be_empty(rows, _sort_field(register, asked)):
        return rows.filter(near | empty).filter(far | by_id | empty)
    return rows.filter(near).filter(far | by_id)


def _may_be_empty(rows: QuerySet[Any], field: str) -> bool:
    """Whether a sort key can be empty; a path through other tables or an annotation is taken to be so."""
    try:
        return bool(rows.model._meta.get_field(field).null) if field != "pk" else False
    except FieldDoesNotExist:
        return True
