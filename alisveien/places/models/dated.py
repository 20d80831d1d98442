"""How places stood at any date: names and numbers, what they belonged to, what they came from, their figures.

The period of a row is from ``valid_from`` (empty: as long as we know) until, not with, ``valid_to`` (empty: still).
"""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.places.models.place import NorwegianOrder, Place

SHIPPED = "register"
"""The source of rows that come with the register that ships; loading it again replaces these and no others."""


def only(expression: Any) -> "Func[Any]":
    """A range of one number, so that plain PostgreSQL can compare it with ``&&`` in an exclusion constraint."""
    return Func(expression, expression, Value("[]"), function="int8range")


def words(text: Any) -> "Func[Any]":
    """A range of one number for words: equal words give equal numbers."""
    return only(Cast(Func(text, function="hashtext"), models.BigIntegerField()))


PERIOD = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField())
FORWARDS = Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from"))


@tracked(leave_out=("sort_key",))
class Naming(models.Model):
    """The name and number a place had in a period. ``kind`` repeats the place's, so that a number is unique in it.

    A place is there exactly on the days it has a naming.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="namings")
    kind = models.CharField(max_length=16, choices=Place.Kind.choices)
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=40, default=SHIPPED)
    sort_key = models.GeneratedField(
        expression=NorwegianOrder(F("name")), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        ordering: ClassVar = [F("valid_from").asc(nulls_first=True), "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=FORWARDS, name="naming_forwards"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="naming_has_code_and_name"),
            ExclusionConstraint(name="naming_one_at_a_time", expressions=[(only(F("place")), "&&"), (PERIOD, "&&")]),
            ExclusionConstraint(
                name="naming_number_once_at_a_time",
                expressions=[(words(F("kind")), "&&"), (words(F("code")), "&&"), (PERIOD, "&&")],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "code"], name="naming_kind_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@tracked()
class Belonging(models.Model):
    """What a place belonged to in a period; one of each kind at a time. No place: the whole country.

    Offices are told apart by kind: the catchment they are set up for, the representation of one that has no office
    (Øst for Oslo in 2021), service by agreement, and the responsibility for samfunnsmedisin, which goes its own way.
    """

    class Kind(models.TextChoices):
        """In which way a place belongs to another."""

        PARENT = "parent", _("ligger under")
        OFFICE = "office", _("kontorets område")
        REPRESENTATION = "representation", _("oppfølging uten eget kontor")
        AGREEMENT = "agreement", _("betjent etter avtale")
        SAM = "sam", _("ansvar for samfunnsmedisin")
        TRUST = "trust", _("helseforetakets opptaksområde")
        LOCAL_HOSPITAL = "local_hospital", _("lokalsykehusområde")
        PSYCHIATRIC = "psychiatric", _("psykiatrisk område")

    place = models.ForeignKey(Place, null=True, on_delete=models.CASCADE, related_name="belongings")
    to = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="belonging_here")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=40, default=SHIPPED)

    class Meta:
        ordering: ClassVar = [F("valid_from").asc(nulls_first=True), "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=FORWARDS, name="belonging_forwards"),
            models.CheckConstraint(condition=Q(place=None) | ~Q(place=F("to")), name="belonging_to_another"),
            models.CheckConstraint(condition=Q(place__isnull=False) | Q(kind="sam"), name="belonging_whole_country"),
            ExclusionConstraint(
                name="belonging_one_of_a_kind_at_a_time",
                expressions=[
                    (only(Coalesce(F("place"), Value(0))), "&&"),
                    (words(F("kind")), "&&"),
                    (PERIOD, "&&"),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["to", "kind"], name="belonging_to_kind")]

    def __str__(self) -> str:
        return self.kind


@tracked()
class Succession(models.Model):
    """That a place came, wholly or in part, from another on a day. Who keeps its identity has no row here."""

    class Kind(models.TextChoices):
        """How it came about."""

        MERGE = "merge", _("slått sammen")
        SPLIT = "split", _("delt")

    former = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successors")
    later = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="predecessors")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    source = models.CharField(max_length=40, default=SHIPPED)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["former", "later", "on"], name="succession_once"),
            models.CheckConstraint(condition=~Q(former=F("later")), name="succession_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class PlaceFigure(models.Model):
    """A figure of a place on a day, as its source gives it. Of places, never of persons."""

    class What(models.TextChoices):
        """What is counted; the unit stands in the words."""

        POPULATION = "population", _("innbyggere")
        GPS = "gps", _("fastleger")
        VACANT_LISTS = "vacant_lists", _("lister uten fastlege")
        LISTS = "lists", _("fastlegelister")
        MEAN_LIST = "mean_list", _("gjennomsnittlig listelengde")
        WITHOUT_GP = "without_gp", _("innbyggere på liste uten fastlege (%)")
        CAPACITY = "capacity", _("kapasitetsindeks")

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="figures")
    what = models.CharField(max_length=16, choices=What.choices)
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=40, default=SHIPPED)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "what", "on"], name="figure_once")]
        indexes: ClassVar = [models.Index(fields=["what", "on"], name="figure_what_on")]

    def __str__(self) -> str:
        return f"{self.what} {self.on}"


class RegisterChange(models.Model):
    """A deed on the register: what was done, from which day, why, by whom, and each row it wrote.

    ``wrote`` is a list of rows (model, pk, before, after as the journal pictures them), in order; undoing goes through
    it backwards. ``by_id`` is a number of a user without a key, as in the journal; None is the command line.
    """

    class Kind(models.TextChoices):
        """What was done."""

        CREATE = "create", _("opprettet")
        RENAME = "rename", _("nytt navn eller nummer")
        MOVE = "move", _("ny tilhørighet")
        MERGE = "merge", _("sammenslåing")
        SPLIT = "split", _("deling")
        CLOSE = "close", _("avsluttet")
        HOST = "host", _("vertskommune")
        IMPORT = "import", _("lest inn fra fil")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=300)
    effective_on = models.DateField()
    why = models.TextField(blank=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    places = models.ManyToManyField(Place, related_name="register_changes")
    wrote = models.JSONField(encoder=DjangoJSONEncoder)
    undone_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.title


class RegisterFile(models.Model):
    """A file somebody sent to be read into the register, kept from preview to answer. ``digest`` is of the preview."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    change = models.OneToOneField(RegisterChange, null=True, on_delete=models.SET_NULL, related_name="file")

    def __str__(self) -> str:
        return self.name
