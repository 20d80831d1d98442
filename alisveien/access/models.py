"""Who holds which role at which place, and for how long."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce

from alisveien.access.permissions import MATRIX, Role
from alisveien.accounts.models import User
from alisveien.places.models import Place


def only_equal(expression: Any) -> "Func[Any]":
    """A range of one number, so that plain PostgreSQL can compare it with ``&&`` in an exclusion constraint."""
    return Func(expression, expression, Value("[]"), function="int8range")


def at_the_right_kind() -> Q:
    """Each role is held at one of its kinds of place, or without a place when it is for the whole country."""
    right = Q()
    for role, terms in MATRIX.items():
        kinds = sorted(str(kind) for kind in terms.held_at)
        right |= Q(role=role.value, place_kind__in=kinds) if kinds else Q(role=role.value, place_kind="")
    return right


class Holding(models.Model):
    """A role somebody holds at a place from a day until (not with) another.

    ``place_kind`` repeats the kind of the place; a foreign key of both columns keeps it true, so that the database
    itself can refuse a role at the wrong kind of place. A holding is ended, never deleted. ``given_by`` and
    ``ended_by`` are numbers of users without a key, as in the journal.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=32, choices=Role.choices)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="holdings")
    place_kind = models.CharField(max_length=16, choices=Place.Kind.choices, blank=True, editable=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    given_by = models.BigIntegerField(null=True, editable=False)
    given_at = models.DateTimeField(editable=False)
    ended_by = models.BigIntegerField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=at_the_right_kind(), name="holding_at_right_kind"),
            models.CheckConstraint(
                condition=Q(place=None, place_kind="") | (Q(place__isnull=False) & ~Q(place_kind="")),
                name="holding_kind_with_place",
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="holding_forwards"),
            ExclusionConstraint(
                name="holding_once_at_a_time",
                expressions=[
                    (only_equal(F("user")), RangeOperators.OVERLAPS),
                    (only_equal(Cast(Func(F("role"), function="hashtext"), models.BigIntegerField())), "&&"),
                    (only_equal(Coalesce(F("place"), Value(0))), RangeOperators.OVERLAPS),
                    (
                        Func(F("from_on"), F("to_on"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "role"], name="holding_place_role")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.place_id}"
