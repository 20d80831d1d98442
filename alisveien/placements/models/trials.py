"""Dry runs of a draft: the input each was made of, so that two can be laid side by side."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alisveien.placements.models.intakes import HEX, SHA256
from alisveien.placements.models.rounds import Round


class Trial(models.Model):
    """A dry run of a round's draft list: the whole input as it was. The outcome is worked out from it again.

    ``number`` counts from 1 in the round. Nothing is decided by it, nobody is told, and it is thrown away in time.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="trials")
    number = models.PositiveIntegerField()
    frozen = models.JSONField()
    fingerprint = models.CharField(max_length=SHA256)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="trial_number_once"),
            models.CheckConstraint(condition=Q(fingerprint__regex=HEX), name="trial_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
