"""What an address asks of a list: read from the query, checked, and written back as addresses."""

import base64
import binascii
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import BOUNDLESS, Choice, Range, Register
from alisveien.workbench.cells import number
from alisveien.workbench.columns import COLUMNS, MOVE, chosen

LONGEST_SEARCH = 100
AFTER, BEFORE = "etter", "foer"
SEARCH, SORT, DOWNLOAD, VIEW, PER = "q", "sorter", "last_ned", "visning", "per"
WHOLE = "alle"  # «?visning=alle»: the list as declared, past one's own default view
PICK, PAGE_OF_ROWS = "velg", "side"  # «?velg=side»: every row of the page is picked
FORMATS = ("xlsx", "csv")
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,40}")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a sorted list: the sort key and the id of the row one stands at, and the way one reads."""

    key: Any
    pk: Any
    backwards: bool = False

    def written(self) -> str:
        """The cursor as it stands in an address."""
        packed = json.dumps([_plain(self.key), _plain(self.pk)], ensure_ascii=False)
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of a list. ``choices``: filter name → chosen values; ``ranges``: name → (from, to).

    ``columns`` are names in order, empty for the usual ones; ``choosing`` says that columns were just moved.
    ``per`` is the day the register is asked as of, empty for today. ``view`` is the number of the kept view one came
    from; ``picked`` says that every row of the page is picked.
    ``typed`` is field name → what was written there and could not be used, so that it stays to be mended.
    """

    text: str = ""
    sort: str = ""
    falling: bool = False
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    choosing: bool = False
    view: int | None = None
    picked: bool = False
    cursor: Cursor | None = None
    download: str = ""
    labels: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    per: str = ""

    @property
    def narrowed(self) -> bool:
        """True when something keeps rows away: a search or a filter."""
        return bool(self.text or self.choices or self.ranges)

    def pairs(self, *, sort: bool = True, columns: bool = True, view: bool = True) -> list[tuple[str, str]]:
        """The state as names and values of an address, without the place in the list."""
        found = [(SEARCH, self.text)] if self.text else []
        found += [(name, value) for name, values in self.choices.items() for value in values]
        for name, (low, high) in self.ranges.items():
            found += [(f"{name}_fra", str(low))] if low is not None else []
            found += [(f"{name}_til", str(high))] if high is not None else []
        if sort and self.sort:
            found.append((SORT, f"-{self.sort}" if self.falling else self.sort))
        if columns and self.columns:
            found.append((COLUMNS, ",".join(self.columns)))
        if self.per:
            found.append((PER, self.per))
        if view and self.view is not None:
            found.append((VIEW, str(self.view)))
        return found


def address(pairs: Iterable[tuple[str, str]]) -> str:
    """A relative address with these names and values; the bare page when there are none."""
    return "?" + urlencode(list(pairs), safe=",")


def asked(register: Register, query: QueryDict, actor: Actor) -> Asked:
    """Read the state of a list from an address. Wrong parts are left out, each with a fault in words."""
    faults: list[str] = []
    if any("\x00" in value for values in query.lists() for value in values[1]):
        return Asked(sort=register.order.lstrip("-"), falling=register.order.startswith("-"), faults=(_unreadable(),))
    typed: dict[str, str] = {}
    choices, labels = _choices(register, query, actor, faults)
    sort, falling = _sort(register, query, faults)
    return Asked(
        text=_text(register, query, faults),
        sort=sort,
        falling=falling,
        choices=choices,
        ranges=_ranges(register, query, faults, typed),
        columns=chosen(register, query, faults),
        choosing=MOVE in query,
        view=_view(register, query, faults),
        picked=query.get(PICK) == PAGE_OF_ROWS,
        cursor=_cursor(query, faults),
        download=_download(query, faults),
        labels=labels,
        faults=tuple(faults),
        typed=typed,
        per=register.as_of.isoformat() if register.as_of else "",
    )


def _view(register: Register, query: QueryDict, faults: list[str]) -> int | None:
    """The kept view an address comes from. What it used and the list no longer has, is said."""
    written = query.get(VIEW, "")
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        return None
    known = {SEARCH, SORT, DOWNLOAD, VIEW, PER, COLUMNS, MOVE, PICK, AFTER, BEFORE}
    for one in register.filters:
        known |= {one.name} if isinstance(one, Choice) else {f"{one.name}_fra", f"{one.name}_til"}
    for name in query:
        if name not in known:
            faults.append(
                _("Visningen bruker filteret «%s», som ikke finnes i lista. Det er sett bort fra.") % name[:40]
            )
    return int(written)


def _unreadable() -> str:
    return _("Adressen holder tegn vi ikke kan lese. Her er hele lista.")


def _text(register: Register, query: QueryDict, faults: list[str]) -> str:
    text = " ".join(query.get(SEARCH, "").split())
    if len(text) > LONGEST_SEARCH:
        faults.append(_("Søket er lengre enn %d tegn og er kortet ned.") % LONGEST_SEARCH)
    return text[:LONGEST_SEARCH] if register.search else ""


def _sort(register: Register, query: QueryDict, faults: list[str]) -> tuple[str, bool]:
    wanted = query.get(SORT) or register.order
    column = register.column(wanted.removeprefix("-"))
    if column is None or column.sort is None:
        faults.append(_("Lista kan ikke sorteres slik adressen ber om. Den vanlige rekkefølgen er brukt."))
        wanted = register.order
    return wanted.removeprefix("-"), wanted.startswith("-")


def _choices(
    register: Register, query: QueryDict, actor: Actor, faults: list[str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[str, str], ...]]]:
    chosen: dict[str, tuple[str, ...]] = {}
    labels: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in register.filters:
        if not isinstance(one, Choice):
            continue
        labels[one.name] = tuple((value, str(label)) for value, label in one.choices(actor))
        known = {value for value, _label in labels[one.name]}
        wanted = tuple(dict.fromkeys(value for value in query.getlist(one.name) if value))
        for value in wanted:
            if value not in known:
                faults.append(
                    _("%(filter)s: «%(value)s» finnes ikke blant valgene, og er sett bort fra.")
                    % {"filter": one.label, "value": value[:40]}
                )
        kept = tuple(value for value in wanted if value in known)
        if kept:
            chosen[one.name] = kept if one.several else kept[:1]
    return chosen, labels


def _ranges(
    register: Register, query: QueryDict, faults: list[str], typed: dict[str, str]
) -> dict[str, tuple[int | None, int | None]]:
    """The numbers that can be used; what was written and cannot goes into ``typed``."""
    ranges: dict[str, tuple[int | None, int | None]] = {}
    for one in register.filters:
        if not isinstance(one, Range):
            continue
        low, high = (_typed_number(one, query, f"{one.name}_{end}", faults, typed) for end in ("fra", "til"))
        if low is not None and high is not None and low > high:
            faults.append(_("%(filter)s: fra er større enn til. De er byttet om.") % {"filter": one.label})
            low, high = high, low
        if low is not None or high is not None:
            ranges[one.name] = (low, high)
    return ranges


def _typed_number(one: Range, query: QueryDict, name: str, faults: list[str], typed: dict[str, str]) -> int | None:
    written, before = query.get(name, ""), len(faults)
    found = _number(one, written, faults)
    if len(faults) > before:
        typed[name] = written[:LONGEST_SEARCH]
    return found


def _number(one: Range, text: str, faults: list[str]) -> int | None:
    plain = "".join(text.split()).replace("−", "-")
    if not plain:
        return None
    if not WHOLE_NUMBER.fullmatch(plain):
        faults.append(
            _("%(filter)s: «%(value)s» er ikke et helt tall. %(allowed)s")
            % {"filter": one.label, "value": text[:40], "allowed": _allowed(one, top=one.highest < BOUNDLESS)}
        )
        return None
    wanted = int(plain)
    if one.lowest <= wanted <= one.highest:
        return wanted
    words = _("%(filter)s: «%(value)s» er for lavt. %(allowed)s")
    if wanted > one.highest:
        words = _("%(filter)s: «%(value)s» er for høyt. %(allowed)s")
    top = wanted > one.highest or one.highest < BOUNDLESS
    faults.append(words % {"filter": one.label, "value": text[:40], "allowed": _allowed(one, top=top)})
    return None


def _allowed(one: Range, *, top: bool) -> str:
    """What may be written in a field of a range; the highest number is named when it matters."""
    if not top:
        return _("Skriv %s eller mer.") % number(one.lowest)
    return _("Skriv et tall fra %(lowest)s til %(highest)s.") % {
        "lowest": number(one.lowest),
        "highest": number(one.highest),
    }


def _download(query: QueryDict, faults: list[str]) -> str:
    wanted = query.get(DOWNLOAD, "")
    if wanted and wanted not in FORMATS:
        faults.append(_("Lista kan lastes ned som xlsx eller csv."))
    return wanted if wanted in FORMATS else ""


def _cursor(query: QueryDict, faults: list[str]) -> Cursor | None:
    for name, backwards in ((AFTER, False), (BEFORE, True)):
        written = query.get(name, "")
        if not written:
            continue
        try:
            packed = base64.urlsafe_b64decode(written.encode() + b"=" * (-len(written) % 4))
            key, pk = json.loads(packed)
        except (ValueError, TypeError, binascii.Error, RecursionError):
            faults.append(lost_place())
            return None
        return Cursor(key, pk, backwards)
    return None


def lost_place() -> str:
    """What is said when an address points at a place that cannot be found in the list."""
    return _("Vi finner ikke stedet i lista som adressen peker på. Her er lista fra starten.")


def _plain(value: Any) -> Any:
    if isinstance(value, (date, Decimal)):
        return str(value)
    return value if isinstance(value, (int, float, str, type(None))) else str(value)
