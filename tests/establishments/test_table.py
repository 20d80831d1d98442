"""Helsedirektoratet's table: read, compared, taken over whole or not at all."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.establishments.models import Registration, TableFile
from alisveien.establishments.services import table as services
from alisveien.establishments.table_reading import read_table
from alisveien.journal.models import Entry
from alisveien.workbench.sheets import write_sheet
from tests.establishments.cases import DAY, NOW, a_case
from tests.roles import ADVISER, NATIONAL_COORDINATOR, actor_as, client_as

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
HEAD = "Spesialitet;Virksomhet;Godkjent fra;Godkjent til;Vedtaksdato;Nummer"
PAGE = "/utdanningsvirksomheter/tabell/"


def table(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


def sent(*rows: str) -> TableFile:
    return services.send_table(
        upload=ContentFile(table(*rows), name="tabell.csv"), by=actor_as(NATIONAL_COORDINATOR), at=NOW
    )


def take_over(file: TableFile, mark: str = "") -> int:
    by = actor_as(NATIONAL_COORDINATOR)
    seen = mark or services.preview_table(file=file, by=by, at=NOW).mark
    return services.take_over_table(file=file, mark=seen, by=by, at=NOW)


KAFJORD = "Allmennmedisin;Kåfjord kommune;01.03.2019;;12.02.2021;"
HOD = "Samfunnsmedisin;Helse- og omsorgsdepartementet;2020-06-26;;2021-05-28;"
TEMPORARY = "Allmennmedisin;Alta kommune;01.03.2019;;;"


def test_rows_are_read_and_other_specialities_are_counted() -> None:
    found = read_table(table(KAFJORD, HOD, "Kirurgi;UNN;01.03.2019;;;", ";;;;;"))
    assert [row.name for row in found.rows] == ["Kåfjord kommune", "Helse- og omsorgsdepartementet"]
    assert found.rows[0].decided_on == date(2021, 2, 12)
    assert (found.others, found.faults) == (1, ())


def test_a_workbook_and_the_old_code_page_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "tabell.xlsx"
    row = ["Allmennmedisin", "Kåfjord kommune", date(2019, 3, 1), None, "12.02.2021"]
    write_sheet(path, "Tabell", HEAD.split(";")[:5], [row])
    assert read_table(path.read_bytes()).rows[0].from_on == date(2019, 3, 1)
    old = read_table("\n".join((HEAD, KAFJORD)).encode("cp1252"))
    assert old.rows[0].name == "Kåfjord kommune"


BROKEN = [
    (b"PK\x03\x04 tull", "kan ikke leses"),
    (b"bare en linje", "kan ikke leses"),
    (b'Spesialitet;Virksomhet\n"a', "kan ikke leses"),
    (table('Allmennmedisin;Alta;01.03.2019;;;"', "Allmennmedisin;Kåfjord;01.03.2019;;;"), "kan ikke leses"),
    ("\n".join((HEAD, KAFJORD)).encode("utf-16"), "overskriftene mangler"),
    (table(";Alta;01.03.2019;;;"), "Rad 2: Spesialiteten mangler"),
    (table("Allmennmedisin;Alta;=I_DAG();;;"), "«=I_DAG()» er ikke en dato"),
    (table("Allmennmedisin;Alta;43525;;;"), "«43525» er ikke en dato"),
    (b"a;b\n1;2", "overskriftene mangler: spesialitet"),
    (b"a;b\n" + b"x" * 200_000, "kan ikke leses"),
    (table("Allmennmedisin;;01.03.2019;;;"), "Rad 2: Virksomheten mangler"),
    (table("Allmennmedisin;Alta;;;;"), "Rad 2: Fra-datoen"),
    (table("Allmennmedisin;Alta;i fjor;;;"), "«i fjor» er ikke en dato"),
    (table("Allmennmedisin;Alta;31.02.2020;;;"), "er ikke en dato"),
    (table("Allmennmedisin;Alta;01.03.2021;;01.03.2020;"), "eldre enn"),
    (table("Allmennmedisin;Alta;01.03.2021;01.03.2020;;"), "Til-datoen"),
]


@pytest.mark.parametrize(("content", "words"), BROKEN)
def test_what_cannot_be_read_is_said_row_by_row(content: bytes, words: str) -> None:
    assert words in " ".join(read_table(content).faults)


def test_merged_cells_and_formulas_of_a_workbook_are_told_and_no_row_is_lost(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.split(";")[:5])
    sheet.append(["Allmennmedisin", "Alta kommune", "01.03.2019", None, None])
    sheet.append(["Allmennmedisin", "Kåfjord kommune", "=DATE(2019,3,1)", None, None])
    sheet.append(["Allmennmedisin", "Bodø kommune", date(2019, 3, 1), None, None])
    sheet.merge_cells("A2:A3")
    path = tmp_path / "tabell.xlsx"
    book.save(path)
    found = read_table(path.read_bytes())
    assert [row.number for row in found.rows] == [2, 4]
    assert (found.others, found.faults) == (0, ("Rad 3: Spesialiteten mangler.",))


def test_the_differences_are_listed_and_taken_over_whole_with_a_line_each_in_the_log() -> None:
    a_case("5601", applied_on=DAY, is_synthetic=True)
    ours = a_case("5501", applied_on=date(2019, 5, 1))
    file = sent(KAFJORD, HOD, TEMPORARY, "Allmennmedisin;Narvik kommune;01.01.2023;31.12.2024;01.06.2023;")
    found = services.preview_table(file=file, by=actor_as(NATIONAL_COORDINATOR), at=NOW)
    assert [one.place.code for one in found.changes] == ["5540", "983887406", "1806"] or len(found.changes) == 4
    assert ours.place in [one.place for one in found.absent]
    count = len(found.changes)
    assert take_over(file) == count
    kafjord = Registration.objects.get(place__code="5540")
    assert (kafjord.applied_on, kafjord.applied_at_latest) == (date(2019, 5, 31), True)
    assert (kafjord.decision, kafjord.valid_from) == ("registered", date(2019, 3, 1))
    narvik = Registration.objects.get(place__code="1806")
    assert (narvik.applied_on, narvik.withdrawn_on) == (date(2023, 1, 1), date(2025, 1, 1))
    assert Entry.objects.filter(kind="establishments.registration.imported").count() == count
    again = services.preview_table(file=sent(KAFJORD, HOD, TEMPORARY), by=actor_as(NATIONAL_COORDINATOR), at=NOW)
    assert again.changes == ()
    assert again.same == 3


def test_a_decision_on_our_application_and_a_wrong_day_of_ours_are_set_right() -> None:
    mine = a_case(applied_on=date(2021, 5, 1), is_synthetic=True)
    assert take_over(sent(KAFJORD)) == 1
    mine.refresh_from_db()
    assert (mine.applied_on, mine.decided_on, mine.is_synthetic) == (date(2019, 3, 1), date(2021, 2, 12), False)


def test_a_day_of_applying_we_did_not_know_is_told_by_the_table() -> None:
    mine = a_case("983744516", "SAM", applied_on=date(2023, 12, 31), applied_at_latest=True)
    assert take_over(sent("Samfunnsmedisin;Folkehelseinstituttet;2022-10-03;;;")) == 1
    mine.refresh_from_db()
    assert (mine.applied_on, mine.applied_at_latest) == (date(2022, 10, 3), False)


def test_a_decision_we_know_and_the_table_does_not_yet_is_left() -> None:
    a_case("5601", applied_on=DAY)
    a_case("5603", applied_on=DAY, decision="registered", decided_on=date(2024, 1, 1))
    file = sent("Allmennmedisin;X;10.01.2023;;;5603")
    assert services.preview_table(file=file, by=actor_as(NATIONAL_COORDINATOR), at=NOW).same == 1


def test_a_closed_case_that_the_table_tells_the_same_is_left_and_a_new_one_begins_a_case() -> None:
    a_case(applied_on=DAY, withdrawn_on=date(2024, 1, 1))
    by = actor_as(NATIONAL_COORDINATOR)
    told = sent("Allmennmedisin;Kåfjord;10.01.2023;31.12.2023;;")
    assert services.preview_table(file=told, by=by, at=NOW).same == 1
    assert take_over(sent("Allmennmedisin;Kåfjord;01.02.2025;;01.03.2025;")) == 1
    assert Registration.objects.count() == 2


FAULTS = [
    ("Allmennmedisin;Finnesikke kommune;01.03.2019;;;", "Fant ingen"),
    ("Allmennmedisin;Herøy kommune;01.03.2019;;;", "Flere virksomheter heter"),
    ("Allmennmedisin;Helse- og omsorgsdepartementet;01.03.2019;;;", "bare være registrert i samfunnsmedisin"),
]


@pytest.mark.parametrize(("row", "words"), FAULTS)
def test_with_one_row_nobody_can_place_nothing_is_taken_over(row: str, words: str) -> None:
    file = sent(KAFJORD, row)
    with pytest.raises(RuleBroken, match="Rett feilene"):
        take_over(file)
    assert not Registration.objects.exists()
    found = services.preview_table(file=file, by=actor_as(NATIONAL_COORDINATOR), at=NOW)
    assert words in " ".join(found.faults)


def test_a_place_twice_is_a_fault_and_the_number_tells_two_of_one_name_apart() -> None:
    by = actor_as(NATIONAL_COORDINATOR)
    found = services.preview_table(file=sent(KAFJORD, KAFJORD), by=by, at=NOW)
    assert "to ganger" in found.faults[0]
    heroy = sent("Allmennmedisin;Herøy kommune;01.03.2019;;;1818")
    assert services.preview_table(file=heroy, by=by, at=NOW).changes[0].place.code == "1818"


def test_what_was_not_seen_is_not_written_and_nothing_is_written_twice() -> None:
    file = sent(KAFJORD)
    with pytest.raises(RuleBroken, match="endret siden"):
        take_over(file, mark="noe annet")
    assert take_over(file) == 1
    with pytest.raises(RuleBroken, match="alt lest inn"):
        take_over(file)


def test_only_the_national_coordinator_sends_it_in() -> None:
    file = sent(KAFJORD)
    upload = ContentFile(table(KAFJORD), name="tabell.csv")
    with pytest.raises(NotAllowed):
        services.send_table(upload=upload, by=actor_as(ADVISER), at=NOW)
    with pytest.raises(NotAllowed):
        services.take_over_table(file=file, mark="", by=actor_as(ADVISER), at=NOW)


def test_the_pages_show_the_differences_and_take_them_over() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    assert "Velg en fil" in client.post(PAGE, {}).content.decode()
    empty = client.post(PAGE, {"upload": SimpleUploadedFile("tom.csv", b"")})
    assert "Filen er tom" in empty.content.decode()
    upload = SimpleUploadedFile("tabell.csv", table(KAFJORD, HOD))
    check = client.post(PAGE, {"upload": upload}).headers["Location"]
    text = client.get(check).content.decode()
    assert "Kåfjord" in text
    assert "registrert fra 1. mars 2019" in text
    mark = text.split('name="mark" value="')[1].split('"')[0]
    assert "endret siden" in client.post(check, {"mark": "x"}).content.decode()
    assert client.post(check, {"mark": mark}).status_code == 302
    assert client.get(check).status_code == 404
    wrong = SimpleUploadedFile("tabell.csv", table("Allmennmedisin;Finnesikke;01.03.2019;;;"))
    check = client.post(PAGE, {"upload": wrong}).headers["Location"]
    assert "Feil som må rettes" in client.get(check).content.decode()


OURS = (
    ("5540", {"applied_on": date(2019, 5, 1), "decision": "registered", "decided_on": date(2021, 2, 12)}),
    ("5601", {"applied_on": DAY, "decision": "approved", "decided_on": date(2024, 1, 1)}),
    ("5603", {"applied_on": date(2020, 3, 1), "applied_at_latest": True}),
    ("1818", {"applied_on": DAY, "decision": "registered", "decided_on": DAY, "valid_from": date(2022, 12, 1)}),
    ("5501", {"applied_on": DAY, "decision": "refused", "decided_on": date(2024, 1, 1)}),
    ("5503", {"applied_on": DAY, "withdrawn_on": date(2024, 1, 1)}),
)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_exported_list_is_read_back_unchanged(form: str) -> None:
    for code, values in OURS:
        a_case(code, **values)
    client, by = client_as(NATIONAL_COORDINATOR), actor_as(NATIONAL_COORDINATOR)
    response: Any = client.get(f"/utdanningsvirksomheter/?last_ned={form}")
    content = b"".join(response) if response.streaming else response.content
    found = services.preview_table(
        file=services.send_table(upload=ContentFile(content, name=f"liste.{form}"), by=by, at=NOW), by=by, at=NOW
    )
    assert (found.faults, found.changes, found.absent) == ((), (), ())
    assert found.same == 4
    assert found.others > 700, "who does not count is passed over"


def test_a_day_put_right_in_our_own_list_is_a_difference() -> None:
    a_case(**OURS[0][1])
    head = "Virksomhet;Nummer;Spesialitet;Status;Søkt;Vedtak;Teller fra"
    row = "Kåfjord;5540;allmennmedisin;registrert;;12.02.2021;01.05.2019"
    found = read_table(f"{head}\n{row}".encode())
    assert (found.faults, found.rows[0].is_ours) == ((), True)
    file = services.send_table(
        upload=ContentFile(f"{head}\n{row}".encode(), name="liste.csv"), by=actor_as(NATIONAL_COORDINATOR), at=NOW
    )
    assert take_over(file) == 1
    assert Registration.objects.get().valid_from == date(2019, 5, 1)
