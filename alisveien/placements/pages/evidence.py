"""The criteria on a doctor's card: the step reached, the value, and where the value comes from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.keys import band_of, has_own_post, is_near
from alisveien.engines.nominations.nomination import Nomination
from alisveien.engines.nominations.rules import BAND, RuleSet
from alisveien.placements.telling.reasons import (
    criterion_title,
    day,
    group_evidence,
    listed,
    nearest_names,
    own_post_evidence,
    progress_evidence,
    service_evidence,
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as the card shows it: the steps reached of how many, the value in words, where it comes from."""

    number: int
    name: str
    reached: int
    of: int
    words: str
    evidence: str


def criteria_of(distribution: Distribution, nomination: Nomination) -> tuple[Criterion, ...]:
    """The criteria in the order of the rule set, without those that only tell equals apart."""
    frozen = distribution.frozen
    band = dict(zip(BAND, band_of(nomination, frozen.rules, frozen.cut_off_on), strict=True))
    found: list[Criterion] = []
    for name in (one for one in frozen.rules.order if one in BAND or one == "nearest"):
        title = capitalised(criterion_title(name))
        number = len(found) + 1
        if name == "nearest":
            found.append(_nearest(number, title, nomination, frozen))
        else:
            steps = steps_of(name, frozen.rules)
            value, source = _evidence(name, nomination, frozen, at_top=band[name] == 0)
            found.append(Criterion(number, title, steps - band[name], steps, value, source))
    return tuple(found)


def steps_of(criterion: str, rules: RuleSet) -> int:
    """How many steps a criterion of the band has."""
    return {"service": 2, "group": 3, "progress": len(rules.progress) + 1, "own_post": 2}[criterion]


def capitalised(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def _evidence(name: str, nomination: Nomination, frozen: Frozen, *, at_top: bool) -> tuple[str, str]:
    """The value in words with what the highest step asks, and the source."""
    rules = frozen.rules
    if name == "service":
        value, top = (
            service_evidence(nomination, frozen),
            _("Øverste trinn er {days} dager.").format(days=rules.service_days),
        )
        source = _("Startdato i innmeldingen fra kommunen.")
    elif name == "group":
        value, top = group_evidence(nomination), _("Øverste trinn er fullført gruppe.")
        source = _("Oppgitt i innmeldingen fra kommunen.")
    elif name == "progress":
        best = rules.progress[0]
        top = _("Øverste trinn er {courses} kurs eller {goals} %.").format(
            courses=best.courses, goals=best.goals_percent
        )
        value, source = progress_evidence(nomination), _("Oppgitt i innmeldingen fra kommunen.")
    else:
        value, source = own_post_evidence(nomination, frozen), _("Hjemmel, stilling eller vikariat i innmeldingen.")
        top = (
            ""
            if has_own_post(nomination, rules, frozen.cut_off_on)
            else _("Øverste trinn er egen liste eller fast stilling.")
        )
    return (value if at_top and name != "progress" else f"{value} {top}".strip()), f"{source} {_reported(nomination)}"


def _reported(nomination: Nomination) -> str:
    return _("Meldt inn {date}.").format(date=day(nomination.nominated_on))


def _nearest(number: int, title: str, nomination: Nomination, frozen: Frozen) -> Criterion:
    """Nearness belongs to the wish, so the row says which wishes have it."""
    near = [wish for wish in nomination.wishes if is_near(wish, nomination.municipality, frozen.register)]
    names = nearest_names(nomination, nomination.wishes[0], frozen)
    of = len(nomination.wishes)
    if len(near) == of:
        value = ngettext("Ønsket gjelder nærmeste sykehus, {near}.", "Alle ønskene gjelder nærmeste sykehus.", of)
    elif near:
        value = _("Av {of} ønsker gjelder dette ønske {numbers}. Nærmest for det første ønsket er {near}.")
    else:
        value = _("Ingen av ønskene gjelder nærmeste sykehus. Nærmest for det første ønsket er {near}.")
    numbers = listed([str(wish.number) for wish in near])
    reached = 2 if near and near[0].number == nomination.wishes[0].number else 1
    words = value.format(near=names, of=of, numbers=numbers)
    return Criterion(number, title, reached, 2, words, _("Opptaksområde etter SSB KLASS. Avstand teller ikke."))
