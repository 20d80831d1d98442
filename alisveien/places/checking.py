"""Files of a register, checked row by row before anything is written. Every fault names file, line, column and remedy.

An area declares its files as tables of columns; the machinery here reads, checks and says what is wrong in Norwegian.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from alisveien.places.sheets import BrokenRegister, Fault, Sheet

Row = Mapping[str, str]
Cell = tuple[str, str]
"""A column and what is wrong with its value."""

WHOLE = re.compile(r"[0-9]{1,9}")
POINT = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,9})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that must stand in another table's column, among the rows whose ``where`` is one of ``among``."""

    table: str
    column: str
    where: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What a cell may hold. ``fault`` says what a filled cell should have been, or nothing when it is right."""

    fault: Callable[[str], str]
    required: bool = True
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file: its columns, what tells its rows apart, what must agree within a row, which table it must cover.

    Columns that are not declared are not read and may hold anything.
    """

    columns: Mapping[str, Column]
    key: Callable[[Row], str]
    within: Callable[[Row], Cell | None] = field(default=lambda row: None)
    covers: Reference | None = None


def text(longest: int, *, required: bool = True) -> Column:
    """Words of at most ``longest`` characters, on one line."""

    def fault(value: str) -> str:
        if len(value) <= longest:
            return ""
        return _("«{value}» er for lang. Kort ned til {longest} tegn.").format(value=value, longest=longest)

    return Column(fault, required)


def digits(count: int, *, required: bool = True) -> Column:
    """A national number of so many digits, leading zeros kept."""

    def fault(value: str) -> str:
        if re.fullmatch(f"[0-9]{{{count}}}", value):
            return ""
        words = _("«{value}» skal ha {count} sifre. Behold null først; i et regneark må kolonnen være tekst.")
        return words.format(value=value, count=count)

    return Column(fault, required)


def whole(lowest: int, highest: int, *, required: bool = True) -> Column:
    """A whole number within bounds, written with digits only."""

    def fault(value: str) -> str:
        if WHOLE.fullmatch(value) and lowest <= int(value) <= highest:
            return ""
        words = _("«{value}» skal være et helt tall fra {lowest} til {highest}.")
        return words.format(value=value, lowest=lowest, highest=highest)

    return Column(fault, required)


def point(lowest: int, highest: int, *, required: bool = True) -> Column:
    """A degree of latitude or longitude within bounds, with a decimal point."""

    def fault(value: str) -> str:
        if POINT.fullmatch(value) and lowest <= float(value) <= highest:
            return ""
        words = _("«{value}» skal være grader med punktum, fra {lowest} til {highest}.")
        return words.format(value=value, lowest=lowest, highest=highest)

    return Column(fault, required)


def flag() -> Column:
    """Yes or no, written 1 or 0."""
    return Column(lambda value: "" if value in {"0", "1"} else _("«{value}» skal være 0 eller 1.").format(value=value))


def day(*, required: bool = True) -> Column:
    """A date, written year-month-day."""

    def fault(value: str) -> str:
        return "" if is_day(value) else _("«{value}» skal være en dato, skrevet som 2026-03-01.").format(value=value)

    return Column(fault, required)


