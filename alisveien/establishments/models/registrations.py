"""One application to be a training institution, with what became of it. States are worked out from the dates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.documents.models import Document
from alisveien.journal.history import tracked
from alisveien.places.models import Place
from alisveien.workbench.models import read_after_sent


class State(models.TextChoices):
    """How a place stands for one speciality on a day. Never stored: `rules_dates.state_on` says it."""

    UNKNOWN = "unknown", _("ikke kjent")
    NOT_APPLIED = "not_applied", _("ikke søkt")
    APPLIED = "applied", _("søkt")
    TEMPORARY = "temporary", _("midlertidig registrert")
    REGISTERED = "registered", _("registrert")
    APPROVED = "approved", _("godkjent")
    REFUSED = "refused", _("avslått")
    WITHDRAWN = "withdrawn", _("trukket")


class Speciality(models.TextChoices):
    """What is trained for. The code is Helsedirektoratet's."""

    ALM = "ALM", _("allmennmedisin")
    SAM = "SAM", _("samfunnsmedisin")


@tracked()
class Registration(models.Model):
    """One application of a place for one speciality: applied, decided, withdrawn.

    Without ``applied_on`` it only says that the place has not applied, and ``reason`` why as far as the office knows.
    ``…_at_latest``: the exact day is not known, only that it had happened by then. ``valid_from`` is the date
    Helsedirektoratet has stated, where it has; the law's own date is worked out. ``withdrawn_on`` is the first day
    without application or registration. After a refusal or a withdrawal the place may apply again: a new row.
    ``is_synthetic`` marks what was invented for practice; ``source`` says where the rest comes from.
    """

    class Decision(models.TextChoices):
        """What Helsedirektoratet decided; empty while it has not."""

        REGISTERED = "registered", _("registrert")
        APPROVED = "approved", _("godkjent")
        REFUSED = "refused", _("avslag")

    class Reason(models.TextChoices):
        """Why a municipality has not applied (ALIS Nord, årsrapport 2021)."""

        NO_SPECIALIST = "no_specialist", _("mangler spesialist som kan veilede")
        LOCUMS = "locums", _("drives hovedsakelig med vikarer")
        NO_DOCTORS = "no_doctors", _("har ingen leger i spesialisering")
        OTHER = "other", _("annen grunn")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="registrations")
    place_kind = models.CharField(max_length=16, editable=False)
    speciality = models.CharField(max_length=3, choices=Speciality.choices)
    applied_on = models.DateField(null=True)
    applied_at_latest = models.BooleanField(default=False)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_on = models.DateField(null=True)
    decided_at_latest = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    reason = models.CharField(max_length=13, choices=Reason.choices, blank=True)
    reason_on = models.DateField(null=True)
    source = models.CharField(max_length=200)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "speciality"],
                condition=~Q(decision="refused") & Q(withdrawn_on=None),
                name="registration_one_open_case",
            ),
            models.CheckConstraint(
                condition=Q(place_kind="municipality") | Q(place_kind="state_body", speciality="SAM"),
                name="registration_of_whom_for_what",
            ),
            models.CheckConstraint(condition=Q(speciality__in=["ALM", "SAM"]), name="registration_speciality_is_known"),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, decided_at_latest=False)
                | Q(
                    decision__in=["registered", "approved", "refused"],
                    decided_on__isnull=False,
                    applied_on__isnull=False,
                    decided_on__gte=F("applied_on"),
                ),
                name="registration_decided_after_applied",
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=False) | Q(applied_at_latest=False, withdrawn_on=None),
                name="registration_begins_with_applying",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(withdrawn_on__gte=F("applied_on"), decision__in=["", "registered", "approved"]),
                name="registration_withdrawn_after_applied",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(decided_on=None) | Q(withdrawn_on__gte=F("decided_on")),
                name="registration_withdrawn_after_decided",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(decision__in=["registered", "approved"]),
                name="registration_valid_when_granted",
            ),
            models.CheckConstraint(
                condition=Q(reason="", reason_on=None) | (~Q(reason="") & Q(reason_on__isnull=False)),
                name="registration_reason_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="registration_has_source"),
        ]
        indexes: ClassVar = [models.Index(fields=["speciality", "place"], name="registration_by_place")]

    def __str__(self) -> str:
        return f"{self.speciality} {self.place_id}"


class GapCheck(models.Model):
    """What a place answered when it looked for what is missing before it applies, and the document that came of it.

    ``answers`` is the name of a question → «yes», «partly» or «no». It is never changed: one checks again.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="gap_checks")
    speciality = models.CharField(max_length=3, choices=Speciality.choices)
    answers = models.JSONField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(speciality__in=["ALM", "SAM"]), name="gap_check_speciality_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.speciality} {self.place_id}"


class TableFile(models.Model):
    """A table of Helsedirektoratet somebody has sent in; ``read_at`` is empty until its differences are taken over."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [read_after_sent("table_read_after_sent")]

    def __str__(self) -> str:
        return f"{self.pk}"
