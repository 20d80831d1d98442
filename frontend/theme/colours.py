"""Colour arithmetic for the theme: OKLCH, relative luminance, and the colour of a hue at a luminance."""

import math

Rgb = tuple[float, float, float]


def from_hex(text: str) -> Rgb:
    """``#0F5C63`` as three numbers from 0 to 1 (sRGB); ``#fff`` is understood too."""
    digits = text.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))  # type: ignore[return-value]


def to_hex(rgb: Rgb) -> str:
    """Three numbers from 0 to 1 as ``#0f5c63``."""
    return "#" + "".join(f"{round(255 * min(1, max(0, part))):02x}" for part in rgb)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def luminance(rgb: Rgb) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    red, green, blue = (_linear(part) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Rgb, second: Rgb) -> float:
    """Contrast ratio as WCAG defines it, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def to_oklch(rgb: Rgb) -> tuple[float, float, float]:
    """Lightness, chroma and hue (radians)."""
    r, g, b = (_linear(part) for part in rgb)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    mid = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def from_oklch(light: float, chroma: float, hue: float) -> Rgb:
    """sRGB of an OKLCH colour; may lie outside 0 to 1."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _curved(max(0, 4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short)),
        _curved(max(0, -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short)),
        _curved(max(0, -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short)),
    )


def at_luminance(hue_of: Rgb, target: float, strength: float) -> Rgb:
    """The colour with the hue of ``hue_of`` and a given luminance.

    ``strength`` scales the chroma; near white and black it fades by itself, so that tints stay calm.
    """
    _, chroma, hue = to_oklch(hue_of)
    low, high = 0.0, 1.0
    for _step in range(40):
        middle = (low + high) / 2
        faded = chroma * strength * min(1, 4 * middle * (1 - middle) + 0.08)
        if luminance(from_oklch(middle, faded, hue)) < target:
            low = middle
        else:
            high = middle
    middle = (low + high) / 2
    return from_oklch(middle, chroma * strength * min(1, 4 * middle * (1 - middle) + 0.08), hue)
