"""What a doctor says is not right about the evidence of a criterion, and how it was settled."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.placements.models.nominations import Nomination


@tracked()
class Dispute(models.Model):
    """One thing a doctor says is not right. Open until it is settled, or the doctor takes it back.

    ``doctor_version`` and ``nomination_version`` are what stood when it was raised: it is settled as corrected only
    when one of them has changed since. Nothing here asks about health, and no reason for leave belongs in the words.
    """

    class Criterion(models.TextChoices):
        """What it is about: the criteria of the card that somebody has stated."""

        SERVICE = "service", _("tid i ALIS-stilling")
        GROUP = "group", _("veiledningsgruppe")
        PROGRESS = "progress", _("framdrift: kurs og læringsmål")
        OWN_POST = "own_post", _("fast stilling eller egen liste")
        OTHER = "other", _("noe annet i innmeldingen")

    class Code(models.TextChoices):
        """What is wrong with it."""

        OUTDATED = "outdated", _("det har skjedd noe siden")
        WRONG_DATE = "wrong_date", _("datoen er feil")
        WRONG_FIGURE = "wrong_figure", _("tallet eller trinnet er feil")
        MISSING = "missing", _("noe mangler")
        OTHER = "other", _("noe annet")

    class State(models.TextChoices):
        """How it stands."""

        OPEN = "open", _("venter på svar")
        CORRECTED = "corrected", _("rettet")
        UPHELD = "upheld", _("opplysningen står")
        WITHDRAWN = "withdrawn", _("trukket av legen")

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="disputes")
    criterion = models.CharField(_("Hva det gjelder"), max_length=9, choices=Criterion)
    code = models.CharField(_("Hva som er galt"), max_length=12, choices=Code)
    words = models.CharField(_("Med egne ord"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    doctor_version = models.PositiveIntegerField()
    nomination_version = models.PositiveIntegerField()
    raised_by = models.BigIntegerField(null=True)
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    settled_by = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_why = models.CharField(_("Begrunnelse"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["nomination", "criterion"], condition=Q(state="open"), name="dispute_one_open_per_criterion"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None, settled_by=None, settled_why="")
                | Q(state="withdrawn", settled_at__isnull=False, settled_why="")
                | Q(state__in=["corrected", "upheld"], settled_at__isnull=False) & ~Q(settled_why=""),
                name="dispute_settled_whole",
            ),
            models.CheckConstraint(condition=~Q(code="other", words=""), name="dispute_other_in_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="dispute_state_due")]

    def __str__(self) -> str:
        return self.criterion
