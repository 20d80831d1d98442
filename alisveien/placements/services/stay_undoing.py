"""Taking back that a placement was made longer or ended early, from what its log says it was before."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree
from alisveien.journal.history import history_context
from alisveien.journal.models import Entry
from alisveien.journal.services import record
from alisveien.placements import rules_stays_undoing as rules
from alisveien.placements.models import Interruption, Placement, PlacementUnit
from alisveien.placements.services.stay_deeds import decided, places_of, tell_of_change
from alisveien.posts.models import Post


@transaction.atomic
def undo_extension(*, placement: Placement, by: Actor, at: datetime) -> Placement:
    """Give a placement, its last unit and its post the last day they had before it was made longer.

    Raises NotAllowed, and RuleBroken when the new days have begun or something follows from them.
    """
    placement = decided(placement, by)
    agree(rules.against_undoing_extension(placement, norwegian_day(at)))
    entry = _moved(placement)
    before: dict[str, Any] = entry.before or {}
    last = placement.units.all().reverse()[0]
    with history_context(by):
        Post.objects.filter(pk=placement.post_id).update(to_on=before["post_to_on"])
        PlacementUnit.objects.filter(pk=last.pk).update(to_on=before["to_on"])
        placement.to_on = rules.day_before(entry)
        placement.save(update_fields=["to_on"])
    after, places = {"to_on": before["to_on"]}, places_of(placement)
    record(
        "placements.placement.extension_undone",
        about=placement,
        by=by,
        at=at,
        after=after,
        places=places,
        undoes=entry,
    )
    tell_of_change(placement, by, at)
    return placement


@transaction.atomic
def undo_ending(*, placement: Placement, by: Actor, at: datetime) -> Placement:
    """Let a placement that was ended early go on as it was agreed; the open post of the rest of the days goes away.

    Units and interruptions are as they were. Raises NotAllowed, and RuleBroken when the rest is in use.
    """
    placement = decided(placement, by)
    agree(rules.against_undoing_ending(placement, norwegian_day(at)))
    entry = _moved(placement)
    before: dict[str, Any] = entry.before or {}
    with history_context(by):
        Post.objects.get(pk=(entry.after or {})["rest"]).delete()
        placement.to_on, placement.state = rules.day_before(entry), Placement.State.BEGUN
        placement.save(update_fields=["to_on", "state"])
        for number, hospital, department, first, last in before["units"]:
            _put_unit(placement, number, (hospital, department), (first, last))
        for first, last, code in before["interruptions"]:
            values = {"to_on": last, "code": code}
            Interruption.objects.update_or_create(placement=placement, from_on=first, defaults=values)
    after, places = {"to_on": before["to_on"]}, places_of(placement)
    record(
        "placements.placement.ending_undone", about=placement, by=by, at=at, after=after, places=places, undoes=entry
    )
    tell_of_change(placement, by, at)
    return placement


def _moved(placement: Placement) -> Entry:
    entry = rules.last_move(placement)
    assert entry is not None, "the rule has seen that there is one"
    return entry


def _put_unit(placement: Placement, number: int, where: tuple[int, int], days: tuple[str, str]) -> None:
    hospital, department = where
    first, last = (date.fromisoformat(day) for day in days)
    values = {"hospital_id": hospital, "department_id": department, "from_on": first, "to_on": last}
    PlacementUnit.objects.update_or_create(placement=placement, number=number, defaults=values)
