"""What somebody has typed in a form of this area and not yet sent."""

from typing import ClassVar

from django.db import models


class KeptAnswers(models.Model):
    """One person's answers to one form, just as typed, with faults. ``subject`` is the form and what it is about.

    ``typed`` is the field → the list of what was typed in it. Removed when the form is sent, or after ninety days.
    """

    user_id = models.BigIntegerField()
    subject = models.CharField(max_length=60)
    typed = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user_id", "subject"], name="kept_answers_once"),
        ]

    def __str__(self) -> str:
        return self.subject
