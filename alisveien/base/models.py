"""What the machinery keeps: long work and how far it has come, and letters on their way out."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LongTask(models.Model):
    """Work that takes longer than a page may: who started it, how far it has come, how it ended.

    ``done`` and ``total`` count whatever the work counts (``unit`` names it); ``total`` is empty until it is
    known. ``summary`` is for the person, ``result`` an address to go on to, ``started_by`` an id without key.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("venter")
        RUNNING = "running", _("i gang")
        DONE = "done", _("ferdig")
        FAILED = "failed", _("stoppet")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    started_by = models.BigIntegerField(null=True)
    started_by_link = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=50, blank=True)
    summary = models.TextField(blank=True)
    result = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], ended_at=None)
                | Q(state__in=["done", "failed"], ended_at__isnull=False),
                name="long_task_has_ended_or_not",
            ),
            models.CheckConstraint(condition=Q(total=None) | Q(total__gte=F("done")), name="long_task_not_past_total"),
        ]
        indexes: ClassVar = [models.Index(fields=["started_by", "-started_at"], name="long_task_started_by")]

    def __str__(self) -> str:
        return self.kind


class Letter(models.Model):
    """One e-mail to one address. It is written with the deed it tells of, and sent afterwards by a job.

    ``recipient_id`` and ``about_id`` are ids without key. A letter is tried again while it is waiting; in
    ``sending`` it has been handed to the mail server or is about to be, and is never handed over again.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("venter")
        SENDING = "sending", _("sendes, eller sendt uten at vi fikk svar")
        SENT = "sent", _("sendt")
        SHOWN = "shown", _("bare vist her")
        BOUNCED = "bounced", _("kom i retur")

    kind = models.CharField(max_length=100)
    to_address = models.EmailField(max_length=254)
    recipient_id = models.BigIntegerField(null=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about_model = models.CharField(max_length=100, blank=True)
    about_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "shown"], sent_at__isnull=False)
                | Q(state__in=["waiting", "sending", "bounced"]),
                name="letter_sent_has_its_time",
            ),
            models.CheckConstraint(condition=~Q(subject__regex=r"[\r\n]"), name="letter_subject_is_one_line"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about_model", "about_id"], name="letter_about"),
            models.Index(fields=["at"], name="letter_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return self.kind
