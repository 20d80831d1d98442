"""Geometry of the small pictures the server draws as SVG: ladder of places, step bar, slope chart.

Plain numbers in, plain numbers out; the templates only print them. Lengths are in the units of the
picture's viewBox.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

LABEL, RANK, ROW, TOP = 228, 24, 25, 44
SLOPE_WIDTH = 1184


class Bar(NamedTuple):
    """A rectangle; ``own`` marks the one that is told about."""

    x: str
    width: str
    y: int = 0
    height: int = 6
    own: bool = False


class Word(NamedTuple):
    """A text and where it stands."""

    x: int
    y: int
    text: str
    anchor: str = "middle"


class Dot(NamedTuple):
    """A point on a line."""

    x: int
    y: int


class Ranks(NamedTuple):
    """One doctor in a slope chart: the place in each ordering (1 is first), and whether to lift the line."""

    label: str
    places: tuple[int, ...]
    mover: bool = False


class Line(NamedTuple):
    """A drawn line of a slope chart."""

    path: str
    dots: list[Dot]
    words: list[Word]
    mover: bool


@dataclass(frozen=True, slots=True)
class Slope:
    """A drawn slope chart; ``label`` says in a sentence what it shows."""

    label: str
    width: int
    height: int
    heads: list[Word]
    lines: list[Line]


def _length(value: float) -> str:
    """A length as SVG wants it, whatever decimal mark the page uses."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def ladder(place: int, count: int) -> list[Bar]:
    """One bar for each place on a list of ``count``, 600 wide; only one's own is tall."""
    pitch = 600 / max(count, 1)
    gap = min(2.5, pitch / 4)
    return [
        Bar(
            x=_length((number - 1) * pitch),
            width=_length(pitch - gap),
            y=0 if number == place else 14,
            height=40 if number == place else 26,
            own=number == place,
        )
        for number in range(1, count + 1)
    ]


def steps(reached: int, count: int) -> list[Bar]:
    """``count`` bars in a row of 216, the first ``reached`` of them filled."""
    pitch = 216 / max(count, 1)
    return [Bar(x=_length(number * pitch), width=_length(pitch - 2), own=number < reached) for number in range(count)]


def slope(label: str, heads: Sequence[str], doctors: Sequence[Ranks]) -> Slope:
    """Lines between the places in two or more orderings; movers are drawn last, on top."""
    left, right = LABEL + RANK, SLOPE_WIDTH - LABEL - RANK
    across = [left + round(number * (right - left) / max(len(heads) - 1, 1)) for number in range(len(heads))]
    longest = max((max(doctor.places) for doctor in doctors), default=1)
    ordered = sorted(doctors, key=lambda doctor: doctor.mover)
    return Slope(
        label=label,
        width=SLOPE_WIDTH,
        height=TOP + ROW * longest,
        heads=[Word(x, 16, head) for x, head in zip(across, heads, strict=True)],
        lines=[_line(doctor, across) for doctor in ordered],
    )


def _line(doctor: Ranks, across: list[int]) -> Line:
    dots = [Dot(x, TOP + ROW * (place - 1)) for x, place in zip(across, doctor.places, strict=True)]
    path = f"M{dots[0].x} {dots[0].y}"
    for before, after in pairwise(dots):
        middle = (before.x + after.x) // 2
        path += f" C{middle} {before.y} {middle} {after.y} {after.x} {after.y}"
    return Line(path=path, dots=dots, words=_words(doctor, dots), mover=doctor.mover)


def _words(doctor: Ranks, dots: list[Dot]) -> list[Word]:
    first, last = dots[0], dots[-1]
    words = [
        Word(first.x - RANK - 20, first.y + 5, doctor.label, "end"),
        Word(first.x - 16, first.y + 5, str(doctor.places[0]), "end"),
        Word(last.x + 16, last.y + 5, str(doctor.places[-1]), "start"),
        Word(last.x + RANK + 20, last.y + 5, doctor.label, "start"),
    ]
    if doctor.mover:
        between = zip(dots[1:-1], doctor.places[1:-1], strict=True)
        words += [Word(dot.x, dot.y - 9, str(place)) for dot, place in between]
    return words
