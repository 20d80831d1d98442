"""Reading a page with axe."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

ALIKE = [
    "tbody tr:nth-child(n+7)",
    "svg path:nth-of-type(n+13)",
]  # the first rows and areas stand for all: same template


def findings(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds, one line for each element. Run through the debugger, which our CSP does not stop.

    ``rules`` is axe's ``runOnly``. Only what is wrong is written out; nothing is preloaded: we play no sound.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(
        "([rules, exclude]) => axe.run({exclude}, {runOnly: rules, resultTypes: ['violations'], preload: false})",
        [rules, [[one] for one in ALIKE]],
    )
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
