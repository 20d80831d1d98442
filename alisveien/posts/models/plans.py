"""The capacity plan: how many posts a trust has in each half-year, by version."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place


@tracked()
class CapacityPlan(models.Model):
    """One version of the plan, numbered. Table 1 of the report is tentative; a decision makes a new version."""

    class State(models.TextChoices):
        """How far a version has come."""

        TENTATIVE = "tentative", _("foreløpig forslag")
        DECIDED = "decided", _("vedtatt")

    name = models.CharField(max_length=100, unique=True)
    version = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=["tentative", "decided"]), name="plan_state_is_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version_from_one"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class PlannedPosts(models.Model):
    """Posts of one trust in one half-year of a plan. ``half`` 1 begins 1 March, 2 begins 1 September."""

    plan = models.ForeignKey(CapacityPlan, on_delete=models.CASCADE, related_name="rows")
    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="planned_posts")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    posts = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "trust", "year", "half"], name="posts_once_per_half_year"),
            models.CheckConstraint(condition=Q(half__in=(1, 2)), name="posts_half_is_one_or_two"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="posts_year_is_likely"),
        ]

    def __str__(self) -> str:
        return f"P{self.half} {self.year}"
