"""«Stemmer dette?»: asked by one link, answered without an account, and nothing for who guesses, reuses or finds it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from alisveien.access.models import Link
from alisveien.base.actor import Actor, Errand
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.outreach import queries, queries_letters, queries_network, rules_letters
from alisveien.outreach.models import Check, CheckAnswer
from alisveien.outreach.services.checks import Said, answer_check, ask_check
from alisveien.people.models import ContactRole
from alisveien.people.rules_persons import BY_LINK
from tests.outreach.network import AT, BERGEN, adviser, holder, town
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]


def asked(**more: Any) -> Check:
    return ask_check(**{"place": town(), "by": adviser(), "at": timezone.now(), **more})


def by_link(code: str = "5540", task: str = BY_LINK) -> Actor:
    return Actor(link=Errand(7, task, str(town(code).pk)))


def lines(**answers: dict[str, str]) -> list[Said]:
    """Every line of Kåfjord: holders confirmed, vacant roles left so, but for what ``answers`` say by role."""
    seats = [
        one
        for one in queries_network.seats_for(adviser(), timezone.localdate(), timezone.localdate())
        if one.town.code == "5540"
    ]
    return [
        Said(
            **{
                "role": one.role,
                "held": one.held.pk if one.held else None,
                "answer": "confirmed" if one.held else "vacant",
                **answers.get(one.role, {}),
            }
        )
        for one in seats
    ]


def test_the_link_goes_to_the_contact_for_alis_before_others() -> None:
    holder("municipal_cmo", email="cmo@example.no")
    holder("alis_contact", email="alis@example.no")
    assert asked().sent_to == "alis@example.no"
    letter = Letter.objects.get()
    assert letter.subject == "Stemmer kontaktene i Kåfjord?"
    assert "/lenke/" in letter.body
    assert queries_letters.asked_for(adviser(), [town().pk])[town().pk].answered_at is None


def test_nobody_to_ask_is_said() -> None:
    with pytest.raises(RuleBroken, match="Ring kommunen"):
        asked()
    holder(email="x@example.no")
    Letter.objects.create(kind="x", to_address="x@example.no", subject="x", body="x", at=AT, state="bounced")
    with pytest.raises(RuleBroken, match="i retur"):
        asked()


def test_only_the_office_asks() -> None:
    holder()
    for by in (adviser(stranger=True), actor_as(MUNICIPAL_LEADER), actor_as(TRUST_COORDINATOR)):
        with pytest.raises(NotAllowed):
            asked(by=by)


def test_asking_anew_closes_the_question_before_and_its_link() -> None:
    holder()
    first = asked()
    asked()
    first.refresh_from_db()
    assert first.closed_at is not None
    assert Link.objects.filter(task=BY_LINK, done_at=None).count() == 1
    with pytest.raises(RuleBroken, match="alt svart"):
        answer_check(check=first, said=[], by=by_link(), at=timezone.now())


def test_an_answer_confirms_replaces_ends_and_fills() -> None:
    kept, left = holder("municipal_cmo"), holder("health_leader", email="old@example.no")
    gone = holder("specialist", email="")
    check, at = asked(), timezone.now()
    said = lines(
        health_leader={"answer": "changed", "first_name": "Ny", "last_name": "Leder", "email": "ny@example.no"},
        specialist={"answer": "vacant"},
        supervisor={"answer": "changed", "first_name": "Vei", "last_name": "Leder"},
    )
    answer_check(check=check, said=said, by=by_link(), at=at)
    for one in (kept, left, gone):
        one.refresh_from_db()
    today = timezone.localdate()
    assert (kept.confirmed_at, kept.confirmed_by, kept.to_on) == (at, None, None)
    assert (left.to_on, gone.to_on) == (today, today)
    assert ContactRole.objects.get(role="health_leader", to_on=None).person.name == "Ny Leder"
    assert ContactRole.objects.get(role="supervisor").confirmed_at == at
    assert CheckAnswer.objects.filter(answer="vacant").count() == 2
    receipt = Letter.objects.get(kind="outreach.check_answered")
    assert receipt.to_address == "old@example.no", "the leader comes before the chief medical officer"
    assert "- kommuneoverlege: stemmer" in receipt.body
    entry = Entry.objects.get(kind="outreach.check.answered")
    assert (entry.by_id, entry.by_link_id) == (None, 7)
    assert queries.latest_for(adviser(), today)[town().pk] == (today, "answer")
    assert [one.kind for one in queries.touches_of(adviser(), town(), today)] == ["answer"]


def test_a_role_said_to_be_vacant_is_known_to_be_so() -> None:
    holder()
    check = asked()
    answer_check(check=check, said=lines(), by=by_link(), at=timezone.now())
    seats = queries_network.seats_for(adviser(), timezone.localdate(), timezone.localdate())
    since = {one.role: one.vacant_since for one in seats if one.town.code == "5540" and one.held is None}
    assert since["specialist"] == timezone.localdate()


def test_an_answer_to_other_contacts_than_were_shown_is_refused_whole() -> None:
    held = holder()
    check, said = asked(), lines()
    holder("supervisor")
    with pytest.raises(RuleBroken, match="endret kontaktene"):
        answer_check(check=check, said=said, by=by_link(), at=timezone.now())
    held.refresh_from_db()
    assert held.confirmed_at is None


def test_a_new_person_needs_a_name() -> None:
    holder()
    with pytest.raises(RuleBroken, match="fornavn og etternavn"):
        answer_check(check=asked(), said=lines(specialist={"answer": "changed"}), by=by_link(), at=timezone.now())


def test_another_link_and_a_signed_in_person_answer_nothing() -> None:
    holder()
    check = asked()
    for by in (by_link(BERGEN), by_link(task="confirm_nomination"), adviser(), actor_as(MUNICIPAL_LEADER)):
        with pytest.raises(NotAllowed):
            answer_check(check=check, said=lines(), by=by, at=timezone.now())
        assert queries_letters.check_by_link(by, town().pk) is None or not rules_letters.may_answer(by, check)


def test_one_question_is_open_at_a_time() -> None:
    holder()
    asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(place=town(), sent_to="x@example.no", asked_at=AT)


def test_who_reads_what_was_asked() -> None:
    holder()
    check = asked()
    assert rules_letters.may_read_check(adviser(), check)
    assert rules_letters.may_read_check(actor_as(MUNICIPAL_LEADER), check)
    assert not rules_letters.may_read_check(adviser(stranger=True), check)
    assert not rules_letters.may_read_check(by_link(), check)


def link_in(letter: Letter) -> str:
    found = re.search(r"http://localhost:8000(/lenke/\S+)", letter.body)
    assert found
    return found[1]


def opened() -> tuple[Client, str]:
    """A browser that followed the letter, and the page it came to."""
    cache.clear()
    asked()
    client = Client()
    response = client.post(link_in(Letter.objects.get(kind="outreach.check_asked")))
    assert response.status_code == 302
    return client, response.headers["Location"]


def body_of(page: str) -> dict[str, str]:
    """Every field of the page as somebody would send it who says that all is right."""
    names = dict.fromkeys(re.findall(r'name="([^"]+-answer)"', page))
    return {name: "confirmed" if name.startswith("r") else "vacant" for name in names}


def test_a_municipality_answers_on_the_page_and_the_link_is_used_up() -> None:
    held = holder()
    client, path = opened()
    page = client.get(path).content.decode()
    assert held.person.name in page
    response = client.post(path, body_of(page))
    assert "Takk for svaret" in response.content.decode()
    held.refresh_from_db()
    assert held.confirmed_at is not None
    assert client.get(path).status_code == 404, "the session ends with the task"
    assert Client().get(link_in(Letter.objects.get(kind="outreach.check_asked"))).status_code == 410


def test_all_is_right_with_one_button() -> None:
    held = holder()
    client, path = opened()
    sent = {"alt": "1", "sett": mark_in(client.get(path).content.decode())}
    holder("supervisor", email="")
    assert "Kontaktene er endret" in client.post(path, sent).content.decode()
    sent["sett"] = mark_in(client.get(path).content.decode())
    page = client.post(path, sent).content.decode()
    assert "Takk for svaret" in page
    held.refresh_from_db()
    assert held.confirmed_at is not None
    assert CheckAnswer.objects.filter(answer="vacant").count() == 3


def mark_in(page: str) -> str:
    return page.split('name="sett" value="')[1].split('"', maxsplit=1)[0]


def test_all_is_right_says_nothing_of_what_was_not_shown() -> None:
    holder()
    client, path = opened()
    sent = {"alt": "1", "sett": mark_in(client.get(path).content.decode())}
    Check.objects.update(answered_at=timezone.now())
    assert "alt svart" in client.post(path, sent).content.decode()


def test_what_was_typed_is_kept_when_something_is_wrong() -> None:
    holder()
    client, path = opened()
    typed = {
        **body_of(client.get(path).content.decode()),
        "specialist-answer": "changed",
        "specialist-last_name": "Nes",
    }
    page = client.post(path, typed).content.decode()
    assert "Skriv navnet på den nye." in page
    assert 'value="Nes"' in page
    assert not CheckAnswer.objects.exists()
    page = client.post(path, {}).content.decode()
    assert "feltet" in page.lower() or "må" in page.lower()


def test_two_who_answer_at_once_are_told() -> None:
    holder()
    client, path = opened()
    typed = body_of(client.get(path).content.decode())
    holder("supervisor")
    typed |= {name: "confirmed" for name in body_of(client.get(path).content.decode()) if name not in typed}
    page = client.post(path, {name: value for name, value in typed.items() if name != "supervisor-answer"})
    assert "Takk for svaret" in page.content.decode()


def test_the_link_opens_its_own_page_and_nothing_else() -> None:
    holder()
    client, path = opened()
    other = path.replace(str(town().pk), str(town(BERGEN).pk))
    assert client.get(other).status_code == 404
    for page in ("/kontaktnett/", "/kontaktnett/oppfolging/", "/kontaktnett/kommuner/5540/", "/arbeidsliste/"):
        assert client.get(page).status_code in (302, 403, 404), page
    assert Client().get(path).status_code == 404
    assert client_as(ADVISER).get(path).status_code == 404


def test_an_old_or_replaced_link_is_closed() -> None:
    holder()
    client, path = opened()
    first = link_in(Letter.objects.get(kind="outreach.check_asked"))
    asked()
    assert client.get(path).status_code == 404
    assert Client().get(first).status_code == 410
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1), made_at=timezone.now() - timedelta(days=40))
    newest = link_in(Letter.objects.filter(kind="outreach.check_asked").latest("pk"))
    assert Client().post(newest).status_code == 410
