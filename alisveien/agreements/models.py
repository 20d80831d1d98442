"""Cooperation agreements: who with whom, about what, from when and until when."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.documents.models import Document
from alisveien.journal.history import tracked
from alisveien.places.models import Place

PARTNERS = ("trust", "private", "municipality")
"""The kinds of place a municipality has an agreement with."""


class Covers(models.TextChoices):
    """What an agreement is about."""

    HOSPITAL_SERVICE = "hospital_service", _("sykehustjeneste for leger i spesialisering")
    SUPERVISION = "supervision", _("veiledning og supervisjon")
    LEARNING_GOALS = "learning_goals", _("læringsmål hos den andre parten")
    EMERGENCY = "emergency", _("legevakt")
    TEACHING = "teaching", _("undervisning og kurs")


@tracked()
class Agreement(models.Model):
    """An agreement between a municipality and a hospital trust, or between two municipalities.

    In force from ``from_on`` through ``until_on`` (for good when that is empty), once it is signed. The gate asks for
    one between municipality and trust that covers hospital service (the Helse Nord report of 2021, chapter 4.2).
    """

    municipality = models.ForeignKey(
        Place, verbose_name=_("Kommune"), on_delete=models.PROTECT, related_name="agreements"
    )
    other = models.ForeignKey(
        Place, verbose_name=_("Avtale med"), on_delete=models.PROTECT, related_name="agreements_with"
    )
    municipality_kind = models.CharField(max_length=16, editable=False)
    other_kind = models.CharField(max_length=16, editable=False)
    covers = ArrayField(models.CharField(max_length=20), verbose_name=_("Hva avtalen gjelder"))
    about = models.CharField(_("Mer om avtalen"), max_length=500, blank=True)
    reference = models.CharField(_("Arkivreferanse"), max_length=60, blank=True)
    signed_on = models.DateField(_("Signert"), null=True, blank=True)
    from_on = models.DateField(_("Gjelder fra"))
    until_on = models.DateField(_("Gjelder til og med"), null=True, blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("Dokument"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(municipality_kind="municipality"), name="agreement_of_municipality"),
            models.CheckConstraint(condition=Q(other_kind__in=PARTNERS), name="agreement_with_trust_or_municipality"),
            models.CheckConstraint(condition=~Q(municipality=F("other")), name="agreement_between_two"),
            models.CheckConstraint(
                condition=Q(covers__len__gt=0, covers__contained_by=Covers.values), name="agreement_covers_something"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="agreement_ends_after_it_began"
            ),
            models.UniqueConstraint(fields=["municipality", "other", "from_on"], name="agreement_once_from_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["other", "municipality"], name="agreement_by_partner")]

    def __str__(self) -> str:
        return f"{self.from_on}"
