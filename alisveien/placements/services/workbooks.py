"""A workbook on its way in: sent, its columns understood, tried, read in. Each step can be left and come back to."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.base.jobs import enqueue
from alisveien.base.long_work import start_long_task
from alisveien.base.models import LongTask
from alisveien.documents.kinds import LARGEST
from alisveien.documents.models import Document
from alisveien.documents.services import Upload, content_of, keep_document, remove_document
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import used_mapping
from alisveien.placements import queries_intake, rules, sources
from alisveien.placements.models import Intake, Workbook
from alisveien.placements.services.intake import Counted, dry_run, read_in
from alisveien.placements.services.sheet import Rows, open_workbook, read_plainly
from alisveien.places.models import Place
from alisveien.workbench.sheets import count_rows

LONG = 500
SAMPLES = 3
KEPT = timedelta(days=7)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """What reading a workbook in would do, and the intake that read just this workbook in before, if any."""

    counted: Counted
    before: Intake | None


def nobody(done: int, total: int) -> None:
    """Progress nobody watches."""


@transaction.atomic
def send_workbook(*, place: Place, year: int, upload: Upload, by: Actor, at: datetime) -> Workbook:
    """Take a workbook in for a place and a year. The columns are understood as the last time for the place.

    A long one whose columns are known is tried by a job at once. Raises NotAllowed, and RuleBroken with what to do
    when the file cannot be read.
    """
    allow(rules.may_send(by, place))
    years = queries_intake.years_to_read_in_for(norwegian_day(at))
    agree(rules.against_sending(place, year, years, released=queries_intake.has_released(place, year)))
    if (upload.size or 0) > LARGEST:
        raise RuleBroken([_("Filen er for stor. Den kan være på høyst {most}.").format(most=filesizeformat(LARGEST))])
    with on_disk(upload.read(LARGEST)) as path:
        sheet = read_plainly(path, stop_after=LONG)
        rows = count_rows(path) if sheet.more else len(sheet.rows)
    upload.seek(0)
    document = keep_document(upload=upload, by=by, at=at)
    assert by.user_id is not None, "only somebody with an account may send"
    workbook = Workbook.objects.create(
        document=document,
        file_name=document.name[:255],
        place=place,
        year=year,
        headings=list(sheet.headings),
        samples=[[shown(cell)[:100] for cell in cells] for _number, cells in sheet.rows[:SAMPLES]],
        mapping=used_mapping(sheet.headings, queries_intake.last_mapping(place)),
        rows=rows,
        long=sheet.more,
        by_id=by.user_id,
        at=at,
    )
    enqueue("placements.forget_workbook", after=at + KEPT, workbook_id=workbook.pk)
    if not rules.against_mapping(workbook.headings, workbook.mapping):
        _begin_trial(workbook, by, at)
    return workbook


@transaction.atomic
def map_columns(*, workbook: Workbook, mapping: Mapping[str, str], by: Actor, at: datetime) -> Workbook:
    """Say which heading each field stands under. A long workbook is tried anew by a job.

    Raises NotAllowed, and RuleBroken when a field is left without a column or a column used twice.
    """
    workbook = _mine(workbook, by)
    agree(rules.against_mapping(workbook.headings, mapping))
    workbook.mapping = used_mapping(workbook.headings, mapping)
    workbook.checked, workbook.problem = None, ""
    workbook.save()
    _begin_trial(workbook, by, at)
    return workbook


def try_workbook(
    *, workbook: Workbook, by: Actor, today: date, progress: Progress = nobody, most: int = sys.maxsize
) -> Trial:
    """What reading a workbook in would do today, with at most ``most`` rows of each outcome. Nothing is written.

    Raises NotAllowed and RuleBroken.
    """
    allow(rules.may_send(by, workbook.place))
    with _opened(workbook, by, today) as rows:
        counted = dry_run(
            reading=rows,
            year=workbook.year,
            by=by,
            today=today,
            place=workbook.place,
            progress=_of_about(workbook.rows, progress),
            most=most,
        )
    progress(counted.rows, counted.rows)
    return Trial(counted, queries_intake.same_before(workbook.place, workbook.year, counted.mark))


@transaction.atomic
def keep_trial(*, workbook: Workbook, checked: dict[str, object], problem: str, by: Actor) -> None:
    """Keep what a job found, as JSON, or why it found nothing. A workbook that is read in by now is left alone."""
    workbook = _mine(workbook, by)
    if workbook.intake_id is None:
        workbook.checked, workbook.problem = checked or None, problem[:500]
        workbook.save()


@transaction.atomic
def read_workbook_in(*, workbook: Workbook, by: Actor, at: datetime, progress: Progress = nobody) -> Intake:
    """Read a workbook in, whole or not at all, and throw the file away. Done twice, the second gives the same intake.

    Raises NotAllowed and RuleBroken.
    """
    workbook = _mine(workbook, by)
    if workbook.intake is not None:
        return workbook.intake
    with _opened(workbook, by, norwegian_day(at)) as rows:
        intake = read_in(
            reading=rows,
            place=workbook.place,
            year=workbook.year,
            file_name=workbook.file_name,
            by=by,
            at=at,
            progress=_of_about(workbook.rows, progress),
        )
    progress(intake.rows, intake.rows)
    document = _document(workbook)
    workbook.intake, workbook.document, workbook.samples, workbook.checked = intake, None, [], None
    workbook.save()
    remove_document(document=document)
    return intake


@transaction.atomic
def start_reading_in(*, workbook: Workbook, by: Actor, at: datetime) -> LongTask:
    """Let a job read a long workbook in. Raises NotAllowed."""
    return _start("placements.read_workbook_in", _("Leser inn {name}"), _mine(workbook, by), by, at)


@transaction.atomic
def drop_workbook(*, workbook: Workbook, by: Actor) -> None:
    """Throw a workbook away before it is read in. Raises NotAllowed."""
    _throw(_mine(workbook, by))


@transaction.atomic
def forget_workbook(*, workbook_id: int) -> bool:
    """Throw a workbook away that nobody has read in, for the job that comes after seven days; whether there was one."""
    workbook = Workbook.objects.filter(pk=workbook_id, intake=None).select_related("document").first()
    if workbook is None:
        return False
    _throw(workbook)
    return True


@contextmanager
def on_disk(content: bytes) -> Iterator[Path]:
    """Some bytes as a file, for as long as it is read."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        yield Path(file.name)


