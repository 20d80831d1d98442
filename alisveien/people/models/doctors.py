"""Doctors in specialist training: who they are, where they work, how far they have come."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import NorwegianOrder, Place


@tracked(leave_out=("sort_key",), many=True)
class Doctor(models.Model):
    """A doctor in training, employed by a municipality or by a unit under it.

    The facts are those a nomination is ranked by (the Helse Nord report of 2021, chapter 4.3). Leave is dates only:
    why is never asked. ``municipal_order`` is the municipality's own order of its doctors, 1 first. ``version`` grows
    with each change, so that two who edit at once are told.
    """

    class Position(models.TextChoices):
        """The post the doctor holds."""

        GP_SELF_EMPLOYED = "gp_self_employed", _("fastlege, næringsdrivende")
        GP_SALARIED = "gp_salaried", _("fastlege, fastlønn")
        MUNICIPAL_POST = "municipal_post", _("kommunal stilling")
        LOCUM = "locum", _("vikar")
        INTRODUCTION = "introduction", _("introduksjonslege")

    class Scheme(models.TextChoices):
        """Which scheme of specialist training the doctor follows."""

        NEW = "new", _("ny")
        CONVERTED = "converted", _("konvertert")
        OLD = "old", _("gammel")

    class Group(models.TextChoices):
        """How far the doctor is in the supervision group."""

        FINISHED = "finished", _("fullført")
        TAKING_PART = "taking_part", _("deltar")
        NOT_STARTED = "not_started", _("ikke startet")

    class Speciality(models.TextChoices):
        """What the doctor trains for. The code is Helsedirektoratet's."""

        ALM = "ALM", _("allmennmedisin")
        SAM = "SAM", _("samfunnsmedisin")

    hpr_number = models.CharField(_("HPR-nummer"), max_length=9, unique=True)
    first_name = models.CharField(_("fornavn"), max_length=200)
    last_name = models.CharField(_("etternavn"), max_length=200)
    email = models.EmailField(_("e-post"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="doctor"
    )
    municipality = models.ForeignKey(
        Place, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="doctors_employed"
    )
    unit = models.ForeignKey(
        Place,
        verbose_name=_("bydel eller etat"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="doctors_in_unit",
    )
    position = models.CharField(_("stilling"), max_length=20, choices=Position)
    speciality = models.CharField(
        _("spesialitet"), max_length=3, choices=Speciality, default=Speciality.ALM, db_default=Speciality.ALM
    )
    started_on = models.DateField(_("startdato ALIS"))
    percentage = models.PositiveSmallIntegerField(_("stillingsprosent"))
    scheme = models.CharField(_("ordning"), max_length=10, choices=Scheme)
    converted_on = models.DateField(_("konvertert dato"), null=True, blank=True)
    group = models.CharField(_("veiledningsgruppe"), max_length=12, choices=Group)
    courses = models.PositiveSmallIntegerField(_("fullførte kurs"))
    goals_percent = models.PositiveSmallIntegerField(_("godkjente læringsmål (%)"))
    own_post_on = models.DateField(_("fast hjemmel eller stilling fra"), null=True, blank=True)
    locum_on = models.DateField(_("vikariat fra"), null=True, blank=True)
    leave_from = models.DateField(_("permisjon fra"), null=True, blank=True)
    leave_to = models.DateField(_("permisjon til"), null=True, blank=True)
    municipal_order = models.PositiveSmallIntegerField(_("kommunens prioritet"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    sort_key = models.GeneratedField(
        expression=NorwegianOrder(Concat(F("last_name"), Value(" "), F("first_name"))),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hpr_number__regex=r"^[0-9]{1,9}$"), name="doctor_hpr_number"),
            models.CheckConstraint(condition=~Q(first_name="") & ~Q(last_name=""), name="doctor_has_a_name"),
            models.CheckConstraint(
                condition=Q(
                    position__in=["gp_self_employed", "gp_salaried", "municipal_post", "locum", "introduction"],
                    scheme__in=["new", "converted", "old"],
                    group__in=["finished", "taking_part", "not_started"],
                    speciality__in=["ALM", "SAM"],
                ),
                name="doctor_known_words",
            ),
            models.CheckConstraint(
                condition=Q(percentage__range=(1, 100), goals_percent__range=(0, 100), courses__range=(0, 99)),
                name="doctor_figures",
            ),
            models.CheckConstraint(
                condition=Q(municipal_order=None) | Q(municipal_order__range=(1, 999)), name="doctor_municipal_order"
            ),
            models.CheckConstraint(
                condition=Q(leave_from=None, leave_to=None)
                | Q(leave_from__isnull=False, leave_to=None)
                | Q(leave_from__isnull=False, leave_to__gte=F("leave_from")),
                name="doctor_leave_forwards",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "sort_key"], name="doctor_municipality_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


@tracked()
class Supervision(models.Model):
    """Who is a doctor's individual supervisor, for a period. ``to_on`` is the last day, empty while it lasts."""

    doctor = models.ForeignKey(Doctor, on_delete=models.CASCADE, related_name="supervisions")
    supervisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervisions")
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["doctor", "supervisor", "from_on"], name="supervision_once"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="supervision_forwards"),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}"
