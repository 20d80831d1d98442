"""What holds for every page: accessible, narrow enough, quiet, from this host alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import EVERY, EVERY_NAME, PAGES, Seen

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Page) -> list[str]:
    """What axe finds, one line for each element. Run through the debugger, which our CSP does not stop."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("seen", "width", "scheme"), EVERY, ids=EVERY_NAME)
def test_axe_finds_nothing(open_page: Open, seen: Seen, width: int, scheme: str) -> None:
    page = open_page(seen.path, width=width, scheme=scheme)
    assert findings(page) == []
    assert page.noted == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("seen", PAGES, ids=[seen.name for seen in PAGES])
def test_nothing_is_wider_than_the_screen(open_page: Open, seen: Seen) -> None:
    page = open_page(seen.path)
    for width in (1920, 1280, 1100, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{wider} px too wide at {width}"


@pytest.mark.parametrize("seen", PAGES, ids=[seen.name for seen in PAGES])
def test_a_page_has_one_heading_on_top_and_steps_down_by_one(open_page: Open, seen: Seen) -> None:
    page = open_page(seen.path)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
