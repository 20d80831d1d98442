"""An office's letter templates: kept, changed, out of use, undone, and put in a letter to roles."""

import re
from typing import Any

import pytest

from alisveien.base.actor import Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of
from alisveien.journal.services import undo
from alisveien.outreach import queries_templates as queries
from alisveien.outreach.models import LetterTemplate
from alisveien.outreach.services import templates as services
from tests.outreach.network import AT, TODAY, adviser, holder
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as, client_as, place_of
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
PAGE = "/kontaktnett/maler/"
WORDS = {"name": "Møte", "subject": "Møte i [kommune]", "body": "Hei [navn]."}


def kept(**more: Any) -> LetterTemplate:
    return services.keep_template(**{"office": place_of("office", "nord"), "by": adviser(), "at": AT, **WORDS, **more})


def changed(template: LetterTemplate, **more: Any) -> LetterTemplate:
    seen = mark_of(picture(template, *services.TYPED))
    asked = {"template": template, "seen": seen, "by": adviser(), "at": AT, **WORDS, **more}
    return services.change_template(**asked)


def undone(kind: str, by: Actor | None = None) -> None:
    undo(entry=Entry.objects.get(kind=f"outreach.template.{kind}"), by=by or adviser(), at=AT)


def test_a_template_is_kept_by_the_office_and_seen_by_no_other() -> None:
    template = kept()
    assert list(queries.templates_for(adviser())) == [template]
    assert list(queries.templates_for(actor_as(NATIONAL_COORDINATOR, at=AT))) == [template]
    assert not queries.templates_for(adviser(stranger=True)).exists()
    assert not queries.templates_for(actor_as(MUNICIPAL_LEADER, at=AT)).exists()
    assert [one.code for one in queries.template_offices(adviser(), TODAY)] == ["nord"]
    assert not queries.template_offices(actor_as(MUNICIPAL_LEADER, at=AT), TODAY).exists()
    undone("kept")
    assert not queries.templates_for(adviser()).exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": " "}, "Gi malen et navn"),
        ({"name": "møte"}, "alt en mal med dette navnet"),
        ({"name": "Ny", "body": " "}, "både emne og tekst"),
        ({"name": "Ny", "body": "Hei [fornavn]"}, "er ikke et flettefelt"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(more: dict[str, Any], words: str) -> None:
    kept()
    with pytest.raises(RuleBroken, match=words):
        kept(**more)
    assert LetterTemplate.objects.count() == 1


def test_a_change_is_told_and_undone_and_the_second_of_two_is_told() -> None:
    template = kept()
    seen = mark_of(picture(template, *services.TYPED))
    changed(template, body="Hei.")
    assert changed(LetterTemplate.objects.get(), body="Hei.").body == "Hei."
    with pytest.raises(RuleBroken) as refused:
        changed(template, body="Hallo.", seen=seen)
    assert refused.value.reasons[1:] == ["Tekst er nå «Hei.»."]
    undone("changed")
    template.refresh_from_db()
    assert template.body == WORDS["body"]


def test_out_of_use_and_back() -> None:
    template = kept()
    services.end_template(template=template, by=adviser(), at=AT)
    assert not queries.templates_for(adviser()).exists()
    with pytest.raises(RuleBroken, match="alt tatt ut"):
        services.end_template(template=template, by=adviser(), at=AT)
    undone("ended")
    assert queries.templates_for(adviser()).exists()


def test_others_may_nothing() -> None:
    template = kept()
    for by in (adviser(stranger=True), actor_as(MUNICIPAL_LEADER, at=AT)):
        with pytest.raises(NotAllowed):
            kept(name="Ny", by=by)
        with pytest.raises(NotAllowed):
            changed(template, by=by)
        with pytest.raises(NotAllowed):
            services.end_template(template=template, by=by, at=AT)


def test_the_pages_keep_change_and_end() -> None:
    client = client_as(ADVISER)
    assert client.post(f"{PAGE}ny/", WORDS | {"office": "nord"}).status_code == 302
    template = LetterTemplate.objects.get()
    assert "Møte i [kommune]" in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}{template.pk}/").content.decode()
    seen = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    LetterTemplate.objects.update(body="Noe annet")
    again = client.post(f"{PAGE}{template.pk}/", WORDS | {"body": "Mitt", "seen": seen}).content.decode()
    assert "Noe annet" in again
    assert "Mitt" in again
    fresh = re.findall(r'name="seen" value="([^"]+)"', again)[0]
    assert fresh != seen
    assert client.post(f"{PAGE}{template.pk}/", WORDS | {"body": "Mitt", "seen": fresh}).status_code == 302
    assert "Ta malen ut av bruk" in client.get(f"{PAGE}{template.pk}/fjern/").content.decode()
    assert client.post(f"{PAGE}{template.pk}/fjern/").status_code == 302
    assert "ute av bruk" in client.get(f"{PAGE}{template.pk}/").content.decode()
    assert client_as(ADVISER, stranger=True).get(f"{PAGE}{template.pk}/").status_code == 404
    assert client_as(MUNICIPAL_LEADER).get(PAGE).status_code == 403
    offices = client_as(NATIONAL_COORDINATOR).get(f"{PAGE}ny/").content.decode()
    assert "ALIS og SamLIS Nord" in offices


def test_a_template_is_put_in_a_letter_to_roles() -> None:
    held, template, client = holder(), kept(), client_as(ADVISER)
    network = "/kontaktnett/"
    sent = {"handling": "skriv", "valgt": str(held.pk)}
    page = client.post(network, sent).content.decode()
    assert "Begynn med en mal" in page
    chosen = client.post(network, sent | {"mal": str(template.pk), "sett_inn": "1"}).content.decode()
    assert 'value="Møte i [kommune]"' in chosen
    for none in ("", "x", "999999"):
        typed = client.post(network, sent | {"mal": none, "sett_inn": "1", "subject": "Mitt", "body": "Tekst"})
        assert 'value="Mitt"' in typed.content.decode()


def test_the_list_is_flat() -> None:
    client = client_as(ADVISER)
    assert_flat(lambda: client.get(PAGE), lambda: kept(name=f"Mal {LetterTemplate.objects.count()}"))
