"""The yearly evaluation as it was when the office proposed by it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from alisveien.places.models import Place
from alisveien.posts.models import Proposal


class YearlyEvaluation(models.Model):
    """The figures of a trust and year that a proposal was made by. It is written once and never changed.

    ``figures`` is what `engines.evaluation` gave; ``by_id`` is a user, without a key.
    """

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="yearly_evaluations")
    year = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="evaluation")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="yearly_evaluation_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}"
