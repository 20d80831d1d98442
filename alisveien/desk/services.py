"""Remembering when somebody last had the work list open."""

from datetime import datetime, timedelta

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.desk.models import Visit

ONE_VISIT = timedelta(minutes=30)


@transaction.atomic
def note_visit(*, by: Actor, at: datetime) -> datetime | None:
    """Note that the work list is open now. Gives when the visit before this one ended; None the first time.

    Opening it again within half an hour is the same visit, so that a reload hides nothing. A visitor is nobody.
    """
    if by.user_id is None:
        return None
    visit, is_new = Visit.objects.select_for_update(of=("self",)).get_or_create(
        user_id=by.user_id, defaults={"latest_at": at}
    )
    if is_new:
        return None
    if at - visit.latest_at > ONE_VISIT:
        visit.before = visit.latest_at
    visit.latest_at = max(at, visit.latest_at)
    visit.save(update_fields=["latest_at", "before"])
    return visit.before
