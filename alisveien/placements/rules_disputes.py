"""Who says that something on a card is not right, who settles it, and what speaks against either."""

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.placements import rules_nomination
from alisveien.placements.models import Dispute, Nomination

WORKING_DAYS = 10
"""How many working days the municipality and the trust have to answer. Our proposal; the report names none."""
LONGEST = 300


def may_dispute(actor: Actor, nomination: Nomination) -> bool:
    """True for the doctor the nomination is about."""
    own = nomination.doctor.user_id
    return own is not None and actor.user_id == own and actor.may(Permission.SEE_SELF)


def may_settle(actor: Actor, nomination: Nomination) -> bool:
    """True for the municipality, and for the trust whose list it is on. Never by a link."""
    if actor.link is not None:
        return False
    at_home = rules_nomination.may_change_nomination(actor, nomination)
    return at_home or actor.may(Permission.FREEZE_ROUND, nomination.trust_id)


def may_see_disputes(actor: Actor, nomination: Nomination) -> bool:
    """True for the doctor and for those who settle. A colleague, a supervisor or an office does not read them."""
    return may_dispute(actor, nomination) or may_settle(actor, nomination)


def against_disputing(nomination: Nomination, *, criterion: str, code: str, words: str, is_open: bool) -> list[str]:
    """Every reason why a doctor cannot say so now. ``is_open``: the same is said already and waits for an answer."""
    if nomination.state != Nomination.State.OPEN:
        return [_("Innmeldingen er avsluttet.")]
    reasons = []
    if criterion not in Dispute.Criterion.values:
        reasons.append(_("Velg hva det gjelder."))
    if code not in Dispute.Code.values:
        reasons.append(_("Velg hva som er galt."))
    if code == Dispute.Code.OTHER and not words.strip():
        reasons.append(_("Skriv kort hva som er galt."))
    if len(words.strip()) > LONGEST:
        reasons.append(_("Skriv kortere, høyst {most} tegn.").format(most=LONGEST))
    if is_open:
        reasons.append(_("Du har sagt fra om dette, og det venter på svar."))
    return reasons


def against_settling(dispute: Dispute, *, corrected: bool, why: str) -> list[str]:
    """Every reason why it cannot be settled so."""
    if dispute.state != Dispute.State.OPEN:
        return [_("Det er alt besvart.")]
    reasons = []
    if corrected and not has_changed(dispute):
        reasons.append(_("Ingenting er endret siden legen sa fra. Rett innmeldingen først."))
    if not why.strip():
        reasons.append(_("Skriv en begrunnelse. Legen får se den."))
    return reasons


def against_withdrawing(dispute: Dispute) -> list[str]:
    """Why a doctor cannot take it back."""
    return [] if dispute.state == Dispute.State.OPEN else [_("Det er alt besvart.")]


def has_changed(dispute: Dispute) -> bool:
    """Whether the doctor or the nomination has been changed since it was raised."""
    one = dispute.nomination
    return (one.doctor.version, one.version) != (dispute.doctor_version, dispute.nomination_version)
