"""Views of lists that somebody keeps, and tables somebody has sent in to be read row by row."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alisveien.accounts.models import User
from alisveien.documents.models import Document
from alisveien.places.models import Place

LONGEST_NAME = 60
LONGEST_QUERY = 2000


class SavedView(models.Model):
    """A state of a list under a name: filters, order and columns as they stand in the address.

    ``register`` names the list and ``path`` is where it was kept; ``query`` is the address without the question mark,
    ``words`` the same as the list told it.
    A view shared at a place is seen by those who hold a role there. ``is_default`` opens the list this way for the
    owner, at that path. What a view shows is always what the one who opens it may see.
    """

    class SharedWith(models.TextChoices):
        """Who may open a view besides its owner."""

        NOBODY = "nobody", _("bare meg")
        PLACE = "place", _("alle med en rolle ved et sted")
        EVERYBODY = "everybody", _("alle som er logget inn")

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="views")
    register = models.CharField(max_length=60)
    path = models.CharField(max_length=200)
    list_title = models.CharField(max_length=120)
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    words = models.JSONField(default=list, blank=True)
    shared_with = models.CharField(max_length=10, choices=SharedWith.choices, default=SharedWith.NOBODY)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint("owner", "register", Lower("name"), name="view_name_once"),
            models.UniqueConstraint(fields=["owner", "path"], condition=Q(is_default=True), name="view_one_default"),
            models.CheckConstraint(condition=~Q(name="") & Q(path__startswith="/"), name="view_has_name_and_path"),
            models.CheckConstraint(
                condition=Q(shared_with="place", place__isnull=False) | (~Q(shared_with="place") & Q(place=None)),
                name="view_place_when_shared_there",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["register", "shared_with"], name="view_register")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where the view opens; the address says which view it is, and holds all of it besides."""
        before = f"{self.query}&" if self.query else ""
        return f"{self.path}?{before}visning={self.pk}"


class SentFile(models.Model):
    """A table somebody has sent in; ``read_at`` is empty until its good rows are read in. Areas make it their own.

    ``mapping`` is field → heading, remembered for the next file with the same headings. ``rejected`` holds each row
    that was not read in: its number, its cells as text, and the reasons. ``document`` is kept until it is read in.
    """

    document = models.OneToOneField(Document, null=True, on_delete=models.PROTECT, related_name="+")
    headings = models.JSONField()
    mapping = models.JSONField()
    rejected = models.JSONField(default=list)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk}"


def read_after_sent(name: str) -> models.CheckConstraint:
    """That a sent file is read in after it was sent, under the name each table of them needs of its own."""
    return models.CheckConstraint(condition=Q(read_at=None) | Q(read_at__gte=F("at")), name=name)
