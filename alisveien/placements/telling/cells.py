"""The values of a nomination as they are written in the cells of a workbook: read again, they mean the same."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import COLUMNS, HEADING, WISHES
from alisveien.engines.nominations.nomination import (
    GROUP_WORDS,
    POSITION_WORDS,
    SCHEME_WORDS,
    YES_NO_WORDS,
    Cell,
    Nomination,
    WishRead,
)
from alisveien.engines.nominations.register import Register
from alisveien.engines.nominations.wishes import ANYWHERE, WHOLE_HOSPITAL
from alisveien.placements.facts import Change

_WORDS: Mapping[str, Mapping[object, str]] = {
    "position": {code: word for word, code in POSITION_WORDS.items()},
    "scheme": {code: word for word, code in SCHEME_WORDS.items()},
    "group": {code: word for word, code in GROUP_WORDS.items()},
    "can_be_split": {code: word for word, code in YES_NO_WORDS.items()},
}


def wish_words(wish: WishRead, trust: str, register: Register) -> str:
    """A wish as it is written: place – department – half-year. ``trust`` is the organisation number."""
    label = wish.period.label
    if wish.hospital is None:
        return f"{register.trusts[trust].name} – {ANYWHERE} – {label}"
    return f"{register.hospitals[wish.hospital].name} – {wish.department or WHOLE_HOSPITAL} – {label}"


def cell_of(field: str, value: object, trust: str, register: Register) -> Cell:
    """A value of a field as it stands in a cell: codes in words, wishes written out."""
    if isinstance(value, WishRead):
        return wish_words(value, trust, register)
    words = _WORDS.get(field)
    return words.get(value) if words else value  # type: ignore[return-value]


def cells_of(read: Nomination, person: Mapping[str, str], register: Register) -> tuple[Cell, ...]:
    """A nomination as a row of the workbook, in the order of `COLUMNS`.

    ``person`` has what the engines do not know: first_name, last_name, doctor_email, leader_email.
    """
    values: dict[str, object] = {name: getattr(read, name, None) for name in HEADING}
    wishes = {f"wish_{wish.number}": wish for wish in read.wishes}
    values |= {**person, **{f"wish_{number}": wishes.get(f"wish_{number}") for number in range(1, WISHES + 1)}}
    values["municipality_name"] = register.municipalities[read.municipality].name
    values["trust"] = register.trusts[read.trust].name
    return tuple(cell_of(column.field, values[column.field], read.trust, register) for column in COLUMNS)


def tell_change(change: Change, trust: str, register: Register) -> tuple[str, str, str]:
    """A change in words: the column, what stands, what would stand. Nothing is written «tomt»."""
    told = (_shown(cell_of(change.field, value, trust, register)) for value in (change.before, change.after))
    before, after = told
    return HEADING[change.field], before, after


def _shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return date_format(cell, "j. F Y")
    return shown(cell) or _("tomt")
