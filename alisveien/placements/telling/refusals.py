"""Why a better wish was not met, in words, and what would help: own evidence in full, nobody else's values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.allocation.explain import Refusal
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.placements.telling.reasons import (
    Told,
    criterion_title,
    day,
    group_evidence,
    listed,
    nearest_names,
    own_post_evidence,
    progress_evidence,
    service_evidence,
    tell_dropped,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A full place as it is named: the place, the half-year («P1 2028»), and its posts."""

    name: str
    period: str
    posts: int


@dataclass(frozen=True, slots=True)
class Common:
    """What several wishes share: said once. ``numbers`` are the wishes it is said of."""

    numbers: tuple[int, ...]
    text: str


def tell_refusal(refusal: Refusal, nomination: Nomination, distribution: Distribution) -> Told:
    """Why a better wish was not met, and what would help."""
    place = full_place(refusal, distribution.frozen)
    if not place.posts:
        return _no_posts(place)
    full = ngettext(
        "{place} har {posts} sykehusplass i {period}, og den er fordelt.",
        "{place} har {posts} sykehusplasser i {period}, og alle er fordelt.",
        place.posts,
    ).format(place=place.name, posts=place.posts, period=place.period)
    own = _own(refusal, nomination, distribution)
    return Told(f"{full} {own.reason}", own.helps)


def tell_wishes(nomination: Nomination, distribution: Distribution) -> tuple[tuple[Common, ...], dict[int, Told]]:
    """What kept every wish that was not met, said once for wishes that share it, and then what only differs.

    Gives the common sentences and, by number of the wish, the rest; empty where nothing is left to say.
    """
    refused, common = _refused(nomination, distribution)
    dropped, more = _dropped(nomination, distribution)
    return (*common, *more), {**refused, **dropped}


def short_reasons(refusals: Iterable[Mapping[str, Any]]) -> str:
    """The reasons a run kept, for a line of a list: «Fullt i P2: framdrift», «Fullt i P1: trukket lodd»."""
    found = []
    for refusal in refusals:
        half = refusal["node"].split("/")[1].split()[0]
        if refusal["criterion"] is None:
            found.append(_("Ingen sykehusplasser i {half}").format(half=half))
        elif refusal["criterion"] == "lot":
            found.append(_("Fullt i {half}: trukket lodd").format(half=half))
        elif refusal["criterion"] == "wish_number":
            found.append(_("Fullt i {half}").format(half=half))
        else:
            criterion = criterion_title(refusal["criterion"])
            found.append(_("Fullt i {half}: {criterion}").format(half=half, criterion=criterion))
    return ". ".join(dict.fromkeys(found))


def full_place(refusal: Refusal, frozen: Frozen) -> Place:
    """The full place of a refusal, under the name people use."""
    trust, period, *below = refusal.node.split("/", 3)
    if not below:
        return Place(frozen.register.trusts[trust].short_name, period, refusal.cap)
    name = frozen.register.hospitals[below[0]].name
    return Place(f"{below[1]} ({name})" if len(below) > 1 else name, period, refusal.cap)


def _refused(nomination: Nomination, distribution: Distribution) -> tuple[dict[int, Told], list[Common]]:
    """The refused wishes, those with the same full place together."""
    allowed = distribution.ranked.gates[nomination.hpr_number].allowed
    groups: dict[str, list[Refusal]] = {}
    for refusal in distribution.refusals.get(nomination.hpr_number, []):
        groups.setdefault(refusal.node, []).append(refusal)
    told: dict[int, Told] = {}
    common: list[Common] = []
    shared: dict[Told, list[Common]] = {}
    for group in groups.values():
        numbers = tuple(allowed[one.position].number for one in group)
        place = full_place(group[0], distribution.frozen)
        if len(group) == 1 or not place.posts:
            told.update({n: tell_refusal(r, nomination, distribution) for n, r in zip(numbers, group, strict=True)})
            continue
        own = [_own(one, nomination, distribution) for one in group]
        full = Common(numbers, _together(numbers, place, nomination))
        if len(set(own)) == 1:
            shared.setdefault(own[0], []).append(full)
            told.update(dict.fromkeys(numbers, Told("")))
        else:
            common.append(full)
            told.update(dict(zip(numbers, own, strict=True)))
    return told, common + [_joined(fulls, own) for own, fulls in shared.items()]


def _joined(fulls: list[Common], own: Told) -> Common:
    """Full places that one and the same reason kept the doctor from."""
    words = " ".join([*(one.text for one in fulls), own.reason, own.helps]).strip()
    return Common(tuple(number for one in fulls for number in one.numbers), words)


def _together(numbers: tuple[int, ...], place: Place, nomination: Nomination) -> str:
    return ngettext(
        "{wishes} gjelder {period} ved {place}, og der er {posts} sykehusplass fordelt.",
        "{wishes} gjelder {period} ved {place}, og der er alle {posts} sykehusplassene fordelt.",
        place.posts,
    ).format(wishes=_wishes(numbers, nomination), period=place.period, place=place.name, posts=place.posts)


