"""What the contact network puts on the work list of those who follow up: silence, and letters that came back."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.base.touches import full_months
from alisveien.base.work import Task
from alisveien.outreach import queries, queries_network, rules
from alisveien.outreach.queries_rules import in_force

SHOWN = 3


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """One row for the municipalities nobody has spoken with for long, one for addresses that bounced.

    The number of queries does not grow with the municipalities.
    """
    if not rules.may_follow_up(actor):
        return []
    towns = queries.towns_followed(actor, today)
    return [*_silent(actor, towns, today), *_bounced(towns, today)]


def _silent(actor: Actor, towns: list[queries.Town], today: date) -> list[Task]:
    latest, force = queries.latest_for(actor, today), in_force(today)
    silent = [
        town
        for town in towns
        if (touched := latest.get(town.pk)) is None
        or full_months(touched[0], today) >= force.at(town.office_pk).silent_months
    ]
    if not silent:
        return []
    words = ngettext(
        "{n} kommune har ikke hatt kontakt på lenge", "{n} kommuner har ikke hatt kontakt på lenge", len(silent)
    )
    return [
        Task(
            what=words.format(n=len(silent)),
            about=_named(sorted(silent, key=lambda town: (latest.get(town.pk, (date.min, ""))[0], town.sort_key))),
            href="/kontaktnett/oppfolging/?kontakt=stille",
            action=_("Se hvem"),
        )
    ]


def _bounced(towns: list[queries.Town], today: date) -> list[Task]:
    came_back = queries_network.bounced_addresses()
    if not came_back:
        return []
    holders = queries_network.holders_at([town.pk for town in towns], today)
    count = sum(one.bounced for several in holders.values() for one in several)
    if not count:
        return []
    words = ngettext("{n} kontakt har e-post som kommer i retur", "{n} kontakter har e-post som kommer i retur", count)
    return [
        Task(
            what=words.format(n=count),
            about=_("Spør kommunen, og rett adressen."),
            href="/kontaktnett/?status=retur",
            action=_("Se hvem"),
        )
    ]


def _named(towns: list[queries.Town]) -> str:
    """The first few by name, and how many more."""
    names = ", ".join(town.name for town in towns[:SHOWN])
    more = len(towns) - SHOWN
    return names if more <= 0 else _("{names} og {n} til").format(names=names, n=more)
