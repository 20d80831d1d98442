"""The capacity plan: how many posts a trust has in each half-year, by version."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place


@tracked()
class CapacityPlan(models.Model):
    """One version of the plan, numbered. Table 1 of the report is tentative; a decision makes a new version.

    A version of one ``trust`` is decided, by ``body`` on ``decided_on``, and never changes: the database refuses it.
    A version without a trust is for a whole region. ``decided_by`` is who wrote it down, an id without a key.
    """

    class State(models.TextChoices):
        """How far a version has come."""

        TENTATIVE = "tentative", _("foreløpig forslag")
        DECIDED = "decided", _("vedtatt")

    name = models.CharField(max_length=100, unique=True)
    version = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    source = models.CharField(max_length=200)
    trust = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="capacity_plans")
    decided_on = models.DateField(_("vedtatt"), null=True)
    body = models.CharField(_("vedtatt av"), max_length=200, blank=True)
    why = models.CharField(_("begrunnelse"), max_length=1000, blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=["tentative", "decided"]), name="plan_state_is_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version_from_one"),
            models.CheckConstraint(
                condition=Q(trust=None)
                | Q(state="decided", decided_on__isnull=False, decided_at__isnull=False) & ~Q(body=""),
                name="plan_of_trust_decided_whole",
            ),
        ]
        triggers: ClassVar[list[Any]] = [
            pgtrigger.Protect(
                name="plan_of_trust_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__trust__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class PlannedPosts(models.Model):
    """Posts of one trust in one half-year of a plan. ``half`` 1 begins 1 March, 2 begins 1 September."""

    plan = models.ForeignKey(CapacityPlan, on_delete=models.CASCADE, related_name="rows")
    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="planned_posts")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    posts = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "trust", "year", "half"], name="posts_once_per_half_year"),
            models.CheckConstraint(condition=Q(half__in=(1, 2)), name="posts_half_is_one_or_two"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="posts_year_is_likely"),
            models.CheckConstraint(condition=Q(posts__lte=999), name="posts_in_three_figures"),
        ]
        triggers: ClassVar[list[Any]] = [
            pgtrigger.Trigger(
                name="posts_of_trust_stand",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("fixed", "BOOLEAN")],
                func=(
                    "SELECT trust_id IS NOT NULL INTO fixed FROM posts_capacityplan WHERE id = OLD.plan_id;"
                    " IF fixed THEN RAISE EXCEPTION 'a decided version never changes'"
                    " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
                    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"P{self.half} {self.year}"
