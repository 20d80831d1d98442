"""What arenas put on the work list: descriptions nobody has confirmed for a year, and who was asked about them."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.access.permissions import Permission
from alisveien.access.queries_who import Asked, last_links
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.work import Task
from alisveien.establishments.models import Arena
from alisveien.establishments.queries_arenas import STALE, is_stale_on
from alisveien.establishments.rules_arenas import CONFIRM
from alisveien.places.models import Place
from alisveien.workbench.cells import shown

SHOWN = 3


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """A row for each own municipality to confirm; for who follows up many, one row to ask and one for the asked.

    At most four queries, however many municipalities there are.
    """
    return [*_own(actor, today), *_followed(actor, today)]


def _own(actor: Actor, today: date) -> list[Task]:
    if actor.link is not None or not actor.may(Permission.DESCRIBE_ARENAS):
        return []
    return [
        Task(
            what=_("Bekreft beskrivelsen av læringsarenaene"),
            about=_("{name}. Den er ikke bekreftet det siste året.").format(name=place.name),
            href=reverse("establishments:arenas_confirm", args=[place.code]),
            action=_("Se over"),
        )
        for place in _stale_towns(actor, Permission.DESCRIBE_ARENAS, today)
    ]


def _followed(actor: Actor, today: date) -> list[Task]:
    if actor.link is not None or not actor.may(Permission.FOLLOW_UP):
        return []
    towns = _stale_towns(actor, Permission.FOLLOW_UP, today)
    links = last_links(actor, CONFIRM, [str(town.pk) for town in towns]) if towns else {}
    asked = {town: links[str(town.pk)] for town in towns if _waits(links.get(str(town.pk)), today)}
    return [*_to_ask([town for town in towns if town not in asked]), *_to_wait(asked)]


def _waits(asked: Asked | None, today: date) -> bool:
    return asked is not None and asked.done_at is None and norwegian_day(asked.expires_at) >= today


def _to_ask(towns: list[Place]) -> list[Task]:
    if not towns:
        return []
    words = ngettext(
        "{n} kommune bør bekrefte læringsarenaene", "{n} kommuner bør bekrefte læringsarenaene", len(towns)
    )
    return [Task(what=words.format(n=len(towns)), about=_named(towns), href=_list(), action=_("Se hvem"))]


def _to_wait(asked: dict[Place, Asked]) -> list[Task]:
    if not asked:
        return []
    words = ngettext("{n} kommune er spurt om læringsarenaene", "{n} kommuner er spurt om læringsarenaene", len(asked))
    first = min(norwegian_day(one.at) for one in asked.values())
    return [
        Task(
            what=words.format(n=len(asked)),
            about=_named(asked),
            href=_list(),
            action=_("Se hvem"),
            by_others=True,
            note=_("spurt {day}").format(day=shown(first)),
        )
    ]


def _list() -> str:
    return f"{reverse('establishments:arenas')}?bekreftet={STALE}"


def _stale_towns(actor: Actor, permission: Permission, today: date) -> list[Place]:
    """The municipalities with an arena in use that should be confirmed, in Norwegian order."""
    stale = Arena.objects.filter(is_stale_on(today), closed_on=None).values("place")
    return list(Place.objects.filter(within(actor, permission, "pk"), pk__in=stale).order_by("sort_key", "pk"))


def _named(towns: Iterable[Place]) -> str:
    """The first few by name, and how many more."""
    several = list(towns)
    names, more = ", ".join(town.name for town in several[:SHOWN]), len(several) - SHOWN
    return names if more <= 0 else _("{names} og {n} til").format(names=names, n=more)
