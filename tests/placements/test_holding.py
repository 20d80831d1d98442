"""A trust's queue on any day, and beside its HR system: headings, files, and what differs both ways."""

import csv
import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.engines.nominations.holding import compare
from alisveien.placements import queries_holding as queries
from alisveien.placements.models import HoldingColumns, Nomination, Placement
from alisveien.placements.services import holding as services
from alisveien.workbench.tables import sheet_of
from tests.placements.offering import empty_post, in_line, offered
from tests.placements.people import UNN
from tests.placements.workbooks import content as workbook
from tests.roles import ADVISER, TRUST_COORDINATOR, actor_as, client_as, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
NOW = timezone.now


def trust() -> Any:
    return place_of("trust", UNN)


def standings(day: date | None = None) -> dict[str, str]:
    rows = queries.queue_for(actor_as(TRUST_COORDINATOR), day or timezone.localdate(), trust())
    return {row.hpr_number: queries.line_of(row)["standing"] for row in rows}


def test_the_queue_says_where_everybody_stands_on_a_day() -> None:
    one, post = in_line("9919001")
    two, _post = in_line("9919002")
    offered(two)
    three, _post = in_line("9919003")
    Placement.objects.create(
        post=empty_post(trust()),
        doctor=three.doctor,
        nomination=three,
        from_on=post.from_on,
        to_on=post.to_on,
        made_at=NOW(),
    )
    assert standings() == {"9919001": "venter", "9919002": "tilbudt", "9919003": "har plass"}
    assert standings(date(2026, 2, 1)) == dict.fromkeys(("9919001", "9919002", "9919003"), "venter")
    assert standings(date(2026, 1, 14)) == {}
    Nomination.objects.filter(pk=one.pk).update(state="closed", ended_at=NOW())
    assert "9919001" not in standings()
    assert "9919001" in standings(timezone.localdate() - timedelta(days=1))
    assert list(queries.queue_for(actor_as(ADVISER), timezone.localdate())) == []


def test_two_lists_are_compared_both_ways() -> None:
    here = [{"hpr_number": "1", "last_name": "Å  Berg"}, {"hpr_number": "2", "last_name": "Ås"}, {"hpr_number": "3"}]
    there = [
        {"hpr_number": "1", "last_name": "å berg"},
        {"hpr_number": "2", "last_name": "Aas"},
        {"hpr_number": "4"},
        {"hpr_number": "4"},
        {"hpr_number": " "},
    ]
    found = compare(here, there, ("hpr_number", "last_name"))
    assert (found.only_here, found.only_there, found.twice) == (("3",), ("4",), ("4",))
    assert [(one.hpr_number, one.field, one.here, one.there) for one in found.differs] == [
        ("2", "last_name", "Ås", "Aas")
    ]
    assert (found.same, found.unnamed) == (1, 1)


def test_the_file_has_the_headings_of_the_hr_system_and_compares_as_alike() -> None:
    in_line("9919001", email="=cmd@example.no")
    by = actor_as(TRUST_COORDINATOR)
    kept = {"hpr_number": "HPR", "last_name": "Etternamn", "nominated_on": "Frå", "email": "E-post"}
    services.keep_headings(trust=trust(), headings=kept, by=by, at=NOW())
    content = services.queue_as_csv(trust=trust(), day=timezone.localdate(), by=by)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["HPR", "Etternamn", "E-post", "Frå"], ["9919001", "Persen", "'=cmd@example.no", "15.01.2026"]]
    book = services.queue_as_workbook(trust=trust(), day=timezone.localdate(), by=by)
    assert sheet_of(book).headings == ("HPR", "Etternamn", "E-post", "Frå")
    services.keep_headings(trust=trust(), headings={"hpr_number": "HPR", "last_name": "Navn"}, by=by, at=NOW())
    book = services.queue_as_workbook(trust=trust(), day=timezone.localdate(), by=by)
    found = services.compare_with(trust=trust(), content=book, day=timezone.localdate(), by=by)
    assert (found.same, found.only_here, found.only_there, found.differs) == (1, (), (), ())


