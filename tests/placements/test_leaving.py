"""Moving to another trust, service at home instead, and back again: each way out, who may, and what the pages say."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.models import Entry
from alisveien.people.models import Doctor
from alisveien.placements import queries_leaving as queries
from alisveien.placements import queries_missing
from alisveien.placements.answers import Versions, versions_of
from alisveien.placements.models import HomeService, Nomination, Placement, Round, TrustMove
from alisveien.placements.pages.nomination_record import age_of
from alisveien.placements.services.leaving import come_back, move_to_trust, serve_at_home, undo_move
from alisveien.placements.services.nominations import ChangedMeanwhile, nominate_doctor, withdraw_nomination
from tests.placements.nominating import LATER, answers, by_link, leader, nominated
from tests.placements.offering import offered
from tests.placements.people import coordinator, coordinator_client, trust
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
NORDLAND, ELSEWHERE = "983974910", "983974724"
EVEN_LATER = LATER + timedelta(days=1)


def seen(one: Nomination) -> Versions:
    fresh = Nomination.objects.select_related("doctor").get(pk=one.pk)
    return versions_of(fresh.doctor, fresh)


def moved(one: Nomination, **other: Any) -> Nomination:
    given = {"trust": trust(NORDLAND), "code": "nearer", "why": "", "seen": seen(one), "by": leader(), "at": LATER}
    return move_to_trust(nomination=one, **given | other)


def at_home(one: Nomination, **other: Any) -> HomeService:
    given: dict[str, Any] = {
        "institution": "Kåfjord sykehjem",
        "from_on": date(2028, 3, 1),
        "to_on": date(2028, 8, 31),
        "seen": seen(one),
        "by": leader(),
        "at": LATER,
    }
    return serve_at_home(nomination=one, **given | other)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list counts as frozen."""
    monkeypatch.setattr(queries, "LOCKED", tuple(Round.State.values))


@pytest.mark.parametrize("deed", [moved, at_home])
def test_a_doctor_with_an_offer_or_a_post_neither_moves_nor_leaves(deed: Any) -> None:
    one = nominated()
    offer = offered(one)
    with pytest.raises(RuleBroken, match="tilbud som venter"):
        deed(one)
    offer.delete()
    placement = Placement.objects.create(
        post=offer.post,
        doctor=one.doctor,
        nomination=one,
        from_on=offer.post.from_on,
        to_on=offer.post.to_on,
        made_at=LATER,
    )
    with pytest.raises(RuleBroken, match="eller en plass"):
        deed(one)
    Placement.objects.filter(pk=placement.pk).update(state=Placement.State.CANCELLED)
    deed(one)
    one.refresh_from_db()
    assert one.state != Nomination.State.OPEN


def test_a_move_closes_the_old_and_opens_the_new_and_keeps_the_day() -> None:
    one = nominated()
    new = moved(one, code="other", why=" Flyttet til Bodø ")
    old = Nomination.objects.get(pk=one.pk)
    assert (old.state, old.ended_code, old.ended_why) == ("withdrawn", "trust", "Flyttet til Bodø")
    assert (new.state, new.trust.code, new.nominated_on) == ("open", NORDLAND, old.nominated_on)
    assert new.confirmed_at == LATER
    wishes = list(new.wishes.values_list("number", "year", "half", "hospital", "department", "need"))
    assert wishes == [(1, 2028, 1, None, None, "Operativ erfaring"), (2, 2028, 2, None, None, "")]
    assert TrustMove.objects.get().code == "other"
    letters = Letter.objects.filter(kind="placements.nomination_to_trust").order_by("pk")
    assert [one.to_address for one in letters] == ["leder@example.no", "piera@example.no"]
    assert letters[0].subject == "Piera Solbakken er meldt inn til Nordlandssykehuset HF"
    assert "Dagen legen først ble meldt inn, følger med." in letters[0].body


def test_both_trusts_and_the_municipality_get_one_line_of_news_each() -> None:
    one = nominated()
    new = moved(one)
    old_line = Entry.objects.get(kind="placements.nomination.left_trust")
    new_line = Entry.objects.get(kind="placements.nomination.came_to_trust")
    assert set(old_line.places) == {one.municipality_id, one.trust_id}
    assert new_line.places == [new.trust_id]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"code": "tulls"}, "Velg hvorfor legen flyttes"),
        ({"code": "other", "why": " "}, "Skriv kort hvorfor"),
        ({"why": "x" * 301}, "høyst 300 tegn"),
    ],
)
def test_a_move_needs_a_reason(other: dict[str, Any], words: str) -> None:
    one = nominated()
    with pytest.raises(RuleBroken, match=words):
        moved(one, **other)


