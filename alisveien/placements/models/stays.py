"""Placements: the doctor in a hospital post, and the units the six months are served at."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.people.models import Doctor
from alisveien.placements.models.nominations import Nomination
from alisveien.places.models import Place
from alisveien.places.models.dated import only
from alisveien.posts.models import Post

_DAYS = Func(F("from_on"), F("to_on"), Value("[]"), function="daterange", output_field=DateRangeField())
_HOLDS = ~Q(state="cancelled")


@tracked(many=True)
class Placement(models.Model):
    """A doctor in a post for a period; both days are served. It holds its post and its doctor until it is cancelled.

    One that ends early keeps its post for the days that were served: the rest of the days is another post, with dates
    of its own. ``nomination`` is what it came of. The units stand in :class:`PlacementUnit`, one or two (3 + 3 months).
    """

    class State(models.TextChoices):
        """How far a placement has come. It is cancelled when it falls away before its first day."""

        AGREED = "agreed", _("avtalt")
        BEGUN = "begun", _("i gang")
        COMPLETED = "completed", _("gjennomført")
        ENDED_EARLY = "ended_early", _("avsluttet før tiden")
        CANCELLED = "cancelled", _("falt bort")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="placements")
    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, related_name="placements")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="placements")
    state = models.CharField(max_length=12, choices=State, default=State.AGREED)
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til og med"))
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state__in=["agreed", "begun", "completed", "ended_early", "cancelled"]),
                name="placement_state",
            ),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="placement_forwards"),
            ExclusionConstraint(
                name="placement_one_doctor_per_post",
                expressions=[(only(F("post")), "&&"), (_DAYS, "&&")],
                condition=_HOLDS,
            ),
            ExclusionConstraint(
                name="placement_one_post_per_doctor",
                expressions=[(only(F("doctor")), "&&"), (_DAYS, "&&")],
                condition=_HOLDS,
            ),
            models.UniqueConstraint(fields=["nomination"], condition=_HOLDS, name="placement_one_per_nomination"),
        ]
        indexes: ClassVar = [models.Index(fields=["from_on", "state"], name="placement_from_state")]

    def __str__(self) -> str:
        return f"{self.pk}"


@tracked(many=True)
class PlacementUnit(models.Model):
    """Where a placement is served in a part of it, 1 first: a department, or only the hospital until one is named."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="units")
    number = models.PositiveSmallIntegerField()
    hospital = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="served_here")
    department = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="served")
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til og med"))

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["placement", "number"], name="unit_number_once"),
            models.CheckConstraint(condition=Q(number__in=(1, 2)), name="unit_is_first_or_second"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="unit_forwards"),
            models.CheckConstraint(
                condition=Q(department=None) | Q(hospital__isnull=False), name="unit_department_in_hospital"
            ),
            ExclusionConstraint(name="unit_one_at_a_time", expressions=[(only(F("placement")), "&&"), (_DAYS, "&&")]),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
