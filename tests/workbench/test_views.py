"""Kept views: saved, shared, opened, changed and removed; and the list of them with deeds on many."""

import re
from datetime import UTC, datetime
from html import unescape
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from tests import roles
from tests.roles import actor_as, client_as, place_of
from tests.workbench.flat import assert_flat, queries_of

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
NORTH = "/kommuner/?kontor=nord&kolonner=name,people&sorter=-people"


def services() -> Any:
    return import_module("alisveien.workbench.services.views")


def kept(by: Actor, **more: Any) -> Any:
    """A view of the municipalities, kept by an actor."""
    given = {"register": "municipalities", "path": "/kommuner/", "list_title": "Kommuner", "query": "kontor=nord"}
    given |= {"name": "Nord", "shared_with": "nobody", "place_id": None, "is_default": False}
    return services().keep_view(**{**given, **more}, by=by, at=AT)


def entries() -> list[str]:
    found = import_module("alisveien.journal.models").Entry.objects.order_by("pk")
    return [entry.kind for entry in found.filter(kind__startswith="workbench.")]


def keep_link(page: HttpResponse) -> str:
    found = re.search(r'href="(/visninger/ny/[^"]*)"', page.content.decode())
    assert found
    return unescape(found[1])


@pytest.fixture
def office(register: None) -> Client:
    """An adviser in the north, signed in."""
    return client_as(roles.ADVISER)


def test_a_state_of_a_list_is_kept_and_opened_again(office: Client) -> None:
    address = keep_link(office.get(NORTH))
    note = parse_qs(urlsplit(address).query)["lista"][0]
    assert office.get(address).status_code == 200
    answer = office.post("/visninger/ny/", {"lista": note, "name": "  Nord   etter tall ", "shared": "nobody"})
    assert answer.status_code == 302
    page = office.get(answer["Location"])
    body = page.content.decode()
    assert "Visning: Nord etter tall" in body
    assert "Du har endret visningen" not in body
    assert "kontor=nord" in answer["Location"]
    assert "sorter=-people" in answer["Location"]
    assert entries() == ["workbench.view.kept"]


def test_a_view_says_in_words_what_it_holds(office: Client) -> None:
    address = keep_link(office.get(NORTH))
    note = parse_qs(urlsplit(address).query)["lista"][0]
    told = ("Kontor: Nord", "Rekkefølge: Innbyggere, synkende", "Kolonner: Kommune, Innbyggere")
    body = unescape(office.get(address).content.decode())
    assert tuple(re.findall(r"<li>([^<]*: [^<]*)</li>", body)) == told
    office.post("/visninger/ny/", {"lista": note, "name": "Nord", "shared": "nobody"})
    view = import_module("alisveien.workbench.models").SavedView.objects.get()
    assert tuple(view.words) == told
    for path in (f"/visninger/{view.pk}/", f"/visninger/{view.pk}/slett/"):
        assert f"<li>{told[0]}</li>" in unescape(office.get(path).content.decode())
    assert "; ".join(told) in unescape(office.get("/visninger/").content.decode())


def test_a_view_of_the_whole_list_says_so(office: Client) -> None:
    address = keep_link(office.get("/kommuner/"))
    assert "Hele lista, uten filtre" in office.get(address).content.decode()


def test_a_view_kept_before_the_words_shows_none(office: Client) -> None:
    view = kept(actor_as(roles.ADVISER))
    assert "Dette holder visningen" not in office.get(f"/visninger/{view.pk}/").content.decode()


def test_what_was_typed_stands_when_the_name_is_taken(office: Client) -> None:
    kept(actor_as(roles.ADVISER))
    note = parse_qs(urlsplit(keep_link(office.get(NORTH))).query)["lista"][0]
    body = office.post("/visninger/ny/", {"lista": note, "name": "nord", "shared": "everybody"}).content.decode()
    assert "Du har allerede en visning av denne lista som heter «nord»." in body
    assert 'value="nord"' in body
    assert re.search(r'value="everybody" selected', body)


