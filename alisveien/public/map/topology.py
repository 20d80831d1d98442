"""Municipal borders from TopoJSON to SVG paths, in whole kilometres with y downwards.

The file is read once per process. Points are rounded arc by arc, and an arc is shared by the two municipalities it
parts, so neighbours keep one and the same border. Source: Kartverket (CC BY 4.0), UTM 33N.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from alisveien.base.shipped import REGISTER

Point = tuple[int, int]
Line = tuple[Point, ...]
Place = TypeVar("Place")
"""A point in whatever unit."""

KILOMETRE = 1000
CELL = 10  # kilometres
SMALLEST = 1.5  # square kilometres; a smaller islet does not show


@dataclass(frozen=True, slots=True)
class Shape:
    """A municipality: its path, and a point near the middle of its largest piece (kilometres)."""

    number: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """Everything the map is drawn from; one is only equal to itself.

    ``borders`` are the arcs between two municipalities, ``land`` the squares of ``CELL`` kilometres with land in them.
    """

    width: int
    height: int
    shapes: Mapping[str, Shape]
    borders: tuple[tuple[str, str, Line], ...]
    land: frozenset[Point]

    def border_between(self, groups: Mapping[str, str]) -> str:
        """The path along which municipalities of different groups meet. ``groups``: number → group."""
        return path_of(line for one, other, line in self.borders if groups.get(one) != groups.get(other))

    def neighbours(self, groups: Mapping[str, str]) -> dict[str, set[str]]:
        """Which groups share a border on land."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other, _line in self.borders:
            first, second = groups.get(one), groups.get(other)
            if first and second and first != second:
                found[first].add(second)
                found[second].add(first)
        return found


@lru_cache(maxsize=1)
def country() -> Country:
    """The country of the register that ships."""
    return read_country(json.loads((REGISTER / "map" / "municipalities.topo.json").read_text("utf-8")))


def read_country(topology: Mapping[str, Any]) -> Country:
    """A country from a TopoJSON topology in metres with an object ``kommuner`` of polygons with ids."""
    left, _bottom, right, top = topology["bbox"]
    arcs = [_kilometres(arc, topology["transform"], left, top) for arc in topology["arcs"]]
    users: dict[int, list[str]] = defaultdict(list)
    shapes, rings_of = {}, {}
    for geometry in topology["objects"]["kommuner"]["geometries"]:
        number = geometry["properties"]["id"]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        index_rings = [ring for polygon in polygons for ring in polygon]
        for ring in index_rings:
            for index in ring:
                users[index if index >= 0 else ~index].append(number)
        rings = [ring_of(ring, arcs) for ring in index_rings]
        rings_of[number] = [ring for ring in rings if _area(ring) >= SMALLEST] or [_speck(rings[0][0])]
        shapes[number] = _shape(number, rings_of[number])
    pairs = ((sorted(set(users[index])), arcs[index]) for index in sorted(users))
    borders = tuple((pair[0], pair[1], line) for pair, line in pairs if len(pair) == 2)
    return Country(
        width=round((right - left) / KILOMETRE),
        height=round((top - _bottom) / KILOMETRE),
        shapes=shapes,
        borders=borders,
        land=frozenset(cell for rings in rings_of.values() for cell in _cells(rings)),
    )


def _kilometres(arc: list[list[int]], transform: Mapping[str, list[float]], left: float, top: float) -> Line:
    """A delta-encoded arc as rounded points without repeats."""
    (across, down), (x0, y0) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Point] = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        point = (round((x * across + x0 - left) / KILOMETRE), round((top - y * down - y0) / KILOMETRE))
        if not points or points[-1] != point:
            points.append(point)
    return tuple(points)


def ring_of(indices: Iterable[int], arcs: Sequence[tuple[Place, ...]]) -> tuple[Place, ...]:
    """The arcs of a ring after each other; a negative index means the arc backwards."""
    points: list[Place] = []
    for index in indices:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += line[1:] if points and points[-1] == line[0] else line
    return tuple(points)


def _speck(point: Point) -> Line:
    """A square kilometre, for one too small to have a shape."""
    x, y = point
    return (x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)


def _area(ring: Line) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def _shape(number: str, rings: list[Line]) -> Shape:
    largest = max(rings, key=_area)
    x = round(sum(point[0] for point in largest) / len(largest))
    y = round(sum(point[1] for point in largest) / len(largest))
    return Shape(number, path_of(rings), x, y)


def _cells(rings: Iterable[Line]) -> set[Point]:
    """The squares a municipality's pieces lie in, filled from edge to edge in each row."""
    filled: set[Point] = set()
    for ring in rings:
        rows: dict[int, list[int]] = defaultdict(list)
        for x, y in ring:
            rows[y // CELL].append(x // CELL)
        filled |= {(x, row) for row, across in rows.items() for x in range(min(across), max(across) + 1)}
    return filled


def path_of(lines: Iterable[Line]) -> str:
    """SVG path data, relative and as short as it gets; a point on a straight stretch is left out."""
    return "".join(_drawn(line) for line in lines if len(line) > 1)


def _drawn(line: Line) -> str:
    x, y = line[0]
    moves: list[Point] = []
    for u, v in line[1:]:
        move = (u - x, v - y)
        if moves and moves[-1][0] * move[1] == moves[-1][1] * move[0] and _forward(moves[-1], move):
            moves[-1] = (moves[-1][0] + move[0], moves[-1][1] + move[1])
        else:
            moves.append(move)
        x, y = u, v
    closed = line[0] == line[-1]
    steps = "".join(_number(value) for move in (moves[:-1] if closed else moves) for value in move)
    return f"M{line[0][0]} {line[0][1]}l{steps.lstrip()}" + ("z" if closed else "")


def _forward(one: Point, other: Point) -> bool:
    return one[0] * other[0] + one[1] * other[1] > 0


def _number(value: int) -> str:
    return str(value) if value < 0 else f" {value}"
