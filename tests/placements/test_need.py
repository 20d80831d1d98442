"""The office's view: need and status as each role may see them, without names, small groups kept to themselves."""

import csv
import io
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from alisveien.base.days import norwegian_day
from alisveien.people.models import Doctor
from alisveien.placements import queries_missing, queries_need
from alisveien.placements.models import Nomination, Round
from alisveien.placements.pages import need as pages
from alisveien.placements.services import rounds
from alisveien.places.models import Place
from alisveien.places.queries_map import map_rows
from alisveien.public.map.shading import shaded
from tests import roles
from tests.placements.people import AT, LEADER_HOME, UNN, coordinator, drawn, trust
from tests.roles import actor_as, client_as, place_of
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db

TODAY = norwegian_day(AT)
HERE = "/behov/2028/"
SEE_STATUS = (roles.ADVISER, roles.NATIONAL_COORDINATOR, roles.TRUST_COORDINATOR)
OWN_DOCTORS = (roles.MUNICIPAL_LEADER, roles.CHIEF_MEDICAL_OFFICER)
NOT_FOR = (roles.ADMINISTRATOR, roles.DEPARTMENT_CONTACT, roles.SUPERVISOR, roles.DOCTOR)
PAGES = (HERE, f"{HERE}foretak/", f"{HERE}kommuner/", f"{HERE}kart/", f"{HERE}kart/?vis=venter")


