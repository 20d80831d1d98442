"""An adviser reads persons in: the file, its rows, its columns, the end; axe on each page, light and dark."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.conftest import Open
from tests.roles import ADVISER

ROWS = "Fornavn;Etternavn;Rolle;Kommune\nKari;Olsen;konge;Kåfjord\n"


@pytest.mark.parametrize(
    ("scheme", "width", "script"), [("light", 1280, True), ("dark", 390, True), ("light", 390, False)]
)
def test_a_table_goes_in_step_by_step(open_page: Open, tmp_path: Path, scheme: str, width: int, script: bool) -> None:
    file = tmp_path / "personer.csv"
    file.write_text(ROWS)
    page = open_page("/personer/innlesing/", role=ADVISER, scheme=scheme, width=width, script=script)
    page.get_by_label("Fil med personer").set_input_files(file)
    page.get_by_role("button", name="Se over radene").click()
    expect(page.get_by_text("Vi kjenner ikke rollen")).to_be_visible()
    assert (findings(page) if script else []) == []
    page.get_by_role("link", name="Velg hvilken kolonne som er hva").click()
    assert (findings(page) if script else []) == []
    page.get_by_role("button", name="Se over radene").click()
    page.get_by_role("button", name="Få tilbake radene med feil").click()
    expect(page.get_by_role("link", name="Last ned radene med feil")).to_be_visible()
    assert (findings(page) if script else []) == []
    assert page.noted == []  # type: ignore[attr-defined]
