"""How a trust's HR system names the columns of its list of those in line."""

from django.db import models

from alisveien.journal.history import tracked
from alisveien.places.models import Place


@tracked()
class HoldingColumns(models.Model):
    """The headings of a trust's HR system: field of the queue → heading; a field without a heading is left out."""

    trust = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="holding_columns")
    headings = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.trust_id}"
