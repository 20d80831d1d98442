"""What is agreed about a stay in hospital, and what both sides must have ready before it (S2 chapters 3, 5 and 6)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.placements.models.stays import Placement

_ASSESSED = {"passed": _("vurdert som oppnådd"), "partly": _("delvis oppnådd"), "not_yet": _("ikke oppnådd ennå")}


def _assessed_whole(goal: str) -> Q:
    """An assessment has a day, somebody in a role and a result, or none of them."""
    none = Q(**{f"{goal}_on": None, f"{goal}_by": "", f"{goal}_result": ""})
    return none | (Q(**{f"{goal}_on__isnull": False, f"{goal}_result__in": list(_ASSESSED)}) & ~Q(**{f"{goal}_by": ""}))


@tracked()
class Stay(models.Model):
    """What the trust and the municipality have agreed about one placement. A placement without a row has nothing yet.

    Leave from the municipality is a yes or no and the day it was granted, never why; the locum is arranged or not.
    Goals are assessed by a role, with a result and no words, so that nothing about patients can be written.
    ``version`` grows with each change.
    """

    class Answer(models.TextChoices):
        """Yes or no, empty when nobody has said."""

        YES = "yes", _("ja")
        NO = "no", _("nei")

    class OnCall(models.TextChoices):
        """Whether the doctor takes part in the on-call rota of the unit (S2 chapter 6)."""

        ROTA = "rota", _("inngår i vaktordningen")
        DAY = "day", _("dekker vakt på dagtid")
        NONE = "none", _("går ikke vakt")

    class Role(models.TextChoices):
        """Who assessed a learning goal."""

        SUPERVISOR = "supervisor", _("veileder i sykehuset")
        CLINICAL = "clinical", _("supervisør")
        LEADER = "leader", _("leder av avdelingen")
        BOARD = "board", _("vurderingskollegium")

    class Result(models.TextChoices):
        """What came of an assessment."""

        PASSED = "passed", _ASSESSED["passed"]
        PARTLY = "partly", _ASSESSED["partly"]
        NOT_YET = "not_yet", _ASSESSED["not_yet"]

    placement = models.OneToOneField(Placement, on_delete=models.CASCADE, related_name="stay")
    supervisor_name = models.CharField(_("veileder i sykehuset"), max_length=150, blank=True)
    supervisor_role = models.CharField(_("veilederens stilling"), max_length=100, blank=True)
    supervisor_email = models.EmailField(_("veilederens e-post"), blank=True)
    agreement_on = models.DateField(_("veiledningsavtale"), null=True, blank=True)
    employed_on = models.DateField(_("arbeidsavtale"), null=True, blank=True)
    on_call = models.CharField(_("vakt"), max_length=5, choices=OnCall, blank=True)
    midway_on = models.DateField(_("midtveissamtale"), null=True, blank=True)
    midway_held_on = models.DateField(_("midtveissamtale holdt"), null=True, blank=True)
    leave_granted = models.CharField(_("permisjon innvilget"), max_length=3, choices=Answer, blank=True)
    leave_granted_on = models.DateField(_("permisjon avgjort"), null=True, blank=True)
    locum_arranged = models.CharField(_("vikar er på plass"), max_length=3, choices=Answer, blank=True)
    home_contact_on = models.DateField(_("siste kontakt med veilederen hjemme"), null=True, blank=True)
    alm055_on = models.DateField(_("ALM 055 vurdert"), null=True, blank=True)
    alm055_by = models.CharField(_("ALM 055 vurdert av"), max_length=10, choices=Role, blank=True)
    alm055_result = models.CharField(_("ALM 055"), max_length=7, choices=Result, blank=True)
    alm085_on = models.DateField(_("ALM 085 vurdert"), null=True, blank=True)
    alm085_by = models.CharField(_("ALM 085 vurdert av"), max_length=10, choices=Role, blank=True)
    alm085_result = models.CharField(_("ALM 085"), max_length=7, choices=Result, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(
                    on_call__in=["", "rota", "day", "none"],
                    leave_granted__in=["", "yes", "no"],
                    locum_arranged__in=["", "yes", "no"],
                ),
                name="stay_known_words",
            ),
            models.CheckConstraint(
                condition=Q(leave_granted="", leave_granted_on=None)
                | (~Q(leave_granted="") & Q(leave_granted_on__isnull=False)),
                name="stay_leave_has_a_day",
            ),
            models.CheckConstraint(condition=_assessed_whole("alm055"), name="stay_alm055_whole"),
            models.CheckConstraint(condition=_assessed_whole("alm085"), name="stay_alm085_whole"),
            models.CheckConstraint(
                condition=Q(
                    alm055_by__in=["", "supervisor", "clinical", "leader", "board"],
                    alm085_by__in=["", "supervisor", "clinical", "leader", "board"],
                ),
                name="stay_assessed_by_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}"


class ReadinessItem(models.Model):
    """One line of the readiness list: what a side must have in place so many days before the first day.

    ``fact`` names what in the data says that it is done (`pages.stay_readiness.FACTS`); empty: it is ticked by hand.
    A line holds for placements that begin within its period, so that an old list stays as it was.
    """

    class Side(models.TextChoices):
        """Who answers for it."""

        TRUST = "trust", _("helseforetaket")
        HOME = "home", _("kommunen")

    code = models.SlugField(max_length=40)
    side = models.CharField(max_length=5, choices=Side)
    words = models.CharField(max_length=200)
    days_before = models.PositiveSmallIntegerField()
    fact = models.CharField(max_length=20, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-days_before", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["code", "from_on"], name="readiness_once_from_a_day"),
            models.CheckConstraint(condition=Q(side__in=["trust", "home"]), name="readiness_of_a_side"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="readiness_forwards"),
        ]

    def __str__(self) -> str:
        return self.code


@tracked()
class ReadinessTick(models.Model):
    """That a line of the list was ticked by hand for one placement."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="ticks")
    item = models.ForeignKey(ReadinessItem, on_delete=models.PROTECT, related_name="ticks")
    done_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "item"], name="readiness_ticked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.item_id}"


