"""The readiness lists of a placement: what each side must have in place before the first day, and what is late.

A line is done when the data says so (`FACTS`) or, where the data knows nothing of it, when it is ticked by hand.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from alisveien.people.models import Supervision
from alisveien.placements.models import Placement, ReadinessItem, Stay

Side = ReadinessItem.Side
BEFORE, AFTER = timedelta(days=7), timedelta(days=14)
"""How long before its day a side is reminded of a line, and how long after it, should a night have been missed."""
Yes = Stay.Answer.YES


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list as it stands on a day. ``by_hand``: it is ticked, not read from the data."""

    item: ReadinessItem
    due_on: date
    done: bool
    late: bool

    @property
    def by_hand(self) -> bool:
        """True when nothing in the data says whether it is done."""
        return not self.item.fact


def stay_of(placement: Placement) -> Stay:
    """What is agreed about a placement; an empty one that is not saved when nothing is."""
    return placement.stay if hasattr(placement, "stay") else Stay(placement=placement)


def home_supervisions(placement: Placement) -> list[Supervision]:
    """Who supervises the doctor at home while the placement lasts: the same as before it (S2 chapter 5)."""
    return [
        one
        for one in placement.doctor.supervisions.all()
        if one.from_on <= placement.to_on and (one.to_on is None or one.to_on >= placement.from_on)
    ]


FACTS: dict[str, Callable[[Placement, Stay], bool]] = {
    "unit": lambda placement, stay: any(unit.department_id for unit in placement.units.all()),
    "employed": lambda placement, stay: stay.employed_on is not None,
    "supervisor": lambda placement, stay: bool(stay.supervisor_name),
    "agreement": lambda placement, stay: stay.agreement_on is not None,
    "on_call": lambda placement, stay: bool(stay.on_call),
    "midway": lambda placement, stay: bool(stay.midway_on or stay.midway_held_on),
    "leave": lambda placement, stay: stay.leave_granted == Yes,
    "locum": lambda placement, stay: stay.locum_arranged == Yes,
    "home_supervisor": lambda placement, stay: bool(home_supervisions(placement)),
}
"""Name of a fact → whether the data of a placement says that it is so."""


def lines_of(placement: Placement, items: Iterable[ReadinessItem], today: date) -> list[Line]:
    """Both lists of a placement, the earliest due first. Asks nothing when units, ticks and supervisions are fetched.

    After a placement is cancelled or over there is nothing to be ready for: no lines.
    """
    if placement.state not in (Placement.State.AGREED, Placement.State.BEGUN):
        return []
    stay, ticked = stay_of(placement), {tick.item_id for tick in placement.ticks.all()}
    return [_line(placement, stay, item, ticked, today) for item in items if _holds(item, placement.from_on)]


def left_of(lines: Iterable[Line], side: str) -> list[Line]:
    """The lines of a side that are not done, the earliest due first."""
    return sorted((one for one in lines if one.item.side == side and not one.done), key=lambda one: one.due_on)


def reminded_of(lines: Iterable[Line], side: str, today: date) -> list[Line]:
    """The lines a side is reminded of on a day: those due within a week, and those that have been late for a while."""
    return [one for one in left_of(lines, side) if one.due_on - BEFORE <= today <= one.due_on + AFTER]


def _holds(item: ReadinessItem, day: date) -> bool:
    return item.from_on <= day and (item.to_on is None or day <= item.to_on)


def _line(placement: Placement, stay: Stay, item: ReadinessItem, ticked: set[int], today: date) -> Line:
    due_on = placement.from_on - timedelta(days=item.days_before)
    done = FACTS[item.fact](placement, stay) if item.fact else item.pk in ticked
    return Line(item, due_on, done, late=not done and due_on < today)


SIDES: dict[str, Callable[[], str]] = {
    Side.TRUST: lambda: _("Helseforetaket"),
    Side.HOME: lambda: _("Kommunen"),
}
"""Side → what it is called above its list."""
