"""A table of persons → what each row says, with a sentence for what cannot be read. Knows no database.

The headings of an exported list are known, so it is read back unchanged; others are mapped by whoever sends the file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.registers import Text
from alisveien.people.models import ContactRoleName
from alisveien.workbench.sheets import Cell, Sheet

FIELDS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "first_name": (gettext_lazy("Fornavn"), ("fornavn",)),
    "last_name": (gettext_lazy("Etternavn"), ("etternavn",)),
    "name": (gettext_lazy("Navn (begge)"), ("navn", "fullt navn")),
    "email": (gettext_lazy("E-post"), ("e-post", "epost", "e-postadresse", "mail")),
    "phone": (gettext_lazy("Telefon"), ("telefon", "mobil", "tlf")),
    "hpr_number": (gettext_lazy("HPR-nummer"), ("hpr-nummer", "hpr", "hpr-nr")),
    "roles": (gettext_lazy("Roller med sted"), ("roller",)),
    "role": (gettext_lazy("Rolle"), ("rolle", "stilling")),
    "place": (gettext_lazy("Sted (navn eller nummer)"), ("sted", "kommune", "kommunenummer")),
    "from_on": (gettext_lazy("Fra og med"), ("fra", "fra og med")),
}
"""Field → what it is called, and the headings it is known by."""
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
ROLES = {str(label).lower(): value for value, label in ContactRoleName.choices}
TRAINING = "lege i spesialisering"
"""What an exported list says of doctors in training, who are not read in from here."""
Mapped = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number in the file, its cells as text, what it says, and what is wrong with it.

    ``roles`` are pairs of a role and the place as it was written.
    """

    number: int
    cells: tuple[str, ...]
    first_name: str
    last_name: str
    email: str
    phone: str
    hpr_number: str
    roles: tuple[tuple[str, str], ...]
    from_on: date | None
    faults: tuple[str, ...]


def guessed(headings: Sequence[str]) -> dict[str, str]:
    """Field → the heading that is known to be it."""
    known = {heading.strip().lower(): heading for heading in headings}
    return {
        field: known[word] for field, (_label, words) in FIELDS.items() for word in reversed(words) if word in known
    }


def lines_of(sheet: Sheet, mapping: Mapped) -> list[Line]:
    """Every row, read by the mapping."""
    places = {field: sheet.headings.index(heading) for field, heading in mapping.items() if heading in sheet.headings}
    return [_line(number, cells, places) for number, cells in sheet.rows]


def _line(number: int, cells: Sequence[Cell], places: Mapping[str, int]) -> Line:
    faults: list[str] = []

    def said(field: str) -> str:
        at = places.get(field)
        return text_of(cells[at]) if at is not None and at < len(cells) else ""

    first, last = said("first_name"), said("last_name")
    if not (first and last):
        first, _space, last = said("name").rpartition(" ")
    faults += [] if first and last else [_("Fornavn og etternavn mangler.")]
    at = places.get("from_on")
    return Line(
        number=number,
        cells=tuple(text_of(cell) for cell in cells),
        first_name=first,
        last_name=last,
        email=said("email"),
        phone=said("phone"),
        hpr_number="".join(said("hpr_number").split()),
        roles=tuple(_roles(said("roles"), said("role"), said("place"), faults)),
        from_on=_day(cells[at] if at is not None and at < len(cells) else None, faults),
        faults=tuple(faults),
    )


def text_of(cell: Cell) -> str:
    """A cell as text, without the apostrophe an export puts before what looks like a formula."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else " ".join(str(cell).split())
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


def _roles(several: str, role: str, place: str, faults: list[str]) -> list[tuple[str, str]]:
    """The roles with their places: «kommuneoverlege, Alta; veileder, Alta», or from a column of each."""
    said = [part.strip() for part in several.split(";") if part.strip()]
    pairs = [(name.strip(), where.strip()) for name, _comma, where in (part.partition(", ") for part in said)]
    pairs += [(role, place)] if role or place else []
    found = []
    for name, where in pairs:
        if name.lower().startswith(TRAINING):
            continue
        code = ROLES.get(name.lower())
        if code is None:
            faults.append(_("Vi kjenner ikke rollen «{role}».").format(role=name[:60]))
        elif not where:
            faults.append(_("Rollen «{role}» mangler sted.").format(role=name[:60]))
        else:
            found.append((code, where))
    return found


def _day(cell: Cell, faults: list[str]) -> date | None:
    """A date of a workbook, «26.06.2020» or «2020-06-26»; None when empty or not a date."""
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    found = DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        faults.append(_("«{text}» er ikke en dato.").format(text=text[:20]))
        return None
