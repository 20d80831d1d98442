"""Whom the models of this area hold: nobody. An agreement is between bodies, and a form forbids names."""

from django.db.models import Model

from alisveien.agreements import models
from alisveien.base.privacy import Privacy

PEOPLE: dict[type[Model], Privacy] = {}
NO_PEOPLE: frozenset[type[Model]] = frozenset({models.Agreement})
"""Models of this area that hold no person."""