@pytest.mark.parametrize("note", ["", "tull", "WyJhIl0:1abc:tull"])
def test_a_note_we_did_not_write_is_refused(office: Client, note: str) -> None:
    assert office.get(f"/visninger/ny/?lista={note}").status_code == 400


def test_a_visitor_is_offered_nothing_and_gets_no_cookie(register: None) -> None:
    page = Client().get("/kommuner/")
    assert "Visninger" not in page.content.decode()
    assert not page.cookies
    for path in ("/visninger/", "/visninger/ny/", "/visninger/1/", "/visninger/1/slett/"):
        assert Client().get(path).status_code == 302


def test_a_visitor_or_a_link_keeps_nothing(register: None) -> None:
    with pytest.raises(NotAllowed):
        kept(VISITOR)


def test_a_changed_view_says_so_and_can_be_kept_anew(office: Client) -> None:
    view = kept(actor_as(roles.ADVISER), query="kontor=nord&sorter=name")
    page = office.get(f"/kommuner/?kontor=ost&sorter=name&visning={view.pk}")
    body = page.content.decode()
    assert "Du har endret visningen «Nord»." in body
    note = re.search(r'name="lista"\s+value="([^"]*)"', body)
    assert note
    answer = office.post(f"/visninger/{view.pk}/oppdater/", {"lista": note[1]})
    assert "kontor=ost" in answer["Location"]
    view.refresh_from_db()
    assert view.query == "kontor=ost&sorter=name"
    assert entries() == ["workbench.view.kept", "workbench.view.updated"]


def test_a_shared_view_cannot_come_to_hold_a_search(office: Client) -> None:
    view = kept(actor_as(roles.ADVISER), shared_with="everybody")
    body = office.get(f"/kommuner/?q=hansen&visning={view.pk}").content.decode()
    note = re.search(r'name="lista"\s+value="([^"]*)"', body)
    assert note
    office.post(f"/visninger/{view.pk}/oppdater/", {"lista": note[1]})
    view.refresh_from_db()
    assert view.query == "kontor=nord"


