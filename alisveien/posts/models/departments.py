"""What a department offers doctors in training from a half-year on: ceiling, duty rota, goals, conditions."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place


@tracked()
class DepartmentTerms(models.Model):
    """The terms of a department from a half-year until the next ones. No ceiling: the trust has not set one.

    Before the first terms the ceiling of the register stands. The forms of on-call duty are those of the Helse Nord
    report of 2021, chapter 6; the goals are the two of its chapter 5.
    """

    class OnCall(models.TextChoices):
        """How the doctor takes part in on-call duty; empty when it is not said."""

        JOINS = "joins", _("inngår i vaktordningen")
        VACANT = "vacant", _("bare når en vakthjemmel er ledig")
        DAYTIME = "daytime", _("vakt på dagtid, ikke døgnvakt")

    department = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="terms")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    ceiling = models.PositiveSmallIntegerField(_("tak"), null=True)
    on_call = models.CharField(_("vakt"), max_length=10, choices=OnCall, blank=True)
    gives_055 = models.BooleanField(_("ALM 055 samhandlingskompetanse"), default=False)
    gives_085 = models.BooleanField(_("ALM 085 dybdekompetanse"), default=False)
    conditions = models.CharField(_("vilkår"), max_length=500, blank=True)
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-year", "-half"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["department", "year", "half"], name="terms_once_per_half_year"),
            models.CheckConstraint(
                condition=Q(half__in=(1, 2), year__range=(2000, 2100)) & (Q(ceiling=None) | Q(ceiling__lte=999)),
                name="terms_figures",
            ),
            models.CheckConstraint(condition=Q(on_call__in=["", "joins", "vacant", "daytime"]), name="terms_on_call"),
        ]

    def __str__(self) -> str:
        return f"P{self.half} {self.year}"
