"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.desk import models

PEOPLE: dict[type[Model], Privacy] = {
    models.Visit: Privacy(
        "Tell somebody what others have done since they were here last. Shown to that person only.",
        "GDPR article 6(1)(e).",
        "One row per user, overwritten at each visit; removed when the account is closed.",
        ("latest_at", "before"),
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
