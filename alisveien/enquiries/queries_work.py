"""What enquiries put on the work list: those that wait for an answer, one's own and nobody's."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.work import Aside, Task
from alisveien.enquiries.models import Asker
from alisveien.enquiries.queries import open_enquiries
from alisveien.enquiries.rules import may_keep_any
from alisveien.enquiries.telling import topics_in_words

MOST = 50


class Open(NamedTuple):
    """What the work list tells of an enquiry."""

    pk: int
    topics: list[str]
    asker: str
    due_on: date
    first_answered_on: date | None
    place: str | None


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The open enquiries, the most pressing first. One query."""
    if not may_keep_any(actor):
        return []
    rows = open_enquiries(actor, today).values_list(*Open._fields[:-1], "place__name")
    return [_task(Open(*row)) for row in rows[:MOST]]


def beside_for(actor: Actor, today: date) -> list[Aside]:
    """The card where a new enquiry is begun. No query."""
    return [Aside(template="enquiries/_beside.html", context={})] if may_keep_any(actor) else []


def _task(one: Open) -> Task:
    answered = one.first_answered_on is not None
    return Task(
        what=_("Fullfør henvendelsen") if answered else _("Svar på henvendelsen"),
        about=_said(one),
        deadline=None if answered else one.due_on,
        href=reverse_lazy("enquiries:enquiry", args=[one.pk]),
        action=_("Åpne"),
    )


def _in_words(one: Open) -> str:
    where = one.place or _("uten sted")
    words = _("{topics}. {who}, {where}")
    return words.format(topics=topics_in_words(one.topics), who=Asker(one.asker).label, where=where)


_said = lazy(_in_words, str)
"""Put in words when it is printed: of fifty that wait, a page shows a few."""
