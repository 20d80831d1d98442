"""How an area declares a list: plain values, read by ``workbench``, which makes the page of them.

An area writes its lists in ``<area>/registers.py``; a face puts them on an address with
``workbench.list_page(register)``. Nothing here touches the database.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.forms import BaseForm
from django.utils.functional import Promise

from alisveien.base.actor import Actor

Text = str | Promise
"""A text for a person: plain, or marked for translation and not yet translated."""

Cell = Any
"""What a column may give: text, whole number, Decimal, float, bool, date or None (not known)."""

Tone = Literal["neutral", "accent", "brand1", "success", "warning", "danger", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it shows, what it links to and which database key it is sorted on.

    ``value`` takes a row and gives the plain value that is shown and exported. ``sort`` is a field or
    annotation of the rows (for names a key in Norwegian order, such as ``sort_key``); None means not
    sortable. ``link`` takes a row and gives an address or None. ``note`` is a quiet second line, not
    exported. ``tone`` draws the value as a tag. ``number`` aligns right with figures of equal width.
    ``on_phone=False`` leaves the column out of the cards on a narrow screen. ``shown=False`` offers the column in
    the chooser without showing it at first; the first column names the row and is always there.
    """

    name: str
    label: Text
    value: Callable[[Any], Cell]
    sort: str | None = None
    link: Callable[[Any], str | None] | None = None
    note: Callable[[Any], Text | None] | None = None
    tone: Callable[[Any], Tone | None] | None = None
    number: bool = False
    on_phone: bool = True
    shown: bool = True


BOUNDLESS = 2_000_000_000
"""The highest number a range takes when its register names none: what the database's whole numbers hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter by choice: rows whose ``field`` equals the chosen value, or one of them if ``several``.

    ``choices`` takes the actor and gives pairs of value (as it stands in the address) and label; only
    these are accepted. ``field`` is a lookup path of the rows; ``lookup`` is «overlap» when it holds a list. An empty
    ``field`` leaves the filter to the register's own ``narrow``.
    """

    name: str
    label: Text
    field: str
    choices: Callable[[Actor], Iterable[tuple[str, Text]]]
    several: bool = True
    lookup: Literal["in", "overlap"] = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A filter by range of whole numbers, ends included: ``<name>_fra`` and ``<name>_til`` in the address."""

    name: str
    label: Text
    field: str
    unit: Text = ""
    lowest: int = 0
    highest: int = BOUNDLESS


Filter = Choice | Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a deed on many rows would do to one: ``what`` in words, or every reason ``against`` doing it to this row.

    ``detail`` is more of what it would do, folded away at first: the whole text of a letter.
    """

    row: Any
    label: Text
    what: Text = ""
    against: tuple[Text, ...] = ()
    detail: Text = ""


Preview = Callable[[Sequence[Any], Mapping[str, Any], Actor, datetime], Sequence[Change]]
Deed = Callable[[Any, Mapping[str, Any], Actor, datetime], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something one can do to many rows of a list at once, after a preview.

    ``may`` says who is offered it; the deed asks again. ``form`` asks for what the deed needs besides the rows, or is
    None. ``preview`` takes rows, answers, actor and time and gives a Change for each row. ``do`` is called for each
    row nothing speaks against, all in one transaction. ``done`` words the outcome from the number of rows.
    ``look`` is the button that asks for the preview, ``changes`` and ``stays`` word how many rows it is done to and how
    many it is not, where «blir endret» would not fit. ``starts`` gives (key, name) of what the form can begin with,
    offered by ``start_template`` above it, and ``begin`` what stands in the fields then; what was sent says which.
    """

    name: str
    label: Text
    lead: Text
    may: Callable[[Actor], bool]
    preview: Preview
    do: Deed
    done: Callable[[int], str]
    form: type[BaseForm] | None = None
    danger: bool = False
    look: Text = ""
    changes: Callable[[int], str] | None = None
    stays: Callable[[int], str] | None = None
    starts: Callable[[Actor], list[tuple[str, str]]] | None = None
    start_template: str = ""
    begin: Callable[[Actor, Mapping[str, str]], Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A list as it is declared.

    ``rows`` takes the actor and gives what that actor may see, with everything the columns need fetched
    (the number of queries must not grow with the rows), or plain values that were worked out (`workbench.listed`).
    ``search`` names text fields; they are searched without regard to case and diacritics. ``order`` is the name of
    the column the list is first sorted on, with ``-`` for falling. ``one``/``many`` are the nouns of the count
    («kommune», «kommuner»).
    ``source`` and ``source_date`` say where the rows come from and how fresh they are; both are shown
    below the list and stand on the second sheet of an export. ``extra_template`` is included between the
    lead and the list (a map, key figures), ``tags_template`` above the heading; ``crumbs`` are (label, address)
    pairs after the front page.
    ``actions`` are what one can do to several rows at once. ``help`` is two sentences for who is new to the list.
    ``dated`` offers the list as it stood another day; ``as_of`` is that day, None for today.
    ``narrow`` takes rows of the database, what was chosen by filter and the actor: for filters that must hold together.
    """

    name: str
    title: Text
    lead: Text
    one: Text
    many: Text
    rows: Callable[[Actor], QuerySet[Any] | Sequence[Any]]
    columns: tuple[Column, ...]
    order: str
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] = ()
    search_label: Text = ""
    source: Text = ""
    source_date: date | None = None
    empty_help: Text = ""
    extra_template: str = ""
    tags_template: str = ""
    crumbs: tuple[tuple[Text, str], ...] = ()
    page_size: int = 50
    actions: tuple[Action, ...] = ()
    help: Text = ""
    dated: bool = False
    as_of: date | None = None
    narrow: Callable[[QuerySet[Any], Mapping[str, tuple[str, ...]], Actor], QuerySet[Any]] | None = None

    def column(self, name: str) -> Column | None:
        """The column called ``name``, or None."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class Dated:
    """A list that can be shown as it stood on any day: how it is declared today, and as of another day."""

    now: Callable[[date], Register]
    then: Callable[[date], Register]
