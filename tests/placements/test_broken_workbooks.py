"""Broken workbooks of nominations: whatever is in the cells, each row is read in or handed back as it was typed."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken
from alisveien.placements.models import Intake, Nomination, Round, Workbook
from alisveien.placements.services import workbooks as deeds
from tests.engines.lists import HEADINGS
from tests.placements.people import AT, trust
from tests.placements.workbooks import doctor
from tests.roles import MUNICIPAL_LEADER, actor_as, place_of

pytestmark = pytest.mark.django_db
TODAY = date(2027, 8, 30)


@pytest.fixture
def leader(demonstration: None) -> Actor:
    Round.objects.create(year=2028, trust=trust(), draw="2028", created_at=AT)
    return actor_as(MUNICIPAL_LEADER, place_of("municipality", "5540"), at=AT)


def a_book(*rows: Any, merged: str = "") -> bytes:
    """A workbook as people make them: merged cells, formulas, dates as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *rows):
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def read_in(content: bytes, by: Actor) -> Intake:
    home = place_of("municipality", "5540")
    upload = SimpleUploadedFile("liste.xlsx", content)
    workbook: Workbook = deeds.send_workbook(place=home, year=2028, upload=upload, by=by, at=AT)
    deeds.try_workbook(workbook=workbook, by=by, today=TODAY)
    return deeds.read_workbook_in(workbook=workbook, by=by, at=AT)


def test_every_row_is_read_in_or_handed_back_as_it_was_typed(leader: Actor) -> None:
    rows = [
        doctor(1),
        doctor(2, started_on="01.01.2025"),
        doctor(3, started_on="2025-01-01"),
        doctor(4, started_on="i fjor en gang"),
        doctor(5, started_on="=TODAY()"),
        doctor(6, percentage="80 %"),
        doctor(7, percentage="=50+50"),
        doctor(8, last_name="KÃ¥fjordsen"),
        doctor(9, hpr_number="99\u00a000009"),
        doctor(10, hpr_number=None),
        doctor(11, courses="femten"),
    ]
    intake = read_in(a_book(*rows), leader)
    refused = {row.row_number: row for row in intake.rejected_rows.all()}
    assert intake.new + len(refused) == len(rows)
    assert {5, 6, 8, 11, 12} <= set(refused)
    assert {2, 9} & set(refused) == set()
    assert "i fjor en gang" in refused[5].cells
    assert "=TODAY()" in refused[6].cells
    assert "=50+50" in refused[8].cells
    assert "femten" in refused[12].cells
    assert Nomination.objects.filter(doctor__last_name="KÃ¥fjordsen").count() == 1


def test_cells_merged_down_a_column_lose_no_row(leader: Actor) -> None:
    column = HEADINGS.index("Kommunenummer") + 1
    letter = openpyxl.utils.get_column_letter(column)
    intake = read_in(a_book(doctor(1), doctor(2), doctor(3), merged=f"{letter}2:{letter}4"), leader)
    assert intake.new + intake.rejected_rows.count() == 3
    assert {row.row_number for row in intake.rejected_rows.all()} <= {3, 4}


@pytest.mark.parametrize(
    "content", ["HPR-nummer;Fornavn\n9900001;Åse".encode("cp1252"), b"\xff\xfeH\x00", b"PK\x03\x04x", b""]
)
def test_a_file_that_is_no_workbook_is_refused_whole(leader: Actor, content: bytes) -> None:
    before = Nomination.objects.count(), Intake.objects.count()
    with pytest.raises(RuleBroken):
        read_in(content, leader)
    assert (Nomination.objects.count(), Intake.objects.count()) == before
