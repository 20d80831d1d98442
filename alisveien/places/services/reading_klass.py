"""Changes of municipality numbers (SSB KLASS 131) → names, successions and new municipalities, by date.

What leads up to a municipality that is known is added behind it, from the newest to the oldest. What a known one
becomes is done to it, from the oldest to the newest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.places.checking import Row, Table, by, choice, day, digits, text
from alisveien.places.models import Naming, Place, Succession, valid_on
from alisveien.places.services.deeds import named, rename
from alisveien.places.services.ledger import SOURCE, Ledger
from alisveien.places.services.reading import Faults, Finding, Found
from alisveien.places.services.reforms import Part, merge
from alisveien.places.sheets import Sheet

Kind = Place.Kind
RENUMBER, MERGE, SPLIT = "renumber", "merge", "split"
TABLE = Table(
    {
        "change_date": day(),
        "change_type": choice(RENUMBER, MERGE, SPLIT),
        "old_number": digits(4),
        "old_name": text(200),
        "new_number": digits(4),
        "new_name": text(200),
    },
    by("change_date", "old_number", "new_number"),
)
AS_DOWNLOADED = {
    "changeOccurred": "change_date",
    "oldCode": "old_number",
    "oldName": "old_name",
    "newCode": "new_number",
    "newName": "new_name",
}
"""The headings of the file as KLASS gives it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line: on a day a number became another. ``how`` is renumber, merge or split."""

    line: int
    on: date
    how: str
    old: str
    old_name: str
    new: str
    new_name: str

    @property
    def words(self) -> str:
        """The step for a person."""
        before, after = f"{self.old_name} ({self.old})", f"{self.new_name} ({self.new})"
        words = {
            RENUMBER: _("{day}: {before} ble {after}"),
            MERGE: _("{day}: {before} gikk inn i {after}"),
            SPLIT: _("{day}: {before} ble delt, en del er {after}"),
        }[self.how]
        return words.format(day=date_format(self.on, "j. F Y"), before=before, after=after)


def shaped(sheet: Sheet) -> Sheet:
    """The file as KLASS gives it, with our headings and the kind of change worked out; ours as it is."""
    if "oldCode" not in sheet.columns:
        return sheet
    rows = [{AS_DOWNLOADED.get(name, name): value for name, value in row.items()} for row in sheet.rows]
    for row in rows:
        row["change_type"] = _how(row, rows)
    columns = tuple(AS_DOWNLOADED.get(name, name) for name in sheet.columns)
    return replace(sheet, columns=(*columns, "change_type"), rows=rows)


def _how(row: Row, rows: Iterable[Row]) -> str:
    same_day = [other for other in rows if other["change_date"] == row["change_date"]]
    if sum(other["old_number"] == row["old_number"] for other in same_day) > 1:
        return SPLIT
    return MERGE if sum(other["new_number"] == row["new_number"] for other in same_day) > 1 else RENUMBER


def read(sheet: Sheet, ledger: Ledger, today: date) -> tuple[list[Finding], Faults]:
    """Write every step that is not known. A step between two numbers the register has never seen is a fault."""
    steps = [_step(line, row) for line, row in sheet.numbered()]
    days = sorted({step.on for step in steps}, reverse=True)
    findings: list[Finding] = []
    faults: Faults = []
    coming: list[Step] = []
    for on in days:
        towns = _towns(on)
        known = [step for step in steps if step.on == on and step.new in towns]
        coming += [step for step in steps if step.on == on and step.new not in towns]
        done, wrong = _behind(ledger, known, towns, on)
        findings += done
        faults += wrong
    for on in reversed(days):
        done, wrong = _ahead(ledger, [step for step in coming if step.on == on], on)
        findings += done
        faults += wrong
    return findings, faults


def _step(line: int, row: Row) -> Step:
    return Step(
        line=line,
        on=date.fromisoformat(row["change_date"]),
        how=row["change_type"],
        old=row["old_number"],
        old_name=row["old_name"],
        new=row["new_number"],
        new_name=row["new_name"],
    )


def _towns(on: date) -> dict[str, Naming]:
    rows = Naming.objects.filter(valid_on(on), kind=Kind.MUNICIPALITY).select_related("place__parent")
    return {row.code: row for row in rows}


def _behind(ledger: Ledger, steps: list[Step], towns: Mapping[str, Naming], on: date) -> tuple[list[Finding], Faults]:
    """Add what was before to municipalities that are known on the day."""
    before = _towns(on - timedelta(days=1))
    findings: list[Finding] = []
    faults: Faults = []
    for step in sorted(steps, key=lambda one: (not _goes_on(one, steps), one.line)):
        later = towns[step.new].place
        former = before[step.old].place if step.old in before else None
        if former is not None and (former.pk == later.pk or _is_known(former, later, on)):
            findings.append(Finding(Found.SAME, step.words))
            continue
        if step.how == RENUMBER and (former is not None or _known_before(later, on)):
            words = _("{number} er et annet sted i registeret: {name}.")
            faults.append((step.line, words.format(number=step.new, name=later.name)))
            continue
        if _goes_on(step, steps) and not _known_before(later, on):
            _begin(ledger, towns[step.new], on)
            before[step.old] = ledger.make(_named(later, step, on), later)
        else:
            _begin_if_new(ledger, towns[step.new], steps, on)
            if former is None:
                former, before[step.old] = _ended(ledger, later, step, on)
            kind = Succession.Kind.SPLIT if step.how == SPLIT else Succession.Kind.MERGE
            ledger.make(Succession(former=former, later=later, on=on, kind=kind, source=SOURCE), former, later)
        findings.append(Finding(Found.NEW, step.words))
    return findings, faults


def _goes_on(step: Step, steps: Iterable[Step]) -> bool:
    """Whether the new is the old by another number: renumbered, kept its number, or divided and kept its name."""
    if step.how == RENUMBER or step.old == step.new:
        return True
    return step.how == SPLIT and step.old_name == step.new_name


def _is_known(former: Place, later: Place, on: date) -> bool:
    return Succession.objects.filter(former=former, later=later, on=on).exists()


def _known_before(place: Place, on: date) -> bool:
    return Naming.objects.filter(valid_on(on - timedelta(days=1)), place=place).exclude(valid_from=None).exists()


def _begin(ledger: Ledger, naming: Naming, on: date) -> None:
    """Let a naming that began longer ago than we knew begin on the day."""
    if naming.valid_from is None:
        ledger.change(naming, naming.place, valid_from=on)


def _begin_if_new(ledger: Ledger, naming: Naming, steps: Iterable[Step], on: date) -> None:
    """A municipality made on the day, out of others only, began then."""
    mine = [step for step in steps if step.new == naming.code]
    if not any(_goes_on(step, steps) for step in mine):
        _begin(ledger, naming, on)


def _named(place: Place, step: Step, on: date) -> Naming:
    return named(place, step.old, step.old_name, None, on)


def _ended(ledger: Ledger, later: Place, step: Step, on: date) -> tuple[Place, Naming]:
    """A municipality that was there before the day, and is no more. Its county then is not in the file."""
    place = Place(
        kind=Kind.MUNICIPALITY,
        code=step.old,
        name=step.old_name,
        short_name=step.old_name,
        parent=later.parent,
        valid_to=on,
        by_hand=True,
        search_text=f"{step.old_name} {step.old}",
    )
    ledger.make(place, place)
    return place, ledger.make(_named(place, step, on), place)


def _ahead(ledger: Ledger, steps: list[Step], on: date) -> tuple[list[Finding], Faults]:
    """Do to municipalities that are known the day before what the file says became of them."""
    before = _towns(on - timedelta(days=1))
    findings: list[Finding] = []
    faults: Faults = []
    for new in dict.fromkeys(step.new for step in steps):
        mine = [step for step in steps if step.new == new]
        unknown = [step for step in mine if step.old not in before]
        words = _("Registeret kjenner verken {old} eller {new}. Les inn de eldre endringene først.")
        faults += [(step.line, words.format(old=step.old, new=step.new)) for step in unknown]
        divided = [step for step in mine if step.how == SPLIT]
        words = _("En ny deling føres på skjemaet «Del», for den trenger folketall.")
        faults += [(step.line, words) for step in divided]
        if unknown or divided:
            continue
        namings = {before[step.old].place_id: before[step.old] for step in mine}
        if len(namings) == 1:
            (naming,) = namings.values()
            rename(ledger, naming.place, naming, name=mine[0].new_name, code=new, effective_on=on)
        else:
            merge(ledger, [one.place for one in namings.values()], namings, Part(new, mine[0].new_name), on)
        findings += [Finding(Found.NEW, step.words) for step in mine]
    return findings, faults
