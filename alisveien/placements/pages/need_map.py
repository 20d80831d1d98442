"""Need on a map: each municipality in a class by how many are nominated or wait, and the legend that counts them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.placements import rules_need
from alisveien.placements.pages.need import HomeNeed, address, home_rows
from alisveien.placements.queries_need import Need
from alisveien.placements.small_groups import LEAST
from alisveien.places.queries_map import MapRow
from alisveien.workbench.cells import number

BAR = 150
CLOSE = (1, 2, 3, 5, 10)
OPEN = (LEAST, 10, 20, 40, 80)
"""The least number of each class but the first, for those who see status and for those who see sums."""

Shade = Callable[[Sequence[MapRow], Mapping[str, tuple[str, str, str]], str], Any]
"""What draws: rows, number → (tone, words, address), and a sentence on what it shows. See `public.map.shading`."""


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A class of the map: its tone, words, number of municipalities, and a bar of at most ``BAR`` units."""

    tone: str
    label: str
    count: str
    bar: int


@dataclass(frozen=True, slots=True)
class NeedMap:
    """The map page of a year. ``figures``: (words, address, whether it is the one shown)."""

    heading: str
    figures: list[tuple[str, str, bool]]
    picture: Any
    legend: list[LegendLine]
    count: str


def need_map(need: Need, rows: Sequence[MapRow], actor: Actor, asked: str | None, shade: Shade) -> NeedMap:
    """The municipalities within reach by how many are nominated, or wait (``asked`` is «venter»)."""
    close = rules_need.may_see_status(actor)
    waiting = close and asked == "venter"
    heading = _("Venter på plass") if waiting else _("Meldt inn")
    limits = CLOSE if close else OPEN
    homes = home_rows(need, actor)
    counts = {home.number: (home.waiting if waiting else home.nominated) or 0 for home in homes}
    listed = address("need_homes", need.year)
    words = _class_words(limits, open_=not close)
    shades = {
        home.number: (
            f"m{_class(counts[home.number], limits)}",
            _said(home, counts[home.number], waiting=waiting),
            f"{listed}?kommune={home.number}",
        )
        for home in homes
    }
    label = _("Kommunene på kart, farget etter hvor mange som venter") if waiting else _("Kommunene etter innmeldte")
    return NeedMap(
        heading=heading,
        figures=_figures(need.year, close=close, waiting=waiting),
        picture=shade(rows, shades, label),
        legend=_legend(Counter(tone for tone, _words, _href in shades.values()), words),
        count=number(len(homes)),
    )


def _figures(year: int, *, close: bool, waiting: bool) -> list[tuple[str, str, bool]]:
    here = address("need_map", year)
    figures = [(_("Meldt inn"), here, not waiting)]
    return [*figures, (_("Venter"), f"{here}?vis=venter", waiting)] if close else figures


def _class(count: int, limits: Sequence[int]) -> int:
    """1 (below the first limit) to 6."""
    return 1 + sum(count >= limit for limit in limits)


def _class_words(limits: Sequence[int], *, open_: bool) -> list[str]:
    between = [str(low) if low == high - 1 else f"{low}–{high - 1}" for low, high in pairwise(limits)]
    return [_("færre enn 5") if open_ else _("ingen"), *between, _("%s og over") % limits[-1]]


def _said(home: HomeNeed, count: int, *, waiting: bool) -> str:
    if home.nominated is None:
        return _("færre enn 5 meldt inn")
    return (_("%s venter") if waiting else _("%s meldt inn")) % number(count)


def _legend(counts: Counter[str], words: Sequence[str]) -> list[LegendLine]:
    most = max(counts.values(), default=1)
    lines = []
    for at, label in enumerate(words, start=1):
        count = counts[f"m{at}"]
        bar = max(2, round(count / most * BAR)) if count else 0
        lines.append(LegendLine(f"m{at}", label, number(count), bar))
    return lines
