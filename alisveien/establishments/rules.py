"""Who may register what happened to an application, and what speaks against it."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.establishments.models import Registration, Speciality
from alisveien.establishments.rules_dates import FIRST_DAY, in_words
from alisveien.places.models import Place

Decision = Registration.Decision
OF_OLD = date(2018, 1, 1)
"""Nobody could apply under the present scheme before this year."""


def may_register(actor: Actor, place: Place) -> bool:
    """True for the adviser of the place's office and the national coordinator."""
    return actor.may(Permission.EDIT_REGISTRATIONS, place.pk)


def may_see_reasons(actor: Actor, place_id: int) -> bool:
    """True for those who see the status of a place: why it has not applied is not for everybody."""
    return actor.may(Permission.SEE_STATUS, place_id) or actor.may(Permission.SEE_OWN_UNIT, place_id)


def may_see_doctors(actor: Actor) -> bool:
    """True for those who see the status of some place; how many doctors it has is shown for those places only."""
    return actor.may(Permission.SEE_STATUS) or actor.may(Permission.SEE_OWN_UNIT)


def may_import_table(actor: Actor) -> bool:
    """True for the national coordinator: Helsedirektoratet's table is of the whole country."""
    return any(grant.places is None and Permission.EDIT_REGISTRATIONS in grant.permissions for grant in actor.grants)


def may_undo(actor: Actor, registration: Registration) -> bool:
    """True for those who may register at the place."""
    return may_register(actor, registration.place)


def may_read_log(actor: Actor, registration: Registration) -> bool:
    """True for those who register, and those who read the log of the place."""
    return may_register(actor, registration.place) or actor.may(Permission.READ_LOG, registration.place_id)


def against_applying(
    current: Registration | None, *, place: Place, speciality: str, applied_on: date, today: date
) -> list[str]:
    """Every reason why an application cannot be registered; ``current`` is the last one of the place, if any."""
    reasons = [*_against_day(applied_on, today, _("Søknadsdatoen")), *_against_place(place, speciality)]
    if is_open(current):
        assert current is not None
        if current.applied_on is not None:
            reasons.append(_("Det er alt registrert en søknad som ikke er avslått eller trukket."))
        elif current.reason_on is not None and applied_on < current.reason_on:
            words = _("{day} hadde virksomheten ikke søkt, etter det som er registrert.")
            reasons.append(words.format(day=in_words(current.reason_on)))
    elif current is not None:
        ended = current.withdrawn_on or current.decided_on
        if ended is not None and applied_on < ended:
            words = _("Den forrige søknaden ble avsluttet {day}. En ny søknad kan ikke være eldre.")
            reasons.append(words.format(day=in_words(ended)))
    return reasons


def against_deciding(
    current: Registration | None, *, decision: str, decided_on: date, valid_from: date | None, today: date
) -> list[str]:
    """Every reason why a decision cannot be registered on the current application."""
    if not is_open(current) or current is None or current.applied_on is None:
        return [_("Det er ingen søknad å avgjøre. Registrer søknaden først.")]
    if current.decision:
        return [_("Søknaden er alt avgjort. Angre det gamle vedtaket i loggen først.")]
    reasons = _against_day(decided_on, today, _("Vedtaksdatoen"))
    if decided_on < current.applied_on:
        reasons.append(_("Vedtaket kan ikke være eldre enn søknaden."))
    if valid_from is not None and decision == Decision.REFUSED:
        reasons.append(_("Et avslag har ingen registreringsdato."))
    elif valid_from is not None and not FIRST_DAY <= valid_from <= decided_on:
        reasons.append(_("Registreringsdatoen må være fra 1. mars 2019 til vedtaksdatoen."))
    return reasons


def against_withdrawing(current: Registration | None, *, withdrawn_on: date, today: date) -> list[str]:
    """Every reason why an application or registration cannot be withdrawn."""
    if not is_open(current) or current is None or current.applied_on is None:
        return [_("Det er ingen søknad eller registrering å trekke.")]
    reasons = _against_day(withdrawn_on, today, _("Datoen"))
    if withdrawn_on < (current.decided_on or current.applied_on):
        reasons.append(_("Den kan ikke trekkes før den er søkt om eller avgjort."))
    return reasons


def against_noting_reason(current: Registration | None, *, place: Place, speciality: str, today: date) -> list[str]:
    """Every reason why it cannot be noted that a place has not applied."""
    reasons = _against_place(place, speciality)
    if is_open(current) and current is not None and current.applied_on is not None:
        reasons.append(_("Virksomheten har søkt. Da trengs ingen grunn."))
    if place.has_ended_by(today):
        reasons.append(_("Virksomheten finnes ikke lenger."))
    return reasons


def is_open(current: Registration | None) -> bool:
    """Whether an application is neither refused nor withdrawn."""
    return current is not None and current.decision != Decision.REFUSED and current.withdrawn_on is None


def _against_day(day: date, today: date, what: str) -> list[str]:
    if day > today:
        return [_("{what} kan ikke være fram i tid.").format(what=what)]
    if day < OF_OLD:
        return [_("{what} er for gammel. Ordningen begynte i 2019.").format(what=what)]
    return []


def _against_place(place: Place, speciality: str) -> list[str]:
    if place.kind == Place.Kind.MUNICIPALITY:
        return []
    if place.kind == Place.Kind.STATE_BODY:
        return [] if speciality == Speciality.SAM else [_("Statlige virksomheter søker bare i samfunnsmedisin.")]
    return [_("Bare kommuner og statlige virksomheter kan bli registrert her.")]
