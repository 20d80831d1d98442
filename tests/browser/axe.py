"""Reading a page with axe."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import Seen

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


def assert_accessible(open_page: Open, seen: Seen, *, width: int, scheme: str) -> None:
    """Open a page and expect no finding of axe, no foreign request and no fault of script."""
    page = open_page(seen.path, role=seen.role, width=width, scheme=scheme)
    found = findings(page)
    assert not found, "\n".join(found)
    assert page.noted == []  # type: ignore[attr-defined]
