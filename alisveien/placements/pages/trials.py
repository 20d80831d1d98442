"""Dry runs as they are printed: what to look at, and two of them side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.shipped import rule_sets
from alisveien.engines.distribution.anomalies import anomalies_of
from alisveien.engines.distribution.compare import Changes, changes, movers, sums_of
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.engines.nominations.nomination import WishRead
from alisveien.placements.models import Trial
from alisveien.placements.pages.parts import People
from alisveien.placements.pages.what_if import Moved, Row, moved_rows, sum_rows
from alisveien.placements.queries import Named
from alisveien.placements.telling.anomalies import told_anomaly
from alisveien.placements.telling.reasons import moment, rules_title


@dataclass(frozen=True, slots=True)
class Beside:
    """Two dry runs side by side: their names, what of the input differs in words, the sums, and who gets another."""

    now: str
    then: str
    changes: tuple[str, ...]
    rows: tuple[Row, ...]
    moved: tuple[Moved, ...]
    summary: str


def worth_a_look(
    distribution: Distribution, trust: str, supervised: frozenset[tuple[str, str]], people: Mapping[str, Named]
) -> list[str]:
    """What a coordinator should look at, one sentence or two for each thing."""
    found = anomalies_of(distribution, trust, supervised)
    return [told_anomaly(one, people, distribution.frozen) for one in found]


def title_of(trial: Trial) -> str:
    """«Prøvekjøring 3, 30. august 2027 kl. 16.20»."""
    return _("Prøvekjøring {number}, {at}").format(number=trial.number, at=moment(trial.at))


def beside(
    trials: Sequence[Trial], inputs: Sequence[Frozen], rules: Sequence[str], trust: str, people: People
) -> Beside:
    """Two dry runs, each under a rule set by name, the earlier first."""
    runs = [distribute(frozen.under(rule_sets()[name])) for frozen, name in zip(inputs, rules, strict=True)]
    names = [f"{title_of(trial)}, «{rules_title(name)}»" for trial, name in zip(trials, rules, strict=True)]
    in_both = {one.hpr_number for one in inputs[0].nominations} & {one.hpr_number for one in inputs[1].nominations}
    moved = [one for one in movers(runs, trust) if one.hpr_number in in_both and len({*map(_where, one.outcomes)}) > 1]
    count = len(moved)
    words = ngettext("{count} lege får noe annet", "{count} leger får noe annet", count).format(count=count)
    return Beside(
        now=names[0],
        then=names[1],
        changes=tuple(_told(changes(inputs[0], inputs[1], trust), people)),
        rows=tuple(sum_rows(*(sums_of(run, trust) for run in runs))),
        moved=moved_rows(inputs[0], moved, people),
        summary=words if count else _("Ingen får noe annet"),
    )


def _told(found: Changes, people: People) -> Iterable[str]:
    """What of the input differs, a sentence for each kind."""
    kinds = ((_("Nye på lista: {names}."), found.added), (_("Ikke lenger på lista: {names}."), found.removed))
    for words, numbers in (*kinds, (_("Endret innmelding: {names}."), found.changed)):
        if numbers:
            yield words.format(names=", ".join(_name(number, people) for number in numbers))
    if found.conditions:
        yield _("Vilkårene for å få plass, eller hvordan kommunene står med dem, er endret.")
    if found.ceilings:
        yield _("Takene helseforetaket har satt for avdelingene, er endret.")
    for period, before, after in found.posts:
        yield _("{period}: {before} plasser ble {after}.").format(period=period, before=before, after=after)


def _where(wish: WishRead | None) -> tuple[object, ...] | None:
    """What a doctor gets, whatever number the wish had."""
    return None if wish is None else (wish.period, wish.hospital, wish.department)


def _name(number: str, people: People) -> str:
    person = people.get(number)
    return person.name if person else number
