"""Who holds which role at which place and for how long; mandates from municipalities; one-time links."""

import hashlib
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce

from alisveien.access.permissions import MATRIX, Role
from alisveien.accounts.models import User
from alisveien.journal.history import tracked
from alisveien.places.models import Place


def only_equal(expression: Any) -> "Func[Any]":
    """A range of one number, so that plain PostgreSQL can compare it with ``&&`` in an exclusion constraint."""
    return Func(expression, expression, Value("[]"), function="int8range")


def hashed_token(token: str) -> str:
    """What is kept of a link's token: a hash, from which the token cannot be found again."""
    return hashlib.sha256(token.encode()).hexdigest()


def at_the_right_kind() -> Q:
    """Each role is held at one of its kinds of place, or without a place when it is for the whole country."""
    right = Q()
    for role, terms in MATRIX.items():
        kinds = sorted(str(kind) for kind in terms.held_at)
        right |= Q(role=role.value, place_kind__in=kinds) if kinds else Q(role=role.value, place_kind="")
    return right


@tracked()
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


@tracked()
class Mandate(models.Model):
    """An adviser acts for a municipality that asked, for a reason and for a short time.

    Meanwhile the adviser sees the names of that municipality and may nominate for it. It stands in the log, and every
    page reminds of it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mandates")
    municipality = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="mandates")
    reason = models.CharField(max_length=300)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="mandate_has_a_reason"),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")) & Q(until_at__lte=F("from_at") + timedelta(days=14)),
                name="mandate_is_short",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "until_at"], name="mandate_user_until")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.municipality_id}"


class Link(models.Model):
    """A one-time link: whoever has the address may do one task, for one role at one place, until it is done.

    Only a hash of the token is kept. ``about`` is the id of what the task is about. A ``once`` link opens one session.
    ``recipient`` is where a new one is sent on request; it is never shown to who follows the link.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    task = models.CharField(max_length=60)
    about = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=32, choices=Role.choices)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="links")
    recipient = models.EmailField(max_length=254)
    once = models.BooleanField(default=False)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"), name="link_keeps_a_hash"),  # noqa: S106
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_expires_after_made"),
            models.CheckConstraint(condition=~Q(task="") & ~Q(recipient=""), name="link_has_task_and_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.about}"
