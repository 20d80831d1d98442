"""What holds for every page: narrow enough for every screen, and with headings in order."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.pages import PAGES, Seen


@pytest.mark.parametrize("seen", PAGES, ids=[seen.name for seen in PAGES])
def test_no_screen_is_too_narrow_headings_step_down_and_no_id_stands_twice(visit: Visit, seen: Seen) -> None:
    assert list(faults_of(visit(seen))) == []


def faults_of(page: Page) -> Iterator[str]:
    """What is out of order on a page: too wide for a screen, headings that skip a level, an id that stands twice."""
    for width in (1920, 1280, 1100, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wider > 0:
            yield f"{wider} px too wide at {width}"
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    if levels.count(1) != 1 or levels[0] != 1 or any(after - before > 1 for before, after in pairwise(levels)):
        yield f"headings: {levels}"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    if len(ids) != len(set(ids)):
        yield f"ids that stand twice: {sorted({one for one in ids if ids.count(one) > 1})}"
