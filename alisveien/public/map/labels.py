"""Where words stand on the map: offices outside the land, the chosen municipality where there is room."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, product

from alisveien.public.map.topology import CELL, Country, Point, Shape

LETTER, LINE = 14, 26  # kilometres on the map, at its usual size
APART = 38  # kilometres between two numbers on the map


@dataclass(frozen=True, slots=True)
class Label:
    """A name and a note below it. ``leader`` is a path from what is named to the name, or empty."""

    x: int
    y: int
    anchor: str
    name: str
    note: str = ""
    leader: str = ""


# Chosen by eye: x, y, which end of the text stands there, and where a line leads to.
OFFICES: dict[str, tuple[int, int, str, str]] = {
    "nord": (530, 300, "end", ""),
    "midt": (225, 828, "end", ""),
    "vest": (-18, 1150, "end", ""),
    "ost": (470, 1345, "start", ""),
    "oslo": (470, 1452, "start", "M344 1300L456 1442"),
    "sor": (265, 1518, "start", ""),
}


def office_labels(offices: Iterable[tuple[str, str, str]]) -> list[Label]:
    """Labels for (code, name, note). An office without a place of its own on the map is left to the legend."""
    labels = []
    for code, name, note in offices:
        if code in OFFICES:
            x, y, anchor, leader = OFFICES[code]
            labels.append(Label(x, y, anchor, name, note, leader))
    return labels


def chosen_label(shape: Shape, name: str, land: Country, others: Iterable[Label]) -> Label:
    """The nearest place around a municipality where its name covers neither land nor another label.

    Without such a place the name stands just below the municipality, upon the land.
    """
    width = len(name) * LETTER
    taken = set(land.land)
    for other in others:
        taken |= _box(other.x, other.y, other.anchor, max(len(other.name), len(other.note)) * LETTER, 3 * LINE)
    for away, (side, up) in product(range(50, 420, 15), ((1, 1), (-1, -1), (-1, 0), (1, 0), (-1, 1), (1, -1))):
        x, y, anchor = shape.x + side * away, shape.y + up * away, "start" if side > 0 else "end"
        box = _box(x, y, anchor, width, LINE)
        on_paper = all(-14 <= column < land.width // CELL and 0 <= row < land.height // CELL + 8 for column, row in box)
        if on_paper and not box & taken:
            leader = f"M{shape.x} {shape.y}L{x - side * 8} {y - 9}"
            return Label(x, y, anchor, name, leader=leader)
    return Label(shape.x, shape.y + 2 * LINE, "middle", name)


def _box(x: int, y: int, anchor: str, width: int, height: int) -> set[tuple[int, int]]:
    left = x if anchor == "start" else x - width
    columns = range((left - 6) // CELL, (left + width + 6) // CELL + 1)
    return set(product(columns, range((y - LINE) // CELL, (y - LINE + height) // CELL + 1)))


def spread(points: list[Point]) -> list[Point]:
    """The same points, with those closer than ``APART`` pushed away from each other along the line between them."""
    moved = list(points)
    for _round in range(12):
        for one, other in combinations(range(len(moved)), 2):
            (x, y), (u, v) = moved[one], moved[other]
            apart = max(((u - x) ** 2 + (v - y) ** 2) ** 0.5, 1)
            if apart < APART:
                push = (APART - apart) / 2 / apart
                across, down = round((u - x or 1) * push), round((v - y) * push)
                moved[one], moved[other] = (x - across, y - down), (u + across, v + down)
    return moved
