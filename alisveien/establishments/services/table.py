"""Taking over Helsedirektoratet's table: kept first, shown as differences, written whole or not at all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.documents.services import Upload, content_of, keep_document
from alisveien.establishments import queries_table, rules
from alisveien.establishments.models import Registration, TableFile
from alisveien.establishments.queries import current_case
from alisveien.establishments.queries_table import Difference, Differences
from alisveien.establishments.rules_dates import in_words
from alisveien.establishments.services.registering import CHANGED
from alisveien.establishments.table_reading import read_table
from alisveien.journal.pictures import picture
from alisveien.journal.services import record


@transaction.atomic
def send_table(*, upload: Upload, by: Actor, at: datetime) -> TableFile:
    """Keep a table as it was sent in. Nothing else is changed. Raises NotAllowed, RuleBroken."""
    _allowed(by)
    document = keep_document(upload=upload, by=by, at=at)
    return TableFile.objects.create(document=document, by_id=by.user_id or 0, at=at)


def preview_table(*, file: TableFile, by: Actor, at: datetime) -> Differences:
    """What taking the table over would do now."""
    return queries_table.differences_in(by, read_table(content_of(file.document)), norwegian_day(at))


@transaction.atomic
def take_over_table(*, file: TableFile, mark: str, by: Actor, at: datetime) -> int:
    """Write every difference, or none. ``mark`` is that of the preview. How many were written.

    Raises NotAllowed, and RuleBroken when a row cannot be read or something has changed since the preview.
    """
    _allowed(by)
    file = TableFile.objects.select_for_update(of=("self",)).select_related("document").get(pk=file.pk)
    found = preview_table(file=file, by=by, at=at)
    reasons = [] if file.read_at is None else [_("Tabellen er alt lest inn.")]
    reasons += [_("Rett feilene i tabellen og send den inn på nytt.")] if found.faults else []
    reasons += [] if found.mark == mark else [_("Noe er endret siden du så forskjellene. Se over dem på nytt.")]
    agree(reasons)
    source = _("Helsedirektoratets tabell, lest inn {day}").format(day=in_words(norwegian_day(at)))
    for one in found.changes:
        _write(one, source, by, at)
    file.read_at = at
    file.save(update_fields=["read_at"])
    return len(found.changes)


def _write(one: Difference, source: str, by: Actor, at: datetime) -> None:
    current = current_case(one.place, one.speciality)
    case = current if rules.is_open(current) and current is not None else None
    case = case or Registration(place=one.place, place_kind=one.place.kind, speciality=one.speciality, source=source)
    before = picture(case, *CHANGED)
    for name, value in one.values.items():
        setattr(case, name, value)
    case.decided_at_latest, case.source, case.is_synthetic = False, source, False
    case.save()
    record(
        "establishments.registration.imported",
        about=case,
        by=by,
        at=at,
        before=before,
        after=picture(case, *CHANGED),
        places=[one.place.pk],
    )


def _allowed(by: Actor) -> None:
    allow(rules.may_import_table(by), _("Bare nasjonal koordinator leser inn Helsedirektoratets tabell."))
