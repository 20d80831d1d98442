"""Nominations, the workbooks they came in, rounds, and what each rule set made of a round.

Names of doctors stand in `people`; here a nomination points to its doctor.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.documents.models import Document
from alisveien.journal.history import tracked
from alisveien.people.models import Doctor
from alisveien.places.models import Place

SHA256 = 64
_HEX = r"^[0-9a-f]{64}$"
ENDED = ("withdrawn", "closed")


class Status(models.TextChoices):
    """What a run says of a nomination; words for people stand in `telling`."""

    PLACED = "placed"
    WAITING = "waiting"
    NOT_ELIGIBLE = "not_eligible"


class Intake(models.Model):
    """A workbook that was read: whose, for which year, and how its headings were understood.

    ``place`` is the municipality or trust it was read for, empty for a whole region. ``mapping`` is field → heading.
    """

    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="intakes")
    year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=SHA256)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(fingerprint__regex=_HEX), name="intake_fingerprint"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="intake_year"),
            models.CheckConstraint(
                condition=Q(rows__gte=F("new") + F("changed") + F("unchanged")), name="intake_counts_its_rows"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def taken(self) -> int:
        """How many rows were taken in: new, changed and those that stood already."""
        return self.new + self.changed + self.unchanged


class Workbook(models.Model):
    """A workbook somebody has sent in and not read in yet; once it is, it points to its intake and the file is gone.

    Only the one who sent it sees it (``by_id``). ``rows`` is about how many there are, ``samples`` the first few rows
    as text, ``mapping`` field → heading. A ``long`` one is tried and read in by jobs (``task_key``: the last of them)
    and keeps in ``checked`` what the trial found, or in ``problem`` why it cannot be read.
    """

    document = models.OneToOneField(Document, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=255)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    headings = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    long = models.BooleanField()
    task_key = models.UUIDField(null=True)
    checked = models.JSONField(null=True)
    problem = models.CharField(max_length=500, blank=True)
    intake = models.OneToOneField(Intake, null=True, on_delete=models.CASCADE, related_name="+")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(samples=[], checked=None),
                name="workbook_without_file_holds_nobody",
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="workbook_year"),
        ]

    def __str__(self) -> str:
        return self.file_name


class RejectedRow(models.Model):
    """A row of a workbook that was refused: the cells as typed, and its faults as the engine's JSON."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rejected_rows")
    row_number = models.PositiveIntegerField()
    hpr_number = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=400, blank=True)
    municipality = models.CharField(max_length=200, blank=True)
    cells = models.JSONField()
    faults = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intake", "row_number"], name="rejected_row_one_per_row"),
            models.CheckConstraint(condition=~Q(faults=[]), name="rejected_row_has_a_fault"),
        ]

    def __str__(self) -> str:
        return f"{self.row_number}"


@tracked(many=True)
class Nomination(models.Model):
    """A doctor nominated by a municipality to one trust. Open until it is withdrawn or the doctor has had the post.

    ``confirmed_at`` is when the municipality last said that it holds. ``version`` grows with each change.
    ``intakes`` are the workbooks that made or changed it.
    """

    class State(models.TextChoices):
        """Whether the nomination stands."""

        OPEN = "open", _("innmeldt")
        WITHDRAWN = "withdrawn", _("trukket")
        CLOSED = "closed", _("avsluttet")

    class Ended(models.TextChoices):
        """Why a municipality withdraws a nomination. Nothing here asks for anything about health or leave."""

        MOVED = "moved", _("legen har sluttet eller flyttet")
        DONE = "done", _("tjenesten er gjennomført på en annen måte")
        LATER = "later", _("legen meldes inn igjen senere")
        MISTAKE = "mistake", _("legen ble meldt inn ved en feil")
        OTHER = "other", _("noe annet")

    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, related_name="nominations")
    municipality = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="nominations_from")
    trust = models.ForeignKey(
        Place, verbose_name=_("helseforetak"), on_delete=models.PROTECT, related_name="nominations_to"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    nominated_on = models.DateField(_("meldt inn"))
    earliest_on = models.DateField(_("tidligst fra"))
    latest_on = models.DateField(_("senest fra"))
    can_be_split = models.BooleanField(_("kan deles 3 + 3"), default=False)
    leader_email = models.EmailField(_("leders e-post"), blank=True)
    confirmed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_code = models.CharField(_("hvorfor den trekkes"), max_length=10, choices=Ended, blank=True)
    ended_why = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    intakes = models.ManyToManyField(Intake, related_name="nominations")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["doctor"], condition=Q(state="open"), name="nomination_one_open_per_doctor"
            ),
            models.CheckConstraint(condition=Q(state__in=["open", *ENDED]), name="nomination_state"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | Q(state__in=ENDED, ended_at__isnull=False),
                name="nomination_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") & Q(ended_code="")
                | Q(state="withdrawn", ended_code__in=["moved", "done", "later", "mistake", "other"])
                & ~Q(ended_code="other", ended_why=""),
                name="nomination_withdrawn_why",
            ),
            models.CheckConstraint(condition=Q(latest_on__gte=F("earliest_on")), name="nomination_window_forwards"),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "state"], name="nomination_trust_state")]

    def __str__(self) -> str:
        return f"{self.nominated_on}"

    @property
    def hpr_number(self) -> str:
        """The doctor's HPR number."""
        return self.doctor.hpr_number

    @property
    def name(self) -> str:
        """The doctor's first and last name."""
        return self.doctor.name


