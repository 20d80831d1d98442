"""Taking a deed on the register back, whole."""

from datetime import date, datetime

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.services import record
from alisveien.places import rules
from alisveien.places.models import Place, RegisterChange
from alisveien.places.services.deeds import refused
from alisveien.places.services.ledger import altered_since, take_back
from alisveien.places.services.standing import bring_up_to_date, turning_by


@transaction.atomic
def undo_change(*, change: RegisterChange, by: Actor, at: datetime) -> RegisterChange:
    """Take back every row a deed wrote, from the last to the first. Raises NotAllowed, RuleBroken.

    It is refused when a row has been changed since, or something else has come to stand on a place it made.
    """
    change = RegisterChange.objects.select_for_update().get(pk=change.pk)
    allow(rules.may_undo_change(by, change.places.all()), refused())
    agree(rules.against_undoing_change(change, altered_since(change.wrote)))
    places = list(change.places.values_list("pk", flat=True))
    change.places.clear()
    take_back(change.wrote, dated=True)
    bring_up_to_date(Place.objects.filter(pk__in=places), norwegian_day(at))
    take_back(change.wrote, dated=False)
    change.places.set(Place.objects.filter(pk__in=places))
    change.undone_by_id, change.undone_at = by.user_id, at
    change.save(update_fields=["undone_by_id", "undone_at"])
    record("places.register.undone", about=change, by=by, at=at, places=places)
    return change


@transaction.atomic
def turn_to(today: date) -> int:
    """Set the present right for places whose day has come. Returns how many rows changed."""
    return bring_up_to_date(turning_by(today), today)
