"""What if: the trust's list with other posts or another rule set, beside the list as it is. Nothing of it is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.shipped import rule_sets
from alisveien.engines.distribution.compare import Mover, Sums, movers, sums_of, with_posts
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.placements.pages.parts import People, card_address
from alisveien.placements.pages.rule_sets import outcome_title
from alisveien.placements.telling.reasons import rules_title


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what it is, as it is, and what if."""

    label: str
    now: str
    then: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A doctor who would get something else: name, home, address of the card, now and then."""

    name: str
    municipality: str
    href: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The two side by side. ``summary``: how many would get something else."""

    summary: str
    now: str
    then: str
    rows: tuple[Row, ...]
    moved: tuple[Moved, ...]


def posts_now(frozen: Frozen, trust: str) -> dict[int, int]:
    """Half (1 or 2) → the trust's posts in it."""
    labels = {period.label: half for half, period in enumerate(frozen.periods, start=1)}
    posts = {(row.trust, row.period): row.posts for row in frozen.posts}
    return {half: posts.get((trust, label), 0) for label, half in labels.items()}


def what_if(now: Distribution, trust: str, posts: Mapping[int, int], rules: str, people: People) -> WhatIf:
    """Replay a trust's list with other posts in each half (1 and 2) and under the rule set of a name we ship."""
    frozen = now.frozen
    labels = dict(enumerate((period.label for period in frozen.periods), start=1))
    changed = with_posts(frozen, {(trust, labels[half]): count for half, count in posts.items()})
    then = distribute(changed.under(rule_sets()[rules]))
    moved = movers([now, then], trust)
    return WhatIf(
        summary=_summary(len(moved)),
        now=_variant(frozen, trust),
        then=_variant(then.frozen, trust),
        rows=tuple(sum_rows(sums_of(now, trust), sums_of(then, trust))),
        moved=moved_rows(frozen, moved, people),
    )


def _summary(count: int) -> str:
    if not count:
        return _("Ingen får noe annet.")
    return ngettext("{count} lege får noe annet.", "{count} leger får noe annet.", count).format(count=count)


def _variant(frozen: Frozen, trust: str) -> str:
    posts = posts_now(frozen, trust)
    words = _("{first} plasser i P1 og {second} i P2, «{rules}»")
    return words.format(first=posts[1], second=posts[2], rules=rules_title(frozen.rules.name))


def sum_rows(now: Sums, then: Sums) -> Sequence[Row]:
    """The sums of two runs of a trust's list, row by row."""
    pairs = (
        (_("Fordelt"), str(now.placed), str(then.placed)),
        (_("Venter"), str(now.waiting), str(then.waiting)),
        (_("Fikk førsteønsket"), str(now.first_wish), str(then.first_wish)),
        (_("Ved nærmeste sykehus"), _share(now), _share(then)),
        (_("Ventetid fra innmelding, median"), _wait(now), _wait(then)),
    )
    return [Row(label, one, other, one != other) for label, one, other in pairs]


def _share(sums: Sums) -> str:
    if sums.nearest_share is None:
        return "–"
    return _("{count} av {all} ({share} %)").format(
        count=sums.nearest, all=sums.placed, share=round(100 * sums.nearest_share)
    )


def _wait(sums: Sums) -> str:
    if sums.wait_days is None:
        return "–"
    return ngettext("{count} dag", "{count} dager", sums.wait_days).format(count=sums.wait_days)


def moved_rows(frozen: Frozen, moved: Iterable[Mover], people: People) -> tuple[Moved, ...]:
    """Those who get something else, by name: now and then."""
    by_number = {one.hpr_number: one for one in frozen.nominations}
    found = []
    for mover in moved:
        one, person = by_number[mover.hpr_number], people[mover.hpr_number]
        now, then = (outcome_title(wish, one, frozen) for wish in mover.outcomes)
        found.append(Moved(person.name, person.home, card_address(frozen.year, mover.hpr_number), now, then))
    return tuple(sorted(found, key=lambda one: (one.name, one.href)))
