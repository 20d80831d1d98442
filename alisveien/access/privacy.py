"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.access import models
from alisveien.base.privacy import ADDRESS, USER, Privacy

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e.")
_YEAR, _TWO_YEARS = timedelta(days=365), timedelta(days=2 * 365)


def _ended_mandates(today: date) -> Q:
    """Mandates that ended two years ago."""
    return Q(until_at__date__lt=today - _TWO_YEARS)


def _old_links(today: date) -> Q:
    """Links that nobody could have used for a year."""
    return Q(expires_at__date__lt=today - _YEAR)


PEOPLE: dict[type[Model], Privacy] = {
    models.Holding: Privacy(
        _("Vite hvem som har hvilken rolle hvor, og hvem som hadde den før."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Navnet tas bort med kontoen, og bare nummeret står igjen."),
        (),
        title=_("Roller"),
        held={"user": USER},
    ),
    models.Mandate: Privacy(
        _("La en rådgiver hjelpe en kommune som ber om det, og vise at det ble gjort."),
        _BASIS,
        _("Begrunnelsen i to år etter at oppdraget var over."),
        ("reason",),
        title=_("Oppdrag"),
        held={"user": USER},
        due=_ended_mandates,
        left={"reason": "fjernet"},
    ),
    models.Link: Privacy(
        _("La noen gjøre én oppgave uten konto."),
        _BASIS,
        _("Ett år etter at lenken ble for gammel."),
        ("recipient",),
        title=_("Engangslenker"),
        held={"recipient": ADDRESS, "made_by": USER},
        due=_old_links,
        removed=True,
        hidden=("token_hash",),
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
