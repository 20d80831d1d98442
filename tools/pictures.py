"""Take a picture of every page of the running demonstration, in three widths, light and dark."""

import os
import shutil
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from alisveien.cli.demo import CHORES, prepare
from alisveien.cli.ground import Steps, ground
from alisveien.cli.website import free_port, website
from tests.browser.chromium import chromium
from tests.browser.pages import PAGES
from tests.roles import cookie_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "shots"
WIDTHS = {390: 844, 1280: 800, 1920: 1080}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    """Serve the demonstration on a free port and fill ``shots/`` anew."""
    os.environ["ALISVEIEN_DEMONSTRATION"] = "1"
    os.environ["PYTHONWARNINGS"] = "ignore"
    os.environ["ALISVEIEN_LOG_LEVEL"] = "WARNING"  # the steps are what is to be read
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    steps = Steps(count=1 + len(CHORES) + len(WIDTHS) * len(SCHEMES))
    with steps.opened("Starter databasen", ground()):
        prepare(steps)
        cookies = {role: cookie_of(role) for role in {seen.role for seen in PAGES if seen.role}}
        port = free_port("127.0.0.1", 8700)
        with website("127.0.0.1", port, workers=1), chromium() as browser:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    with steps.step(f"{len(PAGES)} sider, {width} px, {scheme}"):
                        take(browser, f"http://localhost:{port}", cookies, width, scheme)
    steps.end()
    print(f"  Bildene ligger i {FOLDER.relative_to(ROOT)}/")


def take(browser: Browser, address: str, cookies: dict[str, str], width: int, scheme: Literal["light", "dark"]) -> None:
    """One picture of each page at one width and scheme."""
    size = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="nb-NO")  # type: ignore[arg-type]
    page = context.new_page()
    for seen in PAGES:
        context.clear_cookies()
        if seen.role:
            context.add_cookies([{"name": "sessionid", "value": cookies[seen.role], "url": address}])
        page.goto(address + seen.path, wait_until="load")
        page.screenshot(path=FOLDER / f"{seen.name}-{width}-{scheme}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main()
