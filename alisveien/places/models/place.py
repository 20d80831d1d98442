"""One Place under everything that lies somewhere: counties, municipalities, trusts, hospitals, departments, offices."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked


class NorwegianOrder(Func):
    """A name as Norwegians sort it (… z æ ø å, aa as å); the SQL function is made by the first migration."""

    function = "alisveien_order_v1"
    output_field = models.TextField()


def valid_on(day: date, path: str = "") -> Q:
    """The condition that a place is there on a day. ``path`` leads to the place, as ``catchment__place__``."""
    begun = Q(**{f"{path}valid_from": None}) | Q(**{f"{path}valid_from__lte": day})
    return begun & (Q(**{f"{path}valid_to": None}) | Q(**{f"{path}valid_to__gt": day}))


class Places(models.QuerySet["Place"]):
    """Places that can be narrowed to those that are there on a day."""

    def valid_on(self, day: date) -> Self:
        """Those that have begun and have not ended by the day. Every list, count and search is made of these."""
        return self.filter(valid_on(day))


@tracked(leave_out=("sort_key",))
class Place(models.Model):
    """Something with a place in the register. ``code`` is the national identifier where there is one.

    ``parent`` is what it lies under: a municipality its county, a trust its regional authority, a hospital its owner,
    a department its hospital, a district its municipality. ``valid_to`` is the first day it is no longer there; a place
    is ended, never deleted. Names, numbers and what it lies under are here as they are today; as they were or will be
    stands in ``Naming`` and ``Belonging``. ``by_hand``: made or changed here, so the shipped register leaves it alone.
    """

    class Kind(models.TextChoices):
        """What a place is."""

        COUNTY = "county", _("fylke")
        MUNICIPALITY = "municipality", _("kommune")
        DISTRICT = "district", _("bydel")
        AGENCY = "agency", _("etat")
        STATE_BODY = "state_body", _("statlig virksomhet")
        AUTHORITY = "authority", _("regionalt helseforetak")
        TRUST = "trust", _("helseforetak")
        PRIVATE = "private", _("privat sykehus med avtale")
        AREA = "area", _("opptaksområde")
        HOSPITAL = "hospital", _("sykehus")
        DEPARTMENT = "department", _("avdeling")
        OFFICE = "office", _("rådgivingskontor")
        UNIT = "unit", _("enhet i helseforetak")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    town = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    search_text = models.TextField(blank=True)
    sort_key = models.GeneratedField(
        expression=NorwegianOrder(F("name")), output_field=models.TextField(), db_persist=True
    )

    objects = Places.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "code"], name="place_once_per_kind"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="place_has_code_and_name"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                name="place_valid_forwards",
            ),
            models.CheckConstraint(
                condition=~Q(kind="municipality") | Q(code__regex=r"^[0-9]{4}$"), name="place_municipality_number"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["municipality", "hospital", "department", "trust", "unit"])
                | Q(parent__isnull=False),
                name="place_lies_under_something",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "sort_key", "id"], name="place_kind_order")]

    def __str__(self) -> str:
        return self.name

    def has_ended_by(self, day: date) -> bool:
        """True when the place is no longer there on the day."""
        return self.valid_to is not None and self.valid_to <= day
