"""The workbooks nominations came in: sent in, read in, and the rows that were refused."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alisveien.documents.models import Document
from alisveien.places.models import Place

SHA256 = 64
HEX = r"^[0-9a-f]{64}$"


class Intake(models.Model):
    """A workbook that was read: whose, for which year, and how its headings were understood.

    ``place`` is the municipality or trust it was read for, empty for a whole region. ``mapping`` is field → heading.
    """

    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="intakes")
    year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=SHA256)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(fingerprint__regex=HEX), name="intake_fingerprint"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="intake_year"),
            models.CheckConstraint(
                condition=Q(rows__gte=F("new") + F("changed") + F("unchanged")), name="intake_counts_its_rows"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def taken(self) -> int:
        """How many rows were taken in: new, changed and those that stood already."""
        return self.new + self.changed + self.unchanged


class Workbook(models.Model):
    """A workbook somebody has sent in and not read in yet; once it is, it points to its intake and the file is gone.

    Only the one who sent it sees it (``by_id``). ``rows`` is about how many there are, ``samples`` the first few rows
    as text, ``mapping`` field → heading. A ``long`` one is tried and read in by jobs (``task_key``: the last of them)
    and keeps in ``checked`` what the trial found, or in ``problem`` why it cannot be read.
    """

    document = models.OneToOneField(Document, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=255)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    headings = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    long = models.BooleanField()
    task_key = models.UUIDField(null=True)
    checked = models.JSONField(null=True)
    problem = models.CharField(max_length=500, blank=True)
    intake = models.OneToOneField(Intake, null=True, on_delete=models.CASCADE, related_name="+")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(samples=[], checked=None),
                name="workbook_without_file_holds_nobody",
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="workbook_year"),
        ]

    def __str__(self) -> str:
        return self.file_name


class RejectedRow(models.Model):
    """A row of a workbook that was refused: the cells as typed, and its faults as the engine's JSON."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rejected_rows")
    row_number = models.PositiveIntegerField()
    hpr_number = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=400, blank=True)
    municipality = models.CharField(max_length=200, blank=True)
    cells = models.JSONField()
    faults = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intake", "row_number"], name="rejected_row_one_per_row"),
            models.CheckConstraint(condition=~Q(faults=[]), name="rejected_row_has_a_fault"),
        ]

    def __str__(self) -> str:
        return f"{self.row_number}"
