"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import PERSON, USER, Privacy
from alisveien.enquiries import models

_TWO_YEARS = timedelta(days=2 * 365)
_NINETY_DAYS = timedelta(days=90)


def _closed(today: date) -> Q:
    """Enquiries that were closed two years ago."""
    return Q(closed_on__lt=today - _TWO_YEARS)


def _old_files(today: date) -> Q:
    """Tables that were sent three months ago and are gone; what is left are the rows with faults."""
    return Q(document=None, at__date__lt=today - _NINETY_DAYS)


PEOPLE: dict[type[Model], Privacy] = {
    models.Enquiry: Privacy(
        _(
            "Svare på spørsmål, og telle hva kontorene blir spurt om. Den som spør, står med rollen, og med navnet "
            "bare når personen står i registeret fra før."
        ),
        _("Personvernforordningen artikkel 6 nr. 1 bokstav e; mandatet til kontorene."),
        _("Teksten i to år etter at henvendelsen ble avsluttet. Tallene blir stående."),
        ("words", "answer", "assigned_to", "logged_by", "person"),
        title=_("Henvendelser"),
        held={"assigned_to": USER, "logged_by": USER, "person": PERSON},
        due=_closed,
    ),
    models.EnquiryFile: Privacy(
        _("Lese inn henvendelser fra en tabell, og gi tilbake radene som ikke kunne leses."),
        _("Personvernforordningen artikkel 6 nr. 1 bokstav e; mandatet til kontorene."),
        _("Fila til den er lest inn, og høyst sju dager. Radene med feil i 90 dager."),
        ("rejected",),
        title=_("Innleste tabeller med henvendelser"),
        held={"by_id": USER},
        due=_old_files,
        removed=True,
        hidden=("rejected",),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.StandardAnswer})
"""Models of this area that hold no person."""
