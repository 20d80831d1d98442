"""Swaps in mid-term: two doctors change departments for the second three months, when both and the trust say yes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.placements.models.stays import Placement
from alisveien.places.models import Place


@tracked()
class Swap(models.Model):
    """A swap a trust proposes to two doctors, with how it arranges it. It is made when both have said yes.

    ``from_on`` is the first day at the other department. ``ended_at`` and ``ended_why`` belong to one that came to
    nothing (a doctor said no, the trust took it back) or was undone before that day.
    """

    class State(models.TextChoices):
        """How far a swap has come."""

        PROPOSED = "proposed", _("foreslått")
        MADE = "made", _("avtalt")
        DECLINED = "declined", _("takket nei")
        WITHDRAWN = "withdrawn", _("trukket")
        UNDONE = "undone", _("angret")

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="swaps")
    from_on = models.DateField(_("fra"))
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    why = models.CharField(_("hvordan foretaket legger til rette"), max_length=300)
    proposed_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(_("hvorfor byttet ikke gjelder"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-proposed_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(why=""), name="swap_with_a_reason"),
            models.CheckConstraint(
                condition=Q(state="proposed", made_at=None, ended_at=None)
                | Q(state="made", made_at__isnull=False, ended_at=None)
                | Q(state__in=["declined", "withdrawn"], made_at=None, ended_at__isnull=False)
                | Q(state="undone", made_at__isnull=False, ended_at__isnull=False) & ~Q(ended_why=""),
                name="swap_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


@tracked()
class SwapSide(models.Model):
    """One doctor's side of a swap: the department that is left, the one that is had instead, and the answer.

    ``live``: the swap is proposed or made; a placement has one such. ``asked_how`` says who asked and how, when the
    trust answered for the doctor.
    """

    class Answer(models.TextChoices):
        """What the doctor said; empty before."""

        YES = "yes", _("ja")
        NO = "no", _("nei")

    swap = models.ForeignKey(Swap, on_delete=models.CASCADE, related_name="sides")
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="swap_sides")
    from_ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="swapped_from")
    to_ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="swapped_to")
    answer = models.CharField(_("svar"), max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    asked_how = models.CharField(_("hvem som ba om det, og hvordan"), max_length=200, blank=True)
    live = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["swap", "placement"], name="swap_side_once"),
            models.UniqueConstraint(fields=["placement"], condition=Q(live=True), name="swap_one_live_per_placement"),
            models.CheckConstraint(condition=~Q(from_ward=F("to_ward")), name="swap_side_moves"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(answer__in=["yes", "no"], answered_at__isnull=False),
                name="swap_side_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
