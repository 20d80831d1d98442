"""The headings of a trust's HR system kept, its list sent out, and its list compared. Nothing of a list is kept."""

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.engines.nominations.holding import KEY, Compared, Line, compare, written
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries_holding, rules_holding
from alisveien.placements.models import HoldingColumns
from alisveien.places.models import Place
from alisveien.workbench.export import safe
from alisveien.workbench.intake import rows_of
from alisveien.workbench.sheets import BadSheet, Cell, write_sheet
from alisveien.workbench.tables import as_sent, sheet_of


@transaction.atomic
def keep_headings(*, trust: Place, headings: Mapping[str, str], by: Actor, at: datetime) -> HoldingColumns:
    """Keep how a trust's HR system names the columns; a field without a heading is left out.

    Raises NotAllowed and RuleBroken.
    """
    allow(rules_holding.may_keep_headings(by, trust))
    kept = {name: heading.strip() for name, heading in headings.items() if heading.strip()}
    agree(rules_holding.against_headings(kept))
    with history_context(by):
        columns, _new = HoldingColumns.objects.update_or_create(trust=trust, defaults={"headings": kept})
    record("placements.holding.headings_kept", about=columns, by=by, at=at, after={"headings": kept}, places=[trust.pk])
    return columns


def queue_as_csv(*, trust: Place, day: date, by: Actor) -> bytes:
    """The trust's queue on a day under its HR system's headings: UTF-8 with semicolons, as Norwegian Excel opens it."""
    kept = io.StringIO(newline="")
    csv.writer(kept, delimiter=";").writerows(_table(trust, day, by))
    return kept.getvalue().encode("utf-8-sig")


def queue_as_workbook(*, trust: Place, day: date, by: Actor) -> bytes:
    """The trust's queue on a day under its HR system's headings, as a workbook."""
    headings, *rows = _table(trust, day, by)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ko.xlsx"
        write_sheet(path, _("Køen"), headings, rows)
        return path.read_bytes()


def compare_with(*, trust: Place, content: bytes, day: date, by: Actor) -> Compared:
    """The trust's queue on a day beside a list from its HR system. Nothing is written.

    Raises NotAllowed, and RuleBroken when the file is no list or lacks the column of HPR numbers.
    """
    allow(rules_holding.may_keep_headings(by, trust))
    headings = queries_holding.headings_of(trust)
    try:
        sheet = sheet_of(content)
    except BadSheet as bad:
        raise RuleBroken([_("Fila kan ikke leses. Send en arbeidsbok (.xlsx) eller CSV med overskrifter.")]) from bad
    fields = [name for name, head in headings.items() if head in sheet.headings]
    if KEY not in fields:
        raise RuleBroken([_("Fila mangler kolonnen «{name}».").format(name=headings[KEY])])
    there = [{name: _text(cell) for name, cell in row.cells.items()} for row in rows_of(sheet, headings)]
    here = [queries_holding.line_of(row) for row in queries_holding.queue_for(by, day, trust)]
    return compare(here, there, fields)


def _table(trust: Place, day: date, by: Actor) -> Iterator[list[str]]:
    headings = queries_holding.headings_of(trust)
    yield list(headings.values())
    for row in queries_holding.queue_for(by, day, trust):
        line: Line = queries_holding.line_of(row)
        yield [safe(line[name]) for name in headings]


def _text(cell: Cell) -> str:
    """A cell as text: a number without decimals, a date as it is written here."""
    return written(cell) if isinstance(cell, date) else as_sent(cell)
