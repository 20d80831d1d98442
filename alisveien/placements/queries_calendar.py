"""Reading the days of rounds. When a round is, and how far it has come, is open to everyone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from alisveien.base.actor import Actor
from alisveien.base.shipped import round_calendar
from alisveien.engines.calendar.round_dates import days_by_rule
from alisveien.placements.models import Round, RoundDate
from alisveien.placements.models.calendar import Step
from alisveien.places.models import Place

FoundRound: TypeAlias = Round
"""What is found here, for the views, which import no model."""


@dataclass(frozen=True, slots=True)
class Day:
    """A step of a round: the day it is set to, the one the rule gives, why it was moved, and when it was done."""

    step: str
    on: date
    by_rule_on: date
    why: str
    done_at: datetime | None

    @property
    def is_moved(self) -> bool:
        """Whether it was set to another day than the rule's."""
        return bool(self.why)


def days_of(actor: Actor, round_: Round) -> list[Day]:
    """The days of a round, in the order of the steps."""
    moved = {one.step: one for one in RoundDate.objects.filter(trust=round_.trust_id, year=round_.year)}
    return _days(round_, moved)


def calendar_of(actor: Actor, year: int) -> list[tuple[Place, list[Day]]]:
    """The trusts with a round of a year, each with its days, in Norwegian order."""
    rounds = Round.objects.filter(year=year).select_related("trust").defer("frozen").order_by("trust__sort_key")
    moved: dict[int, dict[str, RoundDate]] = {}
    for one in RoundDate.objects.filter(year=year):
        moved.setdefault(one.trust_id, {})[one.step] = one
    return [(one.trust, _days(one, moved.get(one.trust_id, {}))) for one in rounds]


def years_with_rounds(actor: Actor) -> list[int]:
    """The years there are rounds for, newest first."""
    return list(Round.objects.order_by("-year").values_list("year", flat=True).distinct())


def open_round(actor: Actor, year: int, number: str) -> Round | None:
    """The round of the trust with a number, as far as everybody may know of it; None when there is none."""
    found = Round.objects.filter(year=year, trust__code=number).select_related("trust").defer("frozen")
    return found.first()


def next_days(rounds: Iterable[Round]) -> dict[int, dict[str, date]]:
    """Key of a round → step → day, for the work list; one question for all of them."""
    every = list(rounds)
    moved: dict[tuple[int, int], dict[str, date]] = {}
    trusts = {one.trust_id for one in every}
    for trust, year, step, on in RoundDate.objects.filter(trust__in=trusts).values_list("trust", "year", "step", "on"):
        moved.setdefault((trust, year), {})[step] = on
    return {
        one.pk: days_by_rule(round_calendar(one.year), one.year, moved.get((one.trust_id, one.year))) for one in every
    }


def _days(round_: Round, moved: Mapping[str, RoundDate]) -> list[Day]:
    calendar = round_calendar(round_.year)
    by_rule = days_by_rule(calendar, round_.year)
    days = days_by_rule(calendar, round_.year, {step: one.on for step, one in moved.items()})
    done = _done(round_)
    return [
        Day(step, on, by_rule[step], moved[step].why if step in moved else "", done.get(step))
        for step, on in days.items()
    ]


def _done(round_: Round) -> dict[str, datetime | None]:
    """Step → when the round was taken through it; what leaves no trace in the round is left out."""
    return {
        Step.CALL: round_.created_at,
        Step.CAPACITY: round_.capacity_decided_at,
        Step.FREEZE: round_.frozen_at,
        Step.DRAW: round_.drawn_at or (None if round_.commitment else round_.frozen_at),
        Step.DECIDE: round_.judged_at,
        Step.RELEASE: round_.released_at,
    }