def words_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def lines_of(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def need(role: str, **more: Any) -> queries_need.Need:
    return queries_need.need_for(actor_as(role, **more), 2028, TODAY)


def whole(found: queries_need.Need) -> queries_need.Tally:
    return queries_need.together(found.counted.values())


def step(draft: Round, *deeds: str) -> Round:
    by = coordinator()
    rounds.decide_capacity(round_=draft, by=by, at=AT)
    rounds.choose_rules(round_=draft, name="nearest-first", by=by, at=AT)
    for deed in deeds:
        who = coordinator("Andre") if deed == "release_round" else by
        if deed == "freeze_round":
            draft = drawn(draft, by)
            continue
        draft = getattr(rounds, deed)(round_=draft, by=who, at=AT)
    return draft


DISTRIBUTED = ("freeze_round", "distribute_round")
RELEASED = (*DISTRIBUTED, "judge_round", "release_round")


@pytest.mark.parametrize("role", [*SEE_STATUS, *OWN_DOCTORS])
def test_who_sees_status_opens_every_page_and_no_names_stand_there(draft: Round, role: str) -> None:
    client = client_as(role)
    names = {one.name for one in Doctor.objects.all()}
    for address in (*PAGES, f"{HERE}mangler/"):
        body = client.get(address).content.decode()
        assert not [name for name in names if name in body], address
        if role in (roles.ADVISER, roles.NATIONAL_COORDINATOR):
            assert not re.search(r"\b99110\d\d\b", body), address


def test_the_reader_of_figures_opens_all_but_what_is_missing(draft: Round) -> None:
    client = client_as(roles.FIGURES_READER)
    for address in PAGES:
        assert client.get(address).status_code == 200
    assert client.get(f"{HERE}mangler/").status_code == 403
    assert "Det som mangler" not in words_of(client, HERE)


@pytest.mark.parametrize("role", NOT_FOR)
def test_others_are_refused(draft: Round, role: str) -> None:
    for address in (*PAGES, "/behov/", f"{HERE}mangler/"):
        assert client_as(role).get(address).status_code == 403


def test_visitors_are_asked_to_sign_in(draft: Round) -> None:
    assert Client().get(HERE).status_code == 302


def test_the_way_in_leads_to_the_first_year_there_is_something(draft: Round) -> None:
    assert client_as(roles.ADVISER).get("/behov/")["Location"] == HERE
    assert client_as(roles.ADVISER, stranger=True).get("/behov/").status_code == 302
    Round.objects.all().delete()
    assert queries_need.years_of(actor_as(roles.ADVISER, stranger=True), TODAY) == [TODAY.year + 1]


def test_a_year_that_is_wholly_released_is_not_the_one_at_hand(draft: Round) -> None:
    adviser, released = actor_as(roles.ADVISER), step(draft, *RELEASED)
    later = Round.objects.create(year=released.year + 1, trust=released.trust, draw="", created_at=AT)
    assert queries_need.year_at_hand(adviser, TODAY) == released.year, "other trusts are not done"
    Round.objects.exclude(pk__in=(released.pk, later.pk)).delete()
    assert queries_need.year_at_hand(adviser, TODAY) == later.year
    assert client_as(roles.ADVISER).get("/behov/")["Location"] == f"/behov/{later.year}/"
    later.delete()
    assert queries_need.year_at_hand(adviser, TODAY) == released.year, "there is no other year"


def test_the_page_says_which_half_year_each_figure_stands_on(draft: Round) -> None:
    assert "«Gitt» på halvåret plassen er i" in words_of(client_as(roles.ADVISER), HERE)


def test_each_counts_what_is_within_reach(draft: Round) -> None:
    every = Nomination.objects.count()
    assert whole(need(roles.ADVISER)).nominated == every
    assert whole(need(roles.NATIONAL_COORDINATOR)).nominated == every
    assert whole(need(roles.FIGURES_READER)).nominated == every
    assert whole(need(roles.ADVISER, stranger=True)).nominated == 0
    assert whole(need(roles.TRUST_COORDINATOR)).nominated == Nomination.objects.filter(trust=trust()).count()
    own = Nomination.objects.filter(municipality__code=LEADER_HOME).count()
    assert whole(need(roles.MUNICIPAL_LEADER)).nominated == own
    assert set(need(roles.MUNICIPAL_LEADER).homes) == {place_of("municipality", LEADER_HOME).pk}
    assert len(need(roles.ADVISER).homes) == 80
    assert len(need(roles.NATIONAL_COORDINATOR).homes) == 357


def test_a_draft_tells_no_outcome_and_who_takes_no_part(draft: Round) -> None:
    tally = whole(need(roles.TRUST_COORDINATOR))
    assert (tally.placed, tally.first, tally.near) == (0, 0, 0)
    assert tally.not_eligible == 1
    assert tally.waiting == tally.nominated - 1
    row = next(row for row in pages.trust_rows(need(roles.ADVISER), actor_as(roles.ADVISER)) if row.code == UNN)
    assert (row.placed, row.empty, row.state_words, row.proposal) == (None, None, "pågår", False)


def test_a_proposal_is_for_office_and_trust_and_marked_so(draft: Round) -> None:
    step(draft, *DISTRIBUTED)
    for role in SEE_STATUS:
        rows = [row for row in pages.trust_rows(need(role), actor_as(role)) if row.code == UNN]
        assert sum(row.placed or 0 for row in rows) == 17
        assert {(row.state_words, row.proposal) for row in rows} == {("forslag til tildeling", True)}
    for role in (roles.FIGURES_READER, roles.MUNICIPAL_LEADER):
        assert whole(need(role)).placed == 0
        rows = [row for row in pages.trust_rows(need(role), actor_as(role)) if row.code == UNN]
        assert {row.placed for row in rows} == {None}
    assert "plasser gitt eller foreslått" in words_of(client_as(roles.ADVISER), HERE)


def test_what_is_released_is_told_to_all(draft: Round) -> None:
    step(draft, *RELEASED)
    found = need(roles.FIGURES_READER)
    tally = whole(found)
    assert tally.placed == 17
    assert 0 < tally.first <= 17
    assert 0 < tally.near <= 17
    assert sum(found.given.values()) == 17
    words = words_of(client_as(roles.FIGURES_READER), HERE)
    assert "17 av 18" in words
    assert "plasser gitt" in words


def test_the_chosen_rule_set_is_the_one_counted(draft: Round) -> None:
    step(draft, *DISTRIBUTED)
    run = queries_need.rounds_now(actor_as(roles.ADVISER), 2028)[trust().pk].run
    assert draft.runs.get(pk=run).rules_name == "nearest-first"


def test_a_nomination_that_was_frozen_counts_when_it_has_ended(draft: Round) -> None:
    before = whole(need(roles.ADVISER)).nominated
    step(draft, "freeze_round")
    Nomination.objects.filter(trust=trust()).update(state="closed", ended_code="", ended_at=AT)
    after = need(roles.ADVISER)
    assert whole(after).nominated == before
    Nomination.objects.filter(trust=trust()).first().wishes.all().delete()
    assert whole(need(roles.ADVISER)).nominated == before
    assert (trust().pk, 0) in need(roles.ADVISER).by_half


def test_the_median_wait_is_of_those_without_a_post() -> None:
    assert queries_need.Tally().months is None
    assert queries_need.Tally(3, 0, 0, 0, 0, (30, 61, 365)).months == 2


def test_the_reader_sees_no_small_municipality(draft: Round) -> None:
    rows = lines_of(client_as(roles.FIGURES_READER), f"{HERE}kommuner/?last_ned=csv")
    assert len(rows) == 357
    assert set(rows[0]) == {"Kommune", "Helseforetak", "Meldt inn", "Kontor"}
    shown = {row["Meldt inn"] for row in rows}
    assert "færre enn 5" in shown
    assert all(value == "færre enn 5" or int(value) >= 5 for value in shown)
    body = client_as(roles.FIGURES_READER).get(f"{HERE}kart/").content.decode()
    assert re.search(r"Bodø: \d+ meldt inn", body)
    assert "Kåfjord: færre enn 5 meldt inn" in body


def test_a_trust_whose_small_municipality_could_be_worked_out_is_told_as_a_span(draft: Round) -> None:
    """One municipality alone has few at its trust: the trust's numbers would be its own."""
    one = Nomination.objects.filter(trust=trust()).first()
    elsewhere = place_of("trust", "983974724")
    assert one
    Nomination.objects.filter(pk=one.pk).update(trust=elsewhere)
    reader, adviser = actor_as(roles.FIGURES_READER), actor_as(roles.NATIONAL_COORDINATOR)
    rows = [row for row in pages.trust_rows(need(roles.FIGURES_READER), reader) if row.code == "983974724"]
    assert [(row.nominated, row.waiting, row.months) for row in rows] == [(None, None, None)] * 2
    open_rows = pages.trust_rows(need(roles.NATIONAL_COORDINATOR), adviser)
    assert sum(row.nominated or 0 for row in open_rows if row.code == "983974724") == 1
    assert "–" in pages.nominated_in_words(need(roles.FIGURES_READER), reader)
    assert pages.nominated_in_words(need(roles.FIGURES_READER), reader, half=1).startswith("minst ")
    assert pages.nominated_in_words(need(roles.NATIONAL_COORDINATOR), adviser) == str(Nomination.objects.count())


def test_each_figure_leads_to_the_rows_behind_it(draft: Round) -> None:
    step(draft, *RELEASED)
    client, actor = client_as(roles.ADVISER), actor_as(roles.ADVISER)
    found = need(roles.ADVISER)
    for half in (0, 1, 2):
        for figure in pages.figures_of(found, actor, pages.trust_rows(found, actor), half):
            if figure.href:
                assert client.get(figure.href).status_code == 200
    waiting = lines_of(client, f"{HERE}kommuner/?venter_fra=1&last_ned=csv")
    assert sum(int(row["Venter"]) for row in waiting) == whole(found).waiting


def test_the_half_year_is_chosen_in_the_address(draft: Round) -> None:
    words = words_of(client_as(roles.ADVISER), f"{HERE}?halvaar=1")
    assert "P1 2028" in words
    assert len(re.findall("P2 2028", words)) == 1
    assert client_as(roles.ADVISER).get(f"{HERE}?halvaar=tull").status_code == 200


@pytest.mark.parametrize("year", [0, 9999, 99999])
def test_a_year_that_is_none_is_an_empty_one(draft: Round, year: int) -> None:
    assert client_as(roles.ADVISER).get(f"/behov/{year}/").status_code == 200


def test_an_empty_year_says_so(draft: Round) -> None:
    words = words_of(client_as(roles.ADVISER, stranger=True), HERE)
    assert "Ingen er meldt inn" in words
    assert words_of(client_as(roles.ADVISER, stranger=True), f"{HERE}kart/")


def test_the_plan_says_where_its_posts_come_from() -> None:
    posts = queries_need.PostsOfYear("1", 1, 5, 2026, "Plan", "tentative")
    assert pages.plan_in_words(posts, 2028) == "foreløpig, ført videre fra 2026"
    assert pages.plan_in_words(queries_need.PostsOfYear("1", 1, 5, 2028, "Plan", "decided"), 2028) == "vedtatt"
    assert pages.plan_in_words(None, 2028) == "ingen plan"
    assert pages.state_in_words(None) == "ikke åpnet"


def test_a_region_is_drawn_close(draft: Round) -> None:
    rows = map_rows(actor_as(roles.ADVISER), TODAY)
    country = shaded(rows, {row.number: ("m1", "", "/") for row in rows}, "alt").view_box
    one = shaded(rows, {"5540": ("m6", "1 venter", "/")}, "en")
    assert one.view_box != country
    assert int(one.view_box.split()[2]) <= 500
    assert one.ground.areas.count('class="m6"') == 1


def kinds(role: str, **more: Any) -> list[str]:
    return [gap.kind for gap in queries_missing.gaps_for(actor_as(role, **more), 2028, TODAY)]


def test_what_is_missing_at_the_trust_follows_the_round(draft: Round) -> None:
    assert {"plasser", "regelsett", "vilkar"} == set(kinds(roles.TRUST_COORDINATOR))
    draft = step(draft)
    assert "las" in kinds(roles.TRUST_COORDINATOR)
    drawn(draft, coordinator())
    assert set(kinds(roles.TRUST_COORDINATOR)) == {"vilkar"}
    Round.objects.filter(pk=draft.pk).delete()
    assert kinds(roles.TRUST_COORDINATOR) == ["runde"]


def test_what_is_missing_at_the_municipality(draft: Round) -> None:
    doctor = Doctor.objects.filter(municipality__code=LEADER_HOME).first()
    home = place_of("municipality", LEADER_HOME)
    if doctor is None:
        doctor = Doctor.objects.exclude(scheme="old").first()
        assert doctor
        Doctor.objects.filter(pk=doctor.pk).update(municipality=home)
        Nomination.objects.filter(doctor=doctor).update(municipality=home)
    assert "uten" not in kinds(roles.MUNICIPAL_LEADER)
    Nomination.objects.filter(doctor=doctor).update(confirmed_at=AT - timedelta(days=200))
    assert "bekreft" in kinds(roles.MUNICIPAL_LEADER)
    assert "bekreft" in kinds(roles.NATIONAL_COORDINATOR)
    assert "bekreft" not in kinds(roles.ADVISER, stranger=True)
    Nomination.objects.filter(doctor=doctor).update(state="withdrawn", ended_code="moved", ended_at=AT)
    assert "uten" in kinds(roles.MUNICIPAL_LEADER)
    assert "uten" in kinds(roles.ADVISER)
    assert "uten" in kinds(roles.NATIONAL_COORDINATOR)
    assert "uten" not in kinds(roles.TRUST_COORDINATOR)
    assert kinds(roles.FIGURES_READER) == []
    words = words_of(client_as(roles.MUNICIPAL_LEADER), f"{HERE}mangler/")
    assert "1 lege i ny ordning" in words


def test_the_step_is_what_the_reader_can_do(draft: Round) -> None:
    adviser = client_as(roles.ADVISER).get(f"{HERE}mangler/").content.decode()
    assert "Handle på oppdrag" in adviser
    assert "/lege/" not in adviser
    href = re.search(r'href="(/oppdrag/\?kommune=(\d{4}))"', adviser)
    assert href
    asked = client_as(roles.ADVISER).get(href[1]).content.decode()
    assert re.search(rf'value="{Place.objects.get(kind="municipality", code=href[2]).pk}"\s+selected', asked)
    mine = client_as(roles.TRUST_COORDINATOR).get(f"{HERE}mangler/").content.decode()
    card = re.search(r'href="(/runder/2028/lege/\d+/)"', mine)
    assert card
    assert client_as(roles.TRUST_COORDINATOR).get(card[1]).status_code == 200
    assert "Åpne runden" in mine
    national = client_as(roles.NATIONAL_COORDINATOR).get(f"{HERE}mangler/").content.decode()
    assert "/lege/" not in national
    assert "Handle på oppdrag" not in national


def test_the_number_of_queries_does_not_grow(draft: Round) -> None:
    actor = actor_as(roles.ADVISER)
    spare = iter(Nomination.objects.filter(trust=trust()).order_by("pk")[:9])
    Nomination.objects.all().update(state="withdrawn", ended_code="moved", ended_at=AT)

    def one_more() -> None:
        one = next(spare)
        Nomination.objects.filter(pk=one.pk).update(
            state="open", ended_code="", ended_at=None, confirmed_at=AT - timedelta(300)
        )

    assert_flat(lambda: queries_need.need_for(actor, 2028, TODAY), one_more)
    assert_flat(lambda: queries_missing.gaps_for(actor, 2028, TODAY), one_more)


def test_days_before_the_nomination_do_not_count_as_waiting(draft: Round) -> None:
    found = queries_need.need_for(actor_as(roles.ADVISER), 2028, date(2020, 1, 1))
    assert set(whole(found).waits) == {0}
