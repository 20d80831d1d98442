"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.desk import models

PEOPLE: dict[type[Model], Privacy] = {
    models.Visit: Privacy(
        _("Vise deg hva andre har gjort siden du var her sist. Bare du ser det."),
        _("Personvernforordningen artikkel 6 nr. 1 bokstav e."),
        _("Én rad for hver bruker, skrevet over ved hvert besøk."),
        ("latest_at", "before"),
        title=_("Siste besøk"),
        held={"user": USER},
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
