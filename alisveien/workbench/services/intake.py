"""Reading a table in row by row: kept first, tried, and then the good rows read in. The others come back.

``intake`` says what is an area's own, see `intake.Intake`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import NotAllowed, RuleBroken, agree, allow
from alisveien.base.jobs import enqueue
from alisveien.documents.services import Upload, content_of, keep_document, remove_document
from alisveien.workbench.intake import REASONS, REFUSED, AnyLine, File, Intake, Told, mark_of, rows_of
from alisveien.workbench.models import SentFile
from alisveien.workbench.queries_intake import mapping_before
from alisveien.workbench.sheets import BadSheet, Sheet
from alisveien.workbench.tables import as_sent, sheet_of

KEPT = timedelta(days=7)
"""How long a table waits to be read in."""


class Tried(Exception):
    """Takes a trial back."""


@transaction.atomic
def send_file(*, intake: Intake[File, AnyLine], upload: Upload, by: Actor, at: datetime) -> File:
    """Keep a table as it was sent in; nothing is read in. Raises NotAllowed, RuleBroken."""
    allow(intake.may(by), str(intake.refused))
    document = keep_document(upload=upload, by=by, at=at)
    headings = list(_sheet(content_of(document), intake.most).headings)
    mapping = mapping_before(by, intake.model, headings) or intake.guessed(headings)
    file = intake.model(document=document, headings=headings, mapping=mapping, by_id=by.user_id, at=at)
    file.save()
    enqueue(intake.forgetting, after=at + KEPT, file_id=file.pk)
    return file


@transaction.atomic
def map_columns(*, file: File, mapping: Mapping[str, str], by: Actor, at: datetime) -> File:
    """Say which heading each field stands under. Raises NotAllowed, RuleBroken."""
    file = _own(file, by)
    file.mapping = {field: heading for field, heading in mapping.items() if heading in file.headings}
    file.save(update_fields=["mapping"])
    return file


def try_file(*, intake: Intake[File, AnyLine], file: File, by: Actor, at: datetime) -> list[Told[AnyLine]]:
    """What reading a file in would do to each row now: it is done, and taken back."""
    told: list[Told[AnyLine]] = []
    try:
        with transaction.atomic():
            told = _each(intake, file, by, at)
            raise Tried
    except Tried:
        return told


@transaction.atomic
def read_in(*, intake: Intake[File, AnyLine], file: File, mark: str, by: Actor, at: datetime) -> list[Told[AnyLine]]:
    """Read the good rows in, and keep the others with their reasons. ``mark`` is that of the trial.

    Raises NotAllowed, and RuleBroken when something has changed since the trial.
    """
    file = _own(file, by)
    told = _each(intake, file, by, at)
    agree([] if mark_of(told) == mark else [_("Noe er endret siden du så på radene. Se over dem på nytt.")])
    file.rejected = [
        [one.line.row.number, [as_sent(cell) for cell in one.line.row.sent], list(one.words)]
        for one in told
        if one.outcome == REFUSED
    ]
    file.read_at = at
    _let_go(file)
    intake.recorded(file, by, at)
    return told


@transaction.atomic
def forget_file(*, model: type[SentFile], file_id: int) -> bool:
    """Throw a table away that nobody has read in, for the job that comes after seven days; whether there was one."""
    waiting = model._default_manager.filter(pk=file_id, read_at=None).exclude(document=None)
    file = waiting.select_for_update().first()
    if file is None:
        return False
    _let_go(file)
    return True


def _let_go(file: SentFile) -> None:
    """Save the row without what was sent in, and take that away."""
    document, file.document = file.document, None
    assert document is not None, "asked of files that are still there only"
    file.save(update_fields=["rejected", "read_at", "document"])
    remove_document(document=document)


def _own(file: File, by: Actor) -> File:
    """One's own file, locked and not yet read in. Raises NotAllowed, RuleBroken."""
    there = type(file)._default_manager.select_for_update(of=("self",)).select_related("document")
    file = there.get(pk=file.pk)
    allow(by.user_id is not None and file.by_id == by.user_id, _("Bare den som sendte fila, kan lese den inn."))
    agree([_("Fila er alt lest inn, eller kastet fordi den ble liggende.")] if file.document is None else [])
    return file


def _sheet(content: bytes, most: int) -> Sheet:
    """The table of a file, without the column of reasons it may have come back with.

    Raises RuleBroken when there is none, or it has more rows than ``most``.
    """
    try:
        sheet = sheet_of(content)
    except BadSheet as bad:
        words = _("Fila kan ikke leses. Bruk en arbeidsbok (.xlsx) eller CSV med overskrifter og minst én rad.")
        raise RuleBroken([words]) from bad
    words = _("Fila har {count} rader. Del den, så ingen har flere enn {most}.")
    agree([words.format(count=len(sheet.rows), most=most)] if len(sheet.rows) > most else [])
    if sheet.headings[-1:] != (str(REASONS),):
        return sheet
    width = len(sheet.headings) - 1
    return Sheet(sheet.headings[:width], [(number, cells[:width]) for number, cells in sheet.rows])


def _each(intake: Intake[File, AnyLine], file: File, by: Actor, at: datetime) -> list[Told[AnyLine]]:
    assert file.document is not None, "asked of files that are still there only"
    rows = rows_of(_sheet(content_of(file.document), intake.most), file.mapping)
    lines = [intake.read(row) for row in rows]
    write = intake.writer(lines, by, at)
    return [_one(line, write) for line in lines]


def _one(line: AnyLine, write: Callable[[AnyLine], Told[AnyLine]]) -> Told[AnyLine]:
    """Read one row in, whole or not at all."""
    if line.faults:
        return Told(line, REFUSED, line.faults)
    try:
        with transaction.atomic():
            return write(line)
    except RuleBroken as broken:
        return Told(line, REFUSED, tuple(broken.reasons))
    except NotAllowed as refused:
        return Told(line, REFUSED, (str(refused),))
