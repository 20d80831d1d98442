"""The map of silence and of fragility: each municipality in a tone, with words and the way to its page."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.outreach.pages.rows import LEVELS
from alisveien.outreach.queries_standing import Standing
from alisveien.places.queries_map import MapRow
from alisveien.workbench.cells import number

SILENCE, FRAGILITY = "stille", "sarbarhet"
Shade = Callable[[Sequence[MapRow], Mapping[str, tuple[str, str, str]], str], Any]
"""What draws: rows, number → (tone, words, address), and a sentence on what it shows. See `public.map.shading`."""
TONES = {"high": "m6", "medium": "m4", "low": "m2", "unknown": "m0"}
STEPS = ((3, "m1"), (6, "m2"), (12, "m4"), (24, "m5"))
"""Fewer months than this → the tone; more than all of them, or never, is m6."""


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A class: tone, words, number of municipalities, a bar of at most 150 units, and the rows behind it."""

    tone: str
    label: str
    count: str
    bar: int
    href: str


def chosen(text: str | None) -> str:
    """Which figure an address asks for."""
    return FRAGILITY if text == FRAGILITY else SILENCE


def picture_of(standings: Iterable[Standing], figure: str, per: str, rows: Sequence[MapRow], shade: Shade) -> Any:
    """The map of a day; ``per`` is what addresses end with."""
    shades = {
        one.town.code: (tone_of(one, figure), words_of(one, figure), f"/kontaktnett/kommuner/{one.town.code}/{per}")
        for one in standings
    }
    label = _("Kommunene farget etter sårbarhet") if figure == FRAGILITY else _("Kommunene farget etter siste kontakt")
    return shade(rows, shades, label)


def tone_of(one: Standing, figure: str) -> str:
    """The tone of a municipality; the darker, the longer since or the more fragile."""
    if figure == FRAGILITY:
        return TONES[one.fragility.level]
    if one.months is None:
        return "m6"
    return next((tone for limit, tone in STEPS if one.months < limit), "m6")


def words_of(one: Standing, figure: str) -> str:
    """What is said of a municipality on the map."""
    if figure == FRAGILITY:
        return _("sårbarhet {level}").format(level=LEVELS[one.fragility.level])
    if one.months is None:
        return _("ingen kontakt er ført")
    words = ngettext("{n} måned siden siste kontakt", "{n} måneder siden siste kontakt", one.months)
    return words.format(n=one.months)


def legend_of(standings: Iterable[Standing], figure: str, day: date, today: date) -> list[LegendLine]:
    """What the tones mean, with how many municipalities there are of each."""
    counts = Counter(tone_of(one, figure) for one in standings)
    most = max(counts.values(), default=1)
    per = "" if day == today else f"&per={day.isoformat()}"
    return [
        LegendLine(
            tone,
            label,
            number(counts[tone]),
            max(2, round(counts[tone] / most * 150)) if counts[tone] else 0,
            f"/kontaktnett/oppfolging/?{asked}{per}",
        )
        for tone, label, asked in _classes(figure)
    ]


def _classes(figure: str) -> tuple[tuple[str, str, str], ...]:
    """Tone, words, and the filter of the list with the rows of each class."""
    if figure == FRAGILITY:
        return tuple((TONES[level], str(label), f"sarbarhet={level}") for level, label in LEVELS.items())
    return (
        ("m6", _("to år eller mer, eller aldri"), "siden_fra=24"),
        ("m5", _("12 til 23 måneder"), "siden_fra=12&siden_til=23"),
        ("m4", _("6 til 11 måneder"), "siden_fra=6&siden_til=11"),
        ("m2", _("3 til 5 måneder"), "siden_fra=3&siden_til=5"),
        ("m1", _("under 3 måneder"), "siden_til=2"),
    )