def test_a_move_goes_to_another_trust_of_the_region_and_from_what_is_open_and_as_seen() -> None:
    one = nominated()
    with pytest.raises(RuleBroken, match="alt meldt inn til"):
        moved(one, trust=one.trust)
    with pytest.raises(RuleBroken, match="egen helseregion"):
        moved(one, trust=trust(ELSEWHERE))
    with pytest.raises(ChangedMeanwhile):
        moved(one, seen=Versions(1, 99))
    withdraw_nomination(nomination=one, code="later", why="", seen=seen(one), by=leader(), at=LATER)
    with pytest.raises(RuleBroken, match="ikke åpen lenger"):
        moved(one)


def test_only_the_municipality_moves_and_never_by_a_link() -> None:
    one = nominated()
    for who in (coordinator(), by_link(one), actor_as(MUNICIPAL_LEADER, stranger=True), actor_as(ADVISER)):
        with pytest.raises(NotAllowed):
            moved(one, by=who)
        with pytest.raises(NotAllowed):
            at_home(one, by=who)


def test_the_constraint_stands_throughout_and_the_reasons_of_other_deeds_are_not_withdrawals() -> None:
    one = nominated()
    new = moved(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=one.pk).update(state="open", ended_at=None, ended_code="", ended_why="")
    for code in ("trust", "home"):
        with pytest.raises(RuleBroken, match="Velg hvorfor"):
            withdraw_nomination(nomination=new, code=code, why="", seen=seen(new), by=leader(), at=EVEN_LATER)


def test_a_move_is_undone_and_moved_again() -> None:
    one = nominated()
    new = moved(one)
    move = TrustMove.objects.get()
    with pytest.raises(NotAllowed):
        undo_move(move=move, by=coordinator(), at=EVEN_LATER)
    back = undo_move(move=move, by=leader(), at=EVEN_LATER)
    assert (back.pk, back.state, back.ended_at, back.ended_code) == (one.pk, "open", None, "")
    assert back.wishes.count() == 3
    ended = Nomination.objects.get(pk=new.pk)
    assert (ended.state, ended.ended_code) == ("withdrawn", "mistake")
    with pytest.raises(RuleBroken, match="alt angret"):
        undo_move(move=move, by=leader(), at=EVEN_LATER)
    assert Entry.objects.filter(kind="placements.nomination.back_at_trust").count() == 1
    assert moved(back).state == "open", "it can be moved again"


