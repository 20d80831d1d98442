"""When somebody last had the work list open."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from alisveien.accounts.models import User


class Visit(models.Model):
    """The visit somebody is on, and when the one before it ended.

    A visit lasts as long as the work list is opened again within half an hour. ``before`` is empty the first time.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="visit", primary_key=True)
    latest_at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(before=None) | Q(before__lte=F("latest_at")), name="visit_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.user_id)
