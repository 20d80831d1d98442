"""Who may give and end roles, act on request and use a link, and what speaks against it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from alisveien.access.models import Holding, Link, Mandate
from alisveien.access.permissions import MATRIX, Permission, Role, roles_given_by
from alisveien.access.tasks_by_link import link_tasks
from alisveien.base.actor import Actor
from alisveien.places.models import Place

SHORTEST_REASON = 10
LONGEST_MANDATE = timedelta(days=14)
LONGEST_LINK = timedelta(days=60)


def may_give_roles(actor: Actor) -> bool:
    """True for those who can give any role at all: administrators, municipal leaders, trust coordinators."""
    return actor.may(Permission.GIVE_ROLES)


def may_give_role(actor: Actor, role: str, place: Place | None) -> bool:
    """True when one of the actor's own roles gives this role at this place. National roles: administrators only."""
    place_id = place.pk if place else None
    return any(
        role in roles_given_by([grant.role])
        for grant in actor.grants
        if Permission.GIVE_ROLES in grant.permissions and (grant.places is None or place_id in grant.places)
    )


def may_end_role(actor: Actor, holding: Holding) -> bool:
    """True for those who could have given the role, and for the holder."""
    return actor.user_id == holding.user_id or may_give_role(actor, holding.role, holding.place)


def may_take_back_ending(actor: Actor, holding: Holding) -> bool:
    """True for those who could give the role now. Nobody gives a role back to themselves."""
    return actor.user_id != holding.user_id and may_give_role(actor, holding.role, holding.place)


def against_giving_role(
    *, by: Actor, user_id: int, role: str, place: Place | None, from_on: date, to_on: date | None
) -> list[str]:
    """Every reason why the role cannot be given; empty when it can."""
    reasons = []
    kinds = MATRIX[Role(role)].held_at
    if kinds and (place is None or place.kind not in kinds):
        reasons.append(_("Rollen kan ikke gis ved dette stedet."))
    if not kinds and place is not None:
        reasons.append(_("Rollen gjelder hele landet og knyttes ikke til et sted."))
    if place is not None and place.valid_to is not None and place.valid_to <= from_on:
        reasons.append(_("Stedet er lagt ned før tilgangen begynner."))
    if to_on is not None and to_on <= from_on:
        reasons.append(_("Sluttdatoen må være etter startdatoen."))
    if by.user_id == user_id:
        reasons.append(_("Du kan ikke gi deg selv en tilgang. Be en annen om det."))
    return reasons


def against_ending_role(holding: Holding, on: date) -> list[str]:
    """Every reason why a role cannot be ended on a day; empty when it can."""
    if holding.to_on is not None and holding.to_on <= on:
        return [_("Tilgangen er allerede avsluttet.")]
    return []


def may_act_at_all(actor: Actor) -> bool:
    """True for advisers."""
    return actor.may(Permission.ACT_ON_REQUEST)


def may_act_on_request(actor: Actor, municipality: Place) -> bool:
    """True for an adviser whose office covers the municipality."""
    return actor.may(Permission.ACT_ON_REQUEST, municipality.pk)


def against_acting_on_request(municipality: Place, *, reason: str, from_at: datetime, until_at: datetime) -> list[str]:
    """Every reason why an adviser cannot act for a municipality; empty when nothing is against it."""
    reasons = []
    if municipality.kind != Place.Kind.MUNICIPALITY:
        reasons.append(_("Velg en kommune."))
    if len(reason.strip()) < SHORTEST_REASON:
        reasons.append(_("Skriv kort hvem som ba om hjelp, og til hva."))
    if not from_at < until_at <= from_at + LONGEST_MANDATE:
        reasons.append(_("Et oppdrag varer i høyst 14 dager."))
    return reasons


def against_opening(link: Link | None, at: datetime) -> list[str]:
    """Why a link cannot be opened. One sentence for every cause, so that nothing is told about other people's links."""
    if link is None or link.done_at or link.revoked_at or link.expires_at <= at or (link.once and link.opened_at):
        return [_("Lenken virker ikke lenger.")]
    return []


def against_making_link(*, task: str, role: str, place: Place | None, expires_at: datetime, at: datetime) -> list[str]:
    """Every reason why a link cannot be made; empty when it can."""
    reasons = []
    if task not in link_tasks():
        reasons.append(_("Oppgaven finnes ikke."))
    kinds = MATRIX[Role(role)].held_at
    if bool(kinds) != (place is not None) or (place is not None and place.kind not in kinds):
        reasons.append(_("Rollen kan ikke gis ved dette stedet."))
    if not at < expires_at <= at + LONGEST_LINK:
        reasons.append(_("En lenke varer i høyst 60 dager."))
    return reasons


def may_read_log_of_holding(actor: Actor, holding: Holding) -> bool:
    """True for those who may read the log where the role is held; roles for the whole country are read by none."""
    return holding.place_id is not None and actor.may(Permission.READ_LOG, holding.place_id)


def may_read_log_of_mandate(actor: Actor, mandate: Mandate) -> bool:
    """True for those who may read the log of the municipality, and for the adviser who acted."""
    return actor.may(Permission.READ_LOG, mandate.municipality_id) or (
        actor.user_id is not None and actor.user_id == mandate.user_id
    )
