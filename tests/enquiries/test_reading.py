"""What each may read, what the search finds, the work list and the figures."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.base.work import state_of
from alisveien.enquiries import queries, queries_work
from alisveien.enquiries.models import Asker, Enquiry
from alisveien.enquiries.pages import figures
from alisveien.enquiries.services import keeping
from alisveien.places.models import MunicipalityFacts
from tests.enquiries.asked import FRIDAY, NOW, logged, office
from tests.roles import (
    ADVISER,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    actor_as,
    client_as,
    place_of,
    user_as,
)
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TODAY = date(2026, 11, 25)


def test_an_office_sees_its_own_and_nobody_elses() -> None:
    one = logged()
    assert list(queries.enquiries_for(actor_as(ADVISER), TODAY)) == [one]
    for role in (NATIONAL_COORDINATOR, MUNICIPAL_LEADER, FIGURES_READER):
        assert not queries.enquiries_for(actor_as(role), TODAY)
    assert not queries.enquiries_for(actor_as(ADVISER, stranger=True), TODAY)
    assert not queries.enquiries_for(VISITOR, TODAY)
    assert not queries.colleagues_of(actor_as(ADVISER, stranger=True), office(), TODAY)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kåfjord - Gáivuotna - Kaivuono (5540)", None),
        ("5540", "5540"),
        ("gaivuotna", None),
        ("Tromsø", "5501"),
        ("tromso", "5501"),
        ("troms", "5501"),
        ("Sømna (1812)", "1812"),
        ("Frogner", None),
        ("", None),
        ("nord", None),
        ("finnes ikke (9999)", None),
    ],
)
def test_a_place_is_found_by_what_is_typed(typed: str, name: str | None) -> None:
    found = queries.place_called(actor_as(ADVISER), typed, TODAY)
    if name is not None:
        assert found is not None, typed
        assert found.code == name
    elif typed in ("", "nord", "finnes ikke (9999)"):
        assert found is None


def test_every_suggestion_finds_its_own_place() -> None:
    actor = actor_as(ADVISER)
    for key, code, name in queries.places_that_ask(actor, TODAY)[::25]:
        found = queries.place_called(actor, f"{name} ({code})", TODAY)
        assert found is not None
        assert found.pk == key


def test_search_knows_forms_letters_and_places() -> None:
    actor = actor_as(ADVISER)
    one = logged(words="Hvor mange timer veiledning må veilederne gi?")
    for words in ("veileder", "veilederen", "TIMER", "veiledningen"):
        assert queries.found_enquiries(actor, words, TODAY) == [one], words
    assert queries.found_enquiries(actor, "kafjord", TODAY) == [one]
    assert queries.found_enquiries(actor, "tilskudd", TODAY) == []
    assert queries.found_enquiries(actor, " ", TODAY) == []
    assert queries.found_enquiries(actor_as(NATIONAL_COORDINATOR), "timer", TODAY) == []


def test_the_work_list_has_ones_own_and_nobodys() -> None:
    actor = actor_as(ADVISER)
    late, other, answered = logged(), logged(asked_on=FRIDAY), logged(answered=True)
    reopened = keeping.reopen_enquiry(enquiry=answered, why="Nytt", by=actor, at=NOW)
    mate = user_as(ADVISER, office("nord"))
    Enquiry.objects.filter(pk=other.pk).update(assigned_to=user_as(MUNICIPAL_LEADER))
    tasks = queries_work.waiting_for(actor, TODAY)
    assert [task.href for task in tasks] == [f"/henvendelser/{one.pk}/" for one in (late, reopened)]
    assert [state_of(task, NOW + timedelta(days=5)) for task in tasks] == ["overdue", "later"]
    assert mate.pk == actor.user_id
    assert str(tasks[0].about).endswith(f". {Asker.SUPERVISOR.label}, Kåfjord")
    Enquiry.objects.filter(pk=late.pk).update(place=None)
    assert str(queries_work.waiting_for(actor, TODAY)[0].about).endswith(", uten sted")
    assert queries_work.waiting_for(actor_as(NATIONAL_COORDINATOR), TODAY) == []
    assert queries_work.beside_for(actor_as(NATIONAL_COORDINATOR), TODAY) == []
    assert len(queries_work.beside_for(actor, TODAY)) == 1


def test_reading_is_flat() -> None:
    actor = actor_as(ADVISER)
    assert_flat(lambda: queries_work.waiting_for(actor, TODAY), logged)
    assert_flat(lambda: queries.found_enquiries(actor, "vurderer", TODAY), logged)
    client = client_as(ADVISER)
    assert_flat(lambda: client.get("/henvendelser/"), logged)
    assert_flat(lambda: client.get("/henvendelser/tall/?fra=2026-01-01&til=2026-12-31"), logged)


def rows(**values: Any) -> dict[str, Any]:
    return {
        "topics": ["goals"],
        "asker": "alis",
        "channel": "mail",
        "asked_on": FRIDAY,
        "first_answered_on": FRIDAY,
        "outcome": "answered",
        "is_synthetic": False,
    } | values


def test_what_is_not_due_or_was_dropped_is_not_measured() -> None:
    waiting = rows(first_answered_on=None, outcome="")
    dropped = rows(first_answered_on=None, outcome="dropped")
    slow = rows(first_answered_on=date(2026, 11, 25))
    before, after = date(2026, 11, 24), date(2026, 11, 25)
    assert figures.speed_of([waiting, dropped], before) == figures.Speed(2, 0, 0, None, None)
    assert figures.speed_of([waiting, dropped, slow, rows()], after) == figures.Speed(4, 3, 1, 33, 1.5)


def test_the_shares_are_of_all_topics_named_with_the_rest_last() -> None:
    several = [rows(topics=["goals", "plans"]), rows(topics=["other"]), rows(topics=["other"])]
    assert [(bar.pk, bar.count, bar.percent) for bar in figures.by_topic(several)] == [
        ("goals", 1, 25),
        ("plans", 1, 25),
        ("other", 2, 50),
    ]


@pytest.mark.parametrize(
    ("asked", "first", "fault"),
    [
        ({}, date(2026, 1, 1), False),
        ({"fra": "2023-08-15", "til": "2023-12-31"}, date(2023, 8, 15), False),
        ({"fra": "2023-12-31", "til": "2023-08-15"}, date(2026, 1, 1), True),
        ({"fra": "2023-02-31", "til": "2023-08-15"}, date(2026, 1, 1), True),
        ({"fra": "tull"}, date(2026, 1, 1), True),
    ],
)
def test_a_period_that_cannot_be_is_said(asked: dict[str, str], first: date, fault: bool) -> None:
    found = figures.period_of(asked, TODAY)
    assert found.first == first
    assert bool(found.fault) == fault


def test_a_long_period_is_told_by_year_and_a_short_one_by_month() -> None:
    year = figures.over_time([rows()], figures.Period(date(2026, 1, 1), date(2026, 12, 31)), TODAY)
    assert (len(year), year[10]["label"], year[10]["speed"].count) == (12, "november 2026", 1)
    years = figures.over_time([rows()], figures.Period(date(2024, 1, 1), date(2026, 12, 31)), TODAY)
    assert [line["label"] for line in years] == ["2024", "2025", "2026"]


@pytest.fixture
def _practice(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_enquiries", verbosity=0)


@pytest.mark.usefixtures("_practice")
def test_the_figures_of_the_report_for_2023_come_out_of_the_data() -> None:
    found = queries.figures_for(actor_as(NATIONAL_COORDINATOR), date(2023, 8, 15), date(2023, 12, 31), "oslo")
    speed = figures.speed_of(found, TODAY)
    assert speed.count == 101
    assert speed.share is not None
    assert speed.share > 75
    assert {row["channel"] for row in found} == {"mail"}
    assert len(figures.by_topic(found)) == 9
    assert sum(bar.percent for bar in figures.by_asker(found)) in range(98, 103)


@pytest.mark.usefixtures("_practice")
def test_figures_are_shown_to_those_who_may_and_lead_to_a_file() -> None:
    path = "/henvendelser/tall/?fra=2023-08-15&til=2023-12-31&kontor=oslo"
    for role in (NATIONAL_COORDINATOR, FIGURES_READER):
        text = client_as(role).get(path).content.decode()
        assert "<dd>101</dd>" in text
        assert "Øvingsdata" in text
        assert "BOL/KOL/EOL" in text
    assert "<dd>101</dd>" not in client_as(ADVISER).get(path).content.decode()
    file = client_as(FIGURES_READER).get(path + "&last_ned=csv")
    assert "ovingsdata" in file.headers["Content-Disposition"]
    assert file.content.decode().startswith("Figur,Hva,Antall,Prosent")
    assert client_as(FIGURES_READER).get(path + "&last_ned=xlsx").content[:2] == b"PK"


@pytest.mark.usefixtures("_practice")
def test_the_demonstration_is_loaded_once_and_only_where_one_practises(settings: Any) -> None:
    count = Enquiry.objects.count()
    call_command("load_enquiries")
    assert Enquiry.objects.count() == count == 256
    assert Enquiry.objects.filter(closed_on=None).count() >= 5
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstrasjon"):
        call_command("load_enquiries")


def test_an_office_without_municipalities_gets_no_enquiries(settings: Any) -> None:
    settings.DEMONSTRATION = True
    MunicipalityFacts.objects.filter(office__code="nord").update(office=place_of("office", "oslo"))
    call_command("load_enquiries", verbosity=0)
    assert set(Enquiry.objects.values_list("office__code", flat=True)) == {"oslo"}
    assert Client().get("/henvendelser/").status_code == 302
