"""Rounds, and what each rule set made of one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.placements.models.intakes import HEX, SHA256
from alisveien.placements.models.nominations import Nomination
from alisveien.places.models import Place


class Status(models.TextChoices):
    """What a run says of a nomination; words for people stand in `telling`."""

    PLACED = "placed"
    WAITING = "waiting"
    NOT_ELIGIBLE = "not_eligible"


class Round(models.Model):
    """One trust's distribution of the posts of one year, from draft to release.

    ``capacity_from`` is the year of the plan the posts come from; carrying an earlier year forward is a decision of
    its own. ``frozen`` is the whole input, and ``fingerprint`` its SHA-256. The one who releases is another than the
    one who froze. People are ids without a key to users.

    Freezing publishes ``commitment``, SHA-256 of the input without the draw and of ``code``, together with
    ``lot_source``, a value that is public later. When it is known it becomes ``public_value``, and ``draw`` the seed
    that follows. A round frozen before there were commitments has none, and keeps the draw it had.

    Doctors and municipalities see the outcome from ``shown_from``, at once when there is none.
    """

    class State(models.TextChoices):
        """How far the round has come."""

        DRAFTED = "drafted", _("utkast")
        FROZEN = "frozen", _("låst")
        DISTRIBUTED = "distributed", _("fordelt")
        JUDGED = "judged", _("kontrollert")
        RELEASED = "released", _("frigitt")

    year = models.PositiveSmallIntegerField()
    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTED)
    draw = models.CharField(max_length=200)
    rules_name = models.CharField(max_length=50, blank=True)
    rules_chosen_by = models.BigIntegerField(null=True)
    rules_chosen_at = models.DateTimeField(null=True)
    capacity_from = models.PositiveSmallIntegerField(null=True)
    capacity_decided_by = models.BigIntegerField(null=True)
    capacity_decided_at = models.DateTimeField(null=True)
    frozen = models.JSONField(null=True)
    frozen_nominations = models.ManyToManyField(Nomination, related_name="frozen_in")
    fingerprint = models.CharField(max_length=SHA256, blank=True)
    frozen_by = models.BigIntegerField(null=True)
    frozen_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=SHA256, blank=True)
    commitment = models.CharField(max_length=SHA256, blank=True)
    lot_source = models.CharField(max_length=300, blank=True)
    public_value = models.CharField(max_length=200, blank=True)
    known_on = models.DateField(null=True)
    drawn_by = models.BigIntegerField(null=True)
    drawn_at = models.DateTimeField(null=True)
    distributed_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    shown_from = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "trust"], name="round_one_per_year_and_trust"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="round_year"),
            models.CheckConstraint(
                condition=Q(state="drafted", frozen=None, fingerprint="", frozen_by=None, frozen_at=None)
                | Q(
                    state__in=["frozen", "distributed", "judged", "released"],
                    frozen__isnull=False,
                    fingerprint__regex=HEX,
                    frozen_by__isnull=False,
                    frozen_at__isnull=False,
                    capacity_from__isnull=False,
                    capacity_decided_by__isnull=False,
                    rules_chosen_by__isnull=False,
                )
                & ~Q(rules_name=""),
                name="round_frozen_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "frozen"], distributed_at=None, judged_at=None)
                | Q(state="distributed", distributed_at__isnull=False, judged_at=None)
                | Q(state__in=["judged", "released"], distributed_at__isnull=False, judged_at__isnull=False),
                name="round_states_in_order",
            ),
            models.CheckConstraint(
                condition=Q(commitment="", code="", lot_source="")
                | Q(commitment__regex=HEX, code__regex=HEX) & ~Q(lot_source="") & ~Q(state="drafted"),
                name="round_committed_whole",
            ),
            models.CheckConstraint(
                condition=Q(public_value="", known_on=None, drawn_by=None, drawn_at=None)
                & (Q(commitment="") | Q(state="frozen"))
                | Q(known_on__isnull=False, drawn_by__isnull=False, drawn_at__isnull=False)
                & ~Q(public_value="")
                & ~Q(commitment=""),
                name="round_drawn_whole_and_before_distributed",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_by__isnull=False, released_at__isnull=False)
                & ~Q(released_by=F("frozen_by"))
                | ~Q(state="released") & Q(released_by=None, released_at=None),
                name="round_released_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class Run(models.Model):
    """The distribution of a round under one rule set, judged, with everything it was made of.

    While the round is a draft these are trials, made anew whenever the trust asks; a frozen round's are final.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="runs")
    rules_name = models.CharField(max_length=50)
    rules = models.JSONField()
    rules_hash = models.CharField(max_length=SHA256)
    fingerprint = models.CharField(max_length=SHA256)
    certificate = models.JSONField()
    judged_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "rules_name"], name="run_one_per_rule_set"),
            models.CheckConstraint(condition=Q(rules_hash__regex=HEX) & Q(fingerprint__regex=HEX), name="run_hashes"),
        ]

    def __str__(self) -> str:
        return self.rules_name


class Outcome(models.Model):
    """What a run gave a nomination. Steps count from 0, the highest; empty for one who takes no part."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="outcomes")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="outcomes")
    status = models.CharField(max_length=12, choices=Status)
    list_place = models.PositiveIntegerField(null=True)
    half = models.PositiveSmallIntegerField(null=True)
    hospital = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="placements")
    department = models.CharField(max_length=200, blank=True)
    wish_number = models.PositiveSmallIntegerField(null=True)
    near = models.BooleanField(null=True)
    by_lot = models.BooleanField(default=False)
    steps = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "nomination"], name="outcome_one_per_nomination"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="outcome_status"),
            models.CheckConstraint(
                condition=Q(
                    status="placed",
                    wish_number__isnull=False,
                    half__isnull=False,
                    half__in=(1, 2),
                    near__isnull=False,
                )
                | (~Q(status="placed") & Q(wish_number=None, half=None, near=None, hospital=None, department="")),
                name="outcome_placed_has_a_wish",
            ),
            models.CheckConstraint(
                condition=Q(status="not_eligible", list_place=None)
                | Q(status="placed", list_place__isnull=False)
                | Q(status="waiting"),
                name="outcome_place_in_list",
            ),
            models.CheckConstraint(
                condition=Q(department="") | Q(hospital__isnull=False), name="outcome_department_in_hospital"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "list_place"], name="outcome_run_place")]

    def __str__(self) -> str:
        return self.status
