"""Reading enquiries in from a table: kept first, tried, and then the new ones logged. The wrong rows come back.

A row that tells of an enquiry the office has already changes nothing, so an exported list is read back unchanged.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.base.jobs import enqueue
from alisveien.documents.services import Upload, content_of, keep_document, remove_document
from alisveien.engines.calendar.working_days import after_working_days
from alisveien.enquiries import queries_import as queries
from alisveien.enquiries import rules
from alisveien.enquiries.models import Channel, EnquiryFile
from alisveien.enquiries.queries import ANSWERED, DROPPED
from alisveien.enquiries.services.keeping import drop_enquiry, log_enquiry
from alisveien.enquiries.table_reading import Line, guessed, lines_of
from alisveien.journal.services import record
from alisveien.places.models import Place
from alisveien.workbench.sheets import BadSheet, Sheet
from alisveien.workbench.tables import sheet_of

KEPT = timedelta(days=7)
"""How long a table waits to be read in."""
MOST = 1000
"""Rows of one file: it is tried and read in while one waits."""
NEW, SAME, REFUSED = "new", "same", "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of a row: its line, the outcome, and what speaks against it, in words."""

    line: Line
    outcome: str
    words: tuple[str, ...] = ()


class Tried(Exception):
    """Takes a trial back."""


@transaction.atomic
def send_enquiries(*, upload: Upload, by: Actor, at: datetime) -> EnquiryFile:
    """Keep a table as it was sent in. No enquiry is logged. Raises NotAllowed, RuleBroken."""
    allow(rules.may_keep_any(by), _("Rådgiverne ved ALIS- og SamLIS-kontorene fører henvendelser."))
    document = keep_document(upload=upload, by=by, at=at)
    headings = list(_sheet(content_of(document)).headings)
    mapping = queries.mapping_before(by, headings) or guessed(headings)
    file = EnquiryFile.objects.create(document=document, headings=headings, mapping=mapping, by_id=by.user_id, at=at)
    enqueue("enquiries.forget_file", after=at + KEPT, file_id=file.pk)
    return file


@transaction.atomic
def map_columns(*, file: EnquiryFile, mapping: Mapping[str, str], by: Actor, at: datetime) -> EnquiryFile:
    """Say which heading each field stands under. Raises NotAllowed, RuleBroken."""
    file = _own(file, by)
    file.mapping = {field: heading for field, heading in mapping.items() if heading in file.headings}
    file.save(update_fields=["mapping"])
    return file


def try_file(*, file: EnquiryFile, by: Actor, at: datetime) -> list[Told]:
    """What reading a file in would do to each row now: it is done, and taken back."""
    told: list[Told] = []
    try:
        with transaction.atomic():
            told = _each(file, by, at)
            raise Tried
    except Tried:
        return told


@transaction.atomic
def read_in(*, file: EnquiryFile, mark: str, by: Actor, at: datetime) -> list[Told]:
    """Log the new ones, and keep the wrong rows with their reasons. ``mark`` is that of the trial.

    Raises NotAllowed, and RuleBroken when something has changed since the trial.
    """
    file = _own(file, by)
    told = _each(file, by, at)
    agree([] if mark_of(told) == mark else [_("Noe er endret siden du så på radene. Se over dem på nytt.")])
    file.rejected = [[one.line.number, list(one.line.cells), list(one.words)] for one in told if one.outcome == REFUSED]
    file.read_at = at
    _let_go(file)
    record("enquiries.file.read", about=file, by=by, at=at)
    return told


@transaction.atomic
def forget_file(*, file_id: int) -> bool:
    """Throw a table away that nobody has read in, for the job that comes after seven days; whether there was one."""
    file = EnquiryFile.objects.filter(pk=file_id, read_at=None).exclude(document=None).select_for_update().first()
    if file is None:
        return False
    _let_go(file)
    return True


def mark_of(told: list[Told]) -> str:
    """The same for the same outcome: what one agrees to is what one saw."""
    lines = [f"{one.line.number}|{one.outcome}|{'|'.join(one.words)}" for one in told]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _let_go(file: EnquiryFile) -> None:
    """Save the row without what was sent in, and take that away."""
    document, file.document = file.document, None
    assert document is not None, "asked of files that are still there only"
    file.save(update_fields=["rejected", "read_at", "document"])
    remove_document(document=document)


def _own(file: EnquiryFile, by: Actor) -> EnquiryFile:
    """One's own file, locked and not yet read in. Raises NotAllowed, RuleBroken."""
    file = EnquiryFile.objects.select_for_update(of=("self",)).select_related("document").get(pk=file.pk)
    allow(by.user_id is not None and file.by_id == by.user_id, _("Bare den som sendte fila, kan lese den inn."))
    agree([_("Fila er alt lest inn, eller kastet fordi den ble liggende.")] if file.document is None else [])
    return file


def _sheet(content: bytes) -> Sheet:
    """The table of a file. Raises RuleBroken when there is none, or it is too long to be read while one waits."""
    try:
        sheet = sheet_of(content)
    except BadSheet as bad:
        words = _("Fila kan ikke leses. Bruk en arbeidsbok (.xlsx) eller CSV med overskrifter og minst én rad.")
        raise RuleBroken([words]) from bad
    words = _("Fila har {count} rader. Del den, så ingen har flere enn {most}.")
    agree([words.format(count=len(sheet.rows), most=MOST)] if len(sheet.rows) > MOST else [])
    return sheet


def _each(file: EnquiryFile, by: Actor, at: datetime) -> list[Told]:
    assert file.document is not None, "asked of files that are still there only"
    lines = lines_of(_sheet(content_of(file.document)), file.mapping)
    ground = queries.Ground(by, norwegian_day(at), (line.asked_on for line in lines if not line.faults))
    return [_one(line, ground, by, at) for line in lines]


def _one(line: Line, ground: queries.Ground, by: Actor, at: datetime) -> Told:
    """Read one row in, whole or not at all."""
    if line.faults:
        return Told(line, REFUSED, line.faults)
    try:
        with transaction.atomic():
            return _write(line, ground, by, at)
    except RuleBroken as broken:
        return Told(line, REFUSED, tuple(broken.reasons))


def _write(line: Line, ground: queries.Ground, by: Actor, at: datetime) -> Told:
    office = ground.office(line.office)
    if office is None:
        raise RuleBroken([_("Skriv hvilket kontor det gjelder, et du fører henvendelser for.")])
    same = ground.same(office, line)
    if same is not None:
        words = _("Henvendelsen er ført før, med et annet svar. Rett den på siden dens.")
        agree([] if queries.has_answer(same, line) else [words])
        return Told(line, SAME)
    enquiry = log_enquiry(
        office=office,
        place=_place(line, ground),
        asker=line.asker,
        channel=line.channel or Channel.OTHER,
        topics=line.topics,
        words=line.words or "",
        asked_on=line.asked_on,
        answered=line.state == ANSWERED,
        answered_on=after_working_days(line.asked_on, line.days) if line.days else None,
        answer=line.answer or "",
        by=by,
        at=at,
    )
    if line.state == DROPPED:
        drop_enquiry(enquiry=enquiry, why=_("Lest inn fra fil"), by=by, at=at)
    return Told(line, NEW)


def _place(line: Line, ground: queries.Ground) -> Place | None:
    """The place that was meant, none when nothing is written. Raises RuleBroken when there is none such, or several."""
    place = ground.place(line.place, line.asked_on) if line.place else None
    words = _("Fant ikke ett sted som heter «{place}» den dagen. Skriv kommunenummeret.")
    agree([words.format(place=line.place[:60])] if line.place and place is None else [])
    return place
