"""The course of a table that is read in, tried with persons: mapped, read in once, given back, forgotten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.documents.models import Document
from alisveien.people.models import PersonFile
from alisveien.people.services.importing import PERSONS
from alisveien.workbench import queries_intake as queries
from alisveien.workbench.intake import mark_of
from alisveien.workbench.services import intake as services
from tests.people.test_importing import read, sent
from tests.people.test_persons import NOW
from tests.roles import MUNICIPAL_LEADER, actor_as, client_as

pytestmark = pytest.mark.django_db


def test_what_was_seen_is_what_is_read_in_and_once(register: None) -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    file = sent("Kari;Olsen;;;ordfører;5540;\n", leader)
    with pytest.raises(RuleBroken, match="Noe er endret"):
        services.read_in(intake=PERSONS, file=file, mark="x", by=leader, at=NOW)
    with pytest.raises(NotAllowed):
        services.read_in(intake=PERSONS, file=file, mark="x", by=actor_as(MUNICIPAL_LEADER, stranger=True), at=NOW)
    services.read_in(
        intake=PERSONS,
        file=file,
        mark=mark_of(services.try_file(intake=PERSONS, file=file, by=leader, at=NOW)),
        by=leader,
        at=NOW,
    )
    with pytest.raises(RuleBroken, match="alt lest inn"):
        services.read_in(intake=PERSONS, file=file, mark="x", by=leader, at=NOW)


def test_other_headings_are_mapped_and_remembered(register: None) -> None:
    leader, head = actor_as(MUNICIPAL_LEADER), "Hvem;Hva;Hvor\n"
    file = sent("Kari Olsen;ordfører;5540\n", leader, head)
    assert [one.outcome for one in services.try_file(intake=PERSONS, file=file, by=leader, at=NOW)] == ["refused"]
    mapping = {"name": "Hvem", "role": "Hva", "place": "Hvor", "email": "Finnes ikke"}
    file = services.map_columns(file=file, mapping=mapping, by=leader, at=NOW)
    assert [one.outcome for one in services.try_file(intake=PERSONS, file=file, by=leader, at=NOW)] == ["new"]
    again = sent("Ola Berg;helseleder;5540\n", leader, head)
    assert again.mapping == {"name": "Hvem", "role": "Hva", "place": "Hvor"}


def test_a_file_that_is_no_table_is_refused(register: None) -> None:
    with pytest.raises(RuleBroken, match="kan ikke leses"):
        sent("", head="bare en linje")
    with pytest.raises(RuleBroken, match="har 2001 rader"):
        sent("a;b;c;d;e;f;g\n" * (PERSONS.most + 1))
    with pytest.raises(NotAllowed):
        sent("Kari;Olsen;;;;;\n", by=VISITOR)


def test_what_was_sent_is_taken_away_when_it_is_read_in_or_has_waited_long_enough(register: None) -> None:
    row = "Kari;Olsen;;;kommuneoverlege;5540;\n"
    done, waiting = read(row), sent(row)
    assert [one.document_id is None for one in (done, waiting)] == [True, False]
    assert services.forget_file(model=PersonFile, file_id=waiting.pk)
    assert not Document.objects.exists()
    assert not services.forget_file(model=PersonFile, file_id=waiting.pk)
    assert not services.forget_file(model=PersonFile, file_id=done.pk)
    assert queries.file_for(actor_as(MUNICIPAL_LEADER), PersonFile, waiting.pk) is None
    with pytest.raises(RuleBroken, match="kastet"):
        services.map_columns(file=waiting, mapping={}, by=actor_as(MUNICIPAL_LEADER), at=NOW)


def test_a_file_that_is_read_in_has_no_columns_to_choose(register: None) -> None:
    leader = client_as(MUNICIPAL_LEADER)
    file = read("Kari;Olsen;;;kommuneoverlege;5540;\n")
    PersonFile.objects.filter(pk=file.pk).update(by_id=int(leader.session["_auth_user_id"]))
    answer = leader.get(f"/personer/innlesing/{file.pk}/kolonner/")
    assert (answer.status_code, answer["Location"]) == (302, f"/personer/innlesing/{file.pk}/")


def test_a_visitor_has_no_file() -> None:
    assert queries.file_for(VISITOR, PersonFile, 1) is None


def test_the_column_of_reasons_is_no_heading_of_what_was_sent(register: None) -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    file = sent("Kari Olsen;ordfører;5540;Vi kjenner ikke rollen\n", leader, "Hvem;Hva;Hvor;Hva som er galt\n")
    assert file.headings == ["Hvem", "Hva", "Hvor"]
    services.map_columns(file=file, mapping={"name": "Hvem"}, by=leader, at=NOW)
    assert sent("Ola Berg;;\n", leader, "Hvem;Hva;Hvor\n").mapping == {"name": "Hvem"}


@pytest.mark.parametrize(
    ("row", "button", "after"),
    [
        ("Kari;Olsen;;;konge;5540;\n", "Få tilbake radene med feil", "Rett dem i arbeidsboka"),
        ("Kari;Olsen;;;ordfører;5540;\n", "Avslutt: ingenting er nytt", "Alle rader ble lest inn"),
    ],
)
def test_a_file_with_nothing_to_read_in_says_so(register: None, row: str, button: str, after: str) -> None:
    client = client_as(MUNICIPAL_LEADER)
    read("Kari;Olsen;;;ordfører;5540;\n")
    upload = SimpleUploadedFile("p.csv", f"Fornavn;Etternavn;E-post;HPR;Rolle;Kommune;Fra\n{row}".encode())
    path = client.post("/personer/innlesing/", {"upload": upload}).headers["Location"]
    page = client.get(path)
    assert button in page.content.decode()
    done = client.post(path, {"mark": page.context["mark"]}, follow=True).content.decode()
    assert after in done
    assert "De gode radene" not in done
