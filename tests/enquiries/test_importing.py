"""Reading enquiries in from a table: tried first, new ones logged, those known left alone, the others given back."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.documents.models import Document
from alisveien.enquiries import tasks
from alisveien.enquiries.models import Enquiry, EnquiryFile
from alisveien.enquiries.services import keeping
from alisveien.enquiries.services.importing import ENQUIRIES
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.workbench.intake import mark_of
from alisveien.workbench.services import intake as services
from tests.enquiries.asked import FRIDAY, NOW, logged, office
from tests.roles import ADVISER, MUNICIPAL_LEADER, actor_as, client_as, place_of, user_as
from tests.workbench.mending import mended

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
HEAD = "Kom inn;Sted;Hvem spør;Tema;Kanal;Spørsmålet;Status;Svartid, virkedager;Svaret;Kontor\n"
GOOD = "20.11.2026;Kåfjord;veileder;Læringsmål ALM, FKM og SAM;telefon;Hvem vurderer?;;;;\n"


def sent(text: str, by: Actor | None = None, head: str = HEAD) -> EnquiryFile:
    upload = SimpleUploadedFile("henvendelser.csv", (head + text).encode())
    return services.send_file(intake=ENQUIRIES, upload=upload, by=by or actor_as(ADVISER), at=NOW)


def tried(text: str, by: Actor | None = None, head: str = HEAD) -> list[tuple[str, str]]:
    by = by or actor_as(ADVISER)
    told = services.try_file(intake=ENQUIRIES, file=sent(text, by, head), by=by, at=NOW)
    return [(one.outcome, " ".join(one.words)) for one in told]


def read(text: str, head: str = HEAD) -> EnquiryFile:
    return read_upload(SimpleUploadedFile("henvendelser.csv", (head + text).encode()), actor_as(ADVISER))


def read_upload(upload: SimpleUploadedFile, by: Actor) -> EnquiryFile:
    file = services.send_file(intake=ENQUIRIES, upload=upload, by=by, at=NOW)
    mark = mark_of(services.try_file(intake=ENQUIRIES, file=file, by=by, at=NOW))
    services.read_in(intake=ENQUIRIES, file=file, mark=mark, by=by, at=NOW)
    file.refresh_from_db()
    return file


def test_a_trial_writes_nothing_and_new_ones_are_logged_once() -> None:
    rows = GOOD + "20.11.2026;;konge;Annet;;;;;;\n"
    assert [outcome for outcome, _words in tried(rows)] == ["new", "refused"]
    assert not Enquiry.objects.exists()
    file = read(rows)
    one = Enquiry.objects.get()
    assert (one.place, one.asker, one.topics, one.channel) == (
        place_of("municipality", "5540"),
        "supervisor",
        ["goals"],
        "phone",
    )
    assert (one.asked_on, one.words, one.closed_on, one.office) == (FRIDAY, "Hvem vurderer?", None, office())
    assert [(number, words) for number, _cells, words in file.rejected] == [
        (3, ["Vi kjenner ikke «konge» under Hvem spør."])
    ]
    assert [outcome for outcome, _words in tried(rows)] == ["same", "refused"]
    assert tell(Entry.objects.get(kind="enquiries.file.read")).href == f"/henvendelser/innlesing/{file.pk}/"


def test_the_rows_that_come_back_go_in_when_they_are_mended() -> None:
    book, kept, by = openpyxl.Workbook(), BytesIO(), actor_as(ADVISER)
    book.active.append(["Dato", "Sted", "Hvem", "Tema", "Spørsmål"])
    book.active.append([date(2026, 11, 16), 5540, "ALIS", "været", "Én linje\nog en til"])
    book.save(kept)
    file = read_upload(SimpleUploadedFile("h.xlsx", kept.getvalue()), by)
    assert not Enquiry.objects.exists()
    assert read_upload(mended(file, "D2", "Annet"), by).rejected == []
    one = Enquiry.objects.get()
    assert (one.asked_on, one.place) == (date(2026, 11, 16), place_of("municipality", "5540"))
    assert one.words == "Én linje\nog en til"


def test_how_it_stands_and_when_it_was_answered_are_read() -> None:
    read(
        "2026-11-16;5540;ALIS;Annet, Utdanningsplaner;e-post;En;besvart;2;Ja.;Nord\n"
        "16.11.2026;Kåfjord (5540);BOL/KOL/EOL;Veiledning, veiledningsavtaler og refusjon;;To;;;Nei.;\n"
        "16.11.2026;;andre;Annet;annet;Tre;avsluttet uten svar;;;nord\n"
        "16.11.2026;;andre;Annet;møte eller besøk;Fire;over fristen;;;\n"
    )
    first, second, third, fourth = Enquiry.objects.order_by("pk")
    assert (first.first_answered_on, first.closed_on, first.answer) == (date(2026, 11, 18), date(2026, 11, 18), "Ja.")
    assert (first.topics, first.channel, first.place) == (["other", "plans"], "mail", place_of("municipality", "5540"))
    assert (second.first_answered_on, second.outcome, second.channel) == (date(2026, 11, 16), "answered", "other")
    assert (second.topics, second.asker) == (["supervision"], "medical_officer")
    assert (third.outcome, third.place, third.channel) == ("dropped", None, "other")
    assert (fourth.closed_on, fourth.channel) == (None, "meeting")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";Kåfjord;ALIS;Annet;;;;;;", "Datoen mangler."),
        ("i fjor;Kåfjord;ALIS;Annet;;;;;;", "«i fjor» er ikke en dato."),
        ("31.02.2026;Kåfjord;ALIS;Annet;;;;;;", "er ikke en dato"),
        ("21.11.2026;Kåfjord;ALIS;Annet;;;;;;", "fram i tid"),
        ("20.11.2026;Kåfjord;;Annet;;;;;;", "Skriv hvem som spør"),
        ("20.11.2026;Kåfjord;ALIS;;;;;;;", "Temaet mangler."),
        ("20.11.2026;Kåfjord;ALIS;Annet, været;;;;;;", "kjenner ikke temaet «været»"),
        ("20.11.2026;Kåfjord;ALIS;Annetsteds;;;;;;", "kjenner ikke temaet «annetsteds»"),
        ("20.11.2026;Kåfjord;ALIS;Annet, Utdanningsplaner, Tellende tjenestetid;;;;;;", "ett eller to temaer"),
        ("20.11.2026;Kåfjord;ALIS;Annet;brevdue;;;;;", "«brevdue» under Kanal"),
        ("20.11.2026;Kåfjord;ALIS;Annet;;;kanskje;;;", "«kanskje» under Status"),
        ("20.11.2026;Kåfjord;ALIS;Annet;;;besvart;snart;;", "ikke et antall virkedager"),
        ("20.11.2026;Kåfjord;ALIS;Annet;;;besvart;2;;", "mellom dagen spørsmålet kom og i dag"),
        ("20.11.2026;Atlantis;ALIS;Annet;;;;;;", "Fant ikke ett sted som heter «Atlantis»"),
        ("20.11.2026;Kåfjord;ALIS;Annet;;;;;;Sør", "hvilket kontor"),
        (f"20.11.2026;Kåfjord;ALIS;Annet;;{'å' * 4001};;;;", "høyst 4000 tegn"),
        ("20.11.2026", "Skriv hvem som spør"),
    ],
)
def test_a_wrong_row_is_refused_with_the_reason(row: str, reason: str) -> None:
    ((outcome, words),) = tried(row + "\n")
    assert outcome == "refused"
    assert reason in words


def test_each_row_is_one_enquiry_and_another_answer_is_not_written_over() -> None:
    told = [outcome for outcome, _words in tried(GOOD + GOOD)]
    assert told == ["new", "new"]
    one = logged(words="Hvem vurderer?")
    assert [outcome for outcome, _words in tried(GOOD + GOOD)] == ["same", "new"]
    keeping.answer_enquiry(enquiry=one, answer="Lederen.", by=actor_as(ADVISER), at=NOW)
    assert [outcome for outcome, _words in tried(GOOD)] == ["same"]
    ((outcome, words),) = tried(GOOD.replace(";;;;\n", ";besvart;;Ingen.;\n"))
    assert (outcome, "med et annet svar" in words) == ("refused", True)
    assert [outcome for outcome, _words in tried(GOOD.replace("telefon", "e-post"))] == ["new"]
    assert [outcome for outcome, _words in tried(GOOD.replace("Hvem vurderer?", "Et annet"))] == ["new"]
    assert [outcome for outcome, _words in tried(GOOD.replace("Kåfjord", "Tromsø"))] == ["new"]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("columns", ["", "&kolonner=dato,sted,hvem,tema,kanal,sporsmal,svar,status,virkedager,kontor"])
def test_an_exported_list_is_read_back_unchanged(form: str, columns: str) -> None:
    logged(words="=SUM(A1)\nto linjer", answered=True, answer="Ja,\nslik.")
    logged(place=None, topics=["supervision", "goals"], channel="mail")
    logged(place=None, topics=["supervision", "goals"], channel="mail")
    logged(place=place_of("municipality", "1818"), asked_on=date(2019, 5, 2))
    keeping.drop_enquiry(enquiry=logged(topics=["arenas"]), why="x", by=actor_as(ADVISER), at=NOW)
    before = list(Enquiry.objects.order_by("pk").values())
    response: Any = client_as(ADVISER).get(f"/henvendelser/?last_ned={form}{columns}")
    content = b"".join(response) if response.streaming else response.content
    adviser = actor_as(ADVISER)
    file = services.send_file(intake=ENQUIRIES, upload=SimpleUploadedFile(f"h.{form}", content), by=adviser, at=NOW)
    told = services.try_file(intake=ENQUIRIES, file=file, by=adviser, at=NOW)
    assert [(one.outcome, one.words) for one in told] == [("same", ())] * 5
    services.read_in(intake=ENQUIRIES, file=file, mark=mark_of(told), by=adviser, at=NOW)
    assert list(Enquiry.objects.order_by("pk").values()) == before


def test_a_workbook_with_dates_as_dates_and_numbers_is_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Dato", "Kommunenummer", "Hvem", "Tema", "Svartid"])
    book.active.append([date(2026, 11, 16), 5540, "ALIS", "Annet", 0])
    book.active.append(["Oppsummering", None, None, None, None])
    kept = BytesIO()
    book.save(kept)
    by = actor_as(ADVISER)
    file = services.send_file(intake=ENQUIRIES, upload=SimpleUploadedFile("h.xlsx", kept.getvalue()), by=by, at=NOW)
    told = services.try_file(intake=ENQUIRIES, file=file, by=by, at=NOW)
    assert [one.outcome for one in told] == ["new", "refused"]
    assert told[0].line.asked_on == date(2026, 11, 16)


def test_a_long_file_or_one_from_a_stranger_is_refused() -> None:
    with pytest.raises(RuleBroken, match="har 1001 rader"):
        sent(GOOD * (ENQUIRIES.most + 1))
    for by in (VISITOR, actor_as(MUNICIPAL_LEADER)):
        with pytest.raises(NotAllowed):
            sent(GOOD, by=by)


def test_the_pages_from_file_to_the_rows_that_come_back() -> None:
    client = client_as(ADVISER)
    assert "/henvendelser/innlesing/" in client.get("/henvendelser/").content.decode()
    assert "Velg en fil" in client.post("/henvendelser/innlesing/", {}).content.decode()
    wrong = SimpleUploadedFile("p.csv", b"bare en linje")
    assert "kan ikke leses" in client.post("/henvendelser/innlesing/", {"upload": wrong}).content.decode()
    rows = (HEAD + GOOD + "20.11.2026;;konge;Annet;;;;;;\n").encode()
    upload = SimpleUploadedFile("p.csv", rows)
    path: str = client.post("/henvendelser/innlesing/", {"upload": upload}).headers["Location"]
    page = client.get(path).content.decode()
    for said in (
        "20. november 2026, Kåfjord, Læringsmål ALM, FKM og SAM",
        "«konge»",
        f'href="{path}kolonner/"',
    ):
        assert said in page
    assert '<th role="columnheader" scope="col">Henvendelse</th>' in page
    assert client.get(f"{path}avvist/").status_code == 404
    assert client_as(ADVISER, stranger=True).get(path).status_code == 404
    assert "Hvem spør" in client.get(f"{path}kolonner/").content.decode()
    mapping = {"asked_on": "Kom inn", "asker": "Hvem spør", "topics": "Tema", "place": "Sted"}
    assert client.post(f"{path}kolonner/", mapping).status_code == 302
    page = client.post(path, {"mark": client.get(path).context["mark"]}, follow=True).content.decode()
    assert "1 rad ble ikke lest inn" in page
    assert "Tilbake til henvendelser" in page
    assert f'href="{path}avvist/"' in page
    assert client.get(f"{path}kolonner/").status_code == 302
    assert Enquiry.objects.get().place == place_of("municipality", "5540")
    book = openpyxl.load_workbook(BytesIO(client.get(f"{path}avvist/").content))
    values = [[cell.value for cell in row] for row in book.active.rows]
    assert (values[0][-1], values[1][2]) == ("Hva som er galt", "konge")


def test_the_job_throws_away_what_nobody_has_read_in() -> None:
    done, waiting = read(GOOD), sent(GOOD)
    tasks.forget_file(file_id=waiting.pk)
    assert not Document.objects.exists()
    assert [one.rejected for one in EnquiryFile.objects.filter(pk__in=[done.pk, waiting.pk])] == [[], []]
    assert user_as(ADVISER).pk == done.by_id
