"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.journal import models

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e, og artikkel 5 nr. 2 om ansvar.")
_KEPT_LOOKS = timedelta(days=3 * 365)


def _old_looks(today: date) -> Q:
    """Looks of more than three years ago."""
    return Q(day__lt=today - _KEPT_LOOKS)


PEOPLE: dict[type[Model], Privacy] = {
    models.Look: Privacy(
        _("Vise den det gjelder, hvem som har sett på opplysningene."),
        _BASIS,
        _("Tre år, og ikke lenger enn opplysningene selv."),
        ("by_id", "by_link_id"),
        title=_("Oppslag"),
        held={"by_id": USER},
        due=_old_looks,
        removed=True,
    ),
    models.Entry: Privacy(
        _("Vise hva som er gjort, av hvem og hvorfor, og kunne angre."),
        _BASIS,
        _("Så lenge løsningen er i bruk. Opplysninger om personer tas ut samtidig med personen."),
        ("why", "before", "after"),
        title=_("Logg"),
        held={"by_id": USER},
        hidden=("deed",),
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset({models.Scrubbing})
"""Models of this area that hold no person."""
