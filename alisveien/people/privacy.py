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
    models.Person: Privacy(
        "Know who is who: reach those who lead, advise and supervise the training of doctors.",
        _BASIS,
        "Until two years after the last role and training have ended; then scrubbed.",
        ("first_name", "last_name", "email", "phone", "hpr_number", "user", "doctor"),
    ),
    models.Specialist: Privacy(
        "Know where there are specialists who can supervise.",
        _BASIS,
        "As long as the person's own row.",
        ("since_year", "valid_to"),
    ),
    models.ContactRole: Privacy(
        "Know whom to ask at a place, now and earlier.",
        _BASIS,
        "As long as the person's own row; the row stays without the name.",
        ("topics",),
    ),
    models.Merge: Privacy(
        "Be able to undo that two rows were taken for one person.",
        _BASIS,
        "As long as the person's own row.",
        ("wrote",),
    ),
    models.Move: Privacy(
        "Know where and in what a doctor trained, and when.",
        _BASIS,
        "As long as the person's own row; the row stays without the name.",
        (),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.DistinctPair})
"""Models of this area that hold no person."""
