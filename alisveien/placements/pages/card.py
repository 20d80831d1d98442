"""A doctor's card: the place in the list, the evidence, what came of each wish, and nobody else's values."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.distribution.compare import WhatIf, what_if
from alisveien.engines.distribution.empty import empty_posts
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution, list_places
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.placements.pages.evidence import Criterion, criteria_of
from alisveien.placements.telling.reasons import (
    Told,
    criterion_title,
    day,
    listed,
    place_title,
    tell_dropped,
    tell_no_wish_left,
    tell_openings,
    tell_placed,
    tell_unmet,
    wish_title,
)
from alisveien.placements.telling.refusals import tell_wishes


@dataclass(frozen=True, slots=True)
class WishCard:
    """A wish and what came of it. ``state``: proposed, decided, refused, dropped or unread."""

    number: int
    name: str
    place: str
    state: str
    state_text: str
    why: str


@dataclass(frozen=True, slots=True)
class Move:
    """What one more step of a criterion would have changed, by replay."""

    move: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """The whole card. ``place`` is None for a doctor who has no wish that can be granted.

    ``common``: what several wishes share, said once above them.
    """

    status: str
    trust: str
    place: int | None
    count: int
    proposed: str
    criteria: tuple[Criterion, ...]
    tie: str
    common: tuple[str, ...]
    wishes: tuple[WishCard, ...]
    beyond: str
    openings: str
    unmet: tuple[Told, ...]
    warnings: tuple[str, ...]
    moves: tuple[Move, ...]


def card_of(distribution: Distribution, nomination: Nomination, *, released: bool) -> Card:
    """The card of one nomination; until the outcome is ``released`` it is told as a proposal."""
    gate = distribution.ranked.gates[nomination.hpr_number]
    places = list_places(distribution.ranked)
    place = places.get(nomination.hpr_number)
    homes = {one.hpr_number: one.trust for one in distribution.frozen.nominations}
    count = sum(homes[hpr] == nomination.trust for hpr in places)
    common, told = tell_wishes(nomination, distribution)
    return Card(
        status=distribution.status(nomination),
        trust=distribution.frozen.register.trusts[nomination.trust].short_name,
        place=place,
        count=count,
        proposed=_proposed(distribution, nomination, released=released),
        criteria=criteria_of(distribution, nomination),
        tie=_tie(distribution.frozen),
        common=tuple(one.text for one in common),
        wishes=tuple(_wishes(distribution, nomination, told, released=released)),
        beyond=_beyond(distribution, nomination),
        openings=tell_openings(nomination, distribution, empty_posts(distribution)),
        unmet=tuple(tell_unmet(unmet) for unmet in gate.unmet),
        warnings=tuple(_warning(distribution.frozen, nomination, one.wish, tell_dropped(one)) for one in gate.warnings),
        moves=tuple(
            _move(distribution, nomination, place, found) for found in what_if(distribution, nomination.hpr_number)
        )
        if place
        else (),
    )


def _proposed(distribution: Distribution, nomination: Nomination, *, released: bool) -> str:
    met = distribution.wish_met(nomination)
    if met is None:
        left = distribution.ranked.gates[nomination.hpr_number].allowed
        return _("Du venter: ingen av ønskene gikk i orden i denne fordelingen.") if left else tell_no_wish_left()
    text = (
        _("Du har fått plass: {place}, fra {date}.") if released else _("Foreslått sykehusplass: {place}, fra {date}.")
    )
    place = place_title(met.hospital, met.department, nomination.trust, distribution.frozen)
    return text.format(place=place, date=day(met.period.starts_on))


def _tie(frozen: Frozen) -> str:
    order = frozen.rules.order
    last = [criterion_title(one) for one in order if one in ("days", "nominated_on", "lot")]
    text = _(
        "Er dere like på alt dette, avgjør {criteria}, i den rekkefølgen. Flest dager og tidligst innmelding går først."
    )
    return text.format(criteria=listed(last))


def _wishes(
    distribution: Distribution, nomination: Nomination, told: Mapping[int, Told], *, released: bool
) -> list[WishCard]:
    """Every wish in the doctor's order, the dropped among them; ``told``: what is left to say of each."""
    met = distribution.wish_met(nomination)
    dropped = {one.wish for one in distribution.ranked.gates[nomination.hpr_number].dropped}
    cards = []
    for wish in nomination.wishes:
        state, label = _came_of(wish, met, dropped, told)
        is_met = state == "proposed"
        name, place = _titles(wish, nomination, distribution.frozen)
        if is_met and released:
            state, label = "decided", _("Tildelt")
        why = tell_placed(released=released) if is_met else _why(told.get(wish.number))
        cards.append(WishCard(wish.number, name, place, state, label, why))
    return cards


