"""What a trust has decided must be met before a nomination takes part, in versions with a date and a reason."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place

LONGEST_FLOOR, LONGEST_NOTICE = 3650, 36


class Level(models.TextChoices):
    """What a condition does."""

    OFF = "off", _("det spørres ikke")
    WARN = "warn", _("det gis et varsel")
    STOP = "stop", _("det er et krav")


def _level(label: Any) -> "models.CharField[Any, Any]":
    return models.CharField(label, max_length=4, choices=Level.choices)


@tracked()
class GateRules(models.Model):
    """A trust's conditions in one version, for rounds whose first half-year begins on ``valid_from`` or later.

    The newest version that is valid counts. A round that is frozen keeps those it was frozen with. ``decided_by`` is a
    user without key. Source: the Helse Nord report of 2021, chapter 4.3; other trusts ask other figures.
    """

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="gate_rules")
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField(_("Gjelder fra runden som begynner"))
    floor_days = models.PositiveSmallIntegerField(_("Dager i ALIS-stilling når halvåret begynner"))
    notice_months = models.PositiveSmallIntegerField(_("Måneder fra innmelding til halvåret begynner"))
    registration = _level(_("Kommunen er registrert som utdanningsvirksomhet"))
    agreement = _level(_("Signert samarbeidsavtale om sykehustjeneste"))
    scheme = _level(_("Ny eller konvertert ordning"))
    why = models.CharField(_("Begrunnelse"), max_length=500)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["trust", "version"], name="gate_rules_version_once"),
            models.CheckConstraint(
                condition=Q(floor_days__lte=LONGEST_FLOOR, notice_months__lte=LONGEST_NOTICE, version__gte=1),
                name="gate_rules_figures",
            ),
            models.CheckConstraint(
                condition=Q(registration__in=Level.values, agreement__in=Level.values, scheme__in=["warn", "stop"]),
                name="gate_rules_levels",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="gate_rules_have_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.version}"
