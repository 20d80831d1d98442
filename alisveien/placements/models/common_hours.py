"""The day and hour the trusts of one regional health authority agree to show their outcomes at."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place


@tracked()
class CommonHour(models.Model):
    """A day and hour one trust proposes to the others of its region for the rounds of a year.

    ``agreed_at``: when every trust with a round that is not released had said yes. Then it is the hour of each trust
    that has said yes (:class:`CommonHourYes`). ``ended_at``: a trust said no before that, or all have left.
    """

    region = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="common_hours")
    year = models.PositiveSmallIntegerField()
    shown_from = models.DateTimeField(_("vises fra"))
    proposed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["region", "year"], condition=Q(ended_at=None), name="common_hour_one_stands"
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="common_hour_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


@tracked()
class CommonHourYes(models.Model):
    """A trust that has said yes to a common hour."""

    hour = models.ForeignKey(CommonHour, on_delete=models.CASCADE, related_name="yeses")
    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="common_hour_yeses")
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["hour", "trust"], name="common_hour_yes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
