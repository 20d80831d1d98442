"""The map as values a template only prints. All lengths are kilometres in the picture's viewBox."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.places.queries_map import MapRow
from alisveien.public.map.figures import Figure, LegendLine, legend, short_name
from alisveien.public.map.labels import Label, chosen_label, office_labels, spread
from alisveien.public.map.topology import Country, Point, Shape
from alisveien.workbench.cells import number

MARGIN = (-185, -12, 12, 66)  # left, top, right, bottom: room for the names of the offices


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality: where it leads, what it says on hover, its CSS class and its path."""

    href: str
    title: str
    tone: str
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on the map that the legend explains."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same whichever municipality is chosen. ``border`` parts the offices, or the trusts when shown.

    ``areas`` are the municipalities as SVG, drawn by `drawn`.
    """

    areas: SafeString
    border: str
    labels: list[Label]
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map; ``label`` says in a sentence what it shows."""

    view_box: str
    label: str
    ground: Ground
    chosen_path: str
    chosen_label: Label | None


def draw(figure: Figure, rows: tuple[MapRow, ...], land: Country, chosen: MapRow | None) -> Picture:
    """The map of ``rows`` coloured by a figure. A municipality without a shape is left to the table."""
    ground = ground_of(figure, rows, land)
    shape = land.shapes.get(chosen.number) if chosen else None
    return Picture(
        view_box=_view_box(land),
        label=_("Norges kommuner på kart, farget etter: %s") % str(figure.label).lower(),
        ground=ground,
        chosen_path=shape.path if shape else "",
        chosen_label=chosen_label(shape, chosen.name, land, ground.labels) if shape and chosen else None,
    )


@lru_cache(maxsize=8)
def ground_of(figure: Figure, rows: tuple[MapRow, ...], land: Country) -> Ground:
    """The part of the picture that is kept between requests, for as long as the rows are the same."""
    lines = legend(figure, rows, land)
    shown = [row for row in rows if row.number in land.shapes]
    trusts = figure.slug == "foretak"
    return Ground(
        areas=drawn(_areas(figure, shown, land, lines)),
        border=land.border_between({row.number: row.trust if trusts else row.office for row in rows}),
        labels=[] if trusts else office_labels(_offices(rows)),
        marks=_marks(figure, shown, land, lines),
    )


def drawn(areas: Iterable[Area]) -> SafeString:
    """The municipalities as SVG: a template would take a hundredth of a second to print three hundred and fifty."""
    links = (
        f'<a href="{escape(area.href)}" class="{area.tone}" tabindex="-1"><title>{escape(area.title)}</title>'
        f'<path d="{area.path}" /></a>\n'
        for area in areas
    )
    return SafeString("".join(links))


def _view_box(land: Country) -> str:
    left, top, right, bottom = MARGIN
    return f"{left} {top} {land.width - left + right} {land.height - top + bottom}"


def _areas(figure: Figure, rows: Sequence[MapRow], land: Country, lines: list[LegendLine]) -> list[Area]:
    tones = {line.key: line.tone for line in lines}
    said = {line.key: line.label for line in lines}
    return [
        Area(
            href=row.href,
            title=f"{row.name}: {_said(figure, row, said)}",
            tone=tones[figure.key(row)],
            path=land.shapes[row.number].path,
        )
        for row in rows
    ]


def _said(figure: Figure, row: MapRow, said: dict[str, str]) -> str:
    if figure.slug == "innbyggere":
        return ngettext("%s innbygger", "%s innbyggere", row.population) % number(row.population)
    if figure.slug == "sentralitet":
        return _("sentralitet %s") % row.centrality
    return said[figure.key(row)]


def _marks(figure: Figure, rows: Sequence[MapRow], land: Country, lines: list[LegendLine]) -> list[Mark]:
    """Each marked class by its number, in the municipality nearest to the middle of the class."""
    shapes: dict[str, list[Shape]] = {}
    for row in rows:
        shapes.setdefault(figure.key(row), []).append(land.shapes[row.number])
    marked = [line for line in lines if line.mark and line.key in shapes]
    places = spread([_middle(shapes[line.key]) for line in marked])
    return [Mark(x, y, line.mark) for (x, y), line in zip(places, marked, strict=True)]


def _middle(shapes: list[Shape]) -> Point:
    x = sum(shape.x for shape in shapes) / len(shapes)
    y = sum(shape.y for shape in shapes) / len(shapes)
    nearest = min(shapes, key=lambda shape: (shape.x - x) ** 2 + (shape.y - y) ** 2)
    return nearest.x, nearest.y


def _offices(rows: Sequence[MapRow]) -> list[tuple[str, str, str]]:
    counts = Counter(row.office for row in {row.pk: row for row in rows}.values())
    names = {row.office: short_name(row.office_name) for row in rows}
    return [(code, names[code], municipalities_in_words(count)) for code, count in counts.items()]


def municipalities_in_words(count: int) -> str:
    """«80 kommuner»."""
    return ngettext("%s kommune", "%s kommuner", count) % number(count)
