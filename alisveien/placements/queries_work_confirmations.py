"""What the half-yearly confirmation puts on the work list: for the leader, the doctor, the trust and the office."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.placements.models import Call, Question
from alisveien.placements.queries_confirmations import counted_calls, questions_about, silent_calls
from alisveien.placements.rules_confirmations import GRACE, RED

MOST = 50


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """What the half-yearly confirmation asks of somebody. The number of queries does not grow with the tasks."""
    if actor.user_id is None:
        return []
    return [*_to_answer(actor, today), *_silent(actor, today), *_own(actor, today)]


def _to_answer(actor: Actor, today: date) -> list[Task]:
    """The leader's own calls, until two weeks after the set date."""
    if not actor.may(Permission.NOMINATE):
        return []
    mine = counted_calls(today).filter(within(actor, Permission.NOMINATE, "place"), left__gt=0)
    rows = mine.filter(campaign__due_on__gte=today - GRACE).select_related("campaign__trust", "place")
    return [_answer(call, call.left) for call in rows[:MOST]]


def _answer(call: Call, left: int) -> Task:
    words = ngettext(
        "{place}: {count} lege meldt inn til {trust}", "{place}: {count} leger meldt inn til {trust}", left
    )
    trust = call.campaign.trust.short_name or call.campaign.trust.name
    return Task(
        what=_("Bekreft innmeldingene for halvåret"),
        about=words.format(place=call.place.name, count=left, trust=trust),
        deadline=call.campaign.due_on,
        href=reverse("placements:confirmation", args=[call.pk]),
        action=_("Se over"),
    )


def _silent(actor: Actor, today: date) -> list[Task]:
    """For the trust and the office: how many municipalities have not answered, and after the set date whom to call."""
    if not (actor.may(Permission.SEE_NOMINATED) or actor.may(Permission.SEE_STATUS)):
        return []
    return [
        _late(due, trust, count) if due < today else _coming(due, trust, count)
        for due, trust, count in silent_calls(actor, today)
    ]


def _late(due_on: date, trust: str, count: int) -> Task:
    words = ngettext("{count} leder har ikke bekreftet", "{count} ledere har ikke bekreftet", count)
    return Task(
        what=words.format(count=count),
        about=_("{trust}. Ta kontakt; ingen lege mister plassen i køen.").format(trust=trust),
        deadline=due_on,
        href=f"{reverse('placements:confirmations')}?status={RED}",
        action=_("Se hvem"),
    )


def _coming(due_on: date, trust: str, count: int) -> Task:
    words = ngettext("{count} leder bekrefter innmeldinger", "{count} ledere bekrefter innmeldinger", count)
    return Task(
        what=words.format(count=count),
        about=trust,
        deadline=due_on,
        href=reverse("placements:confirmations"),
        action=_("Se hvem"),
        by_others=True,
    )


def _own(actor: Actor, today: date) -> list[Task]:
    """For the doctor: that the municipality is asked, and from the set date that it has not answered."""
    if not actor.may(Permission.SEE_SELF):
        return []
    mine = questions_about(today).filter(nomination__doctor__user=actor.user_id, campaign__due_on__gte=today - GRACE)
    return [_ask_leader(one, today) for one in mine.select_related("campaign__trust", "nomination__municipality")]


def _ask_leader(one: Question, today: date) -> Task:
    late = today > one.campaign.due_on
    home = one.nomination.municipality.name
    return Task(
        what=_("Be lederen bekrefte innmeldingen din") if late else _("Kommunen ser over innmeldingen din"),
        about=_("{home}, til {trust}. Du beholder plassen i køen.").format(home=home, trust=one.campaign.trust.name),
        deadline=one.campaign.due_on,
        href=reverse("placements:nomination", args=[one.nomination_id]),
        action=_("Se innmeldingen"),
        by_others=not late,
    )
