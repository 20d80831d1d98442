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
    models.Mailing: Privacy(
        "Show what an office wrote to a role, and let the answer be understood.",
        _BASIS,
        "Five years, then the words are emptied; when it was stays.",
        ("subject", "body"),
    ),
    models.Recipient: Privacy(
        "Show who got a letter and whether it came through.",
        _BASIS,
        "As long as the letter's words.",
        ("person", "letter"),
    ),
    models.Check: Privacy(
        "Ask a municipality whether its contacts are right, and send the receipt where the question went.",
        _BASIS,
        "Two years, then the address is emptied; when it was asked and answered stays.",
        ("sent_to", "letter"),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.FragilityRule, models.CheckAnswer})
"""Models of this area that hold no person."""
