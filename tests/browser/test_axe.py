"""Every page is accessible, on a phone and on a screen, in light and in dark colours. Each page is opened once."""

import pytest

from tests.browser.axe import findings
from tests.browser.conftest import Visit
from tests.browser.pages import PAGES, WIDTHS, Seen

# The only rules whose answer a colour scheme can change.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("seen", PAGES, ids=[seen.name for seen in PAGES])
def test_axe_finds_nothing(visit: Visit, seen: Seen) -> None:
    page = visit(seen)
    assert page.status == seen.status  # type: ignore[attr-defined]
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        found += [f"{width} light {line}" for line in findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width} dark {line}" for line in findings(page, COLOURS)]
    assert not found, "\n".join(found)
    assert page.noted == []  # type: ignore[attr-defined]
