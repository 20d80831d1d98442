"""Before one applies: the questions, the gaps with advice, the document, and who may."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.documents.kinds import kind_of
from alisveien.documents.paper import Block, docx
from alisveien.establishments import queries_gaps, rules_gaps
from alisveien.establishments.models import GapCheck
from alisveien.establishments.services.gap_checks import keep_gap_check
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from tests.establishments.cases import NOW, place
from tests.roles import ADVISER, MUNICIPAL_LEADER, actor_as, client_as

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
PAGE = "/utdanningsvirksomheter/5540/ALM/sjekk/"
ALL_YES = {question.name: rules_gaps.YES for question in rules_gaps.questions("ALM")}


def words_of(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def keep(**values: Any) -> GapCheck:
    asked = {"place": place(), "speciality": "ALM", "answers": ALL_YES, "at": NOW}
    return keep_gap_check(**({"by": actor_as(MUNICIPAL_LEADER)} | asked | values))


def test_every_question_not_answered_by_yes_is_a_gap() -> None:
    assert rules_gaps.gaps_in(ALL_YES, "ALM") == []
    gaps = rules_gaps.gaps_in(ALL_YES | {"supervisor": "partly", "arenas": "no"}, "ALM")
    assert [gap.name for gap in gaps] == ["arenas", "supervisor"]
    assert "samfunnsmedisin" in next(one.text for one in rules_gaps.questions("SAM") if one.name == "supervisor")


def test_the_document_names_the_gaps_with_advice_and_every_answer() -> None:
    check = keep(answers=ALL_YES | {"supervisor": "no"})
    content = bytes(check.document.content.content)
    assert kind_of(content) == "docx"
    words = words_of(content)
    assert "Spør ALIS-kontoret om en veileder" in words
    assert "Kåfjord, 22. november 2026" in words
    assert words.count("Ja, på plass") == 8
    entry = Entry.objects.get(kind="establishments.gap_check.kept")
    assert tell(entry).href == f"/utdanningsvirksomheter/sjekk/{check.pk}/"


def test_with_everything_in_order_the_document_says_where_to_send_the_application() -> None:
    assert "Altinn" in words_of(bytes(keep().document.content.content))


def test_a_document_holds_marks_and_control_signs_safely() -> None:
    words = words_of(docx([Block("Normal", "<b>\x00 & mer")]))
    assert "&lt;b&gt; &amp; mer" in words


def test_unanswered_or_not_allowed_is_refused() -> None:
    with pytest.raises(RuleBroken, match="alle spørsmålene"):
        keep(answers={})
    for actor in (VISITOR, actor_as(MUNICIPAL_LEADER, stranger=True)):
        with pytest.raises(NotAllowed):
            keep(by=actor)
    assert queries_gaps.last_check(VISITOR, place(), "ALM") is None
    assert queries_gaps.check_for(VISITOR, keep().pk) is None


def test_the_leader_answers_gets_the_list_and_the_document_and_finds_the_answers_again() -> None:
    client = client_as(MUNICIPAL_LEADER)
    assert "Se hva som mangler" in client.get("/utdanningsvirksomheter/5540/").content.decode()
    missing = client.post(PAGE, {})
    assert missing.content.decode().count("Svar på spørsmålet") >= 9
    sent = client.post(PAGE, ALL_YES | {"arenas": "no"})
    result = client.get(sent.headers["Location"])
    assert "merk dem som nås helt" in result.content.decode()
    document = client.get(f"{sent.headers['Location']}dokument/")
    assert document.headers["Content-Disposition"].startswith("attachment")
    assert "Stemmer de fortsatt" in client.get(PAGE).content.decode()
    for path in (sent.headers["Location"], f"{sent.headers['Location']}dokument/"):
        assert Client().get(path).status_code in (302, 404)
        assert client_as(ADVISER).get(path).status_code == 200
    assert client.get("/utdanningsvirksomheter/5540/KIR/sjekk/").status_code == 404
    done = client.post(PAGE, ALL_YES)
    assert "Alt er på plass" in client.get(done.headers["Location"]).content.decode()


def test_what_was_answered_is_kept_until_the_check_is_sent() -> None:
    client = client_as(MUNICIPAL_LEADER)
    assert client.post(f"{PAGE}lagre/", {"arenas": "no"}).json()["saved"].startswith("Lagret kl.")
    page = client.get(PAGE).content.decode()
    assert 'value="no" selected' in page
    client.post(PAGE, {"arenas": "partly"})
    assert 'value="partly" selected' in client.get(PAGE).content.decode()
    assert client_as(MUNICIPAL_LEADER, stranger=True).post(f"{PAGE}lagre/", {}).status_code == 403
    client.post(PAGE, ALL_YES)
    page = client.get(PAGE).content.decode()
    assert 'value="partly" selected' not in page
    assert "Stemmer de fortsatt" in page
