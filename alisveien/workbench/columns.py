"""Which columns a list shows, and in which order: read from the address, moved by buttons, written back."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from alisveien.base.registers import Column, Register, Text

COLUMNS, MOVE = "kolonner", "flytt"
UP, DOWN = "opp", "ned"


@dataclass(frozen=True, slots=True)
class Offered:
    """A column in the chooser. ``up``/``down`` are values of the buttons that move it, empty where it cannot go."""

    name: str
    label: Text
    shown: bool
    fixed: bool
    up: str = ""
    down: str = ""


def usual(register: Register) -> tuple[str, ...]:
    """The names of the columns the list shows when nobody asks for others."""
    return tuple(column.name for column in register.columns if column.shown or column is register.columns[0])


def chosen(register: Register, query: QueryDict, faults: list[str]) -> tuple[str, ...]:
    """The names of the columns an address asks for, moved as it says; empty when they are the usual ones.

    The first declared column names the row, so it always stands first. Columns that are not there are left out, each
    with a fault in words.
    """
    if COLUMNS not in query:
        return ()
    first = register.columns[0].name
    wanted = [name for value in query.getlist(COLUMNS) for name in value.split(",") if name]
    for name in dict.fromkeys(wanted):
        if register.column(name) is None:
            faults.append(_("Kolonnen «%s» finnes ikke i lista og er utelatt.") % name[:40])
    known = [name for name in dict.fromkeys(wanted) if register.column(name) and name != first]
    names = (first, *_moved(known, query.get(MOVE, "")))
    return () if names == usual(register) else names


def _moved(names: list[str], move: str) -> list[str]:
    """The names with one moved a step: ``opp-NAME`` towards the start, ``ned-NAME`` towards the end."""
    way, _dash, name = move.partition("-")
    if name not in names or way not in (UP, DOWN):
        return names
    here = names.index(name)
    there = here - 1 if way == UP else here + 1
    if 0 <= there < len(names):
        names[here], names[there] = names[there], names[here]
    return names


def narrowed(register: Register, names: tuple[str, ...]) -> Register:
    """The register with only these columns, in this order; the usual ones when there are no names.

    Columns somebody chose are shown on a narrow screen too.
    """
    if not names:
        kept = tuple(column for column in register.columns if column.name in usual(register))
    else:
        kept = tuple(replace(column, on_phone=True) for column in _by_name(register, names))
    return replace(register, columns=kept)


def _by_name(register: Register, names: tuple[str, ...]) -> list[Column]:
    return [column for name in names if (column := register.column(name)) is not None]


def offered(register: Register, names: tuple[str, ...]) -> list[Offered]:
    """Every column for the chooser: those shown in their order, then the others as declared."""
    shown = names or usual(register)
    movable = shown[1:]
    found = []
    for column in _by_name(register, shown):
        place = movable.index(column.name) if column.name in movable else None
        up = f"{UP}-{column.name}" if place else ""
        down = f"{DOWN}-{column.name}" if place is not None and place < len(movable) - 1 else ""
        found.append(Offered(column.name, column.label, shown=True, fixed=place is None, up=up, down=down))
    rest = [column for column in register.columns if column.name not in shown]
    return [*found, *(Offered(column.name, column.label, shown=False, fixed=False) for column in rest)]
