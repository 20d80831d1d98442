"""Parts that need a little geometry before they can be printed: {% load parts %}.

What there can be hundreds of in a picture is drawn here: a template would take a tenth of a second to print them.
"""

from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString

from alisveien.base import drawing

register = template.Library()


@register.inclusion_tag("base/_ladder.html")
def ladder(place: int, count: int) -> dict[str, Any]:
    """``{% ladder 11 24 %}``: place 11 on a list of 24."""
    rungs = (
        f'<rect class="ladder-step{" ladder-own" if bar.own else ""}" x="{bar.x}" y="{bar.y}"'
        f' width="{bar.width}" height="{bar.height}" rx="2" />'
        for bar in drawing.ladder(place, count)
    )
    return {
        "rungs": SafeString("".join(rungs)),
        "width": 600,
        "place": place,
        "count": count,
        "ahead": place - 1,
        "behind": count - place,
    }


@register.inclusion_tag("base/_steps.html")
def steps(reached: int, of: int) -> dict[str, Any]:
    """``{% steps 2 3 %}``: step 2 of 3, as bars and in words."""
    return {"bars": drawing.steps(reached, of), "reached": reached, "count": of}


@register.inclusion_tag("base/_slope.html")
def slope(chart: drawing.Slope) -> dict[str, Any]:
    """``{% slope chart %}`` with a chart made by ``base.drawing.slope``."""
    return {"drawing": chart, "lines": SafeString("".join(map(_drawn, chart.lines)))}


def _drawn(line: drawing.Line) -> str:
    """A line of a slope chart as SVG, with its dots and words."""
    radius = 4 if line.mover else 2
    dots = (f'<circle class="slope-dot" cx="{dot.x}" cy="{dot.y}" r="{radius}" />' for dot in line.dots)
    words = (
        f'<text x="{word.x}" y="{word.y}" text-anchor="{word.anchor}">{escape(word.text)}</text>' for word in line.words
    )
    path = f'<path class="slope-line" d="{line.path}" />'
    return "".join(['<g class="mover">' if line.mover else "<g>", path, *dots, *words, "</g>\n"])
