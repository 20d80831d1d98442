"""What is done to persons over time: two found to be one, two settled to be two, and moves."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.people.models.doctors import Doctor
from alisveien.people.models.persons import Person
from alisveien.places.models import Place
from alisveien.workbench.models import SentFile, read_after_sent


class DistinctPair(models.Model):
    """That somebody has settled that two persons who look alike are two, so that they are not suggested again."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class Merge(models.Model):
    """That two persons were one. ``wrote`` holds every row the deed changed, so that it can be undone whole.

    Each is label, key, and the changed fields before and after, as the journal pictures them, in order.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_away")
    wrote = models.JSONField(encoder=DjangoJSONEncoder)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merge_gone_once"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} {self.kept_id}"


@tracked()
class Move(models.Model):
    """That a person moved to another municipality (or unit), or a doctor in training to another speciality, on a day.

    Leave and health are never a reason that is written down: ``reason`` is a code. ``wrote`` holds every row the deed
    changed, as for `Merge`; empty for what is undone elsewhere (a reform) or cannot be undone.
    """

    class Kind(models.TextChoices):
        """What changed."""

        PLACE = "place", _("arbeidssted")
        SPECIALITY = "speciality", _("spesialitet")

    class Reason(models.TextChoices):
        """Why, as far as it is written down."""

        NEW_POST = "new_post", _("ny stilling")
        REFORM = "reform", _("endring i kommune eller organisasjon")
        TRAINING = "training", _("behov i utdanningen")
        OWN_WISH = "own_wish", _("eget ønske")
        CORRECTION = "correction", _("retting av feil registrering")
        OTHER = "other", _("annet")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    to_place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    from_speciality = models.CharField(max_length=3, choices=Doctor.Speciality.choices, blank=True)
    to_speciality = models.CharField(max_length=3, choices=Doctor.Speciality.choices, blank=True)
    on = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    wrote = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    kind="place",
                    from_place__isnull=False,
                    to_place__isnull=False,
                    from_speciality="",
                    to_speciality="",
                )
                | Q(
                    kind="speciality",
                    from_place=None,
                    to_place=None,
                    from_speciality__in=["ALM", "SAM"],
                    to_speciality__in=["ALM", "SAM"],
                ),
                name="move_of_one_kind",
            ),
            models.CheckConstraint(
                condition=Q(from_place=None) | ~Q(from_place=F("to_place")), name="move_to_another_place"
            ),
            models.CheckConstraint(
                condition=Q(from_speciality="") | ~Q(from_speciality=F("to_speciality")),
                name="move_to_another_speciality",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class PersonFile(SentFile):
    """A table of persons somebody has sent in."""

    class Meta:
        constraints: ClassVar = [read_after_sent("persons_read_after_sent")]
