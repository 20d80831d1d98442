"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.posts import models

PEOPLE: dict[type[Model], Privacy] = {}
NO_PEOPLE: frozenset[type[Model]] = frozenset({models.CapacityPlan, models.PlannedPosts, models.Post})
"""Models of this area that hold no person."""