def _mine(workbook: Workbook, by: Actor) -> Workbook:
    """The workbook locked, for the one who sent it and may still read in. Raises NotAllowed."""
    found = queries_intake.locked_workbook(workbook.pk)
    allow(found.by_id == by.user_id and rules.may_send(by, found.place))
    return found


def _throw(workbook: Workbook) -> None:
    document = _document(workbook)
    workbook.delete()
    remove_document(document=document)


def _document(workbook: Workbook) -> Document:
    assert workbook.document is not None, "a workbook that is not read in has its file"
    return workbook.document


@contextmanager
def _opened(workbook: Workbook, by: Actor, today: date) -> Iterator[Rows]:
    """The rows of a workbook as they are read."""
    register = sources.register_for(by, today)
    with (
        on_disk(content_of(_document(workbook))) as path,
        open_workbook(path, register, workbook.year, workbook.mapping) as rows,
    ):
        yield rows


def _of_about(total: int, progress: Progress) -> Callable[[int], None]:
    """The progress on the way, when it is known about how many rows there are."""
    return lambda rows: progress(min(rows, total), total)


def _begin_trial(workbook: Workbook, by: Actor, at: datetime) -> None:
    if workbook.long:
        _start("placements.try_workbook", _("Prøver {name}"), workbook, by, at)


def _start(name: str, title: str, workbook: Workbook, by: Actor, at: datetime) -> LongTask:
    task = start_long_task(
        name,
        title=title.format(name=workbook.file_name)[:200],
        by=by,
        at=at,
        unit=_("rader"),
        origin=f"/innlesinger/ny/{workbook.pk}/",
        workbook_id=workbook.pk,
    )
    workbook.task_key = task.key
    workbook.save(update_fields=["task_key"])
    return task
