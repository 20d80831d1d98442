"""The same list under other rules or other evidence: replays of the whole run, nothing estimated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median

from alisveien.engines.distribution.frozen import Frozen, Posts
from alisveien.engines.distribution.run import Distribution, distribute, list_places, placed, rank_with
from alisveien.engines.nominations.keys import progress_step
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.engines.nominations.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Sums:
    """What a rule set gives one trust: doctors taking part, posts filled, at the nearest hospital, first wishes met.

    ``wait_days``: the median of days from nomination to the first day of the half-year held, among the placed; None
    when nobody is.
    """

    taking_part: int
    placed: int
    nearest: int
    first_wish: int
    wait_days: int | None = None

    @property
    def waiting(self) -> int:
        """How many taking part got no place."""
        return self.taking_part - self.placed

    @property
    def nearest_share(self) -> float | None:
        """The share of the placed who are at their nearest hospital, 0 to 1; None when nobody is placed."""
        return self.nearest / self.placed if self.placed else None


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
    waits = [
        (wish.period.starts_on - one.nominated_on).days
        for one in own
        if (wish := distribution.wish_met(one)) is not None
    ]
    return Sums(
        taking_part=len(own),
        placed=len(placed),
        nearest=sum(ranked.near[hpr][position] for hpr, position in placed.items()),
        first_wish=sum(ranked.gates[hpr].allowed[position].number == 1 for hpr, position in placed.items()),
        wait_days=round(median(waits)) if waits else None,
    )


def movers(distributions: Sequence[Distribution], trust: str) -> list[Mover]:
    """The doctors of a trust whose outcome is not the same in all runs, by HPR number.

    A doctor who is in the first run and in no other has no outcome there.
    """
    found = []
    for one in distributions[0].frozen.nominations:
        if one.trust == trust:
            outcomes = tuple(distribution.wish_met(one) for distribution in distributions)
            if len(set(outcomes)) > 1:
                found.append(Mover(one.hpr_number, outcomes))
    return found


def with_posts(frozen: Frozen, changed: Mapping[tuple[str, str], int]) -> Frozen:
    """The same input with other posts for some trusts and half-years («P1 2028»), by (trust, half-year)."""
    rows = {(row.trust, row.period): row for row in frozen.posts}
    for (trust, period), posts in changed.items():
        known = rows.get((trust, period))
        rows[trust, period] = replace(known, posts=posts) if known else Posts(trust, period, posts, frozen.year)
    return replace(frozen, posts=tuple(rows[key] for key in sorted(rows)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other in the second of two inputs of one trust, doctors by HPR number, posts as half-year, before, after.
    ``conditions``: what the trust's gate asks, or how municipalities stand with it, is other. ``ceilings``: those the
    trust has set for its departments are.

    A doctor is changed when anything the distribution reads of the nomination is.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    posts: tuple[tuple[str, int, int], ...]
    conditions: bool
    ceilings: bool

    @property
    def none(self) -> bool:
        """Whether the two are the same."""
        return not (self.added or self.removed or self.changed or self.posts or self.conditions or self.ceilings)


def changes(before: Frozen, after: Frozen, trust: str) -> Changes:
    """What differs between two inputs of a trust's list."""
    was = {one.hpr_number: one for one in before.nominations if one.trust == trust}
    now = {one.hpr_number: one for one in after.nominations if one.trust == trust}
    had = {row.period: row.posts for row in before.posts if row.trust == trust}
    has = {row.period: row.posts for row in after.posts if row.trust == trust}
    return Changes(
        added=tuple(sorted(now.keys() - was.keys())),
        removed=tuple(sorted(was.keys() - now.keys())),
        changed=tuple(sorted(number for number in was.keys() & now.keys() if was[number] != now[number])),
        posts=tuple(
            (period, had.get(period, 0), has.get(period, 0))
            for period in sorted(had.keys() | has.keys())
            if had.get(period, 0) != has.get(period, 0)
        ),
        conditions=before.conditions != after.conditions,
        ceilings=before.own_ceilings != after.own_ceilings,
    )


@dataclass(frozen=True)
class Side:
    """One trust under one variant of the input: its sums, and those who get something else than under the first."""

    sums: Sums
    movers: tuple[Mover, ...]


def side_by_side(variants: Sequence[Frozen], trust: str) -> list[Side]:
    """Other caps, other rule sets, other evidence: each variant distributed whole, and compared with the first."""
    runs = [distribute(variant) for variant in variants]
    return [Side(sums_of(run, trust), tuple(movers([runs[0], run], trust))) for run in runs]


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
    found = []
    for criterion in (name for name in frozen.rules.order if name in ("service", "group", "progress", "own_post")):
        step = standing.step(criterion)
        if step > 0:
            again = rank_with(distribution.ranked, raised(one, criterion, step - 1, frozen))
            position = placed(again)[hpr_number]
            wish = None if position is None else again.gates[hpr_number].allowed[position]
            found.append(WhatIf(criterion, step - 1, list_places(again)[hpr_number], wish))
    return found


def raised(one: Nomination, criterion: str, step: int, frozen: Frozen) -> Nomination:
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
