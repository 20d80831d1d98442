"""The same list under other rules or other evidence: replays of the whole run, nothing estimated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution, distribute, list_places
from alisveien.engines.nominations.keys import progress_step
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.engines.nominations.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Sums:
    """What a rule set gives one trust: doctors taking part, posts filled, at the nearest hospital, first wishes met."""

    taking_part: int
    placed: int
    nearest: int
    first_wish: int


@dataclass(frozen=True, slots=True)
class Mover:
    """A doctor who gets something else under some rule set: the wish met under each, None where waiting."""

    hpr_number: str
    outcomes: tuple[WishRead | None, ...]


def sums_of(distribution: Distribution, trust: str) -> Sums:
    """The sums of one trust."""
    ranked = distribution.ranked
    own = [one for one in distribution.frozen.nominations if one.trust == trust and one.hpr_number in ranked.standings]
    met = {one.hpr_number: distribution.placements[one.hpr_number] for one in own}
    placed = {hpr: position for hpr, position in met.items() if position is not None}
    return Sums(
        taking_part=len(own),
        placed=len(placed),
        nearest=sum(ranked.near[hpr][position] for hpr, position in placed.items()),
        first_wish=sum(ranked.gates[hpr].allowed[position].number == 1 for hpr, position in placed.items()),
    )


def movers(distributions: Sequence[Distribution], trust: str) -> list[Mover]:
    """The doctors of a trust whose outcome is not the same in all runs, by HPR number."""
    found = []
    for one in distributions[0].frozen.nominations:
        if one.trust == trust:
            outcomes = tuple(distribution.wish_met(one) for distribution in distributions)
            if len(set(outcomes)) > 1:
                found.append(Mover(one.hpr_number, outcomes))
    return found


def under_each(frozen: Frozen, rule_sets: Sequence[RuleSet]) -> list[Distribution]:
    """The same input distributed under each rule set."""
    return [distribute(frozen.under(rules)) for rules in rule_sets]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One criterion raised a step, all else unchanged: place in the list and the wish met, by replay."""

    criterion: str
    step: int
    place: int
    wish: WishRead | None


def what_if(distribution: Distribution, hpr_number: str) -> list[WhatIf]:
    """What each criterion of the band would have given one step higher; criteria already on top are left out."""
    frozen = distribution.frozen
    one = next(nomination for nomination in frozen.nominations if nomination.hpr_number == hpr_number)
    if hpr_number not in distribution.ranked.standings:
        return []
    standing = distribution.ranked.standings[hpr_number]
    alone = replace(frozen, nominations=tuple(other for other in frozen.nominations if other.trust == one.trust))
    found = []
    for criterion in (name for name in frozen.rules.order if name in ("service", "group", "progress", "own_post")):
        step = standing.step(criterion)
        if step > 0:
            changed = _raised(one, criterion, step - 1, frozen)
            others = tuple(changed if other.hpr_number == hpr_number else other for other in alone.nominations)
            run = distribute(replace(alone, nominations=others))
            found.append(WhatIf(criterion, step - 1, list_places(run.ranked)[hpr_number], run.wish_met(changed)))
    return found


def _raised(one: Nomination, criterion: str, step: int, frozen: Frozen) -> Nomination:
    """The nomination with evidence that just reaches a step of one criterion."""
    if criterion == "service":
        return replace(one, started_on=frozen.cut_off_on - timedelta(days=frozen.rules.service_days))
    if criterion == "group":
        return replace(one, group=("finished", "taking_part", "not_started")[step])
    if criterion == "own_post":
        return replace(one, own_post_on=frozen.cut_off_on)
    raised = replace(one, courses=max(one.courses, frozen.rules.progress[step].courses))
    assert progress_step(raised.courses, raised.goals_percent, frozen.rules) <= step
    return raised
