"""Merging and dividing municipalities with all that belongs to them, whole or not at all; and trying it first."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY, norwegian_day
from alisveien.base.jobs import enqueue
from alisveien.places.models import Place, RegisterChange
from alisveien.places.services import reforms
from alisveien.places.services.ledger import Ledger
from alisveien.places.services.reforms import Part
from alisveien.processes import queries
from alisveien.processes.carrying import carry

FOLLOWS = (
    "people.doctor",
    "placements.nomination",
    "placements.draft",
    "placements.call",
    "access.holding",
    "people.contactrole",
    "establishments.registration",
    "establishments.arena",
    "access.link",
    "access.mandate",
    "outreach.check",
)
CONTINUED = ("access.holding", "people.contactrole", "establishments.registration")
"""What is not changed but ended and begun anew, or continued by a new row."""
ENDING = ("access.mandate", "outreach.check")
"""What only ends."""
JUST_AFTER = time(0, 10)
"""After the register itself has turned, five minutes past midnight."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a deed would do: its title, how many rows of each model follow or only end, and whether that waits.

    ``stays`` counts what stays where it happened, and shows on the one that goes on.
    """

    title: str
    moved: dict[str, int]
    ended: dict[str, int]
    stays: dict[str, int]
    waits: bool


@transaction.atomic
def merge_municipalities(
    *, places: Sequence[Place], code: str, name: str, effective_on: date, why: str, by: Actor, at: datetime
) -> RegisterChange:
    """Make one municipality of several, with doctors, roles, nominations, contacts, registrations and arenas.

    When the day is to come they follow on that day. Undone as any deed on the register. Raises NotAllowed, RuleBroken.
    """
    change = reforms.merge_municipalities(
        places=places, code=code, name=name, effective_on=effective_on, why=why, by=by, at=at, carry=carry
    )
    _wait_for(change, at)
    return change


@transaction.atomic
def split_municipality(
    *, place: Place, parts: Sequence[Part], effective_on: date, why: str, by: Actor, at: datetime
) -> RegisterChange:
    """Divide a municipality. What belongs to it stays with the part that keeps its name, else goes to the first part.

    When the day is to come it follows on that day. Undone as any deed on the register. Raises NotAllowed, RuleBroken.
    """
    change = reforms.split_municipality(
        place=place, parts=parts, effective_on=effective_on, why=why, by=by, at=at, carry=carry
    )
    _wait_for(change, at)
    return change


def try_deed(deed: Callable[..., RegisterChange], *, at: datetime, **arguments: Any) -> Tried:
    """Do a deed and take it back at once: what it would do. Raises as the deed."""
    with transaction.atomic():
        change = deed(at=at, **arguments)
        made = Counter(line["model"] for line in change.wrote if line["before"] is None)
        changed = Counter(line["model"] for line in change.wrote if line["before"] and line["after"])
        stays = queries.staying([place for several in _ended_by(change).values() for place in several])
        transaction.set_rollback(True)
    moved = {model: made[model] if model in CONTINUED else changed[model] for model in FOLLOWS}
    ended = {model: changed[model] - made[model] for model in CONTINUED}
    ended |= {model: changed[model] for model in ENDING}
    moved |= dict.fromkeys(ENDING, 0)
    return Tried(change.title, moved, ended, stays, waits=change.effective_on > norwegian_day(at))


@transaction.atomic
def carry_over(*, change_id: int, at: datetime) -> int:
    """On the day of a reform that was registered before: let what belongs to those that ended follow. How many rows.

    Does nothing the second time, and nothing for a deed that was undone.
    """
    change = RegisterChange.objects.select_for_update().filter(pk=change_id, undone_at=None).first()
    if change is None:
        return 0
    ledger = Ledger()
    for later, former in _ended_by(change).items():
        carry(ledger, former, Place.objects.get(pk=later), change.effective_on, at)
    change.wrote = [*change.wrote, *ledger.wrote]
    change.save(update_fields=["wrote"])
    return len(ledger.wrote)


def _wait_for(change: RegisterChange, at: datetime) -> None:
    """Ask for the rest on the day, when that is to come."""
    if change.effective_on > norwegian_day(at):
        after = datetime.combine(change.effective_on, JUST_AFTER, tzinfo=NORWAY)
        enqueue("processes.carry_over", once=f"processes.carry_over.{change.pk}", after=after, change_id=change.pk)


def _ended_by(change: RegisterChange) -> dict[int, list[Place]]:
    """The place that goes on → those that ended and became it, as a deed wrote them; a division's first part only."""
    steps = [line["after"] for line in change.wrote if line["model"] == "places.succession" and line["after"]]
    former = Place.objects.in_bulk([step["former_id"] for step in steps])
    found: dict[int, list[Place]] = {}
    seen: set[int] = set()
    for step in steps:
        place = former[step["former_id"]]
        if place.has_ended_by(change.effective_on + timedelta(days=1)) and place.pk not in seen:
            seen.add(place.pk)
            found.setdefault(step["later_id"], []).append(place)
    return found
