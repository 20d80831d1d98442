"""A round: what was read, what was refused, and what each rule set made of it.

Names of doctors stand on `Nomination` and `RejectedRow` alone; what is decided about them points there.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alisveien.places.models import Place

SHA256 = 64


class Status(models.TextChoices):
    """What a run says of a nomination; words for people stand in `telling`."""

    PLACED = "placed"
    WAITING = "waiting"
    NOT_ELIGIBLE = "not_eligible"


class Round(models.Model):
    """One year's distribution in one health region, read from one workbook."""

    class State(models.TextChoices):
        """How far the round has come. Only a proposal can be made so far."""

        DRAFT = "draft"

    year = models.PositiveSmallIntegerField()
    region = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="rounds")
    draw = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    source_file = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=SHA256)
    headings = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "region"], name="round_one_per_year_and_region"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="round_year"),
            models.CheckConstraint(condition=Q(state="draft"), name="round_state"),
            models.CheckConstraint(condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="round_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class Nomination(models.Model):
    """One doctor nominated to one trust in a round. ``facts``: the nomination as the engines' JSON."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="nominations")
    row_number = models.PositiveIntegerField()
    hpr_number = models.CharField(max_length=9)
    first_name = models.CharField(max_length=200)
    last_name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=500)
    municipality = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="nominations_from")
    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="nominations_to")
    nominated_on = models.DateField()
    facts = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "hpr_number"], name="nomination_one_per_doctor"),
            models.UniqueConstraint(fields=["round", "row_number"], name="nomination_one_per_row"),
            models.CheckConstraint(condition=Q(hpr_number__regex=r"^[0-9]{1,9}$"), name="nomination_hpr_number"),
        ]
        indexes: ClassVar = [models.Index(fields=["round", "trust"], name="nomination_round_trust")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class RejectedRow(models.Model):
    """A row of the workbook that was refused: the cells as typed, and its faults as the engine's JSON."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="rejected_rows")
    row_number = models.PositiveIntegerField()
    hpr_number = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=400, blank=True)
    municipality = models.CharField(max_length=200, blank=True)
    cells = models.JSONField()
    faults = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "row_number"], name="rejected_row_one_per_row"),
            models.CheckConstraint(condition=~Q(faults=[]), name="rejected_row_has_a_fault"),
        ]

    def __str__(self) -> str:
        return f"{self.row_number}"


class Run(models.Model):
    """The distribution of a round under one rule set, judged, with everything it was made of."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="runs")
    rules_name = models.CharField(max_length=50)
    rules = models.JSONField()
    rules_hash = models.CharField(max_length=SHA256)
    fingerprint = models.CharField(max_length=SHA256)
    certificate = models.JSONField()
    judged_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "rules_name"], name="run_one_per_rule_set"),
            models.CheckConstraint(
                condition=Q(rules_hash__regex=r"^[0-9a-f]{64}$") & Q(fingerprint__regex=r"^[0-9a-f]{64}$"),
                name="run_hashes",
            ),
        ]

    def __str__(self) -> str:
        return self.rules_name


class Outcome(models.Model):
    """What a run gave a nomination. Steps count from 0, the highest; empty for one who takes no part."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="outcomes")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="outcomes")
    status = models.CharField(max_length=12, choices=Status)
    list_place = models.PositiveIntegerField(null=True)
    half = models.PositiveSmallIntegerField(null=True)
    hospital = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="placements")
    department = models.CharField(max_length=200, blank=True)
    wish_number = models.PositiveSmallIntegerField(null=True)
    near = models.BooleanField(null=True)
    by_lot = models.BooleanField(default=False)
    steps = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "nomination"], name="outcome_one_per_nomination"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="outcome_status"),
            models.CheckConstraint(
                condition=Q(
                    status="placed",
                    wish_number__isnull=False,
                    half__isnull=False,
                    half__in=(1, 2),
                    near__isnull=False,
                )
                | (~Q(status="placed") & Q(wish_number=None, half=None, near=None, hospital=None, department="")),
                name="outcome_placed_has_a_wish",
            ),
            models.CheckConstraint(
                condition=Q(status="not_eligible", list_place=None)
                | Q(status="placed", list_place__isnull=False)
                | Q(status="waiting"),
                name="outcome_place_in_list",
            ),
            models.CheckConstraint(
                condition=Q(department="") | Q(hospital__isnull=False), name="outcome_department_in_hospital"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "list_place"], name="outcome_run_place")]

    def __str__(self) -> str:
        return self.status
