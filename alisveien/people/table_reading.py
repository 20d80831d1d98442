"""A table of persons → what each row says, with a sentence for what cannot be read. Knows no database.

The headings of an exported list are known, so it is read back unchanged; others are mapped by whoever sends the file.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.people.models import ContactRoleName
from alisveien.people.rules_persons import against_email, against_hpr_number
from alisveien.workbench import intake
from alisveien.workbench.intake import Row
from alisveien.workbench.tables import day_of

FIELDS: intake.Fields = {
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
ROLES = {str(label).lower(): value for value, label in ContactRoleName.choices}
TRAINING = "lege i spesialisering"
"""What an exported list says of doctors in training, who are not read in from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(intake.Line):
    """What a row says. ``roles`` are pairs of a role and the place as it was written."""

    first_name: str
    last_name: str
    email: str
    phone: str
    hpr_number: str
    roles: tuple[tuple[str, str], ...]
    from_on: date | None


def line_of(row: Row) -> Line:
    """What a row says."""
    faults: list[str] = []
    first, last = row.said("first_name"), row.said("last_name")
    if not (first and last):
        first, _space, last = row.said("name").rpartition(" ")
    faults += [] if first and last else [_("Fornavn og etternavn mangler.")]
    email, number = row.said("email"), "".join(row.said("hpr_number").split())
    faults += [*against_email(email), *against_hpr_number(number)]
    roles = _roles(row.said("roles"), row.said("role"), row.said("place"), faults)
    from_on = _day(row, faults)
    return Line(
        row=row,
        faults=tuple(faults),
        first_name=first,
        last_name=last,
        email=email,
        phone=row.said("phone"),
        hpr_number=number,
        roles=tuple(roles),
        from_on=from_on,
    )


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


def _day(row: Row, faults: list[str]) -> date | None:
    """The day the role begins; None when it does not say, or says no date, which is a fault."""
    try:
        return day_of(row.cells.get("from_on"))
    except ValueError as fault:
        faults.append(str(fault))
        return None
