"""An enquiry: who asked an office what, when, and what was answered; and answers that are given often."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.accounts.models import User
from alisveien.journal.history import tracked
from alisveien.people.models import Person
from alisveien.places.models import Place
from alisveien.workbench.models import SentFile, read_after_sent

LONGEST_TEXT = 4000
MOST_TOPICS = 2


class Topic(models.TextChoices):
    """What it was about: the eight topics of ALIS og SamLIS Oslo's report for 2023, and the rest."""

    REGISTRATION = "registration", _("Registrering som utdanningsvirksomhet")
    PLANS = "plans", _("Utdanningsplaner")
    GOALS = "goals", _("Læringsmål ALM, FKM og SAM")
    SERVICE_TIME = "service_time", _("Tellende tjenestetid")
    ARENAS = "arenas", _("Læringsarenaer, læringsaktiviteter og utdanningsløp")
    GRANTS = "grants", _("ALIS-avtaler og ALIS-tilskudd")
    SAM_CONTENT = "sam_content", _("Tjenesteinnhold i samfunnsmedisin")
    SUPERVISION = "supervision", _("Veiledning, veiledningsavtaler og refusjon")
    OTHER = "other", _("Annet")


class Asker(models.TextChoices):
    """The role of who asked. The person, where the register has one, stands beside it."""

    ALIS = "alis", _("ALIS")
    SAMLIS = "samlis", _("SamLIS")
    MEDICAL_OFFICER = "medical_officer", _("BOL/KOL/EOL")
    LEADER = "leader", _("leder i kommunen")
    SUPERVISOR = "supervisor", _("veileder")
    STUDENT = "student", _("LIS1 eller student")
    TRUST = "trust", _("helseforetak")
    AUTHORITY = "authority", _("Helsedirektoratet eller statsforvalteren")
    OFFICE = "office", _("annet ALIS-kontor")
    OTHER = "other", _("andre")


class Channel(models.TextChoices):
    """How it came."""

    PHONE = "phone", _("telefon")
    MAIL = "mail", _("e-post")
    MEETING = "meeting", _("møte eller besøk")
    OTHER = "other", _("annet")


@tracked()
class Enquiry(models.Model):
    """One question to one office. ``place`` is the municipality, district or agency it came from, when known.

    ``person`` is who asked, when that is somebody the register has already; nobody is entered by asking.

    Days are Norwegian days. ``due_on`` is the last day of the promise (`rules.due_on`), ``first_answered_on`` the first
    answer and never moved by a later one, ``closed_on`` empty while the office has something to do. ``assigned_to`` is
    the adviser who answers, empty for whoever is first. ``version`` grows with each change, so that two who edit at
    once are told. ``logged_by`` is an id without key.
    """

    class Outcome(models.TextChoices):
        """How it ended; empty while it is open."""

        ANSWERED = "answered", _("besvart")
        DROPPED = "dropped", _("avsluttet uten svar")

    office = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="enquiries")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="enquiries_from")
    asker = models.CharField(max_length=16, choices=Asker.choices)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    topics = ArrayField(models.CharField(max_length=16))
    words = models.TextField(max_length=LONGEST_TEXT, blank=True)
    answer = models.TextField(max_length=LONGEST_TEXT, blank=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    first_answered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    assigned_to = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="enquiries")
    logged_by = models.BigIntegerField(null=True)
    logged_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(topics__contained_by=list(Topic.values), topics__len__range=(1, MOST_TOPICS)),
                name="enquiry_topics_are_known",
            ),
            models.CheckConstraint(
                condition=Q(asker__in=list(Asker.values), channel__in=list(Channel.values)),
                name="enquiry_known_words",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on"))
                & (Q(first_answered_on=None) | Q(first_answered_on__gte=F("asked_on")))
                & (Q(closed_on=None) | Q(closed_on__gte=F("asked_on"))),
                name="enquiry_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="")
                | Q(closed_on__isnull=False, outcome="dropped")
                | Q(closed_on__isnull=False, outcome="answered", first_answered_on__isnull=False),
                name="enquiry_ended_has_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "-asked_on", "-id"], name="enquiry_office_day"),
            models.Index(fields=["place", "-asked_on"], name="enquiry_place_day"),
            models.Index(fields=["due_on"], condition=Q(closed_on=None), name="enquiry_open"),
            GinIndex(fields=["topics"], name="enquiry_topics"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


@tracked()
class StandardAnswer(models.Model):
    """An answer an office gives often. ``ended_on`` takes it out of use."""

    office = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="standard_answers")
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=16, choices=Topic.choices)
    words = models.TextField(max_length=LONGEST_TEXT)
    ended_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "office", "title", condition=Q(ended_on=None), name="standard_answer_title_once_in_use"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(words="") & Q(topic__in=list(Topic.values)),
                name="standard_answer_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EnquiryFile(SentFile):
    """A table of enquiries somebody has sent in."""

    class Meta:
        constraints: ClassVar = [read_after_sent("enquiries_read_after_sent")]
