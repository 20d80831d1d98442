"""Reading a workbook of nominations into the database: the good rows whole, the others kept with their faults."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import Protocol

from django.db import connection, transaction

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import allow
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import places_of
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.nomination import ReadRow
from alisveien.journal.services import record
from alisveien.people.models import Doctor
from alisveien.people.services.persons import enter_doctors
from alisveien.placements import facts, queries, rules, sources
from alisveien.placements.facts import Ground
from alisveien.placements.models import Intake, Nomination, RejectedRow, Wish
from alisveien.placements.services.mark import Mark
from alisveien.placements.services.sorting import Asked, Chunk, Judged, absent_fields
from alisveien.places.models import Place

CHUNK = 250
UNKNOWN = "0" * 64
"""The mark of a workbook whose last row is not read yet; nobody sees it, for it is written over before the end."""
Progress = Callable[[int], None]


class Listed(Protocol):
    """A nomination list whose rows can be gone through once."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the sheet."""

    @property
    def rows(self) -> Iterable[ReadRow]:
        """Every row, the good and the refused, in the order of the sheet."""

    @property
    def mapping(self) -> Mapping[str, str]:
        """Field → heading, for columns with other names than ours."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What reading in did or would do, in rows; ``mark`` tells which workbook it was.

    ``judged`` are the rows with the faults that only the database could tell, as many of each outcome as were asked
    for.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    refused: int
    judged: tuple[Judged, ...]
    mark: str


def dry_run(
    *,
    reading: Listed,
    year: int,
    by: Actor,
    today: date,
    place: Place | None = None,
    progress: Progress = lambda rows: None,
    most: int = sys.maxsize,
) -> Counted:
    """What reading a workbook in for a place would do today, row by row, at most ``most`` rows told of each outcome.

    Nothing is written.
    """
    return _each_chunk(reading, Asked(by, place, year, sources.ground_for(by, today)), None, progress, most)


@transaction.atomic
def read_in(
    *,
    reading: Listed,
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
    intake = Intake.objects.create(
        place=place,
        year=year,
        file_name=file_name[:255],
        fingerprint=UNKNOWN,
        headings=list(reading.headings),
        mapping=dict(reading.mapping),
        rows=0,
        new=0,
        changed=0,
        unchanged=0,
        by_id=by.user_id,
        at=at,
    )
    asked = Asked(by, place, year, sources.ground_for(by, norwegian_day(at)))
    counted = _each_chunk(reading, asked, intake, progress, most=0)
    intake.fingerprint, intake.rows = counted.mark, counted.rows
    intake.new, intake.changed, intake.unchanged = counted.new, counted.changed, counted.unchanged
    intake.save()
    record("placements.intake.read", about=intake, by=by, at=at, places=[place.pk] if place else [])
    return intake


def _each_chunk(reading: Listed, asked: Asked, intake: Intake | None, progress: Progress, most: int) -> Counted:
    """Sort every row, and write what is new, changed and refused when there is an intake to write it for."""
    counts: Counter[str] = Counter()
    judged: list[Judged] = []
    mark, absent = Mark(reading.headings), absent_fields(reading.headings, reading.mapping)
    rows = iter(reading.rows)
    while some := list(islice(rows, CHUNK)):
        chunk = Chunk(some, asked, absent, writing=intake is not None)
        for row, one in zip(some, chunk.judged, strict=True):
            mark.add(row)
            counts[one.outcome] += 1
            if counts[one.outcome] <= most:
                judged.append(one)
        if intake is not None:
            _write(chunk, reading, asked, intake)
        progress(counts.total())
    kinds = (counts["new"], counts["changed"], counts["unchanged"], counts["refused"])
    return Counted(counts.total(), *kinds, tuple(judged), mark.whole())


def _write(chunk: Chunk, reading: Listed, asked: Asked, intake: Intake) -> None:
    """Some rows: what is new, what is changed, which nominations that was, and what was refused.

    The keys to other rows are checked at once: left to the end, a million of them would be checked without progress.
    """
    written = [*_write_new(chunk, asked.ground, intake.at), *_write_changed(chunk, asked, intake.at)]
    _keep_written(intake, dict.fromkeys(one.pk for one in written))
    _keep_rejected(intake, reading, [one.row for one in chunk.judged if one.outcome == "refused"])
    connection.check_constraints()


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
    enter_doctors(one.pk for one in fresh)
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


def _keep_written(intake: Intake, written: Iterable[int]) -> None:
    """Remember which nominations a workbook made or changed, so that one finds them from it."""
    link = Nomination.intakes.through
    link.objects.bulk_create(link(intake_id=intake.pk, nomination_id=pk) for pk in written)


def _keep_rejected(intake: Intake, reading: Listed, rejected: Iterable[ReadRow]) -> None:
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
        for row in rejected
    )
