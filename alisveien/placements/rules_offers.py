"""Who may do what with offers, and when: answer, defer, settle, recall, and the terms they are sent on."""

from datetime import datetime

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.calendar.working_days import is_working_day
from alisveien.journal.handed import Reader
from alisveien.placements.models import LIVE, Nomination, Offer, Placement, Round

State = Offer.State
MOST_DAYS = 60
"""The most working days a doctor can be given to answer."""
YEARS_TO_DEFER = 3
"""How many years after the offered one a place can be deferred to."""


def how_it_stands(offer: Offer) -> str:
    """An offer that has ended, said to the one who would answer it."""
    return {
        State.ACCEPTED: _("Tilbudet er tatt imot."),
        State.DECLINED: _("Det er svart nei til tilbudet."),
        State.EXPIRED: _("Svarfristen gikk ut uten svar."),
        State.DEFERRED: _("Plassen er utsatt."),
        State.REPLACED: _("Tilbudet er byttet i et bedre."),
        State.RECALLED: _("Tilbudet er trukket fordi plassen falt bort."),
    }.get(State(offer.state), _("Tilbudet venter på svar."))


def may_answer_self(actor: Actor, offer: Offer) -> bool:
    """True when the offer is the actor's own."""
    return actor.user_id is not None and offer.doctor.user_id == actor.user_id and actor.may(Permission.SEE_SELF)


def may_handle(actor: Actor, trust_id: int) -> bool:
    """True when the actor may handle the trust's offers: answer for a doctor who asks, settle, recall, set terms."""
    return actor.may(Permission.RELEASE_ROUND, trust_id)


def may_answer(actor: Actor, offer: Offer) -> bool:
    """True when the actor may answer an offer: the doctor, or the trust when the doctor has asked it to."""
    return may_answer_self(actor, offer) or may_handle(actor, offer.nomination.trust_id)


def may_see_outstanding(actor: Actor) -> bool:
    """True when the actor sees how many offers are outstanding, without names."""
    return actor.may(Permission.SEE_STATUS)


def is_shown(offer: Offer, at: datetime) -> bool:
    """Whether doctor and municipality see the offer."""
    return offer.shown_from <= at


def against_answering(offer: Offer, at: datetime) -> list[str]:
    """Why an offer cannot be answered: it has ended, is not shown yet, or the time is out."""
    if offer.state not in LIVE:
        return [how_it_stands(offer)]
    if offer.nomination.state != Nomination.State.OPEN:
        return [_("Innmeldingen står ikke lenger. Meld inn legen på nytt, eller la fristen gå ut.")]
    if not is_shown(offer, at):
        return [_("Tilbudet er ikke sendt ennå.")]
    if at > offer.answer_by and not offer.ground:
        return [_("Svarfristen er ute. Ta kontakt med koordinatoren.")]
    return []


def against_the_words(actor: Actor, offer: Offer, asked_how: str) -> list[str]:
    """Why the trust cannot answer for a doctor: it has not said who asked and how."""
    if may_answer_self(actor, offer) or asked_how.strip():
        return []
    return [_("Skriv hvem som ba deg svare, og hvordan: «Legen, i telefon 3. mars».")]


def against_declining(code: str) -> list[str]:
    """Why a decline is not one: it has no reason."""
    return [] if code in Offer.Declined.values else [_("Velg hvorfor du sier nei.")]


def against_asking(offer: Offer, ground: str, at: datetime) -> list[str]:
    """Why no deferral can be asked for."""
    reasons = against_answering(offer, at)
    if offer.ground:
        reasons.append(_("Det er alt bedt om utsettelse. Helseforetaket svarer."))
    if ground not in Offer.Ground.values:
        reasons.append(_("Velg en grunn."))
    return reasons


def against_settling(offer: Offer, to: HalfYear | None, why: str, *, granted: bool) -> list[str]:
    """Why a deferral that was asked for cannot be settled so. ``to`` is the later half-year when it is granted."""
    if offer.state not in LIVE:
        return [how_it_stands(offer)]
    if not offer.ground:
        return [_("Ingen har bedt om utsettelse.")]
    reasons = [] if why.strip() else [_("Skriv en begrunnelse. Legen får den.")]
    now = HalfYear(offer.post.year, offer.post.half)
    if granted and (to is None or not now < to <= HalfYear(now.year + YEARS_TO_DEFER, 2)):
        reasons.append(_("Velg et senere halvår."))
    return reasons


def against_recalling(offer: Offer, placed: Placement | None, why: str) -> list[str]:
    """Why an offer cannot be recalled. Only because the post fell away, and with a reason.

    ``placed`` is the placement it gave. One that the plan has moved to another post is not this post's any more, and
    one that has begun is ended, not recalled.
    """
    if offer.state not in (*LIVE, State.ACCEPTED):
        return [how_it_stands(offer)]
    if placed is not None and placed.post_id != offer.post_id:
        return [_("Legen er flyttet i planen, og har en annen plass nå. Flytt legen tilbake i planen før du trekker.")]
    if placed is not None and placed.state != Placement.State.AGREED:
        return [_("Legen har begynt i plassen. Avslutt tjenesten på siden om plassen.")]
    return [] if why.strip() else [_("Skriv hvorfor plassen falt bort. Legen får begrunnelsen.")]


def against_terms(round_: Round | None, days: int, hour: int | None, shown_from: datetime | None) -> list[str]:
    """Why terms cannot be set: the round is released, or the figures are unlikely, or the day is no working day."""
    if round_ is not None and round_.state == Round.State.RELEASED:
        return [_("Fordelingen er frigitt. Vilkårene står fast.")]
    reasons = []
    if not 1 <= days <= MOST_DAYS:
        reasons.append(_("Fristen er fra 1 til {most} virkedager.").format(most=MOST_DAYS))
    if hour is not None and not 0 <= hour <= 23:
        reasons.append(_("Klokkeslettet er en hel time fra 0 til 23."))
    if shown_from is not None and not is_working_day(shown_from.astimezone(NORWAY).date()):
        reasons.append(_("Tilbudene vises fra en virkedag."))
    return reasons


def may_read_log(actor: Actor, offer: Offer) -> bool:
    """True when the actor may read what was done with an offer."""
    return actor.may(Permission.READ_LOG, offer.nomination.trust_id)


READERS: dict[str, Reader] = {"placements.offer": may_read_log}
"""Label of a model → who may read its journal."""
