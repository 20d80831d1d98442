"""The rule sets side by side on a trust's own list: sums, who moves in the list, who gets something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.drawing import Ranks, Slope, slope
from alisveien.engines.distribution.compare import movers, sums_of
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import Distribution, list_places
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.engines.nominations.rules import RuleSet
from alisveien.placements.pages.evidence import capitalised
from alisveien.placements.pages.parts import Figure, People, card_address, posts_of
from alisveien.placements.telling.reasons import criterion_title, place_title, rules_title

MOVER_FROM = 3


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule set: its name, criteria with the one that differs marked, sums, version and hash."""

    name: str
    title: str
    default: bool
    criteria: tuple[tuple[str, bool], ...]
    figures: tuple[Figure, ...]
    version: int
    hash: str


@dataclass(frozen=True, slots=True)
class Line:
    """A doctor's places in the list under each rule set."""

    name: str
    places: tuple[int, ...]
    mover: bool
    href: str


@dataclass(frozen=True, slots=True)
class Change:
    """A doctor who gets something else: per rule set what, whether it differs from the default, and the rule set."""

    name: str
    municipality: str
    href: str
    outcomes: tuple[tuple[str, bool, str], ...]

    @property
    def cells(self) -> SafeString:
        """The outcomes as cells of a table: hundreds of them cost a template a hundredth of a second."""
        return SafeString("".join(map(_cell, self.outcomes)))


def _cell(outcome: tuple[str, bool, str]) -> str:
    text, differs, title = outcome
    shown = f"<strong>{escape(text)}</strong>" if differs else f"<span>{escape(text)}</span>"
    return f'<td role="cell"><span class="cell-label" aria-hidden="true">{escape(title)}</span>{shown}</td>'


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The whole page."""

    summary: str
    detail: str
    cards: tuple[RuleCard, ...]
    chart: Slope
    table: tuple[Line, ...]
    changes: tuple[Change, ...]
    taking_part: int


def side_by_side(distributions: Sequence[Distribution], trust: str, people: People) -> SideBySide:
    """The runs of a round laid side by side for one trust; the first is the default."""
    changes = tuple(_changes(distributions, trust, people))
    lines = _lines(distributions, trust, people)
    taking_part = sums_of(distributions[0], trust).taking_part
    same = taking_part - len(changes)
    return SideBySide(
        summary=_("{same} av {all} leger får det samme uansett.").format(same=same, all=taking_part),
        detail=_detail(len(changes)),
        cards=tuple(_card(one, distributions[0], trust) for one in distributions),
        chart=_chart(distributions, lines),
        table=lines,
        changes=changes,
        taking_part=taking_part,
    )


def _detail(count: int) -> str:
    if not count:
        return _("Nummeret på lista kan være et annet, men ingen får en annen sykehusplass.")
    text = ngettext("Valget avgjør hva {count} lege får.", "Valget avgjør hva {count} leger får.", count)
    return text.format(count=count)


def _card(distribution: Distribution, default: Distribution, trust: str) -> RuleCard:
    rules = distribution.frozen.rules
    sums = sums_of(distribution, trust)
    return RuleCard(
        name=rules.name,
        title=rules_title(rules.name),
        default=distribution is default,
        criteria=_criteria(rules),
        figures=(
            Figure(str(sums.placed), _("fordelt av {posts}").format(posts=posts_of(distribution, trust))),
            Figure(str(sums.nearest), _("nærmeste")),
            Figure(str(sums.first_wish), _("førsteønske")),
        ),
        version=rules.version,
        hash=rules.hash[:12],
    )


def _criteria(rules: RuleSet) -> tuple[tuple[str, bool], ...]:
    """The criteria down to nearness, or as many as the default shows."""
    shown = rules.order[: max(5, rules.order.index("nearest") + 1)]
    return tuple((capitalised(criterion_title(one)), one == "nearest") for one in shown)


def _lines(distributions: Sequence[Distribution], trust: str, people: People) -> tuple[Line, ...]:
    """A line per doctor who takes part, in the order of the first list."""
    year = distributions[0].frozen.year
    of_trust = {one.hpr_number for one in distributions[0].frozen.nominations if one.trust == trust}
    places = [list_places(one.ranked) for one in distributions]
    lines = []
    for hpr in sorted(of_trust & set(places[0]), key=lambda one: places[0][one]):
        own = tuple(found[hpr] for found in places)
        person = people[hpr]
        name = f"{person.name}, {person.home}"
        lines.append(Line(name, own, max(own) - min(own) >= MOVER_FROM, card_address(year, hpr)))
    return tuple(lines)


def _chart(distributions: Sequence[Distribution], lines: Sequence[Line]) -> Slope:
    heads = [rules_title(one.frozen.rules.name) for one in distributions]
    label = _("Nummer på prioritert liste under hvert regelsett. De samme tallene står i tabellen.")
    return slope(label, heads, [Ranks(line.name, line.places, line.mover) for line in lines])


def _changes(distributions: Sequence[Distribution], trust: str, people: People) -> list[Change]:
    frozen = distributions[0].frozen
    by_number = {one.hpr_number: one for one in frozen.nominations}
    titles = [rules_title(run.frozen.rules.name) for run in distributions]
    found = []
    for mover in movers(distributions, trust):
        one, person = by_number[mover.hpr_number], people[mover.hpr_number]
        outcomes = tuple(
            (outcome_title(wish, one, frozen), wish != mover.outcomes[0], title)
            for wish, title in zip(mover.outcomes, titles, strict=True)
        )
        found.append(Change(person.name, person.home, card_address(frozen.year, mover.hpr_number), outcomes))
    return found


def outcome_title(wish: WishRead | None, one: Nomination, frozen: Frozen) -> str:
    """What a doctor gets, in a few words: the place and the half-year, or that the doctor waits."""
    if wish is None:
        return _("Venter")
    return f"{place_title(wish.hospital, wish.department, one.trust, frozen)}, {wish.period.label}"
