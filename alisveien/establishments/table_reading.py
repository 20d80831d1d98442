"""Helsedirektoratet's table of registered institutions → plain rows, with a sentence for each that cannot be read.

The table has speciality, institution, approved from and to, and the day of the decision; what is registered
temporarily has no such day. It comes as a workbook or as CSV, and the headings are known by their words. Our own list
of institutions as it is downloaded is read too: known by its column of states, and only those that count stand in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.establishments.models import Speciality, State
from alisveien.workbench.intake import Row, guessed, rows_of
from alisveien.workbench.sheets import BadSheet
from alisveien.workbench.tables import day_of, sheet_of

HEADINGS = {
    "speciality": ("spesialitet",),
    "name": ("virksomhet", "utdanningsvirksomhet", "navn"),
    "code": ("organisasjonsnummer", "kommunenummer", "nummer"),
    "from_on": ("godkjent fra", "registrert fra", "fra", "teller fra"),
    "until_on": ("godkjent til", "registrert til", "til"),
    "decided_on": ("vedtaksdato", "vedtak"),
    "state": ("status",),
    "applied_on": ("søkt",),
}
"""Field → the headings it may stand under. The number may be missing, and the last two, which only our own list has."""
OPTIONAL = ("code", "state", "applied_on")
OF_OUR_OWN = ("until_on",)
"""What our own list lacks: who has ended does not count, and is passed over."""
COUNTING = {str(state.label): state for state in (State.TEMPORARY, State.REGISTERED, State.APPROVED)}
SPECIALITIES = {"allmennmedisin": Speciality.ALM, "samfunnsmedisin": Speciality.SAM}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file, and what it says. ``until_on`` is the last day, empty while it lasts.

    ``is_ours``: it stood in our own list, where ``from_on`` is from when service counts, stated or worked out.
    """

    number: int
    speciality: Speciality
    name: str
    code: str
    from_on: date
    until_on: date | None
    decided_on: date | None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the rows of our specialities, how many others were passed over, and what is wrong."""

    rows: tuple[TableRow, ...]
    others: int
    faults: tuple[str, ...]


def read_table(content: bytes) -> Table:
    """Read a workbook or CSV. A file that is no table at all has one fault and no rows."""
    try:
        sheet = sheet_of(content)
    except BadSheet:
        return Table((), 0, (_("Filen kan ikke leses. Bruk en arbeidsbok (.xlsx) eller CSV med overskrifter."),))
    mapping = guessed(HEADINGS, sheet.headings)
    passed = (*OPTIONAL, *(OF_OUR_OWN if "state" in mapping else ()))
    missing = [names[0] for field, names in HEADINGS.items() if field not in mapping and field not in passed]
    if missing:
        words = _("Disse overskriftene mangler: {names}.").format(names=", ".join(missing))
        return Table((), 0, (words,))
    return _table(rows_of(sheet, mapping))


def _table(sent: Iterable[Row]) -> Table:
    rows: list[TableRow] = []
    faults: list[str] = []
    others = 0
    for one in sent:
        number, said = one.number, one.said("speciality")
        if "state" in one.cells and one.said("state") not in COUNTING:
            others += 1
            continue
        speciality = SPECIALITIES.get(said.lower())
        if speciality is None and not said:  # cells merged down the column come as empty ones
            faults.append(_("Rad {number}: Spesialiteten mangler.").format(number=number))
            continue
        if speciality is None:
            others += 1
            continue
        try:
            rows.append(_row(one, speciality))
        except ValueError as fault:
            faults.append(_("Rad {number}: {fault}").format(number=number, fault=fault))
    return Table(tuple(rows), others, tuple(faults))


def _row(row: Row, speciality: Speciality) -> TableRow:
    """One row. Raises ValueError with a sentence."""
    cell = row.cells
    name, from_on = row.said("name"), day_of(cell["from_on"])
    if from_on is None and "state" in cell:  # counts from a day that is not known: then by when it had applied
        from_on = day_of(cell.get("applied_on"))
    until_on, decided_on = day_of(cell.get("until_on")), day_of(cell["decided_on"])
    if not name:
        raise ValueError(_("Virksomheten mangler."))
    if from_on is None:
        raise ValueError(_("Fra-datoen mangler."))
    if decided_on is not None and decided_on < from_on:
        raise ValueError(_("Vedtaket er eldre enn fra-datoen."))
    if until_on is not None and until_on < (decided_on or from_on):
        raise ValueError(_("Til-datoen er før registreringen."))
    return TableRow(row.number, speciality, name, row.said("code"), from_on, until_on, decided_on, "state" in cell)
