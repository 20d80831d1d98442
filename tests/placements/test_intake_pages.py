"""Reading a workbook in from the browser: who may, each step, what is kept when a file is refused."""

import io
import re
import zipfile
from datetime import timedelta
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from alisveien.engines.nominations.columns import HEADING
from alisveien.placements import queries_intake
from alisveien.placements.models import Intake, Nomination, Round, Workbook
from alisveien.placements.services import workbooks as deeds
from tests import roles
from tests.engines.lists import HEADINGS
from tests.placements.people import AT, trust
from tests.placements.workbooks import content, doctor, posted
from tests.roles import ADVISER, CHIEF_MEDICAL_OFFICER, MUNICIPAL_LEADER, TRUST_COORDINATOR, client_as, place_of
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db
NEW = "/innlesinger/ny/"


@pytest.fixture
def home(demonstration: None) -> Any:
    Round.objects.create(year=2028, trust=trust(), draw="2028", created_at=AT)
    return place_of("municipality", "5540")


@pytest.fixture
def leader(home: Any) -> Client:
    return client_as(MUNICIPAL_LEADER, home)


def words(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def send(client: Client, place: Any, rows: Any, headings: Any = HEADINGS) -> str:
    """Send a workbook in; the address it leads to."""
    response = client.post(NEW, posted(place, content(rows, headings)))
    assert response.status_code == 302, words(response)
    return str(response.headers["Location"])


def test_the_whole_way_of_a_short_workbook(home: Any, leader: Client) -> None:
    assert "Innlesinger" in words(leader.get("/innlesinger/"))
    check = send(leader, home, [doctor(1), doctor(2, last_name="Åsen"), doctor(3, percentage=140)])
    page = words(leader.get(check))
    assert "Ingenting er lagret ennå" in page
    assert "Les inn de 2 gode radene" in page
    assert "Skriv et helt tall fra 1 til 100" in page
    assert "Åsen" not in words(leader.get(f"{check}?vis=avvist"))
    assert Nomination.objects.count() == 0
    response = leader.post(f"{check}les-inn/", follow=True)
    assert "Arbeidsboken er lest inn" in words(response)
    intake = Intake.objects.get()
    assert response.redirect_chain[-1][0] == f"/innlesinger/{intake.pk}/"
    assert leader.get(check).headers["Location"] == f"/innlesinger/{intake.pk}/"
    assert leader.post(f"{check}les-inn/").headers["Location"] == f"/innlesinger/{intake.pk}/"
    listed = words(leader.get("/innlesinger/"))
    assert "liste.xlsx" in listed
    assert "Prøve municipal_leader" in listed
    assert leader.get(f"/innlesinger/{intake.pk}/rejected.xlsx").status_code == 200


def test_what_a_workbook_made_is_one_click_away(home: Any, leader: Client) -> None:
    leader.post(f"{send(leader, home, [doctor(1), doctor(2)])}les-inn/")
    leader.post(f"{send(leader, home, [doctor(1), doctor(2, courses=9), doctor(3, percentage=140)])}les-inn/")
    second, first = Intake.objects.order_by("-pk")
    assert first.nominations.count() == 2
    assert second.nominations.get().doctor.courses == 9
    both = leader.get(f"/innlesinger/{first.pk}/").content.decode()
    assert "Se de 2 innmeldingene som ble nye eller endret" in both
    assert f"/innmeldinger/?innlesing={first.pk}" in both
    assert "2 innmeldinger" in words(leader.get(f"/innmeldinger/?innlesing={first.pk}"))
    one = words(leader.get(f"/innmeldinger/?innlesing={second.pk}"))
    assert "1 innmelding" in one
    assert "Lest inn med: liste.xlsx" in one
    leader.post(f"{send(leader, home, [doctor(3, percentage=140)])}les-inn/")
    nothing = Intake.objects.order_by("-pk")[0]
    assert "innlesing=" not in leader.get(f"/innlesinger/{nothing.pk}/").content.decode()


def test_the_lists_of_nominations_and_of_workbooks_lead_to_each_other(home: Any, leader: Client) -> None:
    listed = leader.get("/innmeldinger/").content.decode()
    assert 'href="/innlesinger/ny/"' in listed
    assert 'href="/innlesinger/"' in listed
    assert 'href="/innmeldinger/"' in leader.get("/innlesinger/").content.decode()
    adviser = client_as(ADVISER).get("/innmeldinger/").content.decode()
    assert "/innlesinger/ny/" not in adviser
    assert "Lest inn med" not in adviser


def test_a_change_shows_what_stands_and_what_would(home: Any, leader: Client) -> None:
    leader.post(f"{send(leader, home, [doctor(1)])}les-inn/")
    changed = doctor(1, courses=6, scheme="konvertert", wish_1="UNN Narvik – hele sykehuset – P2 2028")
    page = words(leader.get(send(leader, home, [changed])))
    assert "Ordning: konvertert står som ny nå" in page
    assert "Fullførte kurs: 6 står som 5 nå" in page
    assert "UNN Narvik – hele sykehuset – P2 2028 står som UNN Tromsø – Gynekologi – P1 2028 nå" in page
    earlier = doctor(1, leave_from=doctor(1)[HEADINGS.index("Tidligst fra")])
    assert "Permisjon fra: 1. mars 2028 står som tomt nå" in words(leader.get(send(leader, home, [earlier])))


def test_the_same_file_says_so_and_offers_nothing_to_do(home: Any, leader: Client) -> None:
    leader.post(f"{send(leader, home, [doctor(1)])}les-inn/")
    page = words(leader.get(send(leader, home, [doctor(1)])))
    assert "er lest inn før" in page
    assert "Les inn de" not in page
    same = words(leader.get(send(leader, home, [doctor(1)], [*HEADINGS[:-1], "Merknad"])))
    assert "Hver rad sier det samme" in same
    assert "Kolonner som ikke leses: «Merknad»" in same


def test_a_workbook_that_goes_back_to_what_was_says_so(home: Any, leader: Client) -> None:
    leader.post(f"{send(leader, home, [doctor(1)])}les-inn/")
    leader.post(f"{send(leader, home, [doctor(1, courses=9)])}les-inn/")
    assert "går tilbake til" in words(leader.get(send(leader, home, [doctor(1)])))


def test_only_refused_rows_can_be_kept_to_be_mended(home: Any, leader: Client) -> None:
    check = send(leader, home, [doctor(1, percentage=140)])
    assert "Ta vare på de avviste radene" in words(leader.get(check))
    page = words(leader.post(f"{check}les-inn/", follow=True))
    assert "Ingenting ble endret" in page


def test_columns_that_are_not_known_are_asked_for_with_examples(home: Any, leader: Client) -> None:
    headings = ["HPR-nr" if heading == "HPR-nummer" else heading for heading in HEADINGS]
    check = send(leader, home, [doctor(1), doctor(2)], headings)
    assert leader.get(check).headers["Location"] == f"{check}kolonner/"
    page = leader.get(f"{check}kolonner/")
    assert "HPR-nr (9900001, 9900002)" in words(page)
    assert "Forslag: kolonnen ligner" in words(page)
    refused = leader.post(f"{check}kolonner/", {"first_name": "Fornavn"})
    assert "Velg en kolonne for «HPR-nummer»" in words(refused)
    mapping = dict(HEADING) | {"hpr_number": "HPR-nr"}
    assert leader.post(f"{check}kolonner/", mapping).headers["Location"] == check
    assert "«HPR-nr» leses som «HPR-nummer»" in words(leader.get(check))
    leader.post(f"{check}les-inn/")
    again = send(leader, home, [doctor(1, percentage=140)], headings)
    assert leader.get(again).status_code == 200  # remembered
    leader.post(f"{again}les-inn/")
    assert "Stillingsprosent" in words(leader.get(f"/innlesinger/{Intake.objects.latest('pk').pk}/"))


def test_a_workbook_can_be_thrown_away(home: Any, leader: Client) -> None:
    check = send(leader, home, [doctor(1)])
    assert "Ingenting er lest inn" in words(leader.post(f"{check}kast/", follow=True))
    assert leader.get(check).status_code == 404
    done = send(leader, home, [doctor(1)])
    leader.post(f"{done}les-inn/")
    assert leader.post(f"{done}kast/").status_code == 404


def test_a_long_workbook_goes_by_jobs(home: Any, leader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deeds, "LONG", 2)
    check = send(leader, home, [doctor(number) for number in range(1, 5)])
    work = leader.get(check).headers["Location"]
    assert work.startswith("/arbeid/")
    assert "Prøver liste.xlsx" in words(leader.get(work))
    row = {"number": 2, "name": "Test", "about": "", "outcome": "new", "told": [["Kurs", "", "x"]]}
    counts = {"new": 4, "changed": 0, "unchanged": 0, "refused": 0}
    Workbook.objects.update(checked={"counts": counts, "rows": [row], "before": None})
    page = words(leader.get(check))
    assert "Les inn de 4 gode radene" in page
    assert "3 rader til er ikke vist her" in page
    assert leader.post(f"{check}les-inn/").headers["Location"].startswith("/arbeid/")
    Workbook.objects.update(checked=None, problem="Arket har mer enn 100000 rader.")
    refused = leader.get(check)
    assert "Arket har mer enn 100000 rader" in words(refused)
    assert f'href="/innlesinger/ny/?sted={home.pk}&amp;runde=2028"' in refused.content.decode()


def test_a_locked_list_is_told(home: Any, leader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_intake, "has_frozen", lambda place, year: True)
    assert "Det du leser inn nå, kommer ikke med" in words(leader.get(send(leader, home, [doctor(1)])))


def swollen(name: str, size: int) -> bytes:
    """A workbook one part of which unpacks to very much."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content([doctor(1)]))) as good,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for part in good.namelist():
            bad.writestr(part, b"0" * size if part == name else good.read(part))
    return kept.getvalue()


def many_rows(count: int) -> bytes:
    """A workbook with very many rows of one number each."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content([doctor(1)]))) as good,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for part in good.namelist():
            whole = good.read(part)
            if part == "xl/worksheets/sheet1.xml":
                head = whole[: whole.index(b'<row r="2"')] if b'<row r="2"' in whole else whole
                rows = b"".join(
                    b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(2, count + 2)
                )
                whole = head + rows + b"</sheetData></worksheet>"
            bad.writestr(part, whole)
    return kept.getvalue()


BROKEN = {
    "not a workbook": (b"hei, dette er tekst", "ikke en lesbar Excel-arbeidsbok"),
    "empty": (b"", "Filen er tom"),
    "old or with a password": (b"\xd0\xcf\x11\xe0" + b"x" * 100, "kryptert med passord"),
    "cut off": (None, "ikke en lesbar"),
    "a zip file of something else": (b"PK\x05\x06" + b"\x00" * 18, "ikke en lesbar"),
    "no rows": ([], "ingen rader"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_and_place_and_year_are_kept(home: Any, leader: Client, kind: str) -> None:
    what, told = BROKEN[kind]
    sent = content([doctor(1)])[:2000] if what is None else content(what) if isinstance(what, list) else what
    response = leader.post(NEW, posted(home, sent))
    assert response.status_code == 200
    assert told in words(response)
    page = response.content.decode()
    assert f'<option value="{home.pk}" selected' in page
    assert '<option value="2028" selected' in page
    assert Workbook.objects.count() == 0


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_zip_bomb_is_not_unpacked(home: Any, leader: Client, part: str) -> None:
    assert "for stor til å leses" in words(leader.post(NEW, posted(home, swollen(part, 60_000_000))))


def test_more_rows_than_are_read_are_told_by_the_job(home: Any, leader: Client) -> None:
    check = leader.post(NEW, posted(home, many_rows(1_000_001))).headers["Location"]
    workbook = Workbook.objects.get()
    assert (workbook.long, workbook.rows) == (True, 1_000_002)
    assert leader.get(check).headers["Location"].startswith("/arbeid/")


def test_formulas_are_refused_row_by_row(home: Any, leader: Client) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADINGS))
    sheet.append(list(doctor(1, courses="=2+3")))
    kept = io.BytesIO()
    book.save(kept)
    response = leader.post(NEW, posted(home, kept.getvalue()))
    assert "er en formel" in words(leader.get(response.headers["Location"]))


def test_no_file_chosen_is_said_at_the_field(home: Any, leader: Client) -> None:
    response = leader.post(NEW, {"place": str(home.pk), "year": "2028"})
    assert "Velg arbeidsboken som skal leses inn" in words(response)


def test_the_template_is_read_without_faults_and_has_the_lists(home: Any, leader: Client) -> None:
    page = leader.get(NEW).content.decode()
    href = re.search(r'href="(/innlesinger/mal/[^"]+)"', page)
    assert href is not None
    response = leader.get(href[1])
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "HPR-nummer *"
    assert "HPR-nummer" in sheet["A1"].comment.text
    assert len(sheet.data_validations.dataValidation) == 24
    assert ("5540", "Kåfjord") in {(row[0], row[1]) for row in book["Kommuner"].iter_rows(values_only=True)}
    assert ("UNN Tromsø – Gynekologi – P1 2028",) in set(book["Ønsker"].iter_rows(values_only=True))
    assert [sheet.title for sheet in book.worksheets][:2] == ["Innmeldinger", "Slik gjør du"]
    for place, value in enumerate(doctor(1), start=1):
        sheet.cell(2, place, value)
    filled = io.BytesIO()
    book.save(filled)
    check = leader.post(NEW, posted(home, filled.getvalue())).headers["Location"]
    assert "Les inn den ene gode raden" in words(leader.get(check))


def test_no_template_for_another_region_or_year(home: Any, leader: Client) -> None:
    for address in ("/innlesinger/mal/983658725/2028.xlsx", "/innlesinger/mal/883658752/2019.xlsx"):
        assert leader.get(address).status_code == 404


def test_who_may_open_the_pages(home: Any) -> None:
    for role in roles.ROLES:
        expected = 200 if role in (MUNICIPAL_LEADER, CHIEF_MEDICAL_OFFICER, TRUST_COORDINATOR) else 403
        for address in ("/innlesinger/", NEW):
            assert client_as(role).get(address).status_code == expected, role
    assert Client().get(NEW).status_code == 403
    assert client_as(MUNICIPAL_LEADER, second_factor=False).get(NEW).status_code == 403


def test_an_adviser_reads_in_only_on_request(home: Any) -> None:
    adviser = client_as(ADVISER)
    assert adviser.get(NEW).status_code == 403
    user = roles.user_as(ADVISER)
    begun = timezone.now() - timedelta(hours=1)
    user.mandates.create(municipality=home, reason="Ba om hjelp", from_at=begun, until_at=begun + timedelta(days=1))
    assert "Kåfjord" in words(adviser.get(NEW))
    other = place_of("municipality", "5501")
    assert adviser.post(NEW, posted(other, content([doctor(1)]))).status_code == 200  # not among the choices
    assert "Les inn den ene gode raden" in words(adviser.get(send(adviser, home, [doctor(1)])))


def test_a_district_is_told_to_use_the_form(home: Any) -> None:
    district = roles.place_of("district", "030101")
    assert "Bydeler og etater melder inn med skjemaet" in words(client_as(MUNICIPAL_LEADER, district).get(NEW))


def test_others_do_not_find_a_workbook_or_an_intake(home: Any, leader: Client) -> None:
    check = send(leader, home, [doctor(1)])
    for other in (client_as(CHIEF_MEDICAL_OFFICER, home), client_as(TRUST_COORDINATOR), Client()):
        for address in (check, f"{check}kolonner/"):
            assert other.get(address).status_code == 404
        assert other.post(f"{check}les-inn/").status_code == 404
    leader.post(f"{check}les-inn/")
    done = f"/innlesinger/{Intake.objects.get().pk}/"
    assert client_as(CHIEF_MEDICAL_OFFICER, home).get(done).status_code == 200
    assert client_as(TRUST_COORDINATOR).get(done).status_code == 404
    assert client_as(MUNICIPAL_LEADER, stranger=True).get(f"{done}rejected.xlsx").status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(home: Any, leader: Client) -> None:
    numbers = iter(range(1, 9))
    assert_flat(
        lambda: leader.get("/innlesinger/"),
        lambda: leader.post(f"{send(leader, home, [doctor(next(numbers))])}les-inn/"),
    )


def test_the_trial_asks_as_much_for_three_rows_as_for_one(home: Any, leader: Client) -> None:
    rows: list[Any] = []
    address: list[str] = []

    def add() -> None:
        rows.append(doctor(len(rows) + 1))
        address[:] = [send(leader, home, rows)]

    assert_flat(lambda: leader.get(address[0]), add)
