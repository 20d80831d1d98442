"""The small map of one municipality: itself, its neighbours and its hospitals. Lengths are pixels of the picture."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from alisveien.base.shipped import REGISTER
from alisveien.public.map.projection import metres
from alisveien.public.map.topology import path_of, ring_of

Metres = tuple[float, float]
WIDTH, HEIGHT = 352, 272
ROOM = 1.3  # how much wider the picture is than what must be in it
NARROWEST = 50_000  # metres
LETTER = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a municipality's land in metres, with its bounds."""

    number: str
    ring: tuple[Metres, ...]
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital to mark: its name and where it lies, in degrees."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A hospital on the picture. Only the first has ``name`` written; ``title`` is said on hover."""

    x: int
    y: int
    title: str
    name: str = ""
    name_x: int = 0
    name_y: int = 0
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Locator:
    """The picture: all other land, the municipality, where its name stands (``inside`` itself or below), hospitals."""

    land: str
    chosen: str
    name: str
    x: int
    y: int
    inside: bool
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Window:
    """What is seen: the upper left corner and the metres of a pixel."""

    left: float
    top: float
    unit: float

    def pixel(self, point: Metres) -> tuple[int, int]:
        """A point as a pixel."""
        return round((point[0] - self.left) / self.unit), round((self.top - point[1]) / self.unit)

    def shows(self, piece: Piece) -> bool:
        """True when a piece is, at least partly, within the picture and large enough to be seen."""
        right, bottom = self.left + WIDTH * self.unit, self.top - HEIGHT * self.unit
        beside = piece.right < self.left or piece.left > right or piece.top < bottom or piece.bottom > self.top
        return not beside and max(piece.right - piece.left, piece.top - piece.bottom) > self.unit


@lru_cache(maxsize=1)
def pieces() -> tuple[Piece, ...]:
    """All land of the register that ships, as fine as it is drawn there. Read once per process."""
    topology = json.loads((REGISTER / "map" / "municipalities.topo.json").read_text("utf-8"))
    (across, up), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * across + x0, y * up + y0))
        arcs.append(tuple(line))
    found = []
    for geometry in topology["objects"]["kommuner"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        number = geometry["properties"]["id"]
        found += [_piece(number, ring_of(ring, arcs)) for polygon in polygons for ring in polygon]
    return tuple(found)


def _piece(number: str, ring: tuple[Metres, ...]) -> Piece:
    across, up = [point[0] for point in ring], [point[1] for point in ring]
    return Piece(number, ring, min(across), min(up), max(across), max(up))


@lru_cache(maxsize=400)
def locator(number: str, name: str, sites: tuple[Site, ...]) -> Locator | None:
    """The small map of a municipality. The first site is its local hospital and always in the picture; the others
    are marked where they happen to lie within it. None when the map has no such municipality."""
    mine = [piece for piece in pieces() if piece.number == number]
    if not mine:
        return None
    points = [metres(site.lat, site.lon) for site in sites]
    window = _window(mine, points[:1])
    seen = [piece for piece in pieces() if window.shows(piece)]
    x, y, inside = _name_at(max(mine, key=_size), name, window)
    return Locator(
        land=_path([piece for piece in seen if piece.number != number], window),
        chosen=_path([piece for piece in seen if piece.number == number] or mine, window),
        name=name,
        x=x,
        y=y,
        inside=inside,
        marks=_marks(sites, [window.pixel(point) for point in points], (x, y)),
    )


def _size(piece: Piece) -> float:
    return (piece.right - piece.left) * (piece.top - piece.bottom)


def _window(mine: Sequence[Piece], others: Sequence[Metres]) -> Window:
    left = min([piece.left for piece in mine] + [x for x, _y in others])
    right = max([piece.right for piece in mine] + [x for x, _y in others])
    bottom = min([piece.bottom for piece in mine] + [y for _x, y in others])
    top = max([piece.top for piece in mine] + [y for _x, y in others])
    unit = max(right - left, (top - bottom) * WIDTH / HEIGHT, NARROWEST / ROOM) * ROOM / WIDTH
    return Window((left + right - WIDTH * unit) / 2, (top + bottom + HEIGHT * unit) / 2, unit)


def _path(shown: Sequence[Piece], window: Window) -> str:
    return path_of(_line(piece, window) for piece in shown)


def _line(piece: Piece, window: Window) -> tuple[tuple[int, int], ...]:
    """The ring in pixels without repeats; the last point is the first."""
    line = [window.pixel(point) for point in piece.ring]
    return tuple(point for at, point in enumerate(line) if at == 0 or line[at - 1] != point)


def _name_at(piece: Piece, name: str, window: Window) -> tuple[int, int, bool]:
    """The middle of a municipality's largest piece, or the place below it when the name is wider than it."""
    line = _line(piece, window)
    middle = round(sum(point[0] for point in line) / len(line)), round(sum(point[1] for point in line) / len(line))
    across, down = [point[0] for point in line], [point[1] for point in line]
    inside = max(across) - min(across) > len(name) * LETTER * 1.4 and max(down) - min(down) > 40
    half = len(name) * LETTER // 2 + 6
    x = min(max(middle[0], half), WIDTH - half)
    return (x, middle[1] + 5, True) if inside else (x, min(max(down) + 18, HEIGHT - 8), False)


def _marks(sites: Sequence[Site], at: Sequence[tuple[int, int]], name_at: tuple[int, int]) -> list[Mark]:
    """The hospitals within the picture, the last first, so that the local hospital lies uppermost."""
    marks = []
    for order, (site, (x, y)) in enumerate(zip(sites, at, strict=True)):
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            marks.append(Mark(x, y, site.name) if order else _named(site.name, x, y, name_at))
    return marks[::-1]


def _named(name: str, x: int, y: int, name_at: tuple[int, int]) -> Mark:
    short = name.split(" (", maxsplit=1)[0]
    half = len(short) * LETTER // 2 + 4
    across = min(max(x, half), WIDTH - half)
    above = y - 10
    meets = abs(above - name_at[1]) < 18 and abs(across - name_at[0]) < half + 40
    down = y + 22 if meets or above < 14 else above
    return Mark(x, y, name, short, across, min(down, HEIGHT - 6))