def test_a_list_in_excels_own_cells_is_understood() -> None:
    in_line("9919001")
    by = actor_as(TRUST_COORDINATOR)
    content = workbook([(9919001.0, date(2026, 1, 15), None)], ("HPR-nummer", "Meldt inn", "Fornavn"))
    found = services.compare_with(trust=trust(), content=content, day=timezone.localdate(), by=by)
    assert [(one.field, one.there) for one in found.differs] == [("first_name", "")]


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        ({"last_name": "Navn"}, "HPR-nummeret"),
        ({"hpr_number": "A", "last_name": "a"}, "samme navn"),
        ({"hpr_number": "A", "leave": "B"}, "ukjent"),
    ],
)
def test_headings_that_cannot_be_used_are_refused(headings: dict[str, str], reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        services.keep_headings(trust=trust(), headings=headings, by=actor_as(TRUST_COORDINATOR), at=NOW())


def test_what_is_no_list_is_refused_and_strangers_are() -> None:
    by, day = actor_as(TRUST_COORDINATOR), timezone.localdate()
    with pytest.raises(RuleBroken, match="kan ikke leses"):
        services.compare_with(trust=trust(), content=b"PKnope", day=day, by=by)
    with pytest.raises(RuleBroken, match="mangler kolonnen"):
        services.compare_with(trust=trust(), content=b"Navn\nKari\n", day=day, by=by)
    stranger = actor_as(TRUST_COORDINATOR, stranger=True)
    with pytest.raises(NotAllowed):
        services.compare_with(trust=trust(), content=b"HPR-nummer\n1\n", day=day, by=stranger)
    with pytest.raises(NotAllowed):
        services.keep_headings(trust=trust(), headings={"hpr_number": "A"}, by=stranger, at=NOW())


def test_the_pages_show_the_queue_and_what_differs() -> None:
    one, _post = in_line("9919001")
    client = client_as(TRUST_COORDINATOR)
    assert one.name in client.get("/ko/").content.decode()
    assert one.name not in client.get("/ko/?per=2025-01-01").content.decode()
    listed = SimpleUploadedFile("hr.csv", b"HPR-nummer;Etternavn\n1234;Fremmed\n1234;Fremmed\n;Uten\n")
    text = client.post(f"/ko/{UNN}/", {"sammenlign": "ja", "upload": listed}).content.decode()
    assert "Bare her (1)" in text
    assert "Bare der (2)" in text
    assert "To ganger der (1)" in text
    assert "Velg fila med lista." in client.post(f"/ko/{UNN}/", {"sammenlign": "ja"}).content.decode()
    broken = SimpleUploadedFile("hr.csv", b"Navn\nKari\n")
    assert "mangler kolonnen" in client.post(f"/ko/{UNN}/", {"sammenlign": "ja", "upload": broken}).content.decode()
    assert client.post(f"/ko/{UNN}/", {"hpr_number": "HPR"}).status_code == 302
    assert HoldingColumns.objects.get().headings == {"hpr_number": "HPR"}
    assert "HPR-nummeret må ha en kolonne" in client.post(f"/ko/{UNN}/", {"last_name": "x"}).content.decode()
    assert client.get(f"/ko/{UNN}/ko.csv").status_code == 200
    assert client.get(f"/ko/{UNN}/ko.pdf").status_code == 404
    assert client_as(ADVISER).get("/ko/").status_code == 403
    assert client_as(TRUST_COORDINATOR, stranger=True).get(f"/ko/{UNN}/").status_code == 404


def test_a_number_with_decimals_in_a_cell_is_the_same_number() -> None:
    """Some programs write every number with decimals: «9919001.0» is the HPR number 9919001."""
    in_line("9919001")
    made = workbook([(9919001, "Persen")], ("HPR-nummer", "Fornavn"))
    content, plain = io.BytesIO(), zipfile.ZipFile(io.BytesIO(made))
    with zipfile.ZipFile(content, "w") as written:
        for name in plain.namelist():
            written.writestr(name, plain.read(name).replace(b"<v>9919001</v>", b"<v>9919001.0</v>"))
    by = actor_as(TRUST_COORDINATOR)
    found = services.compare_with(trust=trust(), content=content.getvalue(), day=timezone.localdate(), by=by)
    assert (found.only_here, found.only_there) == ((), ())
