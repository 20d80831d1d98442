"""What enquiries put on the work list: those that wait for an answer, one's own and nobody's."""

from datetime import date

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.work import Aside, Task
from alisveien.enquiries.models import Asker, Enquiry
from alisveien.enquiries.queries import open_enquiries
from alisveien.enquiries.rules import may_keep_any
from alisveien.enquiries.telling import topics_in_words

MOST = 50
_PRINTED = ("topics", "asker", "due_on", "first_answered_on", "place__name")


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The open enquiries, the most pressing first. One query."""
    if not may_keep_any(actor):
        return []
    shown = open_enquiries(actor, today).select_related(None).select_related("place").only(*_PRINTED)
    return [_task(one) for one in shown[:MOST]]


def beside_for(actor: Actor, today: date) -> list[Aside]:
    """The card where a new enquiry is begun. No query."""
    return [Aside(template="enquiries/_beside.html", context={})] if may_keep_any(actor) else []


def _task(one: Enquiry) -> Task:
    answered = one.first_answered_on is not None
    return Task(
        what=_("Fullfør henvendelsen") if answered else _("Svar på henvendelsen"),
        about=_said(one),
        deadline=None if answered else one.due_on,
        href=reverse("enquiries:enquiry", args=[one.pk]),
        action=_("Åpne"),
    )


def _in_words(one: Enquiry) -> str:
    where = one.place.name if one.place else _("uten sted")
    words = _("{topics}. {who}, {where}")
    return words.format(topics=topics_in_words(one.topics), who=Asker(one.asker).label, where=where)


_said = lazy(_in_words, str)
"""Put in words when it is printed: of fifty that wait, a page shows a few."""
