"""What the old scheme puts on the work list: doctors who must be settled before the deadline."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.journeys import queries, rules

LAST_MONTHS = 183
"""Days before the deadline from which it is a task."""


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """One task for the municipality's own doctors in the old scheme. One query, none for others."""
    if not rules.may_write_doctors(actor) or rules.days_left(today) > LAST_MONTHS:
        return []
    count = queries.own_doctors(actor, today).count()
    if not count:
        return []
    words = ngettext("{n} lege står i gammel ordning", "{n} leger står i gammel ordning", count).format(n=count)
    over = rules.is_over(today)
    return [
        Task(
            what=words,
            about=_("Må konvertere til ny ordning.") if over else _("Må søke før fristen, eller konvertere."),
            deadline=None if over else rules.deadline_on(today),
            href=reverse("journeys:old_scheme"),
            action=_("Se hva som gjenstår"),
        )
    ]
