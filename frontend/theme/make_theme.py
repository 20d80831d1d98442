"""Writes alisveien/base/static/base/theme.css: Designsystemet's token names with the colours of Alisveien.

Sizes, type scale and token aliases come from the package's own theme in node_modules. The colours
petrol (accent), ink (neutral) and rust (brand1) are worked out here at the luminances the package uses
for each step, so that its contrast promises hold; a few steps are set by hand as drawn. The status
colours are the package's. Run it after a new version of the package: python frontend/theme/make_theme.py
"""

import re
import sys
from pathlib import Path

from colours import at_luminance, contrast, from_hex, luminance, to_hex

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules/@digdir/designsystemet-css/dist/theme/designsystemet.css"
TARGET = ROOT / "alisveien/base/static/base/theme.css"

BASES = {
    "light": {"accent": "#0f5c63", "neutral": "#1e2e33", "brand1": "#a8501f", "brand2": "#526064"},
    "dark": {"accent": "#7aa5a8", "neutral": "#ebeced", "brand1": "#d98a5c", "brand2": "#a9b4b7"},
}
HUES = {"accent": "#0f5c63", "neutral": "#1e2e33", "brand1": "#a8501f", "brand2": "#526064"}
STRENGTH = {
    "light": {"accent": 0.75, "neutral": 0.35, "brand1": 0.75, "brand2": 0.5},
    "dark": {"accent": 0.5, "neutral": 0.5, "brand1": 0.6, "brand2": 0.5},
}
BY_HAND = {
    "light": {
        "accent-background-tinted": "#eff4f5",
        "accent-surface-tinted": "#e1eaeb",
        "accent-text-subtle": "#1f676d",
        "accent-text-default": "#0b3f44",
        "neutral-text-default": "#1e2e33",
        "neutral-text-subtle": "#526064",
        "neutral-surface-hover": "#d7dadc",
    },
    "dark": {
        "neutral-background-default": "#13191b",
        "neutral-background-tinted": "#1a2123",
        "neutral-surface-default": "#1a2123",
        "neutral-surface-tinted": "#232b2d",
        "neutral-surface-hover": "#2c3538",
        "neutral-surface-active": "#374144",
        "neutral-text-default": "#ebeced",
        "neutral-text-subtle": "#a3adb0",
        "accent-background-default": "#13191b",
        "accent-background-tinted": "#122224",
        "accent-surface-default": "#162a2c",
        "accent-surface-tinted": "#1a3235",
        "accent-text-subtle": "#7aa5a8",
    },
}


def steps(css: str, scheme: str, colour: str) -> dict[str, str]:
    """Step name → hex of one colour in the package's theme, e.g. ``background-tinted`` → ``#eef4fa``."""
    start = css.index(f"[data-color-scheme={scheme}]{{")
    block = css[start : css.index("}", start)]
    return dict(re.findall(rf"--ds-color-{colour}-([a-z-]+):(#[0-9a-f]+)", block))


def own(css: str, scheme: str, colour: str) -> dict[str, str]:
    """Step name → hex of one of our colours, at the luminances of the package's accent."""
    base = from_hex(BASES[scheme][colour])
    hue = from_hex(HUES[colour])
    model = "neutral" if colour == "neutral" else "accent"
    made = {
        step: to_hex(at_luminance(hue, luminance(from_hex(hexed)), STRENGTH[scheme][colour]))
        for step, hexed in steps(css, scheme, model).items()
    }
    made |= {step: "#ffffff" for step, hexed in steps(css, scheme, model).items() if hexed == "#fff"}
    way = 1 if scheme == "dark" or colour == "neutral" else -1
    for step, factor in (("base-default", 1), ("base-hover", 1 + way * 0.22), ("base-active", 1 + way * 0.4)):
        shade = at_luminance(hue, min(0.95, luminance(base) * factor), 1 if scheme == "light" else 0.6)
        made[step] = BASES[scheme][colour] if factor == 1 else to_hex(shade)
    white, black = from_hex("#ffffff"), from_hex("#0b1416")
    on_base = white if contrast(base, white) >= contrast(base, black) else black
    made["base-contrast-default"] = to_hex(on_base)
    made["base-contrast-subtle"] = to_hex(on_base)
    for name, hexed in BY_HAND[scheme].items():
        if name.startswith(f"{colour}-"):
            made[name.removeprefix(f"{colour}-")] = hexed
    return made


def scheme_rules(css: str, scheme: str) -> str:
    """The declarations of one colour scheme."""
    lines = []
    for colour in HUES:
        lines += [f"--ds-color-{colour}-{step}:{hexed}" for step, hexed in own(css, scheme, colour).items()]
    for colour in ("info", "success", "warning", "danger"):
        lines += [f"--ds-color-{colour}-{step}:{hexed}" for step, hexed in steps(css, scheme, colour).items()]
    focus = ("#ffffff", "#1e2e33") if scheme == "light" else ("#13191b", "#ebeced")
    lines += [f"--ds-color-focus-inner:{focus[0]}", f"--ds-color-focus-outer:{focus[1]}"]
    accent = own(css, scheme, "accent")
    lines += [f"--ds-link-color-visited:{accent['text-subtle']}", f"color-scheme:{scheme}"]
    return ";\n  ".join(lines)


def layers(css: str) -> list[str]:
    """Every layer of the package's theme but the colour schemes, whole."""
    kept = []
    for part in re.split(r"(?=@layer ds\.theme\.)", css):
        if part.startswith("@layer ds.theme.") and ".color-scheme." not in part.split("{")[0]:
            kept.append(part.strip())
    return kept


def theme(css: str) -> str:
    """The whole style sheet."""
    light, dark = scheme_rules(css, "light"), scheme_rules(css, "dark")
    return "\n".join(
        [
            "/* Made by frontend/theme/make_theme.py; change that. Sizes and aliases: Designsystemet, MIT. */",
            f"@layer ds.theme.color-scheme.light{{:root,[data-color-scheme=light]{{\n  {light}\n}}}}",
            f"@layer ds.theme.color-scheme.dark{{@media screen{{[data-color-scheme=dark]{{\n  {dark}\n}}}}",
            f"@media screen and (prefers-color-scheme:dark){{[data-color-scheme=auto]{{\n  {dark}\n}}}}}}",
            *layers(css),
            "",
        ]
    )


def main() -> None:
    """Write the file, or with --check say whether it is up to date (exit 1 when not)."""
    made = theme(PACKAGE.read_text(encoding="utf-8"))
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == made else 1)
    TARGET.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
