"""Who may read and keep cooperation agreements, what speaks against one, and how one stands on a day."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.agreements.models import PARTNERS, Agreement, Covers
from alisveien.base.actor import Actor
from alisveien.documents.models import Document
from alisveien.places.models import Place

READS = (Permission.KEEP_AGREEMENTS, Permission.SEE_STATUS, Permission.SEE_OWN_UNIT)
ENDS_SOON_MONTHS = 6
"""An agreement that ends within so many months is put on the work list."""


class Stands(StrEnum):
    """How an agreement stands on a day."""

    UNSIGNED = "unsigned"
    COMING = "coming"
    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"


def may_see_some(actor: Actor) -> bool:
    """True for those who may read the agreements of some place."""
    return any(actor.may(permission) for permission in READS)


def may_see(actor: Actor, agreement: Agreement) -> bool:
    """True for those who follow one of the parties."""
    parties = (agreement.municipality_id, agreement.other_id)
    return any(actor.may(permission, place) for permission in READS for place in parties)


def may_keep_some(actor: Actor) -> bool:
    """True for those who may write down an agreement of some place. Never by a link."""
    return actor.link is None and actor.may(Permission.KEEP_AGREEMENTS)


def may_keep(actor: Actor, *parties: int) -> bool:
    """True for those who keep the agreements of one of the parties, by its key. Never by a link."""
    return actor.link is None and any(actor.may(Permission.KEEP_AGREEMENTS, place) for place in parties)


def may_change(actor: Actor, agreement: Agreement) -> bool:
    """True for those who keep the agreements of one of its parties."""
    return may_keep(actor, agreement.municipality_id, agreement.other_id)


def may_fetch(agreement: Agreement, actor: Actor, document: Document) -> bool:
    """True when the document is the agreement's own and the actor reads the agreement."""
    return agreement.document_id == document.pk and may_see(actor, agreement)


def standing(agreement: Agreement, day: date) -> Stands:
    """How an agreement stands on a day."""
    if agreement.until_on is not None and agreement.until_on < day:
        return Stands.ENDED
    if agreement.signed_on is None or agreement.signed_on > day:
        return Stands.UNSIGNED
    if agreement.from_on > day:
        return Stands.COMING
    if agreement.until_on is not None and agreement.until_on < in_half_a_year(day):
        return Stands.ENDS_SOON
    return Stands.IN_FORCE


def is_in_force(agreement: Agreement, day: date, known_on: date) -> bool:
    """Whether an agreement that is signed by ``known_on`` is in force on a day."""
    signed = agreement.signed_on is not None and agreement.signed_on <= known_on
    return signed and agreement.from_on <= day and (agreement.until_on is None or agreement.until_on >= day)


def in_half_a_year(day: date) -> date:
    """The first day that is not within the next six months: the same day of the month, or the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + ENDS_SOON_MONTHS, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def against_parties(municipality: Place, other: Place, today: date) -> list[str]:
    """Every reason why two places cannot have an agreement here."""
    reasons = []
    if municipality.kind != Place.Kind.MUNICIPALITY:
        reasons.append(_("Den ene parten må være en kommune."))
    if other.kind not in PARTNERS:
        reasons.append(_("Velg et helseforetak eller en annen kommune."))
    if municipality.pk == other.pk:
        reasons.append(_("Kommunen kan ikke ha en avtale med seg selv."))
    words = _("{name} står ikke lenger i registeret.")
    reasons += [words.format(name=one.name) for one in (municipality, other) if one.has_ended_by(today)]
    return reasons


def against_terms(
    *, covers: Collection[str], signed_on: date | None, from_on: date, until_on: date | None, today: date
) -> list[str]:
    """Every reason why an agreement cannot be as said."""
    reasons = []
    if not covers or set(covers) - set(Covers.values):
        reasons.append(_("Velg hva avtalen gjelder."))
    if until_on is not None and until_on < from_on:
        reasons.append(_("Avtalen kan ikke slutte før den begynner."))
    if signed_on is not None and signed_on > today:
        reasons.append(_("Avtalen kan ikke være signert etter i dag. La feltet stå tomt til den er signert."))
    return reasons


def against_ending(agreement: Agreement, until_on: date) -> list[str]:
    """Every reason why an agreement cannot end on a day."""
    if until_on < agreement.from_on:
        return [_("Avtalen kan ikke slutte før den begynner.")]
    if agreement.until_on is not None and until_on > agreement.until_on:
        return [_("Avtalen slutter før det. Velg «Endre» for å forlenge den.")]
    return []
