"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import PERSON, USER, Privacy
from alisveien.enquiries import models
from alisveien.workbench.privacy import of_sent_files

_TWO_YEARS = timedelta(days=2 * 365)
_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e; mandatet til kontorene.")


def _closed(today: date) -> Q:
    """Enquiries that were closed two years ago."""
    return Q(closed_on__lt=today - _TWO_YEARS)


PEOPLE: dict[type[Model], Privacy] = {
    models.Enquiry: Privacy(
        _(
            "Svare på spørsmål, og telle hva kontorene blir spurt om. Den som spør, står med rollen, og med navnet "
            "bare når personen står i registeret fra før."
        ),
        _BASIS,
        _("Teksten i to år etter at henvendelsen ble avsluttet. Tallene blir stående."),
        ("words", "answer", "assigned_to", "logged_by", "person"),
        title=_("Henvendelser"),
        held={"assigned_to": USER, "logged_by": USER, "person": PERSON},
        due=_closed,
    ),
    models.EnquiryFile: of_sent_files(
        _("Lese inn henvendelser fra en tabell, og gi tilbake radene som ikke kunne leses."),
        _BASIS,
        _("Innleste tabeller med henvendelser"),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.StandardAnswer})
"""Models of this area that hold no person."""
