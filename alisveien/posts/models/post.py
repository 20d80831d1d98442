"""Hospital posts: what a plan makes for a half-year, and what falls free in the middle of one."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place
from alisveien.posts.models.plans import CapacityPlan


@tracked(many=True)
class Post(models.Model):
    """One post of a trust, for a half-year or for days of its own. It lies under the trust; a department is a wish.

    ``number`` counts from 1 among the posts of a trust and half-year, those that begin in mid-period too. Of these
    ``left_by`` is the post whose remaining days they are. ``plan`` is the version a whole post came from. ``state``
    is kept by the deeds that offer, fill and free posts, and never set by hand.
    """

    class State(models.TextChoices):
        """How far a post has come."""

        PLANNED = "planned", _("planlagt")
        OPEN = "open", _("ledig")
        OFFERED = "offered", _("tilbudt")
        FILLED = "filled", _("besatt")
        SPLIT = "split", _("delt 3 + 3")
        IDLE = "idle", _("sto tom")
        WITHDRAWN = "withdrawn", _("trukket")

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="posts")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til og med"))
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    plan = models.ForeignKey(CapacityPlan, null=True, on_delete=models.PROTECT, related_name="posts")
    left_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="rests")
    withdrawn_why = models.CharField(_("hvorfor den er trukket"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["year", "half", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["trust", "year", "half", "number"], name="post_number_once"),
            models.CheckConstraint(
                condition=Q(half__in=(1, 2), year__range=(2000, 2100), number__gte=1), name="post_figures"
            ),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="post_forwards"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "offered", "filled", "split", "idle", "withdrawn"]),
                name="post_state",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") & ~Q(withdrawn_why="") | ~Q(state="withdrawn") & Q(withdrawn_why=""),
                name="post_withdrawn_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "state"], name="post_trust_state")]

    def __str__(self) -> str:
        return f"P{self.half} {self.year} nr. {self.number}"
