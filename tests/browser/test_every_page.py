"""What holds for every page: narrow enough for every screen, and with headings in order."""

from itertools import pairwise

import pytest

from tests.browser.conftest import Visit
from tests.browser.pages import PAGES, Seen


@pytest.mark.parametrize("seen", PAGES, ids=[seen.name for seen in PAGES])
def test_no_screen_is_too_narrow_headings_step_down_and_no_id_stands_twice(visit: Visit, seen: Seen) -> None:
    page = visit(seen)
    for width in (1920, 1280, 1100, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{wider} px too wide at {width}"
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})
