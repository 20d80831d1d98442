"""An arena as it was described on a day: its row and its papers out of the history."""

from datetime import date, datetime, time, timedelta

from django.db.models import prefetch_related_objects

from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY
from alisveien.establishments.models import Arena, ArenaPaper
from alisveien.journal.queries import as_it_was, rows_as_they_were


def arena_before(actor: Actor, arena: Arena, day: date) -> tuple[Arena, list[ArenaPaper]] | None:
    """An arena the actor sees, with its papers, as written when a day ended; None when it was not there yet.

    They are read only and never saved. Raises NotAllowed for those who may not read its log.
    """
    at = datetime.combine(day + timedelta(days=1), time(), NORWAY) - timedelta(microseconds=1)
    was = as_it_was(actor, arena, at)
    if was is None:
        return None
    found = Arena(**was.values)
    prefetch_related_objects([found], "place")
    papers = [ArenaPaper(**row.values) for row in rows_as_they_were(ArenaPaper, at, arena_id=arena.pk)]
    return found, sorted(papers, key=lambda paper: (paper.from_on, paper.pk), reverse=True)
