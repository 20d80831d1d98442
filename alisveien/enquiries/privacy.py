"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.enquiries import models

PEOPLE: dict[type[Model], Privacy] = {
    models.Enquiry: Privacy(
        "Answer a question, and count what the offices are asked. Who asked is kept as a role, never a name.",
        "GDPR article 6(1)(e); the offices' mandate.",
        "Two years after it was closed; then the words are scrubbed and the figures kept.",
        ("words", "answer", "assigned_to", "logged_by"),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.StandardAnswer})
"""Models of this area that hold no person."""
