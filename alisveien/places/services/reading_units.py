"""Units of hospital trusts with organisation numbers → places under their trust."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.places.checking import Table, by, digits, text
from alisveien.places.models import Belonging, Naming, Place, valid_on
from alisveien.places.services.deeds import made, move, rename
from alisveien.places.services.ledger import Ledger
from alisveien.places.services.reading import Faults, Finding, Found, numbers_ever, numbers_on
from alisveien.places.sheets import Sheet

Kind = Place.Kind
Way = Belonging.Kind
TABLE = Table(
    {
        "org_number": digits(9),
        "name": text(200),
        "owner_org_number": digits(9),
        "kind": text(20, required=False),
        "municipality_number": digits(4, required=False),
    },
    by("org_number"),
)


def read(sheet: Sheet, ledger: Ledger, today: date) -> tuple[list[Finding], Faults]:
    """Write each unit of the file, from today. A unit of the same trusts that is not in it is named, and left."""
    owners = numbers_on(Kind.TRUST, today) | numbers_on(Kind.PRIVATE, today)
    towns, known = numbers_ever([Kind.MUNICIPALITY]), numbers_on(Kind.UNIT, today)
    findings: list[Finding] = []
    faults: Faults = []
    for line, row in sheet.numbered():
        owner = owners.get(row["owner_org_number"])
        town = towns.get(row["municipality_number"])
        if owner is None:
            words = _("owner_org_number: «{number}» er ikke et helseforetak i registeret.")
            faults.append((line, words.format(number=row["owner_org_number"])))
        elif row["municipality_number"] and town is None:
            words = _("municipality_number: «{number}» er ikke et kommunenummer i registeret.")
            faults.append((line, words.format(number=row["municipality_number"])))
        else:
            unit = known.get(row["org_number"])
            findings.append(_written(ledger, row, owner, town.name if town else "", unit, today))
    listed, named = {row["org_number"] for row in sheet.rows}, {row["owner_org_number"] for row in sheet.rows}
    missing = [unit for code, unit in known.items() if code not in listed and unit.parent and unit.parent.code in named]
    words = _("{name} ({code}) står ikke i fila")
    findings += [Finding(Found.MISSING, words.format(name=unit.name, code=unit.code)) for unit in missing]
    return findings, faults


def _written(ledger: Ledger, row: dict[str, str], owner: Place, town: str, unit: Place | None, today: date) -> Finding:
    said = f"{row['name']} ({row['org_number']}), {owner.short_name or owner.name}"
    if unit is None:
        made(ledger, Place(kind=Kind.UNIT, code=row["org_number"], name=row["name"], parent=owner, town=town), today)
        return Finding(Found.NEW, said)
    changed = False
    naming = Naming.objects.get(valid_on(today), place=unit)
    if naming.name != row["name"]:
        rename(ledger, unit, naming, name=row["name"], code=naming.code, effective_on=today)
        changed = True
    tie = Belonging.objects.filter(valid_on(today), place=unit, kind=Way.PARENT).first()
    if tie is None or tie.to_id != owner.pk:
        move(ledger, unit, Way.PARENT, current=tie, to_id=owner.pk, effective_on=today)
        changed = True
    return Finding(Found.CHANGED if changed else Found.SAME, said)
