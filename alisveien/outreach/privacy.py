"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.outreach import models

_BASIS = "GDPR article 6(1)(e). The demonstration holds invented persons only."

PEOPLE: dict[type[Model], Privacy] = {
    models.Touch: Privacy(
        "Know when an office last had contact with a municipality, and what it was about.",
        _BASIS,
        "Five years, then the note is emptied; day and kind stay.",
        ("note",),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.FragilityRule})
"""Models of this area that hold no person."""
