"""A coordinator reads a workbook in: columns, trial, result; axe on each page, light and dark, phone and desk."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.conftest import Open
from tests.engines.lists import HEADINGS
from tests.placements.workbooks import content, doctor
from tests.roles import TRUST_COORDINATOR


@pytest.mark.parametrize(
    ("scheme", "width", "script"), [("light", 1280, True), ("dark", 390, True), ("light", 390, False)]
)
def test_a_workbook_goes_in_step_by_step(
    open_page: Open, tmp_path: Path, scheme: str, width: int, script: bool
) -> None:
    headings = ["HPR-nr" if heading == "HPR-nummer" else heading for heading in HEADINGS]
    file = tmp_path / f"liste-{scheme}-{width}.xlsx"
    rows = [doctor(9000 + width), doctor(9001 + width, percentage=140)]
    file.write_bytes(content(rows, headings))
    page = open_page("/innlesinger/ny/", role=TRUST_COORDINATOR, scheme=scheme, width=width, script=script)
    page.get_by_label("Arbeidsbok", exact=True).set_input_files(file)
    page.get_by_role("button", name="Prøv arbeidsboken").click()
    if page.get_by_role("heading", name="Hvilken kolonne er hvilken?").count():  # remembered after the first time
        assert (findings(page) if script else []) == []
        page.get_by_role("button", name="Bruk disse kolonnene").click()
    expect(page.get_by_text("Ingenting er lagret ennå")).to_be_visible()
    assert (findings(page) if script else []) == []
    page.get_by_role("button", name="Kast arbeidsboken").click()
    expect(page.get_by_text("Arbeidsboken er kastet")).to_be_visible()
    assert page.noted == []  # type: ignore[attr-defined]