def test_what_is_on_a_frozen_list_neither_moves_nor_leaves_nor_comes_back(
    locked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = nominated()
    round_ = Round.objects.create(trust=one.trust, year=2040, created_at=LATER)
    round_.frozen_nominations.add(one)
    with pytest.raises(RuleBroken, match="liste som er låst"):
        moved(one)
    with pytest.raises(RuleBroken, match="liste som er låst"):
        at_home(one)
    round_.frozen_nominations.clear()
    new = moved(one)
    other = Round.objects.create(trust=new.trust, year=2040, created_at=LATER)
    other.frozen_nominations.add(new)
    monkeypatch.undo()
    with pytest.raises(RuleBroken, match="liste som er låst"):
        undo_move(move=TrustMove.objects.get(), by=leader(), at=EVEN_LATER)
    other.frozen_nominations.clear()
    withdraw_nomination(nomination=new, code="later", why="", seen=seen(new), by=leader(), at=EVEN_LATER)
    with pytest.raises(RuleBroken, match="ikke åpen lenger"):
        undo_move(move=TrustMove.objects.get(), by=leader(), at=EVEN_LATER)


def test_service_at_home_takes_the_doctor_out_of_the_queue_and_is_counted() -> None:
    one = nominated()
    at_home(one)
    ended = Nomination.objects.get(pk=one.pk)
    assert (ended.state, ended.ended_code) == ("withdrawn", "home")
    assert not queries_missing.doctors_not_nominated(leader()).filter(pk=one.doctor_id).exists()
    half = HalfYear(2028, 1)
    for who in (leader(), coordinator(), actor_as(ADVISER)):
        assert queries.home_services_in(who, half) == {one.trust_id: 1}
    assert queries.home_services_in(actor_as(TRUST_COORDINATOR, stranger=True), half) == {}
    assert queries.home_services_in(leader(), HalfYear(2028, 2)) == {}
    shown = client_as(ADVISER).get("/behov/2028/").content.decode()
    assert re.search(r"<dt>P1 2028</dt>\s*<dd>1 lege</dd>", shown), "the office sees need that is met otherwise"
    letter = Letter.objects.filter(kind="placements.nomination_at_home").first()
    assert letter
    assert letter.subject == "Piera Solbakken står ikke lenger i kø"
    HomeService.objects.update(to_on=None)
    assert queries.home_services_in(leader(), half) == {one.trust_id: 1}
    assert queries.home_services_in(leader(), HalfYear(2028, 2)) == {}


@pytest.mark.parametrize(
    ("other", "words"),
    [({"to_on": date(2028, 2, 1)}, "ikke slutte før"), ({"institution": "x" * 201}, "høyst 200 tegn")],
)
def test_service_at_home_that_cannot_be_is_refused(other: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        at_home(nominated(), **other)


def test_service_at_home_is_taken_back_unless_the_doctor_is_nominated_anew() -> None:
    one = nominated()
    service = at_home(one, institution="", to_on=None)
    with pytest.raises(NotAllowed):
        come_back(service=service, by=coordinator(), at=EVEN_LATER)
    assert come_back(service=service, by=leader(), at=EVEN_LATER).state == "open"
    with pytest.raises(RuleBroken, match="alt angret"):
        come_back(service=service, by=leader(), at=EVEN_LATER)
    again = at_home(one)
    doctor = Doctor.objects.get()
    nominate_doctor(answers=answers(), seen=Versions(doctor.version, 0), by=leader(), at=EVEN_LATER)
    with pytest.raises(RuleBroken, match="meldt inn på nytt"):
        come_back(service=again, by=leader(), at=EVEN_LATER)
    assert HomeService.objects.count() == 2, "the history stays"
    with pytest.raises(ChangedMeanwhile):
        at_home(Nomination.objects.get(state="open"), seen=Versions(1, 99))


def test_in_a_district_the_news_reach_the_district_too() -> None:
    unit = place_of("municipality", "5540")
    one = nominated()
    Doctor.objects.update(unit=unit)
    at_home(one)
    assert unit.pk in Entry.objects.get(kind="placements.nomination.at_home").places


def body(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_the_pages_move_and_undo() -> None:
    one = nominated()
    client, page = client_as(MUNICIPAL_LEADER), f"/innmeldinger/{one.pk}/"
    assert "Flytt til et annet helseforetak" in body(client.get(page))
    assert "Flytt til et annet" not in body(coordinator_client("Første", "983974899").get(page))
    version = seen(one)
    sent = {"version": f"{version.doctor}-{version.nomination}", "trust": NORDLAND, "code": "other", "why": ""}
    assert "Skriv kort hvorfor" in body(client.post(f"{page}flytt/", sent))
    answer = client.post(f"{page}flytt/", sent | {"code": "subject"}, follow=True)
    assert "Flyttet hit fra Universitetssykehuset Nord-Norge HF: det legen trenger å lære, finnes der." in body(answer)
    assert "Flyttet til Nordlandssykehuset HF" in body(client.get(page))
    back = body(client.post(f"{page}tilbake/", follow=True))
    assert "Angret. Innmeldingen gjelder igjen." in back
    assert client.post(f"{page}tilbake/").status_code == 404


def test_the_pages_leave_for_home_and_come_back() -> None:
    one = nominated()
    client, page = client_as(MUNICIPAL_LEADER), f"/innmeldinger/{one.pk}/"
    version = seen(one)
    sent = {"version": f"{version.doctor}-{version.nomination}", "institution": "", "from_on": "2028-03-01"}
    assert "ikke slutte før" in body(client.post(f"{page}kommunal/", sent | {"to_on": "2028-02-01"}))
    assert client.get(f"{page}kommunal/").status_code == 200
    told = body(client.post(f"{page}kommunal/", sent, follow=True))
    assert "Tjeneste i kommunal institusjon fra 1. mars 2028." in told
    HomeService.objects.update(institution="Kåfjord sykehjem", to_on=date(2028, 8, 31))
    assert "Tjeneste i Kåfjord sykehjem fra 1. mars 2028 til 31. august 2028." in body(client.get(page))
    doctor = Doctor.objects.get()
    new = nominate_doctor(answers=answers(), seen=Versions(doctor.version, 0), by=leader(), at=datetime.now(UTC))
    assert "meldt inn på nytt" in body(client.post(f"{page}tilbake/", follow=True))
    withdraw_nomination(nomination=new, code="mistake", why="", seen=seen(new), by=leader(), at=datetime.now(UTC))
    assert "Innmeldingen gjelder igjen" in body(client.post(f"{page}tilbake/", follow=True))


@pytest.mark.parametrize(
    ("confirmed", "words"),
    [
        (date(2026, 6, 1), None),
        (date(2026, 5, 22), "for 6 måneder siden"),
        (date(2026, 5, 23), None),
        (date(2025, 5, 22), "for 18 måneder siden"),
    ],
)
def test_the_last_confirmation_ages_visibly(confirmed: date, words: str | None) -> None:
    assert age_of(confirmed, date(2026, 11, 22)) == words


def test_the_age_stands_in_the_list() -> None:
    nominated()
    Nomination.objects.update(confirmed_at=datetime.now(UTC) - timedelta(days=400))
    assert "måneder siden" in body(client_as(MUNICIPAL_LEADER).get("/innmeldinger/"))
