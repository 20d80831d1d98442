"""Who may read and describe the arenas of a municipality, and what speaks against a description."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.establishments.models import Arena, ArenaPaper
from alisveien.places.models import Place

CONFIRM = "establishments.confirm_arenas"
"""The code of the one-time link by which a municipality confirms its arenas."""
READS = (Permission.SEE_STATUS, Permission.SEE_OWN_UNIT, Permission.DESCRIBE_ARENAS)
STALE_AFTER = 365
"""Days after which a description should be confirmed again."""


def may_see_arenas(actor: Actor, place: Place) -> bool:
    """True for the municipality's own leaders and the office that follows it."""
    return any(actor.may(permission, place.pk) for permission in READS)


def may_see_some(actor: Actor) -> bool:
    """True for those who may read the arenas of some municipality."""
    return any(actor.may(permission) for permission in READS)


def may_describe(actor: Actor, place: Place) -> bool:
    """True for the municipality's own leaders, and for an adviser who acts for it by a mandate."""
    return actor.may(Permission.DESCRIBE_ARENAS, place.pk)


def may_answer_for(actor: Actor, place: Place) -> bool:
    """True for those who describe its arenas, and for one who came by the municipality's own one-time link."""
    link = actor.link
    return may_describe(actor, place) or (link is not None and (link.task, link.about) == (CONFIRM, str(place.pk)))


def may_ask(actor: Actor, place: Place) -> bool:
    """True for those who follow up the municipality: they send it the one-time link."""
    return actor.link is None and actor.may(Permission.FOLLOW_UP, place.pk)


def may_change_arena(actor: Actor, arena: Arena) -> bool:
    """True for those who describe the arenas of its municipality."""
    return may_describe(actor, arena.place)


def may_change_paper(actor: Actor, paper: ArenaPaper) -> bool:
    """True for those who describe the arena it is about."""
    return may_describe(actor, paper.arena.place)


def may_read_arena_log(actor: Actor, arena: Arena) -> bool:
    """True for those who read the arena."""
    return may_see_arenas(actor, arena.place)


def may_read_paper_log(actor: Actor, paper: ArenaPaper) -> bool:
    """True for those who read the arena it is about."""
    return may_see_arenas(actor, paper.arena.place)


def is_stale(confirmed_on: date | None, today: date) -> bool:
    """Whether a description was confirmed more than a year ago, or never."""
    return confirmed_on is None or (today - confirmed_on).days > STALE_AFTER


def against_adding(place: Place, today: date) -> list[str]:
    """Every reason why an arena cannot be added to a place."""
    if place.kind != Place.Kind.MUNICIPALITY:
        return [_("Bare kommuner har læringsarenaer her.")]
    return [_("Kommunen finnes ikke lenger.")] if place.has_ended_by(today) else []


def against_describing(values: Mapping[str, Any], goals: Collection[str]) -> list[str]:
    """Every reason why an arena cannot be as ``values`` say: all its fields, changed or not. ``goals``: known codes."""
    return [
        *_against_period(values.get("opened_on"), values.get("closed_on")),
        *_against_figures(values),
        *_against_goals(values, goals),
    ]


def _against_period(opened: date | None, closed: date | None) -> list[str]:
    if opened and closed and closed <= opened:
        return [_("Arenaen kan ikke gå ut av bruk før den ble tatt i bruk.")]
    return []


def _against_figures(values: Mapping[str, Any]) -> list[str]:
    doctors, hours = values.get("doctors"), values.get("supervision_hours")
    reasons = []
    if doctors is not None:
        if (values.get("specialists") or 0) > doctors:
            reasons.append(_("Det kan ikke være flere spesialister i allmennmedisin enn leger."))
        if sum(values.get(name) or 0 for name in ("under_40", "from_40", "from_60")) > doctors:
            reasons.append(_("Aldersgruppene har flere leger enn det er leger i alt."))
    if hours is not None and not Decimal(0) <= hours <= Decimal(200):
        reasons.append(_("Timer veiledning i måneden må være mellom 0 og 200."))
    return reasons


def _against_goals(values: Mapping[str, Any], goals: Collection[str]) -> list[str]:
    full, partly = set(values.get("goals_full") or ()), set(values.get("goals_partly") or ())
    reasons = []
    if full & partly:
        reasons.append(_("Et læringsmål nås enten helt eller delvis, ikke begge deler."))
    if (full | partly) - set(goals):
        reasons.append(_("Lista har et læringsmål som ikke finnes."))
    return reasons


def against_confirming(arenas: Collection[Arena]) -> list[str]:
    """Every reason why a municipality's arenas cannot be confirmed."""
    return [] if arenas else [_("Det er ingen arena å bekrefte. Legg inn den første.")]


def against_paper(*, kind: str, about: str, from_on: date, to_on: date | None) -> list[str]:
    """Every reason why an approval or agreement cannot be written down so."""
    reasons = []
    if to_on is not None and to_on <= from_on:
        reasons.append(_("Den kan ikke slutte før den begynner."))
    if kind in (ArenaPaper.Kind.AGREEMENT, ArenaPaper.Kind.OTHER) and not about.strip():
        reasons.append(_("Skriv hvem avtalen er med, og hva den gjelder."))
    return reasons
