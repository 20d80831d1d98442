"""Arenas confirmed by one link: asked by the office, answered without an account, and nothing for other links."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from alisveien.access.models import Link
from alisveien.base.actor import Actor, Errand
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.establishments import queries_arenas as queries
from alisveien.establishments import queries_work
from alisveien.establishments.models import Arena
from alisveien.establishments.rules_arenas import CONFIRM
from alisveien.establishments.services.arenas import add_arena, confirm_arenas
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.outreach.services.arenas import ask_about_arenas
from tests.establishments.cases import NOW, place
from tests.establishments.test_arenas import an_arena, describe
from tests.outreach.network import adviser, holder
from tests.roles import DOCTOR, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as, client_as
from tests.seen import carried
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def asked(**more: Any) -> str:
    holder("alis_contact", email="alis@example.no")
    return ask_about_arenas(**{"place": place(), "by": adviser(), "at": timezone.now(), **more})


def by_link(code: str = "5540", task: str = CONFIRM) -> Actor:
    return Actor(link=Errand(7, task, str(place(code).pk)))


def opened() -> tuple[Client, str]:
    """A browser that has opened the link of the last letter, and where it led."""
    found = re.search(r"http://localhost:8000(/lenke/\S+)", Letter.objects.get(kind="outreach.arenas_asked").body)
    assert found
    client = Client()
    return client, client.post(found[1]).headers["Location"]


def test_the_question_goes_to_the_contact_and_the_journal_tells() -> None:
    an_arena()
    assert asked() == "alis@example.no"
    letter = Letter.objects.get()
    assert letter.subject == "Stemmer beskrivelsen av læringsarenaene i Kåfjord?"
    assert "Du trenger ingen konto" in letter.body
    told = tell(Entry.objects.get(kind="outreach.arenas.asked"))
    assert (told.text, told.href) == (
        "Spurte kommunen om læringsarenaene er riktig beskrevet",
        "/laringsarenaer/kommune/5540/",
    )


def test_what_speaks_against_asking_is_said() -> None:
    with pytest.raises(RuleBroken, match="ingen arena"):
        asked()
    an_arena()
    other = adviser(stranger=True)
    for by in (other, actor_as(MUNICIPAL_LEADER), by_link()):
        with pytest.raises(NotAllowed):
            asked(by=by)


def test_nobody_to_ask_is_said() -> None:
    an_arena()
    with pytest.raises(RuleBroken, match="Ring kommunen"):
        ask_about_arenas(place=place(), by=adviser(), at=timezone.now())


def test_asking_anew_closes_the_link_before() -> None:
    an_arena()
    asked()
    ask_about_arenas(place=place(), by=adviser(), at=timezone.now())
    assert Link.objects.filter(task=CONFIRM).count() == 2
    assert Link.objects.filter(task=CONFIRM, done_at=None).count() == 1


def test_the_link_is_read_confirmed_and_closed_with_a_receipt() -> None:
    arena = an_arena(doctors=4)
    an_arena(name="Lagt ned", closed_on=TODAY)
    asked()
    client, where = opened()
    assert where == f"/laringsarenaer/stemmer/{place().pk}/"
    page = client.get(where).content.decode()
    assert "Legesenteret" in page
    assert "Lagt ned" not in page
    assert "/konto/" not in page, "who follows a link is not asked to sign in"
    mark = re.search(r'name="sett" value="(\w+)"', page)
    assert mark
    receipt = client.post(where, {"sett": mark[1]}).content.decode()
    assert "Takk for svaret" in receipt
    arena.refresh_from_db()
    assert (arena.confirmed_on, arena.confirmed_by_id) == (TODAY, None)
    sent = Letter.objects.get(kind="establishments.arenas_confirmed")
    assert sent.to_address == "alis@example.no"
    assert "- Legesenteret" in sent.body
    assert "Lagt ned" not in sent.body
    assert client.get(where).status_code == 404, "the task is done"


def test_what_is_wrong_is_put_right_by_the_same_link() -> None:
    arena = an_arena(doctors=4)
    asked()
    client, where = opened()
    step = f"/laringsarenaer/{arena.pk}/leger/"
    page = client.get(step).content.decode()
    assert "data-autosave" not in page
    assert where in page
    wrong = client.post(step, {"doctors": "1", "specialists": "3", "ferdig": "ja"} | carried(client, step))
    assert wrong.status_code == 200
    assert "flere spesialister" in wrong.content.decode()
    assert 'value="3"' in wrong.content.decode(), "what was typed is not lost"
    onward = client.post(step, {"doctors": "5"} | carried(client, step))
    assert onward.headers["Location"].startswith(f"/laringsarenaer/{arena.pk}/")
    done = client.post(step, {"doctors": "6", "ferdig": "ja"} | carried(client, step))
    assert done.headers["Location"] == where
    arena.refresh_from_db()
    assert arena.doctors == 6
    entry = Entry.objects.filter(kind="establishments.arena.described").latest("pk")
    assert (entry.by_id, entry.by_link_id) == (None, Link.objects.get().pk)


def test_a_description_that_changed_meanwhile_is_read_again() -> None:
    arena = an_arena(doctors=4)
    asked()
    client, where = opened()
    mark = re.search(r'name="sett" value="(\w+)"', client.get(where).content.decode())
    assert mark
    describe(arena, doctors=9)
    assert "endret mens du leste" in client.post(where, {"sett": mark[1]}).content.decode()
    arena.refresh_from_db()
    assert arena.confirmed_on is None


def test_a_municipality_whose_last_arena_was_closed_has_nothing_to_confirm() -> None:
    arena = an_arena()
    asked()
    client, where = opened()
    Arena.objects.filter(pk=arena.pk).update(closed_on=TODAY)
    page = client.get(where).content.decode()
    assert "Ingen arenaer er beskrevet ennå" in page
    assert "alt stemmer" not in page.split("</h1>")[1].split("<section")[0].replace("Stemmer alt", "")
    mark = re.search(r'name="sett" value="(\w+)"', page)
    assert mark is None
    with pytest.raises(RuleBroken, match="ingen arena"):
        confirm_arenas(place=place(), by=by_link(), at=NOW)


def test_the_link_opens_nothing_else() -> None:
    arena = an_arena()
    elsewhere = an_arena("4601")
    asked()
    client, _where = opened()
    for path in (
        f"/laringsarenaer/stemmer/{place('4601').pk}/",
        f"/laringsarenaer/{elsewhere.pk}/leger/",
        f"/laringsarenaer/{arena.pk}/",
        f"/laringsarenaer/{arena.pk}/avtale/",
        "/laringsarenaer/kommune/5540/",
        "/laringsarenaer/kommune/5540/ny/",
        "/kontaktnett/kommuner/5540/arenaer/",
    ):
        assert client.get(path).status_code in (302, 403, 404), path


def test_another_link_and_other_roles_answer_nothing() -> None:
    arena = an_arena()
    for by in (by_link("4601"), by_link(task="people.confirm_contacts"), adviser(), actor_as(DOCTOR)):
        with pytest.raises(NotAllowed):
            confirm_arenas(place=place(), by=by, at=NOW)
        with pytest.raises(NotAllowed):
            describe(arena, by=by, doctors=1)
        assert queries.town_asked(by, place().pk) is None
        assert queries.arena_asked(by, arena.pk) is None
        assert queries.arenas_asked(by, place()) == []
    with pytest.raises(NotAllowed):
        add_arena(place=place(), answers={"kind": "other", "name": "Ny"}, by=by_link(), at=NOW)
    assert queries.town_asked(by_link(), place().pk) == place()
    assert queries.town_asked(by_link(), 999_999_999) is None
    assert queries.arena_asked(by_link(), 999_999_999) is None


def test_confirming_with_an_account_closes_the_link_without_a_letter() -> None:
    an_arena()
    asked()
    confirm_arenas(place=place(), by=actor_as(MUNICIPAL_LEADER), at=timezone.now())
    assert Link.objects.get().done_at is not None
    assert not Letter.objects.filter(kind="establishments.arenas_confirmed").exists()


def test_the_page_that_asks_says_to_whom_and_sends() -> None:
    an_arena()
    holder("alis_contact", email="alis@example.no")
    client = client_as(NATIONAL_COORDINATOR)
    page = client.get("/kontaktnett/kommuner/5540/arenaer/").content.decode()
    assert "alis@example.no" in page
    assert "Legesenteret" in page
    assert "har ikke svart" not in page
    sent = client.post("/kontaktnett/kommuner/5540/arenaer/")
    assert sent.headers["Location"] == "/laringsarenaer/kommune/5540/"
    assert "har ikke svart" in client.get("/kontaktnett/kommuner/5540/arenaer/").content.decode()
    assert "/kontaktnett/kommuner/5540/arenaer/" in client.get("/laringsarenaer/kommune/5540/").content.decode()


def test_the_work_list_of_the_leader_and_of_the_office() -> None:
    fresh = TODAY - timedelta(days=300)
    an_arena(confirmed_on=fresh)
    leader, office = actor_as(MUNICIPAL_LEADER), adviser()
    assert queries_work.waiting_for(leader, TODAY) == []
    assert queries_work.waiting_for(office, TODAY) == []
    an_arena(name="Sykehjemmet", kind="nursing_home", confirmed_on=TODAY - timedelta(days=366))
    (own,) = queries_work.waiting_for(leader, TODAY)
    assert own.href == "/laringsarenaer/kommune/5540/bekreft/"
    (row,) = queries_work.waiting_for(office, TODAY)
    assert (row.what, row.about) == ("1 kommune bør bekrefte læringsarenaene", "Kåfjord")
    assert client_as(NATIONAL_COORDINATOR).get(row.href).content.decode().count("Sykehjemmet") == 1
    asked()
    (waits,) = queries_work.waiting_for(office, TODAY)
    assert (waits.what, waits.by_others) == ("1 kommune er spurt om læringsarenaene", True)
    (again,) = queries_work.waiting_for(office, TODAY + timedelta(days=40))
    assert not again.by_others, "the link has run out"
    assert queries_work.waiting_for(by_link(), TODAY) == []
    assert queries_work.waiting_for(actor_as(DOCTOR), TODAY) == []


def test_the_work_list_names_three_and_counts_the_rest_flat() -> None:
    codes = ["5501", "5503", "5510", "5512", "5540"]
    made = iter(codes)

    def plant() -> None:
        an_arena(next(made))

    actor = actor_as(NATIONAL_COORDINATOR)
    assert_flat(lambda: queries_work.waiting_for(actor, TODAY), plant)
    for code in made:
        an_arena(code)
    (row,) = queries_work.waiting_for(actor, TODAY)
    assert row.about.endswith("og 2 til")
