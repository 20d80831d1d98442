"""What speaks against a new host of an office, and against a notice."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.places.models import OfficeHost, Place
from alisveien.places.rules import against_day


def against_hosting(
    office: Place, *, host: Place, town: str, current: OfficeHost | None, effective_on: date
) -> list[str]:
    """Every reason why a municipality cannot be host of an office from a day. ``current``: the host so far, if any."""
    reasons = against_day(effective_on)
    if office.kind != Place.Kind.OFFICE:
        reasons.append(_("Bare kontor har vertskommune."))
    if host.kind != Place.Kind.MUNICIPALITY:
        reasons.append(_("Verten må være en kommune."))
    if not town.strip():
        reasons.append(_("Skriv hvor kontoret sitter."))
    if current is None:
        return reasons
    if current.host_from is not None and effective_on <= current.host_from:
        reasons.append(_("Den nye verten må komme etter den forrige."))
    if current.host_to is not None and effective_on < current.host_to:
        reasons.append(_("Den forrige verten er ikke ferdig den dagen."))
    if current.host_to is None and (current.municipality_id, current.town) == (host.pk, town.strip()):
        reasons.append(_("Vert og kontorsted er alt slik."))
    return reasons


def against_notice(current: OfficeHost | None, *, given_on: date, host_to: date | None) -> list[str]:
    """Every reason why a notice cannot be written down. ``host_to``: the first day without this host, if known."""
    if current is None:
        return [_("Kontoret har ingen vertskommune.")]
    reasons = against_day(given_on)
    if current.notice_given_on is not None:
        reasons.append(_("Oppsigelsen er alt skrevet ned. Angre den først om den er feil."))
    if current.host_from is not None and given_on < current.host_from:
        reasons.append(_("Verten kan ikke si opp før den er vert."))
    if host_to is not None and host_to <= given_on:
        reasons.append(_("Avtalen må slutte etter at den er sagt opp."))
    return reasons