def _dropped(nomination: Nomination, distribution: Distribution) -> tuple[dict[int, Told], list[Common]]:
    """The wishes that cannot be granted, those of the same half-year with the same reason together."""
    period = {wish.number: wish.period.label for wish in nomination.wishes}
    groups: dict[tuple[str, Told], list[int]] = {}
    for one in distribution.ranked.gates[nomination.hpr_number].dropped:
        groups.setdefault((period[one.wish], tell_dropped(one)), []).append(one.wish)
    told: dict[int, Told] = {}
    common = []
    for (label, reason), numbers in groups.items():
        if len(numbers) == 1:
            told[numbers[0]] = reason
            continue
        start = _("{wishes} gjelder {period}.").format(wishes=_wishes(tuple(numbers), nomination), period=label)
        common.append(Common(tuple(numbers), f"{start} {reason.reason} {reason.helps}".strip()))
        told.update({number: Told("") for number in numbers})
    return told, common


def _wishes(numbers: tuple[int, ...], nomination: Nomination) -> str:
    if len(numbers) == len(nomination.wishes):
        return _("Alle ønskene dine")
    return _("Ønske {numbers}").format(numbers=listed([str(number) for number in numbers]))


def _no_posts(place: Place) -> Told:
    return Told(
        _("{place} har ingen sykehusplasser i {period}.").format(place=place.name, period=place.period),
        _("Helseforetaket kan vedta sykehusplasser, eller du kan ønske et annet halvår."),
    )


def _own(refusal: Refusal, nomination: Nomination, distribution: Distribution) -> Told:
    """What stood between the doctor and a full place: the criterion, own evidence, and what would help."""
    if refusal.own_seat:
        return _own_seat(nomination, distribution)
    assert refusal.criterion is not None
    criterion = distribution.frozen.rules.order[refusal.criterion]
    ahead = ngettext(
        "Den som fikk den, gikk foran deg på {criterion}.",
        "Alle som fikk en av dem, gikk foran deg. Det som skilte deg fra den siste som kom med, var {criterion}.",
        refusal.cap,
    ).format(criterion=criterion_title(criterion))
    wish = distribution.ranked.gates[nomination.hpr_number].allowed[refusal.position]
    evidence, helps = _own_side(criterion, nomination, wish, distribution)
    return Told(f"{ahead} {evidence}", helps)


def _own_seat(nomination: Nomination, distribution: Distribution) -> Told:
    met = distribution.wish_met(nomination)
    assert met is not None
    text = _(
        "Du har selv den siste av dem: ønske {number} går foran fordi det gjelder ditt nærmeste sykehus. "
        "Det gjør ikke dette ønsket, så her hadde du kommet etter dem som fikk plass."
    )
    return Told(text.format(number=met.number))


def _own_side(criterion: str, nomination: Nomination, wish: WishRead, distribution: Distribution) -> tuple[str, str]:
    """The doctor's own evidence on a criterion, and what would help."""
    frozen = distribution.frozen
    if criterion in ("service", "days"):
        return _days_side(criterion, nomination, distribution)
    if criterion == "group":
        return group_evidence(nomination), _next_group(nomination)
    if criterion == "progress":
        step = distribution.ranked.standings[nomination.hpr_number].step("progress")
        better = frozen.rules.progress[step - 1]
        helps = _("Med {courses} kurs eller {goals} % av læringsmålene kommer du et trinn opp.")
        return progress_evidence(nomination), helps.format(courses=better.courses, goals=better.goals_percent)
    if criterion == "own_post":
        helps = _("Har du det, kan kommunen rette innmeldingen.")
        return own_post_evidence(nomination, frozen), helps
    if criterion == "nearest":
        return _nearest_side(nearest_names(nomination, wish, frozen))
    if criterion == "nominated_on":
        text = _(
            "Dere sto likt på kriteriene foran, og den som er meldt inn først, går foran. Du ble meldt inn {date}."
        )
        return text.format(date=day(nomination.nominated_on)), _step_up(nomination, distribution)
    return _("Dere sto likt på alle kriteriene, så det ble trukket lodd."), _step_up(nomination, distribution)


def _step_up(nomination: Nomination, distribution: Distribution) -> str:
    """That one step more would have told equals apart; empty for a doctor who is on top of every criterion."""
    if not any(distribution.ranked.standings[nomination.hpr_number].band):
        return ""
    return _("Ett trinn opp på et av kriteriene foran hadde satt deg foran.")


def _nearest_side(near: str) -> tuple[str, str]:
    evidence = _("Leger som ønsker sitt nærmeste sykehus, går foran. Ditt nærmeste for dette ønsket er {near}.")
    return evidence.format(near=near), _("Et ønske ved {near} hadde talt som nærmest.").format(near=near)


def _next_group(nomination: Nomination) -> str:
    if nomination.group == "not_started":
        return _("Deltar du i en gruppe, kommer du et trinn opp. Fullført gruppe er øverst.")
    return _("Fullfører du gruppa, kommer du et trinn opp.")


def _days_side(criterion: str, nomination: Nomination, distribution: Distribution) -> tuple[str, str]:
    frozen = distribution.frozen
    evidence = service_evidence(nomination, frozen)
    if criterion == "service":
        helps = _("Øverste trinn er {days} dager. Det kommer med tiden.").format(days=frozen.rules.service_days)
        return evidence, helps
    evidence = _("Dere sto likt på kriteriene foran, og da går flest dager først.") + " " + evidence
    standing = distribution.ranked.standings[nomination.hpr_number]
    if standing.tail != standing.own_tail:
        evidence += " " + _("Innen samme trinn er kommunens egne leger ordnet slik kommunen har prioritert dem.")
        return evidence, _("Kommunen kan endre rekkefølgen på egne leger.")
    later = _("Dagene øker til neste runde, men det gjør de for de andre også.")
    return evidence, f"{_step_up(nomination, distribution)} {later}".strip()
