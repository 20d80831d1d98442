"""A nomination as it was on a day: its row, its doctor's and its wishes out of the history."""

from datetime import date, datetime, time, timedelta

from django.db.models import prefetch_related_objects

from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY
from alisveien.journal.queries import as_it_was, rows_as_they_were
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Wish


def end_of(day: date) -> datetime:
    """The last instant of a Norwegian day."""
    return datetime.combine(day + timedelta(days=1), time(), NORWAY) - timedelta(microseconds=1)


def nomination_before(actor: Actor, one: Nomination, day: date) -> Nomination | None:
    """A nomination the actor sees, with doctor and wishes as they were when a day ended; None when it was not there.

    It is read only and never saved. Raises NotAllowed for those who may not read the log of nomination and doctor.
    """
    at = end_of(day)
    was, of_doctor = as_it_was(actor, one, at), as_it_was(actor, one.doctor, at)
    if was is None or of_doctor is None:
        return None
    found, doctor = Nomination(**was.values), Doctor(**of_doctor.values)
    wishes = [Wish(**version.values) for version in rows_as_they_were(Wish, at, nomination_id=one.pk)]
    prefetch_related_objects([found], "trust", "municipality")
    prefetch_related_objects([doctor], "unit", "municipality")
    prefetch_related_objects(wishes, "hospital", "department")
    found.doctor = doctor
    found._prefetched_objects_cache = {"wishes": wishes}  # type: ignore[attr-defined]
    return found
