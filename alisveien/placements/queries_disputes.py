"""Reading what doctors say is not right, for those whom it concerns, and what waits for an answer."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.placements import rules_disputes as rules
from alisveien.placements.models import Dispute, Nomination, Round

OPEN = Dispute.State.OPEN
_WITH = ("nomination__doctor__unit", "nomination__municipality", "nomination__trust")


def disputes_of(actor: Actor, nomination: Nomination) -> list[Dispute]:
    """What the doctor has said of a nomination, the open first; nothing when it is not for the actor."""
    if not rules.may_see_disputes(actor, nomination):
        return []
    found = Dispute.objects.filter(nomination=nomination).select_related(*_WITH)
    return sorted(found, key=lambda one: (one.state != OPEN, -one.raised_at.timestamp()))


def dispute_for(actor: Actor, nomination: Nomination, pk: int) -> Dispute | None:
    """One of them, None when there is none or it is not for the actor."""
    return next((one for one in disputes_of(actor, nomination) if one.pk == pk), None)


def locked_dispute(pk: int) -> Dispute:
    """One with its nomination and doctor, locked for a deed."""
    return Dispute.objects.select_for_update(of=("self",)).select_related(*_WITH).get(pk=pk)


def is_open(nomination: Nomination, criterion: str) -> bool:
    """Whether the same waits for an answer already."""
    return Dispute.objects.filter(nomination=nomination, criterion=criterion, state=OPEN).exists()


def open_in_round(round_: Round) -> list[Dispute]:
    """What waits for an answer of the nominations to a round's trust for its year, for the one who freezes.

    Ask whether the actor may freeze first.
    """
    found = Dispute.objects.filter(
        state=OPEN, nomination__trust=round_.trust_id, nomination__state="open", nomination__wishes__year=round_.year
    )
    return list(found.distinct().select_related(*_WITH).order_by("due_on", "pk"))


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """What a doctor waits for an answer to, and what those who settle should answer. One query."""
    if actor.user_id is None or not any(actor.may(permission) for permission in _CONCERNED):
        return []
    return [_task(actor, one) for one in _concerning(actor)[:50]]


_CONCERNED = (Permission.NOMINATE, Permission.FREEZE_ROUND, Permission.SEE_SELF)


def _concerning(actor: Actor) -> QuerySet[Dispute]:
    mine = within(actor, Permission.NOMINATE, "nomination__doctor__municipality")
    mine |= within(actor, Permission.NOMINATE, "nomination__doctor__unit")
    mine |= within(actor, Permission.FREEZE_ROUND, "nomination__trust")
    if actor.may(Permission.SEE_SELF):
        mine |= Q(nomination__doctor__user=actor.user_id)
    along = ("nomination__doctor", "nomination__municipality")
    return Dispute.objects.filter(mine, state=OPEN).select_related(*along).order_by("due_on", "pk")


def _task(actor: Actor, one: Dispute) -> Task:
    href = reverse_lazy("placements:dispute", args=[one.nomination_id, one.pk])
    about = _said(one)
    if rules.may_settle(actor, one.nomination):
        what = _("En lege sier at noe ikke stemmer")
        return Task(what=what, about=about, deadline=one.due_on, href=href, action=_("Svar"))
    what = _("Du har sagt fra om noe som ikke stemmer")
    return Task(what=what, about=about, deadline=one.due_on, href=href, action=_("Se"), by_others=True)


def _in_words(one: Dispute) -> str:
    doctor, home = one.nomination.name, one.nomination.municipality.name
    return _("{doctor}, {home}: {what}").format(doctor=doctor, home=home, what=Dispute.Criterion(one.criterion).label)


_said = lazy(_in_words, str)
"""Put in words when it is printed: of fifty that wait, a page shows a few."""
