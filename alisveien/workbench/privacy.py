"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.workbench import models

PEOPLE: dict[type[Model], Privacy] = {
    models.SavedView: Privacy(
        "Let the owner open a list again as it was. The name and a text searched for may hold a person's name.",
        "GDPR article 6(1)(e).",
        "Until the owner removes it or the account is closed.",
        ("name", "query", "words"),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
