"""What was done, and who looked. Ids only: no key to users, no key to the things told about.

The thing may be scrubbed or gone while the line stays; so may the user.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One deed. ``kind`` is told in words by the area's ``TELLINGS``; ``about_model`` is a label in small letters.

    ``before`` and ``after`` hold the fields that changed, or nothing. ``places`` are the places it concerns.
    ``on_request_of`` is the place (a municipality) an adviser acted for. ``undoes`` is the entry taken back.
    ``deed`` is shared by the entries of one deed on many things.
    """

    kind = models.CharField(max_length=100)
    about_model = models.CharField(max_length=100)
    about_id = models.BigIntegerField()
    by_id = models.BigIntegerField(null=True)
    by_link_id = models.BigIntegerField(null=True)
    on_request_of = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    places = ArrayField(models.BigIntegerField(), default=list)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    deed = models.UUIDField(null=True)

    thing: models.Model | None = None
    """What the entry is about, where a reading function has fetched it already; not a column."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__regex=r"^[a-z_]+(\.[a-z_]+)+$"), name="entry_kind_is_dotted"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about_model", "about_id", "-at"], name="entry_about"),
            models.Index(fields=["by_id", "-at"], name="entry_by"),
            GinIndex(fields=["places"], name="entry_places"),
            models.Index(fields=["deed"], condition=Q(deed__isnull=False), name="entry_deed"),
        ]

    def __str__(self) -> str:
        return self.kind


class Look(models.Model):
    """That somebody opened a page with a person on it; once per person, viewer, page and day.

    ``page`` is a short code such as ``doctor_card``. ``first_at`` is the first time that day.
    """

    about_model = models.CharField(max_length=100)
    about_id = models.BigIntegerField()
    by_id = models.BigIntegerField()
    by_link_id = models.BigIntegerField(default=0)
    page = models.CharField(max_length=50)
    day = models.DateField()
    first_at = models.DateTimeField()
    on_request_of = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about_model", "about_id", "by_id", "by_link_id", "page", "day"], name="look_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.page


class Scrubbing(models.Model):
    """That persons were taken out of what is kept: when, and how many rows of each model. Never whose.

    ``counts`` is label of a model → rows. ``by_id`` is empty when the worker did it at night.
    """

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    counts = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(counts={}), name="scrubbing_took_something")]

    def __str__(self) -> str:
        return f"{self.at}"