def is_day(value: str) -> bool:
    """Whether a text is a date that exists, written year-month-day."""
    try:
        return bool(DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def choice(*values: str, required: bool = True) -> Column:
    """One of a few codes."""

    def fault(value: str) -> str:
        return "" if value in values else _("«{value}» skal være en av {all}.").format(value=value, all=_named(values))

    return Column(fault, required)


def refers(table: str, column: str, *, where: str = "", among: tuple[str, ...] = (), required: bool = True) -> Column:
    """A value of another table, or of the same one."""
    return Column(lambda value: "", required, Reference(table, column, where, among))


def by(*columns: str) -> Callable[[Row], str]:
    """Rows are told apart by these columns together."""
    return lambda row: ", ".join(row[column] for column in columns)


def first_filled(*columns: str) -> Callable[[Row], str]:
    """Rows are told apart by the first of these columns that is filled in."""
    return lambda row: next((row[column] for column in columns if row[column]), "")


def check(sheets: Mapping[str, Sheet], tables: Mapping[str, Table]) -> None:
    """Raise BrokenRegister when a file does not hold what its table declares.

    Headings, then cells, then what binds rows together: a fault that only follows from another is not told.
    """
    for stage in (_headings, _cells, _bonds):
        faults = [fault for name, table in tables.items() for fault in stage(sheets, name, table)]
        if faults:
            raise BrokenRegister(faults)


def _headings(sheets: Mapping[str, Sheet], name: str, table: Table) -> Iterator[Fault]:
    sheet = sheets[name]
    missing = [column for column in table.columns if column not in sheet.columns]
    twice = [column for column in table.columns if sheet.columns.count(column) > 1]
    if missing:
        words = _("kolonnen {all} mangler. Sett den inn i overskriften, og bruk komma eller semikolon mellom feltene.")
        yield Fault(sheet.file, 1, words.format(all=_named(missing)))
    if twice:
        words = _("kolonnen {all} står flere ganger. Behold den ene.")
        yield Fault(sheet.file, 1, words.format(all=_named(twice)))
    if not sheet.rows:
        yield Fault(sheet.file, 0, _("filen har ingen rader. Sett inn radene, eller hent filen på nytt."))


def _cells(sheets: Mapping[str, Sheet], name: str, table: Table) -> Iterator[Fault]:
    for line, row in sheets[name].numbered():
        wrong = [(column, _cell(row[column], rule)) for column, rule in table.columns.items()]
        wrong = [(column, words) for column, words in wrong if words]
        if not wrong:
            within = table.within(row)
            wrong = [within] if within else []
        for column, words in wrong:
            yield Fault(sheets[name].file, line, f"{column}: {words}")


def _cell(value: str, rule: Column) -> str:
    if not value:
        return _("verdien mangler. Fyll den inn.") if rule.required else ""
    if value != value.strip() or any(unicodedata.category(char) == "Cc" for char in value):
        return _("«{value}» har mellomrom i en ende eller et usynlig tegn. Ta det bort.").format(
            value=" ".join("".join(char if char.isprintable() else " " for char in value).split())
        )
    return rule.fault(value)


def _bonds(sheets: Mapping[str, Sheet], name: str, table: Table) -> Iterator[Fault]:
    yield from _repeated(sheets[name], table)
    for column, rule in table.columns.items():
        if rule.reference:
            yield from _dangling(sheets, name, table, column, rule.reference)
    if table.covers:
        yield from _uncovered(sheets, name, table, table.covers)


def _repeated(sheet: Sheet, table: Table) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, row in sheet.numbered():
        known = first.setdefault(table.key(row), line)
        if known != line:
            words = _("«{key}» står alt på linje {known}. Ta bort den ene.")
            yield Fault(sheet.file, line, words.format(key=table.key(row), known=known))


def _dangling(sheets: Mapping[str, Sheet], name: str, table: Table, column: str, to: Reference) -> Iterator[Fault]:
    there = sheets[to.table]
    known = {row[to.column] for row in there.rows if not to.where or row[to.where] in to.among}
    for line, row in sheets[name].numbered():
        value = row[column]
        if value and value not in known:
            words = _("«{value}» finnes ikke i {file}. Rett verdien, eller sett inn raden der.")
            if to.where:
                words = _("«{value}» finnes ikke i {file} med {where} {among}. Rett verdien, eller sett inn raden der.")
            said = words.format(value=value, file=there.file, where=to.where, among=_named(to.among))
            yield Fault(sheets[name].file, line, f"{column}: {said}")
        elif value and to.table == name and value == table.key(row):
            yield Fault(sheets[name].file, line, f"{column}: " + _("raden viser til seg selv. Rett verdien."))


def _uncovered(sheets: Mapping[str, Sheet], name: str, table: Table, to: Reference) -> Iterator[Fault]:
    here = {table.key(row) for row in sheets[name].rows}
    for line, row in sheets[to.table].numbered():
        if row[to.column] not in here:
            words = _("«{value}» har ingen rad her, men står i {file}, linje {line}. Sett inn raden.")
            said = words.format(value=row[to.column], file=sheets[to.table].file, line=line)
            yield Fault(sheets[name].file, 0, said)


def _named(values: Collection[str]) -> str:
    return ", ".join(f"«{value}»" for value in values)
