"""Drafts of a trust's whole plan, their moves, and the department an empty post is kept for."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.placements.models.stays import PlacementUnit
from alisveien.places.models import Place
from alisveien.posts.models import Post


@tracked()
class PlanDraft(models.Model):
    """A draft of who serves where from ``begins_on``. Nothing in force changes before it is published.

    ``seen`` is the plan in force when the draft was made or last carried over: key of a piece → where it lay.
    ``steps`` is how many of its moves are in effect; those after it are undone and can be done again. ``version``
    grows with every change. ``before`` and ``after`` are what publishing changed, so that it can be taken back.
    """

    class State(models.TextChoices):
        """How far a draft has come."""

        OPEN = "open", _("utkast")
        PUBLISHED = "published", _("publisert")
        TAKEN_BACK = "taken_back", _("publisert og tatt tilbake")
        DROPPED = "dropped", _("kastet")

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="plan_drafts")
    name = models.CharField(_("navn"), max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    begins_on = models.DateField()
    seen = models.JSONField(default=dict)
    seen_at = models.DateTimeField()
    steps = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    changed_by = models.BigIntegerField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "dropped"], published_at=None)
                | Q(state__in=["published", "taken_back"], published_at__isnull=False),
                name="plan_draft_state",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="plan_draft_named"),
            models.UniqueConstraint(
                fields=["trust", "name"], condition=Q(state="open"), name="plan_draft_name_once_per_trust"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "state"], name="plan_draft_trust_state")]

    def __str__(self) -> str:
        return f"{self.pk}"


class PlanMove(models.Model):
    """One move of a draft, numbered from 1: a part of a placement or an empty post, to a cell of the plan."""

    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey(PlacementUnit, null=True, on_delete=models.CASCADE, related_name="plan_moves")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="plan_moves")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    hospital = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="plan_move_number_once"),
            models.CheckConstraint(
                condition=Q(unit=None, post__isnull=False) | Q(unit__isnull=False, post=None),
                name="plan_move_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, half__in=(1, 2), year__range=(2000, 2100)), name="plan_move_figures"
            ),
            models.CheckConstraint(
                condition=Q(department=None) | Q(hospital__isnull=False), name="plan_move_department_in_hospital"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


@tracked()
class PostPlace(models.Model):
    """The hospital, and the department where one is chosen, that an empty post is kept for. The trust may change it."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="kept_for")
    hospital = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="posts_kept_here")
    department = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="posts_kept")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(department=None) | ~Q(department=F("hospital")), name="post_place_two_places"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}"
