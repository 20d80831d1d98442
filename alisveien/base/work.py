"""What waits for somebody: the tasks an area declares in ``queries.waiting_for(actor, today)`` for the work list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Text

State = Literal["overdue", "this_week", "later", "waiting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that waits: ``what`` is to be done, ``about`` whom and where, and one action with its address.

    ``deadline`` is a day, or an instant when the hour counts; None when there is none. ``by_others`` says that the
    actor waits for somebody else and can only look. ``note`` stands below the deadline in place of the days counted
    («spurt 26. august»). ``decides`` marks the one task whose button is filled: a decision others wait for. The
    address must open for the actor. No reason for leave and nothing on health may stand in the words.
    """

    what: Text
    href: Text
    action: Text
    about: Text = ""
    deadline: date | datetime | None = None
    by_others: bool = False
    note: Text = ""
    decides: bool = False


Waiting = Callable[[Actor, date], list[Task]]
"""``queries.waiting_for`` of an area. The number of queries must not grow with the tasks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A card beside the work list: a template of the area and what it prints."""

    template: str
    context: dict[str, Any]


Beside = Callable[[Actor, date], list[Aside]]
"""``queries``/``pages`` of an area: what the actor should have in view beside the tasks."""


def day_of(deadline: date | datetime) -> date:
    """The Norwegian day a deadline ends on."""
    return norwegian_day(deadline) if isinstance(deadline, datetime) else deadline


def state_of(task: Task, at: datetime) -> State:
    """Where a task stands at an instant. A week ends on Sunday; what waits for others is never overdue here."""
    if task.by_others:
        return "waiting"
    if task.deadline is None:
        return "later"
    today, day = norwegian_day(at), day_of(task.deadline)
    if day < today or (isinstance(task.deadline, datetime) and task.deadline < at):
        return "overdue"
    return "this_week" if day <= today + timedelta(days=6 - today.weekday()) else "later"
