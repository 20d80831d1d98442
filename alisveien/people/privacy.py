"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.people import models

_BASIS = "GDPR article 6(1)(e); spesialistforskriften §§ 19 and 25. The demonstration holds invented persons only."

PEOPLE: dict[type[Model], Privacy] = {
    models.Doctor: Privacy(
        "Plan and follow a doctor's specialist training, and nominate the doctor to a hospital post.",
        _BASIS,
        "Until two years after the doctor has left the training; then scrubbed.",
        (
            "hpr_number",
            "first_name",
            "last_name",
            "email",
            "user",
            "unit",
            "started_on",
            "converted_on",
            "own_post_on",
            "locum_on",
            "leave_from",
            "leave_to",
        ),
    ),
    models.Supervision: Privacy(
        "Let a supervisor see the doctors supervised, and nobody else.",
        _BASIS,
        "As long as the doctor's own row.",
        ("supervisor",),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
