"""Reading a workbook of nominations into the database: the good rows whole, the others kept with their faults."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import allow
from alisveien.engines.distribution.frozen import fingerprint
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import places_of
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.nomination import Reading, ReadRow
from alisveien.journal.services import record
from alisveien.people.models import Doctor
from alisveien.placements import facts, queries, rules, sources
from alisveien.placements.facts import Ground
from alisveien.placements.models import Intake, Nomination, RejectedRow, Wish
from alisveien.placements.services.sorting import Asked, Chunk, Judged, absent_fields
from alisveien.places.models import Place

CHUNK = 250
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """What reading in did or would do, in rows; ``reading`` has the faults that only the database could tell.

    ``written`` are the ids of the nominations that were made or changed, empty when nothing was written.
    """

    reading: Reading
    new: int
    changed: int
    unchanged: int
    judged: tuple[Judged, ...]
    written: tuple[int, ...]


def dry_run(
    *,
    reading: Reading,
    year: int,
    by: Actor,
    today: date,
    place: Place | None = None,
    progress: Progress = lambda rows: None,
) -> Counted:
    """What reading a workbook in for a place would do today, row by row. Nothing is written."""
    return _each_chunk(reading, Asked(by, place, year, sources.ground_for(by, today)), None, progress)


@transaction.atomic
def read_in(
    *,
    reading: Reading,
    place: Place | None,
    year: int,
    file_name: str,
    by: Actor,
    at: datetime,
    progress: Progress = lambda rows: None,
) -> Intake:
    """Write the good rows of a workbook and keep the others with their faults; whole, or nothing at all.

    ``place`` is the municipality or trust it is read for, None for a whole region. The same file twice changes
    nothing but leaves an intake that says so. ``progress`` is told the rows done. Raises NotAllowed.
    """
    allow(rules.may_import(by, place))
    counted = _each_chunk(reading, Asked(by, place, year, sources.ground_for(by, norwegian_day(at))), at, progress)
    intake = Intake.objects.create(
        place=place,
        year=year,
        file_name=file_name[:255],
        fingerprint=mark_of(reading),
        headings=list(reading.headings),
        mapping=dict(reading.mapping),
        rows=len(reading.rows),
        new=counted.new,
        changed=counted.changed,
        unchanged=counted.unchanged,
        by_id=by.user_id,
        at=at,
    )
    _keep_written(intake, counted.written)
    _keep_rejected(intake, counted.reading)
    record("placements.intake.read", about=intake, by=by, at=at, places=[place.pk] if place else [])
    return intake


def mark_of(reading: Reading) -> str:
    """SHA-256 of all that stood in the sheet, names too, so that a mended name is another workbook."""
    rows = [[str(row.number), *(shown(cell) for cell in row.cells)] for row in reading.rows]
    return fingerprint({"headings": list(reading.headings), "rows": rows})


def _each_chunk(reading: Reading, asked: Asked, at: datetime | None, progress: Progress) -> Counted:
    """Sort every row, and write what is new and changed when there is a time to write it at."""
    judged: list[Judged] = []
    written: list[Nomination] = []
    absent = absent_fields(reading)
    for start in range(0, len(reading.rows), CHUNK):
        rows = reading.rows[start : start + CHUNK]
        chunk = Chunk(rows, asked, absent, writing=at is not None)
        judged += chunk.judged
        if at is not None:
            written += _write_new(chunk, asked.ground, at)
            written += _write_changed(chunk, asked, at)
        progress(start + len(rows))
    counts = Counter(one.outcome for one in judged)
    told = replace(reading, rows=tuple(one.row for one in judged))
    ids = tuple(dict.fromkeys(one.pk for one in written))
    return Counted(told, counts["new"], counts["changed"], counts["unchanged"], tuple(judged), ids)


def _write_new(chunk: Chunk, ground: Ground, at: datetime) -> list[Nomination]:
    """Doctors nobody knew, and nominations for those and for known doctors without an open one; the nominations."""
    fresh = [
        Doctor(
            hpr_number=read.hpr_number,
            municipality=ground.municipalities[read.municipality],
            **facts.doctor_values(row, read),
        )
        for row, read in chunk.new
        if read.hpr_number not in chunk.known
    ]
    doctors = {number: known.doctor for number, known in chunk.known.items()}
    doctors |= {one.hpr_number: one for one in Doctor.objects.bulk_create(fresh)}
    _write_doctors([pair for pair in chunk.new if pair[1].hpr_number in chunk.known], chunk)
    nominations = Nomination.objects.bulk_create(
        Nomination(
            doctor=doctors[read.hpr_number],
            municipality=ground.municipalities[read.municipality],
            trust=ground.trusts[read.trust],
            confirmed_at=at,
            **facts.nomination_values(row, read),
        )
        for row, read in chunk.new
    )
    pairs = zip(chunk.new, nominations, strict=True)
    Wish.objects.bulk_create(wish for (_row, read), one in pairs for wish in facts.wishes_of(read, one, ground))
    return nominations


def _write_changed(chunk: Chunk, asked: Asked, at: datetime) -> list[Nomination]:
    """What a row says anew of a known doctor and the open nomination; the nominations that were changed."""
    _write_doctors(chunk.changed, chunk)
    nominations = []
    for row, read in chunk.changed:
        one = chunk.known[read.hpr_number].nomination
        assert one is not None, "a changed row has an open nomination"
        for name, value in facts.nomination_values(row, read).items():
            setattr(one, name, value)
        one.version += 1
        one.confirmed_at = at
        nominations.append((one, read))
    Nomination.objects.bulk_update(
        [one for one, _read in nominations], [*facts.NOMINATION_FIELDS, "leader_email", "confirmed_at", "version"]
    )
    _write_wishes(nominations, asked)
    return [one for one, _read in nominations]


def _write_wishes(pairs: Sequence[tuple[Nomination, NominationRead]], asked: Asked) -> None:
    """The wishes of the year where they differ from what stands. A wish that only moves keeps the need behind it."""
    moved = [(one, read) for one, read in pairs if facts.as_read(one, asked.year).wishes != read.wishes]
    needs = {
        (one.pk, wish.half, wish.hospital_id, wish.department_id): wish.need
        for one, _read in moved
        for wish in one.wishes.all()
        if wish.year == asked.year
    }
    Wish.objects.filter(nomination__in=[one for one, _read in moved], year=asked.year).delete()
    fresh = [wish for one, read in moved for wish in facts.wishes_of(read, one, asked.ground)]
    for wish in fresh:
        wish.need = needs.get((wish.nomination_id, wish.half, wish.hospital_id, wish.department_id), "")
    Wish.objects.bulk_create(fresh)


def _write_doctors(pairs: Sequence[tuple[ReadRow, NominationRead]], chunk: Chunk) -> None:
    doctors = []
    for row, read in pairs:
        doctor, values = chunk.known[read.hpr_number].doctor, facts.doctor_values(row, read)
        if facts.differs(doctor, values):
            for name, value in values.items():
                setattr(doctor, name, value)
            doctor.version += 1
            doctors.append(doctor)
    if doctors:
        names = [*facts.doctor_values(*pairs[0]), "version"]
        Doctor.objects.bulk_update(doctors, names)


def _keep_written(intake: Intake, written: Sequence[int]) -> None:
    """Remember which nominations a workbook made or changed, so that one finds them from it."""
    link = Nomination.intakes.through
    link.objects.bulk_create((link(intake_id=intake.pk, nomination_id=pk) for pk in written), batch_size=5000)


def _keep_rejected(intake: Intake, reading: Reading) -> None:
    places = places_of(reading.headings, reading.mapping)

    def typed(row: ReadRow, field: str) -> str:
        place = places.get(field)
        return shown(row.cells[place]) if place is not None and place < len(row.cells) else ""

    RejectedRow.objects.bulk_create(
        RejectedRow(
            intake=intake,
            row_number=row.number,
            hpr_number=typed(row, "hpr_number")[:200],
            name=f"{row.first_name} {row.last_name}".strip()[:400],
            municipality=" ".join(
                part for part in (typed(row, "municipality"), typed(row, "municipality_name")) if part
            )[:200],
            cells=[queries.cell_as_data(cell) for cell in row.cells],
            faults=[{**asdict(fault), "more": list(fault.more)} for fault in row.faults],
        )
        for row in reading.rejected
    )
