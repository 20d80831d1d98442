"""Writing a round: read a workbook, distribute under every rule set we ship, keep it all or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.shipped import DEFAULT_RULES, rule_sets
from alisveien.engines.distribution.certificate import FORMAT, certificate_of
from alisveien.engines.distribution.frozen import Frozen, as_data, fingerprint, freeze, nomination_as_data
from alisveien.engines.distribution.run import Distribution, distribute, list_places
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import WrongColumns, places_of
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.nomination import Reading, ReadRow
from alisveien.engines.nominations.reading import read_rows
from alisveien.engines.nominations.register import Register
from alisveien.engines.nominations.rules import BAND
from alisveien.placements import queries, rules, sources
from alisveien.placements.models import Nomination, Outcome, RejectedRow, Round, Run
from alisveien.placements.telling.faults import tell_bad_sheet, tell_wrong_columns
from alisveien.placements.telling.files import refused_of
from alisveien.places.models import Place
from alisveien.workbench.sheets import BadSheet, Sheet, read_sheet

DEMONSTRATION_YEAR = 2028


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: the round, and False when it stood there already, unchanged."""

    round: Round
    changed: bool


def load_demonstration_round(*, workbook: Path, by: Actor, at: datetime) -> Loaded:
    """Read a nomination workbook for 2028, distribute it under all rule sets, and keep it as a draft round.

    The same workbook on the same register changes nothing; another one replaces the draft, whole or not at all.
    Raises NotAllowed outside a demonstration and RuleBroken with sentences when the workbook cannot be read.
    """
    if not rules.may_see_rounds(by):
        raise NotAllowed(_("Øvingsrunden kan bare lastes i en demonstrasjon."))
    today = timezone.localdate(at)
    register = sources.register_for(by, today)
    sheet, reading = _read(workbook, register)
    frozen = _freeze(reading, register, by, today)
    mark = fingerprint({"format": FORMAT, "input": as_data(frozen), "sheet": _sheet_as_data(sheet)})
    with transaction.atomic():
        found = Round.objects.select_for_update().filter(year=frozen.year).first()
        if found is not None and found.fingerprint == mark:
            return Loaded(found, changed=False)
        if found is not None:
            found.delete()
        round_ = _write_round(frozen, sheet, workbook, mark, at)
        nominations = _write_rows(round_, reading)
        for rule_set in rule_sets().values():
            _write_run(round_, distribute(frozen.under(rule_set)), nominations, at)
    return Loaded(round_, changed=True)


def _read(workbook: Path, register: Register) -> tuple[Sheet, Reading]:
    try:
        sheet = read_sheet(workbook)
        return sheet, read_rows(sheet.headings, sheet.rows, register, DEMONSTRATION_YEAR)
    except BadSheet as error:
        raise RuleBroken([tell_bad_sheet(error.code, error.value)]) from error
    except WrongColumns as error:
        raise RuleBroken([tell_wrong_columns(error)]) from error


def _freeze(reading: Reading, register: Register, by: Actor, today: date) -> Frozen:
    """The input under the default rule set; the draw is the year until another is named."""
    year = DEMONSTRATION_YEAR
    return freeze(
        year=year,
        draw=str(year),
        ceilings=False,
        rules=rule_sets()[DEFAULT_RULES],
        posts=sources.round_posts_for(by, year, today),
        register=register,
        nominations=reading.nominations,
        refused=refused_of(reading),
    )


def _sheet_as_data(sheet: Sheet) -> list[list[str]]:
    """All that stood in the sheet, names too, so that a mended name is a change."""
    return [list(sheet.headings), *([str(number), *(shown(cell) for cell in cells)] for number, cells in sheet.rows)]


def _cell(row: ReadRow, reading: Reading, field: str) -> str:
    """A cell as typed, by field; empty where the column is not there."""
    place = places_of(reading.headings).get(field)
    return shown(row.cells[place]) if place is not None and place < len(row.cells) else ""


