"""The map with figures of somebody else's: each municipality gets the tone, the words and the address it is handed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from alisveien.places.queries_map import MapRow
from alisveien.public.map.drawing import Area, Picture, draw, drawn
from alisveien.public.map.figures import figure_of
from alisveien.public.map.topology import Country, Shape, country

OUTSIDE = "m0"
AROUND = 70  # kilometres kept free around the middles of the municipalities shown
SMALLEST = 420  # kilometres: the least that is shown, so that names keep their size


def shaded(rows: Sequence[MapRow], shades: Mapping[str, tuple[str, str, str]], label: str) -> Picture:
    """The map of ``rows``, drawn close around the municipalities that have a shade when they are few.

    ``shades``: number → (tone, words, address). A municipality without one is drawn pale, and leads to its own page.
    """
    land = country()
    whole = draw(figure_of("kontor"), tuple(rows), land, None)
    areas = drawn(_area(row, land, shades.get(row.number)) for row in rows if row.number in land.shapes)
    near = [land.shapes[number] for number in shades if number in land.shapes]
    if not near or len(near) * 2 > len(rows):
        return replace(whole, label=label, ground=replace(whole.ground, areas=areas))
    close = replace(whole.ground, areas=areas, labels=[])
    return replace(whole, label=label, ground=close, view_box=_around(near, land))


def _area(row: MapRow, land: Country, shade: tuple[str, str, str] | None) -> Area:
    path = land.shapes[row.number].path
    if shade is None:
        return Area(f"/kommuner/{row.number}/", row.name, OUTSIDE, path)
    tone, words, href = shade
    return Area(href, f"{row.name}: {words}", tone, path)


def _around(shapes: Iterable[Shape], land: Country) -> str:
    """A frame with every shape's middle in it, within the country and not smaller than a small region."""
    every = list(shapes)
    left, width = _span([shape.x for shape in every], land.width)
    top, height = _span([shape.y for shape in every], land.height)
    return f"{left} {top} {width} {height}"


def _span(middles: Sequence[int], whole: int) -> tuple[int, int]:
    low, high = min(middles) - AROUND, max(middles) + AROUND
    short = max(0, SMALLEST - (high - low))
    low, high = low - short // 2, high + short // 2
    return max(-AROUND, low), min(whole + AROUND, high) - max(-AROUND, low)
