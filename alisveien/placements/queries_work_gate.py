"""What the gate puts on the work list: municipalities that have nominated and lack an agreement with the trust."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.agreements.rules import may_keep_some
from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.placements.queries_gate import homes_without_agreement
from alisveien.places.models import Place

SHOWN = 3


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """A task for each pair without an agreement; one together when they are many. A fixed number of queries."""
    if not may_keep_some(actor):
        return []
    lacking = homes_without_agreement(actor, today)
    if len(lacking) <= SHOWN:
        return [_one(home, trust) for home, trust in lacking]
    names = ", ".join(home.name for home, _trust in lacking[:SHOWN])
    words = _("{n} kommuner har meldt inn leger uten samarbeidsavtale")
    return [
        Task(
            what=words.format(n=len(lacking)),
            about=_("{names} og {n} til").format(names=names, n=len(lacking) - SHOWN),
            href=f"{reverse('agreements:coverage')}?mangler=ja",
            action=_("Se hvem"),
        )
    ]


def _one(home: Place, trust: Place) -> Task:
    parties = _("{one} og {other}").format(one=home.name, other=trust.short_name or trust.name)
    href = f"{reverse('agreements:agreement_new')}?kommune={home.code}&med={trust.code}"
    return Task(
        what=_("Samarbeidsavtale mangler, og leger er meldt inn"),
        about=parties,
        href=href,
        action=_("Skriv ned avtalen"),
    )
