"""Who may move the days of a round, and when."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.calendar.round_dates import Calendar, neighbours
from alisveien.engines.calendar.working_days import is_working_day
from alisveien.placements.models import Round


def may_move(actor: Actor, round_: Round) -> bool:
    """True when the actor may say when the steps of a round are."""
    return actor.may(Permission.FREEZE_ROUND, round_.trust_id)


def against_moving(calendar: Calendar, step: str, on: date, days: Mapping[str, date], *, done: bool) -> list[str]:
    """Why a step cannot be set to a day: it is done, the day is none people work, or the steps would change places."""
    if done:
        return [_("Steget er gjort, og dagen kan ikke flyttes.")]
    reasons = [] if is_working_day(on) else [_("Velg en virkedag. Da er det noen på jobb som kan svare.")]
    earliest, latest = neighbours(calendar, step, days)
    if earliest is not None and on < earliest:
        reasons.append(_("Steget før er {day}. Velg den dagen eller en senere.").format(day=_day(earliest)))
    if latest is not None and on > latest:
        reasons.append(_("Steget etter er {day}. Velg den dagen eller en tidligere.").format(day=_day(latest)))
    return reasons


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
