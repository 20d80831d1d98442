"""The supervision agreement of a stay in hospital, as it was signed (S2 chapter 5)."""

from django.db import models

from alisveien.documents.models import Document
from alisveien.journal.history import tracked
from alisveien.placements.models.stays import Placement


@tracked()
class SupervisionPaper(models.Model):
    """The agreement about supervision in hospital as a file. One for a placement; a new one takes its place."""

    placement = models.OneToOneField(Placement, on_delete=models.CASCADE, related_name="supervision_paper")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="supervision_paper")

    def __str__(self) -> str:
        return f"{self.placement_id}"