def test_the_default_opens_the_list_and_the_whole_list_is_one_click_away(office: Client) -> None:
    view = kept(actor_as(roles.ADVISER), is_default=True)
    answer = office.get("/kommuner/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/kommuner/?kontor=nord&visning={view.pk}"
    body = office.get("/kommuner/?visning=alle").content.decode()
    assert "357 kommuner" in body
    assert office.get("/helseforetak/").status_code == 200


def test_a_new_default_takes_the_place_of_the_old(register: None) -> None:
    adviser = actor_as(roles.ADVISER)
    old, new = kept(adviser, is_default=True), kept(adviser, name="Ny")
    services().change_view(view=new, name="Ny", shared_with="nobody", place_id=None, is_default=True, by=adviser, at=AT)
    old.refresh_from_db()
    assert not old.is_default
    kept(actor_as(roles.ADVISER, stranger=True), is_default=True)


def test_who_sees_a_shared_view(register: None) -> None:
    views_for = import_module("alisveien.workbench.queries").views_for
    leader, unn = actor_as(roles.MUNICIPAL_LEADER), place_of("trust", "983974899")
    coordinator = actor_as(roles.TRUST_COORDINATOR)
    own = kept(coordinator, name="Egen")
    here = kept(coordinator, name="Her", shared_with="place", place_id=unn.pk)
    all_ = kept(coordinator, name="Alle", shared_with="everybody")

    def seen(actor: Actor) -> set[int]:
        return {view.pk for view in views_for(actor, "municipalities")}

    assert seen(coordinator) == {own.pk, here.pk, all_.pk}
    assert seen(Actor(user_id=leader.user_id, grants=coordinator.grants)) == {here.pk, all_.pk}
    assert seen(leader) == {all_.pk}
    assert seen(actor_as(roles.TRUST_COORDINATOR, stranger=True)) == {all_.pk}
    assert seen(VISITOR) == set()
    owner = own.owner
    owner.is_active = False
    owner.save()
    assert seen(leader) == set()


def test_one_shares_only_where_one_holds_a_role(register: None) -> None:
    with pytest.raises(RuleBroken, match="der du selv har en rolle"):
        kept(actor_as(roles.ADVISER), shared_with="place", place_id=place_of("trust", "983974899").pk)


def test_a_view_with_a_search_is_not_shared(register: None) -> None:
    with pytest.raises(RuleBroken, match="kan være et navn"):
        kept(actor_as(roles.ADVISER), query="q=hansen", shared_with="everybody")
    assert kept(actor_as(roles.ADVISER), query="q=hansen").pk


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": ""}, "Gi visningen et navn"),
        ({"name": "x" * 61}, "høyst 60 tegn"),
        ({"query": "kontor=" + "x" * 2000}, "for langt"),
    ],
)
def test_what_cannot_be_kept(register: None, more: dict[str, str], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        kept(actor_as(roles.ADVISER), **more)


def test_thirty_views_of_a_list_are_enough(register: None) -> None:
    adviser = actor_as(roles.ADVISER)
    for number in range(30):
        kept(adviser, name=f"Nr. {number}")
    with pytest.raises(RuleBroken, match="Du har 30 visninger"):
        kept(adviser, name="En til")
    assert kept(adviser, register="trusts", name="En til").pk


def test_only_the_owner_changes_or_removes(register: None) -> None:
    view = kept(actor_as(roles.ADVISER), shared_with="everybody")
    other = actor_as(roles.ADVISER, stranger=True)
    with pytest.raises(NotAllowed):
        services().remove_view(view=view, by=other, at=AT)
    with pytest.raises(NotAllowed):
        services().update_view(view=view, query="", by=other, at=AT)
    client = client_as(roles.ADVISER, stranger=True)
    for path in (f"/visninger/{view.pk}/", f"/visninger/{view.pk}/slett/"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_a_view_is_renamed_shared_and_removed(office: Client) -> None:
    view = kept(actor_as(roles.ADVISER))
    place = place_of("office", "nord")
    assert "Bare meg" in office.get(f"/visninger/{view.pk}/").content.decode()
    answer = office.post(f"/visninger/{view.pk}/", {"name": "Vårt", "shared": f"place:{place.pk}", "is_default": "on"})
    assert answer.status_code == 302
    view.refresh_from_db()
    assert (view.name, view.place_id, view.is_default) == ("Vårt", place.pk, True)
    assert "blir borte for de andre" in office.get(f"/visninger/{view.pk}/slett/").content.decode()
    assert office.post(f"/visninger/{view.pk}/slett/").status_code == 302
    assert entries() == ["workbench.view.kept", "workbench.view.changed", "workbench.view.removed"]


def test_the_journal_holds_neither_name_nor_search(register: None) -> None:
    kept(actor_as(roles.ADVISER), name="Hansens", query="q=hansen")
    entry = import_module("alisveien.journal.models").Entry.objects.get(kind="workbench.view.kept")
    assert "ansen" not in str(entry.after) + str(entry.before)


def test_a_view_of_what_is_gone_opens_and_says_what_was_left_out(office: Client) -> None:
    query = "gammelt=1&kontor=nord&fylke=Mars&sorter=hemmelig&kolonner=name,borte"
    view = kept(actor_as(roles.ADVISER), query=query)
    page = office.get(view.address)
    body = unescape(page.content.decode())
    assert page.status_code == 200
    for said in ("filteret «gammelt»", "«Mars» finnes ikke", "kan ikke sorteres", "Kolonnen «borte»"):
        assert said in body


def test_the_database_refuses_two_defaults_a_taken_name_and_a_share_without_place(register: None) -> None:
    adviser = actor_as(roles.ADVISER)
    view = kept(adviser, is_default=True)
    for number, (name, more) in enumerate(
        (
            ("view_one_default", {"is_default": True}),
            ("view_name_once", {"name": "NORD"}),
            ("view_place_when_shared_there", {"shared_with": "place"}),
            ("view_has_name_and_path", {"path": "https://example.no/"}),
        )
    ):
        fields = {"owner_id": view.owner_id, "register": view.register, "path": view.path, "name": f"Nr. {number}"}
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            type(view).objects.create(**{**fields, "created_at": AT, **more})


def test_the_list_of_views_is_flat_and_holds_only_ones_own(office: Client) -> None:
    adviser = actor_as(roles.ADVISER)
    kept(actor_as(roles.ADVISER, stranger=True), name="Fremmed", shared_with="everybody")
    number = iter(range(9))
    place = place_of("office", "nord")
    assert_flat(
        lambda: office.get("/visninger/"),
        lambda: kept(adviser, name=f"Nr. {next(number)}", shared_with="place", place_id=place.pk),
    )
    body = office.get("/visninger/").content.decode()
    assert "3 visninger" in body
    assert "Fremmed" not in body


def test_a_list_costs_one_query_more_for_who_has_an_account(office: Client) -> None:
    kept(actor_as(roles.ADVISER), shared_with="everybody")
    at_one = queries_of(lambda: office.get("/kommuner/"))
    for number in range(3):
        kept(actor_as(roles.ADVISER), name=f"Nr. {number}")
    assert len(queries_of(lambda: office.get("/kommuner/"))) == len(at_one)
    assert sum("savedview" in sql for sql in at_one) == 1


def changes(client: Client, **sent: Any) -> str:
    return unescape(client.post("/visninger/", sent).content.decode())


def test_several_views_are_removed_after_a_preview(office: Client) -> None:
    adviser = actor_as(roles.ADVISER)
    gone = [kept(adviser, name=f"Nr. {number}") for number in range(2)]
    stays = kept(adviser, name="Blir")
    stranger = kept(actor_as(roles.ADVISER, stranger=True), name="Fremmed", shared_with="everybody")
    picks = [view.pk for view in gone] + [stranger.pk, "tull"]
    body = changes(office, handling="slett", valgt=picks)
    assert "2 rader blir endret" in body
    assert "Fremmed" not in body
    seen = re.search(r'name="sett"\s+value="([^"]*)"', body)
    assert seen
    assert type(stays).objects.filter(owner=adviser.user_id).count() == 3
    answer = office.post("/visninger/", {"handling": "slett", "valgt": picks, "sett": seen[1]})
    assert answer.status_code == 302
    assert list(type(stays).objects.order_by("pk")) == [stays, stranger]
    assert entries().count("workbench.view.removed") == 2


def test_the_preview_says_which_rows_are_left_and_why(office: Client) -> None:
    adviser = actor_as(roles.ADVISER)
    shared, private = kept(adviser, shared_with="everybody"), kept(adviser, name="Privat")
    body = changes(office, handling="slutt_a_dele", alle="1")
    assert "1 rad blir endret" in body
    assert "alle som er logget inn → bare meg" in body
    assert "1 rad blir ikke endret" in body
    assert "Den er ikke delt." in body
    seen = re.search(r'name="sett"\s+value="([^"]*)"', body)
    assert seen
    office.post("/visninger/", {"handling": "slutt_a_dele", "alle": "1", "sett": seen[1]})
    shared.refresh_from_db()
    assert shared.shared_with == private.shared_with == "nobody"


def test_what_changed_since_the_preview_is_shown_again_and_not_done(office: Client) -> None:
    adviser = actor_as(roles.ADVISER)
    kept(adviser)
    seen = re.search(r'name="sett"\s+value="([^"]*)"', changes(office, handling="slett", alle="1"))
    assert seen
    kept(adviser, name="Kom til")
    body = changes(office, handling="slett", alle="1", sett=seen[1])
    assert "Noe er endret siden du så på dette." in body
    assert "2 rader blir endret" in body
    assert entries().count("workbench.view.removed") == 0


def test_all_matching_means_those_of_the_filter(office: Client) -> None:
    adviser = actor_as(roles.ADVISER)
    kept(adviser)
    kept(adviser, name="Delt", shared_with="everybody")
    page = office.post("/visninger/?deling=everybody", {"handling": "slett", "alle": "1"})
    assert "1 rad blir endret" in page.content.decode()


def test_a_deed_needs_rows_and_must_be_one_of_the_lists(office: Client) -> None:
    kept(actor_as(roles.ADVISER))
    page = office.post("/visninger/", {"handling": "slett"})
    assert page.status_code == 400
    assert "Velg minst én rad først." in page.content.decode()
    assert office.post("/visninger/", {"handling": "tull", "alle": "1"}).status_code == 400
    assert office.post("/kommuner/", {"handling": "slett", "alle": "1"}).status_code == 405


def test_one_failing_row_takes_all_of_it_back(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    adviser = actor_as(roles.ADVISER)
    views = [kept(adviser, name=f"Nr. {number}") for number in range(2)]
    seen = re.search(r'name="sett"\s+value="([^"]*)"', changes(office, handling="slett", alle="1"))
    assert seen
    real = services().remove_view

    def fails_at_the_second(*, view: Any, **more: Any) -> None:
        if view.pk == views[1].pk:
            raise RuleBroken(["Den er låst."])
        real(view=view, **more)

    monkeypatch.setattr(services(), "remove_view", fails_at_the_second)
    body = changes(office, handling="slett", alle="1", sett=seen[1])
    assert "Den er låst." in body
    assert type(views[0]).objects.count() == 2


def test_the_page_can_be_picked_without_script(office: Client) -> None:
    kept(actor_as(roles.ADVISER))
    body = office.get("/visninger/").content.decode()
    assert "checked" not in body[body.index("<table") :]
    assert 'href="?sorter=navn&amp;velg=side#antall"' in body
    assert "checked" in office.get("/visninger/?velg=side").content.decode()


def test_a_change_is_told_and_taken_back(office: Client) -> None:
    adviser = actor_as(roles.ADVISER)
    view = kept(adviser, shared_with="everybody")
    services().change_view(
        view=view, name="Nord", shared_with="nobody", place_id=None, is_default=False, by=adviser, at=AT
    )
    body = office.get(f"/visninger/{view.pk}/").content.decode()
    assert "Visning lagret" in body
    undo = re.search(r'href="(/logg/\d+/angre/)"', body)
    assert undo
    assert "alle som er logget inn" in office.get(undo[1]).content.decode()
    assert office.post(undo[1])["Location"] == f"/visninger/{view.pk}/"
    view.refresh_from_db()
    assert view.shared_with == "everybody"
    assert client_as(roles.ADVISER, stranger=True).get(undo[1]).status_code == 404


def test_taking_back_never_shares_a_search(office: Client) -> None:
    adviser = actor_as(roles.ADVISER)
    view = kept(adviser, shared_with="everybody")
    view = services().change_view(
        view=view, name="Nord", shared_with="nobody", place_id=None, is_default=False, by=adviser, at=AT
    )
    services().update_view(view=view, query="q=hansen", by=adviser, at=AT)
    assert "angre" not in office.get(f"/visninger/{view.pk}/").content.decode()


def test_ones_own_views_stand_beside_the_work_list(office: Client) -> None:
    assert "mine-visninger" not in office.get("/arbeidsliste/").content.decode()
    view = kept(actor_as(roles.ADVISER))
    kept(actor_as(roles.ADVISER, stranger=True), name="Fremmed", shared_with="everybody")
    body = unescape(office.get("/arbeidsliste/").content.decode())
    assert view.address in body
    assert "Fremmed" not in body
