"""The days of a round that were set otherwise than by rule."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place


class Step(models.TextChoices):
    """The steps of a round that have a day, in their order. The rules for them stand in the data that ships."""

    CALL = "call", _("Innmelding åpner")
    CONFIRM = "confirm", _("Innmeldinger bekreftes")
    CAPACITY = "capacity", _("Antall plasser vedtas")
    FREEZE = "freeze", _("Lista låses")
    DRAW = "draw", _("Loddet trekkes")
    DECIDE = "decide", _("Fordeling og kontroll")
    RELEASE = "release", _("Frigivelse")
    ANSWER = "answer", _("Svarfrist")


@tracked()
class RoundDate(models.Model):
    """A step of a trust's round moved to another day than the rule gives, with the reason. Others are by rule."""

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="round_dates")
    year = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=10, choices=Step)
    on = models.DateField(_("dag"))
    why = models.CharField(_("begrunnelse"), max_length=300)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "year", "step"], name="round_date_one_per_step"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="round_date_step"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="round_date_year"),
            models.CheckConstraint(condition=~Q(why=""), name="round_date_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.year}"
