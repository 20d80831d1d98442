"""Moving the days of a round, and setting them back to the rule."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.base.shipped import round_calendar
from alisveien.journal.services import record
from alisveien.placements import queries, queries_calendar, rules_calendar
from alisveien.placements.models import Round, RoundDate
from alisveien.placements.queries_calendar import Day


@transaction.atomic
def move_day(*, round_: Round, step: str, on: date, why: str, by: Actor, at: datetime) -> RoundDate:
    """Set a step of a round to another day, with the reason. Raises NotAllowed and RuleBroken.

    The round is locked meanwhile, so that two who move at once cannot make steps change places.
    """
    round_, days = _locked(round_, step, by)
    why = " ".join(why.split())
    agree([*_against(round_, step, on, days), *([] if why else [_("Skriv hvorfor dagen flyttes.")])])
    moved, _made = RoundDate.objects.update_or_create(
        trust=round_.trust,
        year=round_.year,
        step=step,
        defaults={"on": on, "why": why, "by_id": by.user_id, "at": at},
    )
    before, after = _words(step, days[step].on), _words(step, on)
    places = [round_.trust_id]
    record("placements.round.day_moved", about=round_, places=places, by=by, at=at, why=why, before=before, after=after)
    return moved


@transaction.atomic
def set_by_rule(*, round_: Round, step: str, by: Actor, at: datetime) -> None:
    """Set a moved step back to the day the rule gives; others stay. Raises NotAllowed and RuleBroken."""
    round_, days = _locked(round_, step, by)
    one = days[step]
    if not one.is_moved:
        return
    agree(_against(round_, step, one.by_rule_on, days))
    RoundDate.objects.filter(trust=round_.trust, year=round_.year, step=step).delete()
    before, after = _words(step, one.on), _words(step, one.by_rule_on)
    places = [round_.trust_id]
    record("placements.round.day_by_rule", about=round_, places=places, by=by, at=at, before=before, after=after)


def _locked(round_: Round, step: str, by: Actor) -> tuple[Round, Mapping[str, Day]]:
    """The round locked, with its days. Raises NotAllowed, and RuleBroken when it has no such step."""
    round_ = queries.locked_round(round_.pk)
    allow(rules_calendar.may_move(by, round_))
    days = {one.step: one for one in queries_calendar.days_of(by, round_)}
    agree([] if step in days else [_("Runden har ikke et slikt steg.")])
    return round_, days


def _against(round_: Round, step: str, on: date, days: Mapping[str, Day]) -> list[str]:
    set_to = {name: one.on for name, one in days.items()}
    done = days[step].done_at is not None
    return rules_calendar.against_moving(round_calendar(round_.year), step, on, set_to, done=done)


def _words(step: str, on: date) -> dict[str, str]:
    return {"step": step, "on": on.isoformat()}
