"""Proposals for a new version of a trust's plan: proposed by the office, answered and decided by the trust."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models import Place
from alisveien.posts.models.plans import CapacityPlan


@tracked()
class Proposal(models.Model):
    """A proposal for a trust's posts from a half-year on. A trust has at most one that is open.

    ``answer_by`` is the day the trust is asked to answer by. ``plan`` is the version a decision made of it. People are
    ids without a key to users.
    """

    class State(models.TextChoices):
        """How far a proposal has come."""

        PROPOSED = "proposed", _("venter på svar")
        ANSWERED = "answered", _("venter på vedtak")
        DECIDED = "decided", _("vedtatt")
        WITHDRAWN = "withdrawn", _("trukket")

    class Answer(models.TextChoices):
        """What the trust says to a proposal."""

        AGREES = "agrees", _("enig i tallene")
        OTHER = "other", _("foreslår andre tall")
        CANNOT = "cannot", _("kan ikke endre antallet")

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="capacity_proposals")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    reason = models.CharField(_("begrunnelse"), max_length=1000)
    source = models.CharField(_("kilde"), max_length=200)
    answer_by = models.DateField(_("svarfrist"))
    proposed_by = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField()
    answer = models.CharField(_("svar"), max_length=10, choices=Answer, blank=True)
    answer_why = models.CharField(_("begrunnelse for svaret"), max_length=1000, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    plan = models.OneToOneField(CapacityPlan, null=True, on_delete=models.PROTECT, related_name="proposal")
    withdrawn_why = models.CharField(_("hvorfor det er trukket"), max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["trust"], condition=Q(state__in=["proposed", "answered"]), name="proposal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", closed_at=None, plan=None, answer="", withdrawn_why="")
                | Q(state="answered", closed_at=None, plan=None, withdrawn_why="") & ~Q(answer="")
                | Q(state="decided", closed_at__isnull=False, plan__isnull=False, withdrawn_why="")
                | Q(state="withdrawn", closed_at__isnull=False, plan=None) & ~Q(withdrawn_why=""),
                name="proposal_state_whole",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answer_why="", answered_at=None)
                | Q(answer="agrees", answered_at__isnull=False)
                | Q(answer__in=["other", "cannot"], answered_at__isnull=False) & ~Q(answer_why=""),
                name="proposal_answer_whole",
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(source=""), name="proposal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


@tracked()
class ProposedPosts(models.Model):
    """Posts of one half-year in a proposal; ``answered`` is the trust's own number where it answers with others."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="rows")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    posts = models.PositiveSmallIntegerField()
    answered = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["year", "half"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["proposal", "year", "half"], name="proposed_once_per_half_year"),
            models.CheckConstraint(
                condition=Q(half__in=(1, 2), year__range=(2000, 2100), posts__lte=999)
                & (Q(answered=None) | Q(answered__lte=999)),
                name="proposed_figures",
            ),
        ]

    def __str__(self) -> str:
        return f"P{self.half} {self.year}"
