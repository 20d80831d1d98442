"""Moving a nomination to another trust, leaving the queue for service at home, and taking either back."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.placements.models import HomeService, Nomination, Round, TrustMove
from alisveien.placements.rules_nomination import (
    LONGEST_NEED,
    against_changing,
    against_trust,
    may_change_nomination,
)
from alisveien.places.models import Place

LOCKED = (Round.State.FROZEN, Round.State.DISTRIBUTED, Round.State.JUDGED)
"""A list that is frozen and not released: who is on it could be given a place, so nobody leaves it for another."""
LONGEST_NAME = 200


def may_leave(actor: Actor, nomination: Nomination) -> bool:
    """True for those who nominate where the doctor works. Never by a link: it is about what stands at this trust."""
    return actor.link is None and may_change_nomination(actor, nomination)


def against_moving(nomination: Nomination, trust: Place, code: str, why: str, *, locked: bool, held: bool) -> list[str]:
    """Why a nomination cannot be moved to another trust.

    ``locked``: it is on a list that is frozen. ``held``: the doctor has an offer that waits, or a post.
    """
    reasons = against_changing(nomination)
    if trust.pk == nomination.trust_id:
        reasons.append(_("Legen er alt meldt inn til {trust}.").format(trust=trust.name))
    if against_trust(nomination.municipality, trust):
        reasons.append(_("Velg et helseforetak i egen helseregion."))
    if code not in TrustMove.Code.values:
        reasons.append(_("Velg hvorfor legen flyttes."))
    elif code == TrustMove.Code.OTHER and not why.strip():
        reasons.append(_("Skriv kort hvorfor legen flyttes."))
    if len(why) > LONGEST_NEED:
        reasons.append(_("Begrunnelsen kan ha høyst {most} tegn.").format(most=LONGEST_NEED))
    return [*reasons, *_against_locked(locked=locked), *_against_held(held=held)]


def against_serving_at_home(
    nomination: Nomination, institution: str, from_on: date, to_on: date | None, *, locked: bool, held: bool
) -> list[str]:
    """Why a doctor cannot leave the queue for service in a municipal institution."""
    reasons = against_changing(nomination)
    if to_on is not None and to_on < from_on:
        reasons.append(_("Tjenesten kan ikke slutte før den begynner."))
    if len(institution) > LONGEST_NAME:
        reasons.append(_("Navnet kan ha høyst {most} tegn.").format(most=LONGEST_NAME))
    return [*reasons, *_against_locked(locked=locked), *_against_held(held=held)]


def against_moving_back(move: TrustMove, *, locked: bool) -> list[str]:
    """Why a move cannot be undone: it is, the new nomination is over, or a list with it is frozen."""
    if move.undone_at is not None:
        return [_("Flyttingen er alt angret.")]
    return [*against_changing(move.new), *_against_locked(locked=locked)]


def against_coming_back(service: HomeService, *, nominated_anew: bool) -> list[str]:
    """Why leaving the queue cannot be undone: it is, or the doctor has been nominated anew."""
    if service.undone_at is not None:
        return [_("Det er alt angret.")]
    return [_("Legen er meldt inn på nytt. Den nye innmeldingen gjelder.")] if nominated_anew else []


def _against_locked(*, locked: bool) -> list[str]:
    if not locked:
        return []
    return [_("Innmeldingen står på en liste som er låst. Vent til fordelingen er frigitt.")]


def _against_held(*, held: bool) -> list[str]:
    if not held:
        return []
    words = _("Legen har et tilbud som venter på svar, eller en plass. Svar på tilbudet, eller spør helseforetaket.")
    return [words]
