"""The pages: a call logged by keyboard, what was typed is kept, standard answers inserted, many closed at once."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alisveien.enquiries.models import Enquiry, StandardAnswer
from tests.enquiries.asked import logged, office
from tests.roles import ADVISER, NATIONAL_COORDINATOR, client_as, place_of, user_as
from tests.seen import carried
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
NEW, ANSWERS = "/henvendelser/ny/", "/henvendelser/standardsvar/"


def sent(**values: str) -> dict[str, str]:
    return {
        "place": "tromsø",
        "asker": "leader",
        "channel": "phone",
        "topic": "grants",
        "topic_also": "",
        "words": "Når er fristen?",
        "asked_on": timezone.localdate().isoformat(),
        "answered": "on",
        "answer": "1. mars.",
    } | values


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_a_call_is_logged_and_the_next_can_follow_at_once() -> None:
    client = client_as(ADVISER)
    page = text_of(client, NEW)
    assert '<datalist id="steder">' in page
    assert page.count("autofocus") == 1
    assert re.search('<input[^>]*name="place"[^>]* autofocus', page)
    assert client.post(NEW, sent()).headers["Location"] == "/henvendelser/"
    assert client.post(NEW, sent(igjen="1", topic_also="plans", place="")).headers["Location"] == NEW
    first, second = Enquiry.objects.order_by("pk")
    assert first.place is not None
    assert (first.place.code, first.office.code, first.outcome) == ("5501", "nord", "answered")
    assert (second.place, second.topics) == (None, ["grants", "plans"])


def test_what_is_wrong_is_said_and_what_was_typed_stays() -> None:
    answer = client_as(ADVISER).post(NEW, sent(place="Tulleby", topic="", words="Et langt spørsmål"))
    text = answer.content.decode()
    assert "Fant ikke ett sted som heter «Tulleby»" in text
    assert 'value="Tulleby"' in text
    assert "Et langt spørsmål" in text
    assert "autofocus" not in text
    future = client_as(ADVISER).post(NEW, sent(asked_on="2999-01-01")).content.decode()
    assert "fram i tid" in future
    assert not Enquiry.objects.exists()


def test_a_record_is_answered_given_corrected_and_reopened() -> None:
    one, client = logged(), client_as(ADVISER)
    path = f"/henvendelser/{one.pk}/"
    assert "Lagre svaret og avslutt" in text_of(client, path)
    mate = user_as(ADVISER)
    opened = carried(client, f"{path}fordel/")
    assert client.post(f"{path}fordel/", {"to": str(mate.pk)} | opened).status_code == 302
    assert "Skal svare er nå" in client.post(f"{path}fordel/", {"to": ""} | opened).content.decode()
    assert mate.name in text_of(client, path)
    assert 'value="Kåfjord' in text_of(client, f"{path}rett/")
    version = str(Enquiry.objects.get().version)
    corrected = sent(version=version, asked_on="2026-11-19")
    assert client.post(f"{path}rett/", corrected).status_code == 302
    assert "Noen andre har endret" in client.post(f"{path}rett/", corrected).content.decode()
    assert client.post(f"{path}svar/", {"answer": "Snart"}).status_code == 302
    assert "Åpne igjen" in text_of(client, path)
    assert client.post(f"{path}apne/", {"why": "Nytt spørsmål"}).status_code == 302
    assert client.post(f"{path}avslutt/", {"why": ""}).status_code == 200
    assert client.post(f"{path}avslutt/", {"why": "Ordnet seg"}).status_code == 302
    assert "Ordnet seg" in text_of(client, path)
    assert client.get(f"{path}tull/").status_code == 404


def test_a_stranger_finds_nothing() -> None:
    one = logged()
    for client in (client_as(ADVISER, stranger=True), client_as(NATIONAL_COORDINATOR)):
        for path in (f"/henvendelser/{one.pk}/", f"/henvendelser/{one.pk}/svar/"):
            assert client.get(path).status_code == 404


def test_a_standard_answer_is_inserted_after_what_was_typed() -> None:
    client, one = client_as(ADVISER), logged()
    made = {"title": "Frister", "topic": "goals", "words": "Fristen er 1. mars."}
    assert client.post("/henvendelser/standardsvar/nytt/", made).status_code == 302
    kept = StandardAnswer.objects.get()
    path = f"/henvendelser/{one.pk}/svar/"
    form = {"answer": "Hei!", "standardsvar": str(kept.pk), "sett_inn": "1"}
    assert "Hei!\n\nFristen er 1. mars." in client.post(path, form).content.decode()
    one.refresh_from_db()
    assert one.closed_on is None
    page = f"/henvendelser/standardsvar/{kept.pk}/"
    assert "Standardsvar lagt til" in text_of(client, page)
    seen = re.findall(r'name="seen" value="([^"]+)"', client.get(page).content.decode())[0]
    assert client.post(page, made | {"words": "2. mars.", "seen": seen}).status_code == 302
    assert client.get(f"{page}fjern/").status_code == 200
    assert client.post(f"{page}fjern/").status_code == 302
    assert client.get(page).status_code == 404
    assert "Frister" not in text_of(client, path)


def test_many_are_closed_at_once_after_a_preview_and_taken_back() -> None:
    client = client_as(ADVISER)
    waiting, done = logged(), logged(answered=True)
    form = {"handling": "besvart", "valgt": [str(waiting.pk), str(done.pk)], "sett": "1", "answer": "Se nettsiden."}
    page = client.post("/henvendelser/", form)
    assert "1 rad blir endret" in page.content.decode()
    assert "alt avsluttet" in page.content.decode()
    mark = page.context["preview"].mark
    answer = client.post("/henvendelser/", form | {"sett": mark}, follow=True)
    assert "1 henvendelse er besvart." in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.answer == "Se nettsiden."
    drop = {"handling": "avslutt", "alle": "1", "sett": "1", "why": "Gamle"}
    assert "0 rader blir endret" in client.post("/henvendelser/", drop).content.decode()


def test_filters_reach_topics_state_and_year() -> None:
    client = client_as(ADVISER)
    logged(topics=["goals", "plans"], asked_on=date(2025, 3, 3))
    logged(topics=["grants"], answered=True)
    for query, count in [
        ("tema=plans", 1),
        ("tema=plans&tema=grants", 2),
        ("status=forfalt", 1),
        ("aar=2025", 1),
        ("hvem=supervisor", 2),
        (f"svarer={user_as(ADVISER).pk}", 0),
        ("q=læringsmålene", 2),
    ]:
        assert f">{count} henvendelse" in text_of(client, f"/henvendelser/?{query}"), query
    export = client.get("/henvendelser/?last_ned=csv&kolonner=dato,sporsmal").content.decode()
    assert export.splitlines()[0] == "Kom inn,Spørsmålet"


def test_the_office_is_the_advisers_own() -> None:
    client_as(ADVISER, office("vest"), stranger=True).post(NEW, sent(place="Tromsø"))
    assert Enquiry.objects.get().office == place_of("office", "vest")


def test_the_list_of_standard_answers_is_flat() -> None:
    client, numbers = client_as(ADVISER), iter(range(9))

    def row() -> None:
        StandardAnswer.objects.create(office=office(), title=f"Nr {next(numbers)}", topic="grants", words="1. mars.")

    assert_flat(lambda: client.get(ANSWERS), row)