@tracked(many=True)
class Wish(models.Model):
    """One wish of a nomination, 1 first: a department, a whole hospital, or anywhere in the trust, in a half-year.

    ``need`` is what the doctor needs to learn there, in the municipality's words.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="wishes")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    hospital = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="wishes_here")
    department = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="wishes")
    need = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nomination", "number"], name="wish_number_once"),
            models.CheckConstraint(
                condition=Q(number__range=(1, 5), half__in=(1, 2), year__range=(2000, 2100)), name="wish_figures"
            ),
            models.CheckConstraint(
                condition=Q(department=None) | Q(hospital__isnull=False), name="wish_department_in_hospital"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "nomination"], name="wish_year")]

    def __str__(self) -> str:
        return f"{self.number}"


class Draft(models.Model):
    """What somebody has typed of a nomination and not sent; only the one who typed it sees it.

    ``user_id`` or ``link_id`` says who, as in the journal. ``typed`` is form field → text just as typed, with faults.
    ``seen`` is what stood when the person began, or last looked, in the same form: what others change after that is
    told before anything is sent. It is empty for a doctor nobody knew.
    """

    user_id = models.BigIntegerField(null=True)
    link_id = models.BigIntegerField(null=True)
    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Place, null=True, on_delete=models.CASCADE, related_name="+")
    doctor = models.ForeignKey(Doctor, null=True, on_delete=models.CASCADE, related_name="drafts")
    nomination = models.ForeignKey(Nomination, null=True, on_delete=models.CASCADE, related_name="drafts")
    typed = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    seen_versions = models.JSONField(default=list)
    seen_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(user_id=None, link_id__isnull=False) | Q(user_id__isnull=False, link_id=None),
                name="draft_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(nomination=None) | Q(doctor__isnull=False), name="draft_nomination_has_its_doctor"
            ),
            models.UniqueConstraint(
                fields=["user_id", "nomination"],
                condition=Q(nomination__isnull=False, user_id__isnull=False),
                name="draft_one_per_user",
            ),
            models.UniqueConstraint(
                fields=["link_id", "nomination"],
                condition=Q(nomination__isnull=False, link_id__isnull=False),
                name="draft_one_per_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class SentDraft(models.Model):
    """Which nomination a draft became, for its owner's other windows: they lead there and lose nothing.

    ``draft_id`` is the key the draft had. Nothing that was typed is kept. Thrown away with the drafts of its day.
    """

    draft_id = models.BigIntegerField(unique=True)
    user_id = models.BigIntegerField(null=True)
    link_id = models.BigIntegerField(null=True)
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(user_id=None, link_id__isnull=False) | Q(user_id__isnull=False, link_id=None),
                name="sent_draft_was_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}"


class Round(models.Model):
    """One trust's distribution of the posts of one year, from draft to release.

    ``capacity_from`` is the year of the plan the posts come from; carrying an earlier year forward is a decision of
    its own. ``frozen`` is the whole input, and ``fingerprint`` its SHA-256. The one who releases is another than the
    one who froze. People are ids without a key to users.

    Freezing publishes ``commitment``, SHA-256 of the input without the draw and of ``code``, together with
    ``lot_source``, a value that is public later. When it is known it becomes ``public_value``, and ``draw`` the seed
    that follows. A round frozen before there were commitments has none, and keeps the draw it had.
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
    ceilings = models.BooleanField(default=False)
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
                    fingerprint__regex=_HEX,
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
                | Q(commitment__regex=_HEX, code__regex=_HEX) & ~Q(lot_source="") & ~Q(state="drafted"),
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
            models.CheckConstraint(condition=Q(rules_hash__regex=_HEX) & Q(fingerprint__regex=_HEX), name="run_hashes"),
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
