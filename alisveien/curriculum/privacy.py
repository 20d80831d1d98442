"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.curriculum import models

PEOPLE: dict[type[Model], Privacy] = {}
NO_PEOPLE: frozenset[type[Model]] = frozenset({models.LearningGoal})
"""Models of this area that hold no person."""
