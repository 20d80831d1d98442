"""Parts that need a little geometry before they can be printed: {% load parts %}."""

from typing import Any

from django import template

from alisveien.base import drawing

register = template.Library()


@register.inclusion_tag("base/_ladder.html")
def ladder(place: int, count: int) -> dict[str, Any]:
    """``{% ladder 11 24 %}``: place 11 on a list of 24."""
    return {
        "rungs": drawing.ladder(place, count),
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
    return {"drawing": chart}
