"""Who may give and end roles, and what speaks against it."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.models import Holding
from alisveien.access.permissions import MATRIX, Permission, Role, roles_given_by
from alisveien.base.actor import Actor
from alisveien.places.models import Place


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
