"""What enquiries put on the work list: those that wait for an answer, one's own and nobody's."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.work import Aside, Task
from alisveien.enquiries.models import Enquiry
from alisveien.enquiries.queries import open_enquiries
from alisveien.enquiries.rules import may_keep_any
from alisveien.enquiries.telling import topics_in_words

MOST = 50


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The open enquiries, the most pressing first. One query."""
    if not may_keep_any(actor):
        return []
    return [_task(one) for one in open_enquiries(actor, today)[:MOST]]


def beside_for(actor: Actor, today: date) -> list[Aside]:
    """The card where a new enquiry is begun. No query."""
    return [Aside(template="enquiries/_beside.html", context={})] if may_keep_any(actor) else []


def _task(one: Enquiry) -> Task:
    where = one.place.name if one.place else _("uten sted")
    answered = one.first_answered_on is not None
    return Task(
        what=_("Fullfør henvendelsen") if answered else _("Svar på henvendelsen"),
        about=_("{topics}. {who}, {where}").format(
            topics=topics_in_words(one.topics), who=one.get_asker_display(), where=where
        ),
        deadline=None if answered else one.due_on,
        href=reverse("enquiries:enquiry", args=[one.pk]),
        action=_("Åpne"),
    )
