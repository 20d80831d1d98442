"""Reading persons in from a table: tried first, the good rows read in, the others given back."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.base.actor import Actor
from alisveien.people.models import ContactRole, Person, PersonFile
from alisveien.people.services.importing import PERSONS
from alisveien.workbench.intake import mark_of
from alisveien.workbench.services import intake as services
from tests.people.test_persons import AWAY, NOW, a_person, a_role
from tests.roles import ADVISER, MUNICIPAL_LEADER, actor_as, client_as, place_of
from tests.workbench.mending import mended

pytestmark = pytest.mark.django_db

HEAD = "Fornavn;Etternavn;E-post;HPR;Rolle;Kommune;Fra\n"


def sent(text: str, by: Actor | None = None, head: str = HEAD) -> PersonFile:
    upload = SimpleUploadedFile("personer.csv", (head + text).encode())
    return services.send_file(intake=PERSONS, upload=upload, by=by or actor_as(MUNICIPAL_LEADER), at=NOW)


def tried(text: str, by: Actor | None = None, head: str = HEAD) -> list[tuple[str, str]]:
    by = by or actor_as(MUNICIPAL_LEADER)
    told = services.try_file(intake=PERSONS, file=sent(text, by, head), by=by, at=NOW)
    return [(one.outcome, "; ".join(one.words)) for one in told]


def read(text: str, by: Actor | None = None, head: str = HEAD) -> PersonFile:
    by = by or actor_as(MUNICIPAL_LEADER)
    file = sent(text, by, head)
    mark = mark_of(services.try_file(intake=PERSONS, file=file, by=by, at=NOW))
    services.read_in(intake=PERSONS, file=file, mark=mark, by=by, at=NOW)
    file.refresh_from_db()
    return file


def test_a_trial_writes_nothing_and_the_good_rows_are_read_in(register: None) -> None:
    rows = "Kari;Olsen;kari@example.no;1234567;kommuneoverlege;5540;01.03.2025\nOla;;;;;;\n"
    assert [outcome for outcome, _words in tried(rows)] == ["new", "refused"]
    assert not Person.objects.exists()
    file = read(rows)
    person, role = Person.objects.get(), ContactRole.objects.get()
    assert (person.name, person.hpr_number) == ("Kari Olsen", "1234567")
    assert (role.role, role.place.code, role.from_on) == ("municipal_cmo", "5540", date(2025, 3, 1))
    assert [(number, words) for number, _cells, words in file.rejected] == [(3, ["Fornavn og etternavn mangler."])]
    assert [outcome for outcome, _words in tried(rows)] == ["same", "refused"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Kari;Olsen;;;konge;5540;", "kjenner ikke rollen «konge»"),
        ("Kari;Olsen;;;ordfører;;", "mangler sted"),
        ("Kari;Olsen;;;ordfører;Atlantis;", "finner ikke stedet «Atlantis»"),
        ("Kari;Olsen;;;ordfører;5540;i fjor", "er ikke en dato"),
        ("Kari;Olsen;;;ordfører;5540;31.02.2025", "er ikke en dato"),
        ("Kari;Olsen;;12a;ordfører;5540;", "sju til ni sifre"),
        ("Kari;Olsen;kari;;ordfører;5540;", "«kari» er ikke en e-postadresse"),
        (";;kari;12a;konge;5540;i fjor", "er ikke en e-postadresse. Skriv den slik: navn@kommune.no.; Et HPR-nummer"),
        ("Kari;Olsen;;;ordfører;4601;", "holder kontaktene"),
        ("Kari;Olsen;;;;;", "må ha en rolle"),
        ("Kari;Olsen;;;ordfører;Herøy;", "Flere steder heter"),
    ],
)
def test_a_wrong_row_is_refused_with_the_reason(register: None, row: str, reason: str) -> None:
    place = place_of("municipality", "1818")
    type(place).objects.filter(pk=place_of("municipality", "1515").pk).update(name=place.name)
    ((outcome, words),) = tried(row + "\n")
    assert outcome == "refused"
    assert reason in words


def test_a_short_number_is_doubted_and_taken(register: None) -> None:
    assert tried("Kari;Olsen;;123456;ordfører;5540;\n") == [
        ("new", "ordfører, Kåfjord; HPR-nummeret har bare 6 sifre. Se etter at det er riktig.")
    ]


def test_the_rows_that_come_back_go_in_when_they_are_mended(register: None) -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    file = read("Kari;Olsen;;1234567;konge;5540;01.03.2025\nOla;Berg;;;ordfører;5540;\n", leader)
    again = services.send_file(intake=PERSONS, upload=mended(file, "E2", "kommuneoverlege"), by=leader, at=NOW)
    told = services.try_file(intake=PERSONS, file=again, by=leader, at=NOW)
    assert [one.outcome for one in told] == ["new"]
    services.read_in(intake=PERSONS, file=again, mark=mark_of(told), by=leader, at=NOW)
    role = ContactRole.objects.get(role="municipal_cmo")
    assert (role.person.name, role.person.hpr_number, role.from_on) == ("Kari Olsen", "1234567", date(2025, 3, 1))


def test_two_with_one_name_are_told_apart_by_address_or_number(register: None) -> None:
    a_role(a_person(email="en@example.no"), "municipal_cmo"), a_role(a_person(email="to@example.no"), "municipal_cmo")
    rows = "Kari;Hansen;;;kommuneoverlege;5540;\nKari;Hansen;to@example.no;7654321;kommuneoverlege;5540;\n"
    (first, why), (second, done) = tried(rows)
    assert (first, second) == ("refused", "changed")
    assert "Flere personer" in why
    assert done == "– → 7654321"


def test_empty_cells_take_nothing_away_and_a_new_role_is_added(register: None) -> None:
    person = a_person(email="kari@example.no", phone="12345678", hpr_number="1234567")
    a_role(person, "municipal_cmo")

    read("Kari;Hansen;;1234567;helseleder;5540;\n")
    person.refresh_from_db()
    assert (person.email, person.phone) == ("kari@example.no", "12345678")
    assert set(person.roles.values_list("role", flat=True)) == {"municipal_cmo", "health_leader"}


def test_somebody_elsewhere_is_not_changed_by_a_table(register: None) -> None:
    a_role(a_person(hpr_number="1234567"), "municipal_cmo", AWAY)
    ((outcome, words),) = tried("Kari;Olsen;;1234567;kommuneoverlege;4601;\n")
    assert outcome == "refused"
    assert "kan endre" in words


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_exported_list_is_read_back_unchanged(register: None, form: str) -> None:
    person = a_person(email="kari@example.no", phone="+47 00 00 00 00")
    a_role(person, "municipal_cmo"), a_role(person, "alis_contact"), a_role(a_person("Berg"), "health_leader", AWAY)
    client, adviser = client_as(ADVISER), actor_as(ADVISER)
    columns = "&kolonner=navn,roller,epost,telefon,hpr" if form == "xlsx" else ""
    response: Any = client.get(f"/personer/?last_ned={form}{columns}")
    content = b"".join(response) if response.streaming else response.content
    upload = SimpleUploadedFile(f"personer.{form}", content)
    file = services.send_file(intake=PERSONS, upload=upload, by=adviser, at=NOW)
    told = services.try_file(intake=PERSONS, file=file, by=adviser, at=NOW)
    assert [(one.outcome, one.words) for one in told] == [("same", ()), ("same", ())]


def test_the_pages_from_file_to_the_rows_that_come_back(register: None) -> None:
    client = client_as(MUNICIPAL_LEADER)
    assert "Velg en fil" in client.post("/personer/innlesing/", {}).content.decode()
    wrong = SimpleUploadedFile("p.csv", b"bare en linje")
    assert "kan ikke leses" in client.post("/personer/innlesing/", {"upload": wrong}).content.decode()
    rows = (HEAD + "Kari;Olsen;;;ordfører;5540;\nOla;Berg;;;konge;5540;\n").encode()
    old_page = SimpleUploadedFile("p.csv", rows.decode().encode("cp1252"))
    assert "CSV UTF-8" in client.post("/personer/innlesing/", {"upload": old_page}).content.decode()
    sent_file = client.post("/personer/innlesing/", {"upload": SimpleUploadedFile("p.csv", rows)})
    path = sent_file.url  # type: ignore[attr-defined]
    page = client.get(path).content.decode()
    assert "kjenner ikke rollen" in page
    assert client.get(f"{path}avvist/").status_code == 404
    assert client_as(ADVISER).get(path).status_code == 404
    assert "Se over radene" in client.get(f"{path}kolonner/").content.decode()
    mapping = {"first_name": "Fornavn", "last_name": "Etternavn", "role": "Rolle", "place": "Kommune"}
    assert client.post(f"{path}kolonner/", mapping).status_code == 302
    mark = client.get(path).context["mark"]
    page = client.post(path, {"mark": mark}, follow=True).content.decode()
    assert "1 rad ble ikke lest inn" in page
    assert Person.objects.get().name == "Kari Olsen"
    book = openpyxl.load_workbook(BytesIO(client.get(f"{path}avvist/").content))
    values = [[cell.value for cell in row] for row in book.active.rows]
    assert values[0][-1] == "Hva som er galt"
    assert values[1][:2] == ["Ola", "Berg"]
