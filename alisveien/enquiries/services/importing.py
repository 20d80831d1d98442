"""Enquiries read in from a table: how one row is written. The course is `workbench.services.intake`.

A row that tells of an enquiry the office has already changes nothing, so an exported list is read back unchanged.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree
from alisveien.engines.calendar.working_days import after_working_days
from alisveien.enquiries import queries_import as queries
from alisveien.enquiries import rules
from alisveien.enquiries.models import Channel, EnquiryFile
from alisveien.enquiries.queries import ANSWERED, DROPPED
from alisveien.enquiries.services.keeping import drop_enquiry, log_enquiry
from alisveien.enquiries.table_reading import FIELDS, Line, line_of
from alisveien.journal.services import record
from alisveien.places.models import Place
from alisveien.workbench.intake import NEW, SAME, Intake, Told


def _writer(lines: Sequence[Line], by: Actor, at: datetime) -> Callable[[Line], Told[Line]]:
    ground = queries.Ground(by, norwegian_day(at), (line.asked_on for line in lines if not line.faults))
    return lambda line: _write(line, ground, by, at)


def _write(line: Line, ground: queries.Ground, by: Actor, at: datetime) -> Told[Line]:
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


def _recorded(file: EnquiryFile, by: Actor, at: datetime) -> None:
    record("enquiries.file.read", about=file, by=by, at=at)


ENQUIRIES = Intake(
    model=EnquiryFile,
    fields=FIELDS,
    may=rules.may_keep_any,
    refused=gettext_lazy("Rådgiverne ved ALIS- og SamLIS-kontorene fører henvendelser."),
    most=1000,
    read=line_of,
    writer=_writer,
    recorded=_recorded,
    forgetting="enquiries.forget_file",
)
"""What is the enquiries' own of reading a table in."""
