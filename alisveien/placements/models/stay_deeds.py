"""What happens to a stay on its way: interruptions."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.placements.models.stays import Placement
from alisveien.places.models.dated import only

_DAYS = Func(F("from_on"), F("to_on"), Value("[]"), function="daterange", output_field=DateRangeField())


@tracked()
class Interruption(models.Model):
    """Days within a placement that are not served. Why is asked only as a word that says nothing about health."""

    class Code(models.TextChoices):
        """What kind of interruption. «Avtalt fravær» covers everything that is nobody else's business."""

        AGREED = "agreed", _("avtalt fravær")
        HOME = "home", _("behov i kommunen")
        WARD = "ward", _("behov i sykehuset")

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="interruptions")
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til og med"))
    code = models.CharField(_("hva slags avbrudd"), max_length=6, choices=Code)

    class Meta:
        ordering: ClassVar = ["from_on"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="interruption_forwards"),
            models.CheckConstraint(condition=Q(code__in=["agreed", "home", "ward"]), name="interruption_known_word"),
            ExclusionConstraint(
                name="interruption_one_at_a_time", expressions=[(only(F("placement")), "&&"), (_DAYS, "&&")]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}"