def _came_of(wish: WishRead, met: WishRead | None, dropped: set[int], told: Mapping[int, Told]) -> tuple[str, str]:
    if wish.number in dropped:
        return "dropped", _("Kan ikke innvilges")
    if met is not None and wish.number == met.number:
        return "proposed", _("Foreslått")
    if wish.number in told:
        return "refused", _("Fikk ikke")
    return "unread", _("Ikke vurdert")


def _why(told: Told | None) -> str:
    """The reason of one wish; where it stands above all of them, only that it does."""
    if told is None:
        return ""
    return f"{told.reason} {told.helps}".strip() or _("Se grunnen over ønskene.")


def _titles(wish: WishRead, nomination: Nomination, frozen: Frozen) -> tuple[str, str]:
    """What is wished for, and where and when: «Nevrologi» and «UNN Tromsø, P2 2028»."""
    if wish.hospital is None:
        return _("Hvor som helst"), f"{frozen.register.trusts[nomination.trust].name}, {wish.period.label}"
    name = frozen.register.hospitals[wish.hospital].name
    return wish.department or _("Hele sykehuset"), f"{name}, {wish.period.label}"


def _beyond(distribution: Distribution, nomination: Nomination) -> str:
    met = distribution.wish_met(nomination)
    if met is None:
        return ""
    allowed = distribution.ranked.gates[nomination.hpr_number].allowed
    after = [str(wish.number) for wish in allowed[allowed.index(met) + 1 :]]
    if not after:
        return ""
    text = ngettext(
        "Ønske {numbers} ble ikke vurdert, fordi ønske {met} gikk i orden.",
        "Ønske {numbers} ble ikke vurdert, fordi ønske {met} gikk i orden.",
        len(after),
    )
    return text.format(numbers=listed(after), met=met.number)


def _warning(frozen: Frozen, nomination: Nomination, wish: int, told: Told) -> str:
    about = _("Ønske {number}: ").format(number=wish) if wish else ""
    return f"{about}{told.reason} {told.helps}".strip()


def _move(distribution: Distribution, nomination: Nomination, place: int | None, found: WhatIf) -> Move:
    """One replay in words: the place before and after, and what the doctor would have got."""
    met = distribution.wish_met(nomination)
    if found.wish == met:
        same = _("Utfallet hadde vært det samme.") if met else _("Du hadde fortsatt ventet.")
        words = same
    elif found.wish is None:
        words = _("Du hadde ventet.")
    else:
        words = _("Da hadde du fått {wish}.").format(wish=wish_title(found.wish, nomination, distribution.frozen))
    return Move(f"{place} → {found.place}", _one_more(found, distribution.frozen), words)


def _one_more(found: WhatIf, frozen: Frozen) -> str:
    """The step that was tried, in words."""
    if found.criterion == "service":
        return _("{days} dager i ALIS-stilling").format(days=frozen.rules.service_days)
    if found.criterion == "group":
        return _("Fullføre veiledningsgruppe") if found.step == 0 else _("Delta i veiledningsgruppe")
    if found.criterion == "progress":
        step = frozen.rules.progress[found.step]
        return _("{courses} kurs eller {goals} % av læringsmålene").format(
            courses=step.courses, goals=step.goals_percent
        )
    return _("Fast stilling eller egen liste")
