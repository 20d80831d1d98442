"""The map as a picture that is taken along: with its title, what the tones mean, the day and the source upon it.

As SVG, or drawn in points as PNG by resvg. The colours are those of ``map.css`` in light.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from textwrap import wrap
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alisveien.public.map.drawing import MARGIN, Picture
from alisveien.public.map.figures import LegendLine
from alisveien.public.map.topology import country

WIDE = 1600
"""The width of the PNG in points."""
LEFT, TOP, BELOW = 60, 34, 62
"""What is added around the map, in its kilometres: to the left, above, and below for the source."""
INSET = 24
LETTERS = 24
"""The most letters in a line of the title: the sea west of Finnmark is no wider."""
STYLE = (
    ".m0{fill:#f1f3f2}.m1{fill:#dde9e9}.m2{fill:#b3d2d3}.m3{fill:#84b5b9}.m4{fill:#4f9298}.m5{fill:#1d666c}.m6{fill:#073b40}"
    ".o1{fill:#1d666c}.o2{fill:#a3cbcd}.o3{fill:#dcb968}.o4{fill:#6478a8}.o5{fill:#d9d4e4}.o6{fill:#8b6178}"
    ".paper{fill:#fff}.swatch{stroke:#8a979a;stroke-width:1}"
    ".map-areas path{stroke:#fff;stroke-width:1;stroke-linejoin:round}"
    ".map-border,.map-leader{fill:none;stroke:#1e2e33;stroke-width:2}.map-border-halo{fill:none;stroke:#fff;stroke-width:5}"
    ".map-chosen{fill:none;stroke:#a8501f;stroke-width:4}.map-chosen-leader{fill:none;stroke:#a8501f;stroke-width:2}"
    "text{font-family:Inter,Arial,sans-serif;font-size:27px;fill:#1e2e33}.line{font-size:24px}"
    ".map-note{font-size:23px;fill:#526064}.name{font-size:40px}"
    ".map-mark,.map-chosen-name{paint-order:stroke;stroke:#fff;stroke-width:6px;stroke-linejoin:round}"
    ".map-chosen-name{fill:#a8501f}"
)
BOLD = ".name,.map-office,.map-mark,.map-chosen-name{font-weight:650}"
BOLDENED = (
    ".name{stroke:#1e2e33;stroke-width:1.5px;letter-spacing:.3px}"
    ".map-office{stroke:#1e2e33;stroke-width:1px;letter-spacing:.3px}"
)
"""resvg does not follow the weights of a variable font: the letters are made bold by an outline of their own."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text and its height."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A class of the legend and its heights."""

    tone: str
    mark: str
    label: str
    count: str
    top: int
    y: int


def svg_of(picture: Picture, title: str, legend: Sequence[LegendLine], day: date, source: str) -> str:
    """The picture as SVG that needs no style sheet beside it. ``day`` is the day it shows."""
    return _svg(picture, title, legend, day, source, BOLD)


def png_of(picture: Picture, title: str, legend: Sequence[LegendLine], day: date, source: str) -> bytes:
    """The same in points, ``WIDE`` across, on white."""
    return _points(_svg(picture, title, legend, day, source, BOLDENED))


@lru_cache(maxsize=4)
def _points(svg: str) -> bytes:
    """Draw in points; a sixth of a second, so the last few are kept."""
    import resvg_py  # noqa: PLC0415 - slow, and only here

    font = files("fontpkg_inter") / "files" / "Inter[opsz,wght].ttf"
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, width=WIDE, background="#ffffff", skip_system_fonts=True, font_files=[str(font)]
    )
    return bytes(drawn)


def _svg(
    picture: Picture, title: str, legend: Sequence[LegendLine], day: date, source: str, weights: str
) -> SafeString:
    land, (left, top, right, bottom) = country(), MARGIN
    left, top = left - LEFT, top - TOP
    width, height = land.width - left + right, land.height - top + bottom + BELOW
    lines = [Written(text, top + 56 + 48 * at) for at, text in enumerate(wrap(title, LETTERS))]
    below = lines[-1].y + 38
    context: dict[str, Any] = {
        "picture": picture,
        "areas": _without_links(picture.ground.areas),
        "style": STYLE + weights,
        "frame": f"{left} {top} {width} {height}",
        "left": left,
        "top": top,
        "left_edge": left + INSET,
        "words_edge": left + INSET + 40,
        "name": title,
        "title": lines,
        "day": Written(_("per %s, antall kommuner") % date_format(day, "j. F Y"), below),
        "lines": [
            KeyLine(one.tone, one.mark, one.label, one.count, below + 32 + 37 * at, below + 53 + 37 * at)
            for at, one in enumerate(legend)
        ],
        "source": source,
        "source_y": top + height - INSET,
    }
    return render_to_string("public/map_alone.svg", context)


def _without_links(areas: str) -> SafeString:
    """The municipalities as groups: the addresses lead nowhere outside the page."""
    groups = re.sub(r'<a href="[^"]*"|</a>', lambda tag: "</g>" if tag[0] == "</a>" else "<g", areas)
    return SafeString(groups.replace(' tabindex="-1"', ""))
