"""Dry runs kept, laid side by side, and what is worth a look."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from alisveien.people.models import ContactRole, Person
from alisveien.placements import queries_fairness, queries_trials
from alisveien.placements.models import Nomination, Offer, Outcome, Round, Wish
from alisveien.placements.services.offer_answers import decline_offer
from alisveien.placements.services.rounds import try_rules
from alisveien.placements.services.trials import KEPT
from alisveien.places.models import Place
from tests.placements.people import AT, UNN, coordinator, coordinator_client, released
from tests.placements.test_pages import text_of
from tests.roles import ADVISER, FIGURES_READER, actor_as, client_as
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db
HERE = f"/runder/2028/{UNN}/provekjoringer/"


@pytest.fixture
def page() -> Client:
    client: Client = coordinator_client("Første", UNN)
    return client


def one_nomination(draft: Round) -> Nomination:
    found = Outcome.objects.filter(run__round=draft, status="placed").order_by("list_place").first()
    assert found is not None
    return found.nomination


def tried_again(draft: Round) -> None:
    try_rules(round_=draft, by=coordinator(), at=AT)


def test_the_same_list_tried_twice_is_one_dry_run(draft: Round) -> None:
    before = [one.number for one in queries_trials.trials_of(draft)]
    tried_again(draft)
    assert [one.number for one in queries_trials.trials_of(draft)] == before


def test_the_ten_newest_are_kept(draft: Round) -> None:
    wish = Wish.objects.filter(nomination__trust=draft.trust, nomination__state="open").first()
    assert wish is not None
    for number in range(KEPT + 3):
        Nomination.objects.filter(pk=wish.nomination_id).update(nominated_on=date(2026, 1, 1 + number))
        tried_again(draft)
    numbers = [one.number for one in queries_trials.trials_of(draft)]
    assert (len(numbers), numbers[0] - numbers[-1]) == (KEPT, KEPT - 1)


def test_before_there_are_two_the_page_says_so(draft: Round, page: Client) -> None:
    assert "bare én prøvekjøring" in text_of(page, HERE)


def test_two_dry_runs_tell_who_left_and_who_gets_something_else(draft: Round, page: Client) -> None:
    gone = one_nomination(draft)
    Nomination.objects.filter(pk=gone.pk).update(state="withdrawn", ended_at=AT, ended_code="moved")
    tried_again(draft)
    words = text_of(page, HERE)
    assert f"Ikke lenger på lista: {gone.name}." in words
    assert "Den ene" in words
    assert "Fordelt" in words
    asked = f"{HERE}?first=1&second=2&first_rules=nearest-last&second_rules=nearest-first"
    assert len(queries_of(lambda: page.get(HERE))) == len(queries_of(lambda: page.get(asked)))


def test_a_dry_run_that_does_not_exist_is_refused_with_what_there_is(draft: Round, page: Client) -> None:
    Nomination.objects.filter(pk=one_nomination(draft).pk).update(nominated_on=date(2026, 1, 1))
    tried_again(draft)
    wrong = page.get(f"{HERE}?first=99&second=1&first_rules=nearest-last&second_rules=nearest-last")
    assert wrong.status_code == 200
    assert "Velg et gyldig valg" in unescape(wrong.content.decode())


def test_a_department_is_supervised_when_somebody_is_there_today(draft: Round, page: Client) -> None:
    assert "ingen veileder er registrert" in text_of(page, HERE)
    hospital = Place.objects.get(kind="hospital", code="unn-tromso")
    department = Place.objects.filter(kind="department", parent=hospital).order_by("name")[0]
    person = Person.objects.create(first_name="Prøve", last_name="Veileder", hpr_number="9955001")
    for place in (hospital, department):
        ContactRole.objects.create(person=person, role="supervisor", place=place, place_kind=place.kind)
    found = queries_trials.supervised_places(coordinator(), draft.trust, AT.date())
    assert found == {("unn-tromso", ""), ("unn-tromso", department.name)}
    ContactRole.objects.update(to_on=date(2026, 1, 1), from_on=date(2025, 1, 1))
    assert queries_trials.supervised_places(coordinator(), draft.trust, AT.date()) == frozenset()


def test_fairness_counts_what_the_outcomes_say(draft: Round, page: Client) -> None:
    by = coordinator()
    fates = queries_fairness.fates_of(by, 2028, "nearest-first")
    outcomes = Outcome.objects.filter(run__rules_name="nearest-first", run__round__state="released") | (
        Outcome.objects.filter(run__rules_name="nearest-first", run__round=draft)
    )
    placed = outcomes.filter(status="placed")
    assert sum(one.wish is not None for one in fates) == placed.count()
    assert sum(one.wish == 1 for one in fates) == placed.filter(wish_number=1).count()
    assert len(fates) == outcomes.exclude(status="not_eligible").count()
    words = text_of(page, "/runder/2028/rettferdighet/?beside=nearest-first")
    assert "Kommunens størrelse" in words
    assert "Universitetssykehuset Nord-Norge HF" in words


def test_an_office_sees_only_what_is_released_and_readers_of_figures_nothing(draft: Round) -> None:
    adviser: Any = client_as(ADVISER)
    actor = actor_as(ADVISER)
    assert "Universitetssykehuset" not in {one.trust.split()[0] for one in queries_fairness.fates_of(actor, 2028, "")}
    assert queries_fairness.year_to_compare(actor) is None
    assert "Ingen runde å vise ennå" in text_of(adviser, "/runder/2028/rettferdighet/")
    released(draft)
    assert queries_fairness.rounds_compared(actor, 2028).drafts == 0
    assert len(queries_fairness.fates_of(actor, 2028, "")) > 10
    assert queries_fairness.year_to_compare(actor) == 2028
    assert sum(one.declined for one in queries_fairness.fates_of(actor, 2028, "")) == 0
    offer = Offer.objects.filter(round=draft).order_by("pk")[0]
    decline_offer(offer=offer, code="moved", asked_how="Legen, i telefon", by=coordinator(), at=AT + timedelta(hours=1))
    assert sum(one.declined for one in queries_fairness.fates_of(actor, 2028, "")) == 1
    assert client_as(FIGURES_READER).get("/runder/2028/rettferdighet/").status_code == 403
    assert queries_fairness.year_to_compare(actor_as(FIGURES_READER)) is None
