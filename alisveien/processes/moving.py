"""Moving a doctor or another person to another place, with the open nomination; trying it first, and undoing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.people.models import Move
from alisveien.people.services import moving
from alisveien.placements.models import Nomination
from alisveien.placements.services.moved import follow_doctor, tell_moved_back

FOLLOWS, WITHDRAWN = "follows", "withdrawn"


@dataclass(frozen=True, slots=True)
class TriedMove:
    """What a move would do: how many roles end and begin, whether a doctor is employed elsewhere, and the nomination.

    ``nomination`` is «follows», «withdrawn» or empty for none.
    """

    ends: int
    begins: int
    employs: bool
    nomination: str


@transaction.atomic
def move_person(**asked: Any) -> Move:
    """Move somebody, see `people.services.moving.move_person`; a doctor's open nomination follows, or is withdrawn."""
    return moving.move_person(**asked, carry=follow_doctor)


def try_move(**asked: Any) -> TriedMove:
    """Move somebody and take it back at once: what it would do. Raises as the deed."""
    with transaction.atomic():
        lines = move_person(**asked).wrote
        transaction.set_rollback(True)
    roles = [line for line in lines if line["model"] == "people.contactrole"]
    nominations = [line["after"] for line in lines if line["model"] == "placements.nomination"]
    withdrawn = any("state" in after for after in nominations)
    return TriedMove(
        ends=sum(line["before"] is not None for line in roles),
        begins=sum(line["before"] is None for line in roles),
        employs=any(line["model"] == "people.doctor" for line in lines),
        nomination=(WITHDRAWN if withdrawn else FOLLOWS) if nominations else "",
    )


@transaction.atomic
def undo_move(*, move: Move, by: Actor, at: datetime) -> Move:
    """Take a move back whole, the nomination too. Raises NotAllowed, RuleBroken."""
    move = moving.undo_move(move=move, by=by, at=at)
    keys = {line["pk"] for line in move.wrote if line["model"] == "placements.nomination"}
    for nomination in Nomination.objects.filter(pk__in=keys):
        tell_moved_back(nomination, by, at)
    return move
