"""A file with its content, in the database like everything else: one back-up, one transaction."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alisveien.documents.kinds import KINDS, LARGEST


class Document(models.Model):
    """A file as it was sent in. ``kind`` is what its content was found to be; ``uploaded_by`` an id without key.

    A document is never changed: a new version is a new document. What it is hung on points here.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(name, name) for name in KINDS])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.BigIntegerField(null=True)
    uploaded_by_link = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=LARGEST), name="document_size"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="document_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Content(models.Model):
    """The bytes of a document, apart from it so that a list of documents does not carry them."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="content")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.document_id}"
