"""The curve of registrations through time: its days, its drawing, and the table of the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.establishments.queries_curve import COUNTRY, Point
from alisveien.establishments.rules_dates import FIRST_DAY, in_words
from alisveien.places.columns import short_office

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 150, 16, 34
GAP = 18
"""The least distance between two words at the end of the curve."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word and where it stands."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The curve in SVG: two areas upon each other, lines with figures, years below, words at the end."""

    label: str
    width: int
    height: int
    left: int
    right: int
    registered: str
    temporary: str
    lines: list[Mark]
    years: list[Mark]
    words: list[Mark]


def days_until(today: date) -> list[date]:
    """The first day of every half-year since registration began, and today."""
    halves = [date(year, month, 1) for year in range(FIRST_DAY.year, today.year + 1) for month in (3, 9)]
    return [*(day for day in halves if FIRST_DAY <= day < today), today]


def drawn(points: Sequence[Point], who: str) -> Drawing:
    """Draw the points of one office or the country. ``who`` is named in the sentence that tells it."""
    top = _round_up(max((one.registered + one.temporary for one in points), default=0))
    first, last = points[0].day, points[-1].day
    span = max((last - first).days, 1)
    across = [LEFT + (one.day - first).days * (WIDTH - LEFT - RIGHT) / span for one in points]

    def up(value: int) -> float:
        return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM) / top

    below = [up(one.registered) for one in points]
    above = [up(one.registered + one.temporary) for one in points]
    ground = [up(0)] * len(points)
    step = max(top // 4, 1)
    return Drawing(
        label=_label(points, who),
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        registered=_area(across, below, ground),
        temporary=_area(across, above, below),
        lines=[Mark(str(LEFT - 8), _said(up(value)), str(value)) for value in range(0, top + 1, step)],
        years=[
            Mark(_said(x), str(HEIGHT - 10), str(one.day.year))
            for x, one in zip(across, points, strict=True)
            if one.day.month == 3 and one.day.day == 1
        ],
        words=_words(points[-1], below[-1], above[-1]),
    )


def _words(last: Point, below: float, above: float) -> list[Mark]:
    """The two words at the end of the areas, never on top of each other."""
    x, low = _said(WIDTH - RIGHT + 10), (below + HEIGHT - BOTTOM) / 2
    high = min((above + below) / 2, low - GAP)
    return [
        Mark(x, _said(low + 4), _("registrert {count}").format(count=last.registered)),
        Mark(x, _said(high + 4), _("midlertidig {count}").format(count=last.temporary)),
    ]


def _label(points: Sequence[Point], who: str) -> str:
    last = points[-1]
    words = _(
        "{who}, {first} til {last}: til slutt {registered} av {total} kommuner registrert, {temporary} midlertidig."
    )
    return words.format(
        who=who,
        first=in_words(points[0].day),
        last=in_words(last.day),
        registered=last.registered,
        temporary=last.temporary,
        total=last.total,
    )


def _area(across: Sequence[float], over: Sequence[float], under: Sequence[float]) -> str:
    forth = [f"{_said(x)} {_said(y)}" for x, y in zip(across, over, strict=True)]
    back = [f"{_said(x)} {_said(y)}" for x, y in zip(reversed(across), reversed(under), strict=True)]
    return f"M{' L'.join([*forth, *back])} Z"


def _said(value: float) -> str:
    """A length as SVG wants it, whatever decimal mark the page uses."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _round_up(most: int) -> int:
    """The top of the scale: a whole number of four even steps."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100):
        if most <= 4 * step:
            return 4 * step
    return -(-most // 400) * 400


def choices_of(found: dict[str, list[Point]], names: dict[str, str], chosen: str) -> list[dict[str, object]]:
    """The country and every office with points, as links."""
    offices = [(code, short_office(name)) for code, name in names.items() if code in found]
    return [
        {"code": code, "label": label, "current": code == chosen}
        for code, label in [(COUNTRY, _("Hele landet")), *offices]
    ]


def rows_of(points: Sequence[Point]) -> list[dict[str, object]]:
    """The table of the same figures, newest first."""
    return [
        {
            "day": in_words(one.day),
            "iso": one.day.isoformat(),
            "registered": one.registered,
            "temporary": one.temporary,
            "counting": one.registered + one.temporary,
            "total": one.total,
        }
        for one in reversed(points)
    ]
