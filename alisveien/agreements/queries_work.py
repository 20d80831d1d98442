"""What agreements put on the work list: those that end within half a year without one to follow."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.agreements import queries, rules
from alisveien.agreements.models import Agreement
from alisveien.agreements.rules import Stands
from alisveien.agreements.telling import between
from alisveien.base.actor import Actor
from alisveien.base.work import Task

ONE_BY_ONE = 3


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """A task for each agreement that ends soon; one together when they are many. One query."""
    if not rules.may_keep_some(actor):
        return []
    ending = list(queries.ending_soon(actor, today))
    if len(ending) <= ONE_BY_ONE:
        return [_one(agreement) for agreement in ending]
    words = ngettext(
        "{n} samarbeidsavtale slutter innen et halvt år", "{n} samarbeidsavtaler slutter innen et halvt år", len(ending)
    )
    return [
        Task(
            what=words.format(n=len(ending)),
            about=_("Den første er {parties}.").format(parties=between(ending[0])),
            deadline=ending[0].until_on,
            href=f"{reverse('agreements:agreements')}?status={Stands.ENDS_SOON}",
            action=_("Se hvilke"),
        )
    ]


def _one(agreement: Agreement) -> Task:
    return Task(
        what=_("Samarbeidsavtalen slutter"),
        about=between(agreement),
        deadline=agreement.until_on,
        href=reverse("agreements:agreement", args=[agreement.pk]),
        action=_("Åpne avtalen"),
    )
