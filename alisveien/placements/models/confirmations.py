"""The half-yearly confirmation: when each trust asks, what was asked of whom, and who was reminded.

Whether a nomination is confirmed stands on the nomination; nothing here can take a place from a doctor.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.models import Letter
from alisveien.journal.history import tracked
from alisveien.placements.models.nominations import Nomination
from alisveien.places.models import Place


class ConfirmationTerms(models.Model):
    """When a trust asks, from a day on; without trust it is for all that have none of their own.

    The set date lies ``due_weeks`` after the half-year began, moved to a working day; it opens ``open_weeks`` before.
    Reminders go ``first_reminder`` and ``second_reminder`` days before the set date. A version is never changed.
    """

    trust = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="confirmation_terms")
    from_on = models.DateField(_("gjelder fra"))
    due_weeks = models.PositiveSmallIntegerField(_("uker fra halvåret begynner til fristen"))
    open_weeks = models.PositiveSmallIntegerField(_("uker kommunene har på seg"))
    first_reminder = models.PositiveSmallIntegerField(_("første påminnelse, dager før fristen"))
    second_reminder = models.PositiveSmallIntegerField(_("andre påminnelse, dager før fristen"))
    why = models.CharField(_("begrunnelse"), max_length=300)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_weeks__range=(1, 20), open_weeks__range=(2, 8)), name="confirmation_terms_weeks"
            ),
            models.CheckConstraint(
                condition=Q(first_reminder__gt=F("second_reminder"), second_reminder__gte=1, first_reminder__lte=40),
                name="confirmation_terms_reminders",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="confirmation_terms_why"),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "from_on"], name="confirmation_terms_trust")]

    def __str__(self) -> str:
        return f"{self.from_on}"


@tracked()
class Campaign(models.Model):
    """One half-year's confirmation at one trust. Planned until it is started; opened when the letters are written.

    ``due_on`` is the last day to answer. After it silence is a task for people and has no other effect.
    """

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    opens_on = models.DateField(_("åpner"))
    due_on = models.DateField(_("frist"))
    first_reminder = models.PositiveSmallIntegerField(_("første påminnelse, dager før fristen"))
    second_reminder = models.PositiveSmallIntegerField(_("andre påminnelse, dager før fristen"))
    planned_by = models.BigIntegerField(null=True)
    planned_at = models.DateTimeField()
    started_by = models.BigIntegerField(null=True)
    started_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "year", "half"], name="campaign_one_each_half"),
            models.CheckConstraint(condition=Q(half__in=(1, 2), year__range=(2000, 2100)), name="campaign_half"),
            models.CheckConstraint(condition=Q(due_on__gt=F("opens_on")), name="campaign_forwards"),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(started_at__isnull=False, opened_at__gte=F("started_at")),
                name="campaign_opened_after_started",
            ),
            models.CheckConstraint(
                condition=Q(first_reminder__gt=F("second_reminder"), second_reminder__gte=1),
                name="campaign_reminders",
            ),
        ]

    def __str__(self) -> str:
        return f"P{self.half} {self.year}"


class Call(models.Model):
    """One leader asked about the doctors of one municipality, district or agency in a campaign, by one link.

    ``sent_to`` is empty when no address was found. ``done_at`` is when the last of the doctors was answered for.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="calls")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="confirmation_calls")
    sent_to = models.EmailField(max_length=254, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "place", "sent_to"], name="call_one_each"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__gte=F("asked_at")), name="call_done_after_asked"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place"], name="call_place")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.place_id}"


class Question(models.Model):
    """A nomination a call is about. ``version`` is the nomination's when it was asked, to tell what was changed.

    Answered when the nomination is confirmed, changed or ended after the campaign opened, by whatever way.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="questions")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="questions")
    version = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "nomination"], name="question_once_in_a_campaign"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.nomination_id}"


class CallLetter(models.Model):
    """A letter of a call: number 0 asks, 1 and 2 remind. The constraint is what keeps anybody from getting it twice."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="letters")
    number = models.PositiveSmallIntegerField()
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "number"], name="call_letter_once"),
            models.CheckConstraint(condition=Q(number__in=(0, 1, 2)), name="call_letter_number"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.number}"
