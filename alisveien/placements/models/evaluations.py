"""The evaluation of a learning arena after a stay: five questions to three parties, kept apart from who answered."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.placements.models.stays import PlacementUnit
from alisveien.places.models import Place

MOST_WORDS = 500


class Evaluation(models.Model):
    """One answer about a department, without who gave it, for which doctor or on which day.

    Nothing leads from here to a placement: the key is drawn, there is no history and no instant. Each question is
    answered from 1 (very bad) to 5 (very good).
    """

    class Party(models.TextChoices):
        """Who answers: one of three."""

        DOCTOR = "doctor", _("legen")
        HOSPITAL = "hospital", _("sykehuset")
        HOME = "home", _("kommunen")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    arena = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="evaluations")
    party = models.CharField(max_length=8, choices=Party)
    year = models.PositiveSmallIntegerField()
    supervision = models.PositiveSmallIntegerField(_("veiledning"))
    goals = models.PositiveSmallIntegerField(_("læringsmål"))
    cooperation = models.PositiveSmallIntegerField(_("samhandling"))
    preparation = models.PositiveSmallIntegerField(_("forberedelse"))
    overall = models.PositiveSmallIntegerField(_("alt i alt"))
    words = models.CharField(_("med egne ord"), max_length=MOST_WORDS, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(party__in=["doctor", "hospital", "home"]), name="evaluation_party"),
            models.CheckConstraint(
                condition=Q(
                    supervision__range=(1, 5),
                    goals__range=(1, 5),
                    cooperation__range=(1, 5),
                    preparation__range=(1, 5),
                    overall__range=(1, 5),
                ),
                name="evaluation_one_to_five",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["arena"], name="evaluation_arena")]

    def __str__(self) -> str:
        return f"{self.party}"


class EvaluationGiven(models.Model):
    """That a party has answered for one unit of a placement, so that nobody answers twice. Not what was said."""

    unit = models.ForeignKey(PlacementUnit, on_delete=models.CASCADE, related_name="evaluated")
    party = models.CharField(max_length=8, choices=Evaluation.Party)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "party"], name="evaluation_given_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.party}"
