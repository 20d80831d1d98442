"""The key of a wish: the evidence, the steps it reaches, and the order a rule set puts them in. Smaller is stronger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alisveien.engines.allocation.lottery import lot_of
from alisveien.engines.allocation.problem import Key
from alisveien.engines.nominations.gate import service_days
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.engines.nominations.register import Register
from alisveien.engines.nominations.rules import BAND, GROUPS, RuleSet

Tail = tuple[int, str, str]
"""Days of service (negative: more is stronger), date of nomination, lot."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a doctor is ranked by: steps of the band (0 strongest), the own tail and the one the municipality dealt."""

    hpr_number: str
    band: tuple[int, ...]
    own_tail: Tail
    tail: Tail

    def step(self, criterion: str) -> int:
        """The step reached of a criterion of the band, 0 the highest."""
        return self.band[BAND.index(criterion)]


def band_of(nomination: Nomination, rules: RuleSet, cut_off_on: date) -> tuple[int, ...]:
    """Steps of service, group, progress and own post on the cut-off date, 0 the highest."""
    return (
        0 if service_days(nomination, cut_off_on) >= rules.service_days else 1,
        GROUPS.index(nomination.group),
        progress_step(nomination.courses, nomination.goals_percent, rules),
        0 if has_own_post(nomination, rules, cut_off_on) else 1,
    )


def progress_step(courses: int, goals_percent: int, rules: RuleSet) -> int:
    """The highest step reached by courses or by goals, whichever is better; the last step asks for nothing."""
    for place, step in enumerate(rules.progress):
        if courses >= step.courses or goals_percent >= step.goals_percent:
            return place
    return len(rules.progress)


def has_own_post(nomination: Nomination, rules: RuleSet, on: date) -> bool:
    """Own list or permanent post on a day, or a locum for more days than the rule set asks."""
    if nomination.own_post_on is not None and nomination.own_post_on <= on:
        return True
    return nomination.locum_on is not None and (on - nomination.locum_on).days > rules.locum_days


def standings(nominations: Iterable[Nomination], rules: RuleSet, cut_off_on: date, draw: str) -> dict[str, Standing]:
    """HPR number → standing, for doctors who have a wish that can be granted.

    Within a band the tails of one municipality's doctors at one trust are dealt to them in the municipality's order;
    those without a number come after the numbered, and equal numbers keep their own order.
    """
    groups: dict[tuple[str, str, tuple[int, ...]], list[tuple[Nomination, Tail]]] = {}
    for nomination in nominations:
        band = band_of(nomination, rules, cut_off_on)
        tail = (
            -service_days(nomination, cut_off_on),
            nomination.nominated_on.isoformat(),
            lot_of(draw, nomination.hpr_number),
        )
        groups.setdefault((nomination.trust, nomination.municipality, band), []).append((nomination, tail))
    found = {}
    for (_, _, band), members in groups.items():
        dealt = sorted(tail for _, tail in members)
        in_order = sorted(members, key=lambda member: (_place(member[0]), member[1]))
        for (nomination, own), tail in zip(in_order, dealt, strict=True):
            found[nomination.hpr_number] = Standing(nomination.hpr_number, band, own, tail)
    return found


def _place(nomination: Nomination) -> tuple[bool, int]:
    return nomination.priority is None, nomination.priority or 0


def is_near(wish: WishRead, municipality: str, register: Register) -> bool:
    """True when the wish is for the doctor's nearest hospital; a wish for anywhere in the trust names none."""
    return wish.hospital is not None and wish.hospital in register.nearest(municipality, wish.department)


def key_of(standing: Standing, wish_number: int, rules: RuleSet, *, near: bool) -> Key:
    """The key of one wish under a rule set. The wish's own number stands last: it tells a doctor's own wishes apart."""
    values: Mapping[str, int | str] = {
        **dict(zip(BAND, standing.band, strict=True)),
        "nearest": 0 if near else 1,
        **dict(zip(("days", "nominated_on", "lot"), standing.tail, strict=True)),
    }
    return (*(values[criterion] for criterion in rules.order), wish_number)