class ReadinessReminder(models.Model):
    """That a side was reminded of a line for one placement: once before its day, and once (``late``) after it."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="reminders")
    item = models.ForeignKey(ReadinessItem, on_delete=models.PROTECT, related_name="reminders")
    late = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "item", "late"], name="readiness_reminded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.item_id}"


@tracked()
class Teaching(models.Model):
    """A session of teaching on cooperation that the doctor holds in hospital: one at least (S2 chapter 5)."""

    class Theme(models.TextChoices):
        """The nine themes S2 suggests, and another."""

        REFERRING = "referring", _("henvisningspraksis")
        AGREEMENTS = "agreements", _("samarbeidsavtaler og tjenesteavtaler")
        ROUTINES = "routines", _("normgivende samarbeidsrutiner for fastleger og helseforetak")
        DISCHARGE = "discharge", _("epikrisen: for hvem, hva og hvorfor")
        BEFORE = "before", _("hva sykehuset kan forvente av fastlegen før henvisning")
        AFTER = "after", _("hva sykehuset kan forvente av fastlegen etter utskrivelse")
        EXPECTED = "expected", _("hva fastlegen forventer av sykehuset")
        SPECIAL = "special", _("samhandling i faget på denne avdelingen")
        COMMUNITIES = "communities", _("helsefellesskapene")
        OTHER = "other", _("et annet tema om samhandling")

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="teachings")
    on = models.DateField(_("dato"))
    theme = models.CharField(_("tema"), max_length=11, choices=Theme)
    where = models.CharField(_("hvor"), max_length=120)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "on", "theme"], name="teaching_once"),
            models.CheckConstraint(
                condition=Q(
                    theme__in=[
                        *("referring", "agreements", "routines", "discharge", "before"),
                        *("after", "expected", "special", "communities", "other"),
                    ]
                ),
                name="teaching_known_theme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"
