"""Who may see need and status, and how closely."""

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.placements.models import Round
from alisveien.places.models import Place

State = Round.State
PROPOSED = (State.DISTRIBUTED, State.JUDGED)


def may_see_need(actor: Actor) -> bool:
    """True for those who see status (office, trust, national coordinator), own doctors (municipality), or figures."""
    return actor.may(Permission.SEE_FIGURES) or may_see_status(actor)


def may_see_status(actor: Actor) -> bool:
    """True for those who see the status of each municipality within reach; others see sums of five or more only."""
    return actor.may(Permission.SEE_STATUS) or actor.may(Permission.SEE_OWN_UNIT)


def may_see_outcome(actor: Actor, round_: Round) -> bool:
    """True when the sums of an outcome are for the actor: everybody's once released, a proposal for office and trust.

    Before release doctors and municipalities see only that the round goes on.
    """
    if round_.state == State.RELEASED:
        return True
    return round_.state in PROPOSED and actor.may(Permission.SEE_STATUS, round_.trust_id)


def may_ask_to_act(actor: Actor, municipality: Place) -> bool:
    """True for an adviser who could act for the municipality if it asked, and does not do so now."""
    asked = actor.may(Permission.ACT_ON_REQUEST, municipality.pk)
    return asked and not actor.may(Permission.SEE_OWN_UNIT, municipality.pk)


def may_see_list(actor: Actor, trust: Place) -> bool:
    """True for those who see the trust's own list."""
    return actor.may(Permission.SEE_NOMINATED, trust.pk)
