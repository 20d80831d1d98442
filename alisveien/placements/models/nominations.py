"""Nominations with their wishes, and what is typed of one before it is sent."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.people.models import Doctor
from alisveien.placements.models.intakes import Intake
from alisveien.places.models import Place

ENDED = ("withdrawn", "closed")


@tracked(many=True)
class Nomination(models.Model):
    """A doctor nominated by a municipality to one trust. Open until it is withdrawn or the doctor has had the post.

    ``confirmed_at`` is when the municipality last said that it holds. ``version`` grows with each change.
    ``intakes`` are the workbooks that made or changed it.
    """

    class State(models.TextChoices):
        """Whether the nomination stands."""

        OPEN = "open", _("innmeldt")
        WITHDRAWN = "withdrawn", _("trukket")
        CLOSED = "closed", _("avsluttet")

    class Ended(models.TextChoices):
        """Why a nomination was withdrawn. Nothing here asks for anything about health or leave.

        The last two are deeds of their own (`services.leaving`) and not offered where one merely withdraws.
        """

        MOVED = "moved", _("legen har sluttet eller flyttet")
        DONE = "done", _("tjenesten er gjennomført på en annen måte")
        LATER = "later", _("legen meldes inn igjen senere")
        MISTAKE = "mistake", _("legen ble meldt inn ved en feil")
        OTHER = "other", _("noe annet")
        TRUST = "trust", _("legen er meldt inn til et annet helseforetak")
        HOME = "home", _("tjenesten tas i godkjent kommunal institusjon")

    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, related_name="nominations")
    municipality = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="nominations_from")
    trust = models.ForeignKey(
        Place, verbose_name=_("helseforetak"), on_delete=models.PROTECT, related_name="nominations_to"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    nominated_on = models.DateField(_("meldt inn"))
    earliest_on = models.DateField(_("tidligst fra"))
    latest_on = models.DateField(_("senest fra"))
    can_be_split = models.BooleanField(_("kan deles 3 + 3"), default=False)
    leader_email = models.EmailField(_("leders e-post"), blank=True)
    confirmed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_code = models.CharField(_("hvorfor den trekkes"), max_length=10, choices=Ended, blank=True)
    ended_why = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    intakes = models.ManyToManyField(Intake, related_name="nominations")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["doctor"], condition=Q(state="open"), name="nomination_one_open_per_doctor"
            ),
            models.CheckConstraint(condition=Q(state__in=["open", *ENDED]), name="nomination_state"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | Q(state__in=ENDED, ended_at__isnull=False),
                name="nomination_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") & Q(ended_code="")
                | Q(state="withdrawn", ended_code__in=["moved", "done", "later", "mistake", "other", "trust", "home"])
                & ~Q(ended_code="other", ended_why=""),
                name="nomination_withdrawn_why",
            ),
            models.CheckConstraint(condition=Q(latest_on__gte=F("earliest_on")), name="nomination_window_forwards"),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "state"], name="nomination_trust_state")]

    def __str__(self) -> str:
        return f"{self.nominated_on}"

    @property
    def hpr_number(self) -> str:
        """The doctor's HPR number."""
        return self.doctor.hpr_number

    @property
    def name(self) -> str:
        """The doctor's first and last name."""
        return self.doctor.name


@tracked(many=True)
class Wish(models.Model):
    """One wish of a nomination, 1 first: a department, a whole hospital, or anywhere in the trust, in a half-year.

    ``need`` is what the doctor needs to learn there, in the municipality's words.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="wishes")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    hospital = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="wishes_here")
    department = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="wishes")
    need = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nomination", "number"], name="wish_number_once"),
            models.CheckConstraint(
                condition=Q(number__range=(1, 5), half__in=(1, 2), year__range=(2000, 2100)), name="wish_figures"
            ),
            models.CheckConstraint(
                condition=Q(department=None) | Q(hospital__isnull=False), name="wish_department_in_hospital"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "nomination"], name="wish_year")]

    def __str__(self) -> str:
        return f"{self.number}"


class Draft(models.Model):
    """What somebody has typed of a nomination and not sent; only the one who typed it sees it.

    ``user_id`` or ``link_id`` says who, as in the journal. ``typed`` is form field → text just as typed, with faults.
    ``seen`` is what stood when the person began, or last looked, in the same form: what others change after that is
    told before anything is sent. It is empty for a doctor nobody knew.
    """

    user_id = models.BigIntegerField(null=True)
    link_id = models.BigIntegerField(null=True)
    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Place, null=True, on_delete=models.CASCADE, related_name="+")
    doctor = models.ForeignKey(Doctor, null=True, on_delete=models.CASCADE, related_name="drafts")
    nomination = models.ForeignKey(Nomination, null=True, on_delete=models.CASCADE, related_name="drafts")
    typed = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    seen_versions = models.JSONField(default=list)
    seen_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(user_id=None, link_id__isnull=False) | Q(user_id__isnull=False, link_id=None),
                name="draft_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(nomination=None) | Q(doctor__isnull=False), name="draft_nomination_has_its_doctor"
            ),
            models.UniqueConstraint(
                fields=["user_id", "nomination"],
                condition=Q(nomination__isnull=False, user_id__isnull=False),
                name="draft_one_per_user",
            ),
            models.UniqueConstraint(
                fields=["link_id", "nomination"],
                condition=Q(nomination__isnull=False, link_id__isnull=False),
                name="draft_one_per_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class SentDraft(models.Model):
    """Which nomination a draft became, for its owner's other windows: they lead there and lose nothing.

    ``draft_id`` is the key the draft had. Nothing that was typed is kept. Thrown away with the drafts of its day.
    """

    draft_id = models.BigIntegerField(unique=True)
    user_id = models.BigIntegerField(null=True)
    link_id = models.BigIntegerField(null=True)
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(user_id=None, link_id__isnull=False) | Q(user_id__isnull=False, link_id=None),
                name="sent_draft_was_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}"