def _write_round(frozen: Frozen, sheet: Sheet, workbook: Path, mark: str, at: datetime) -> Round:
    return Round.objects.create(
        year=frozen.year,
        region=sources.region_of(sorted({row.trust for row in frozen.posts})),
        draw=frozen.draw,
        source_file=workbook.name,
        fingerprint=mark,
        headings=list(sheet.headings),
        created_at=at,
    )


def _write_rows(round_: Round, reading: Reading) -> dict[str, Nomination]:
    """Every row of the workbook, the good and the refused; HPR number → nomination."""
    read = [row.nomination for row in reading.rows if row.nomination is not None]
    homes = sources.municipalities_by_number(one.municipality for one in read)
    trusts = sources.trusts_by_number(one.trust for one in read)
    kept = [
        _nomination(round_, row, row.nomination, homes, trusts) for row in reading.rows if row.nomination is not None
    ]
    Nomination.objects.bulk_create(kept)
    RejectedRow.objects.bulk_create(
        RejectedRow(
            round=round_,
            row_number=row.number,
            hpr_number=_cell(row, reading, "hpr_number")[:200],
            name=f"{row.first_name} {row.last_name}".strip()[:400],
            municipality=_home(row, reading)[:200],
            cells=[queries.cell_as_data(cell) for cell in row.cells],
            faults=[{**asdict(fault), "more": list(fault.more)} for fault in row.faults],
        )
        for row in reading.rejected
    )
    return {one.hpr_number: one for one in kept}


def _home(row: ReadRow, reading: Reading) -> str:
    return " ".join(
        part for part in (_cell(row, reading, "municipality"), _cell(row, reading, "municipality_name")) if part
    )


def _nomination(
    round_: Round, row: ReadRow, read: NominationRead, homes: Mapping[str, Place], trusts: Mapping[str, Place]
) -> Nomination:
    return Nomination(
        round=round_,
        row_number=row.number,
        hpr_number=read.hpr_number,
        first_name=row.first_name,
        last_name=row.last_name,
        municipality=homes[read.municipality],
        trust=trusts[read.trust],
        nominated_on=read.nominated_on,
        facts=nomination_as_data(read),
    )


def _write_run(round_: Round, distribution: Distribution, nominations: Mapping[str, Nomination], at: datetime) -> None:
    """One judged run with its certificate and an outcome per nomination."""
    certificate = certificate_of(distribution, {})
    frozen = distribution.frozen
    run = Run.objects.create(
        round=round_,
        rules_name=frozen.rules.name,
        rules=certificate["input"]["rules"],
        rules_hash=frozen.rules.hash,
        fingerprint=certificate["checksums"]["input"],
        certificate=certificate,
        judged_at=at,
    )
    hospitals = sources.hospitals_by_id(frozen.register.hospitals)
    told = {row["hpr_number"]: row for row in certificate["result"]["doctors"]}
    Outcome.objects.bulk_create(_outcomes(run, distribution, nominations, hospitals, told))


def _outcomes(
    run: Run,
    distribution: Distribution,
    nominations: Mapping[str, Nomination],
    hospitals: Mapping[str, Place],
    told: Mapping[str, Mapping[str, object]],
) -> Iterable[Outcome]:
    places = list_places(distribution.ranked)
    for one in distribution.frozen.nominations:
        hpr = one.hpr_number
        position, met = distribution.placements.get(hpr), distribution.wish_met(one)
        standing = distribution.ranked.standings.get(hpr)
        yield Outcome(
            run=run,
            nomination=nominations[hpr],
            status=distribution.status(one),
            list_place=places.get(hpr),
            half=met.period.half if met else None,
            hospital=hospitals[met.hospital] if met and met.hospital else None,
            department=(met.department or "") if met else "",
            wish_number=met.number if met else None,
            near=None if position is None else distribution.ranked.near[hpr][position],
            by_lot=_by_lot(told[hpr]["refusals"]),
            steps=dict(zip(BAND, standing.band, strict=True)) if standing else {},
            reasons={name: told[hpr][name] for name in ("unmet", "dropped", "warnings", "refusals")},
        )


def _by_lot(refusals: object) -> bool:
    """True when only the lot stood between the doctor and a better wish."""
    assert isinstance(refusals, Sequence)
    return any(refusal["criterion"] == "lot" for refusal in refusals)
