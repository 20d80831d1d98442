"""The days of a round: for everybody to see, for the trust to move with a reason."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.placements import queries_calendar
from alisveien.placements.models import Round, RoundDate
from alisveien.placements.queries_work import waiting_for
from alisveien.placements.services.calendar import move_day, set_by_rule
from alisveien.placements.services.rounds import decide_capacity
from tests.placements.people import AT, UNN, coordinator, coordinator_client, judged, released
from tests.placements.test_pages import text_of
from tests.roles import actor_as
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db
HERE = f"/runder/2028/{UNN}/kalender/"
FREEZE = date(2027, 8, 18)


def moved(draft: Round, **changes: Any) -> RoundDate:
    wanted = {"round_": draft, "step": "freeze", "on": FREEZE, "why": "Ferie", "by": coordinator(), "at": AT}
    return move_day(**{**wanted, **changes})


def day_of(draft: Round, step: str) -> queries_calendar.Day:
    return next(one for one in queries_calendar.days_of(coordinator(), draft) if one.step == step)


def test_a_day_is_moved_with_its_reason_and_what_follows_it_follows(draft: Round) -> None:
    by_rule = day_of(draft, "draw").on
    moved(draft)
    found = day_of(draft, "freeze")
    assert (found.on, found.by_rule_on, found.why, found.is_moved) == (FREEZE, date(2027, 8, 16), "Ferie", True)
    assert day_of(draft, "draw").on == by_rule + timedelta(days=2)
    entry = Entry.objects.get(kind="placements.round.day_moved")
    assert (entry.why, entry.before["on"], entry.after["on"]) == ("Ferie", "2027-08-16", "2027-08-18")


def test_a_moved_day_is_moved_again_and_set_back(draft: Round) -> None:
    moved(draft)
    moved(draft, on=date(2027, 8, 19), why="Ferie likevel")
    assert RoundDate.objects.get().on == date(2027, 8, 19)
    set_by_rule(round_=draft, step="freeze", by=coordinator(), at=AT)
    assert not day_of(draft, "freeze").is_moved
    set_by_rule(round_=draft, step="freeze", by=coordinator(), at=AT)
    assert Entry.objects.filter(kind="placements.round.day_by_rule").count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": date(2027, 8, 21)}, "Velg en virkedag"),
        ({"on": date(2027, 6, 1)}, "Steget før er 30.6.2027"),
        ({"on": date(2027, 9, 2)}, "Steget etter er 1.9.2027"),
        ({"why": "  "}, "Skriv hvorfor"),
        ({"step": "lunsj"}, "ikke et slikt steg"),
        ({"step": "call"}, "Steget er gjort"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_changed(draft: Round, changes: Any, words: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        moved(draft, **changes)
    assert words in " ".join(refused.value.reasons)
    assert not RoundDate.objects.exists()


def test_a_moved_day_cannot_be_set_back_past_its_neighbour(draft: Round) -> None:
    moved(draft, step="release", on=date(2027, 9, 29))
    moved(draft, step="decide", on=date(2027, 9, 22))
    with pytest.raises(RuleBroken):
        set_by_rule(round_=draft, step="release", by=coordinator(), at=AT)
    assert RoundDate.objects.count() == 2


def test_only_the_trusts_own_coordinators_move(draft: Round) -> None:
    for by in (coordinator("Annen", "983974910"), actor_as("adviser")):
        with pytest.raises(NotAllowed):
            moved(draft, by=by)


def test_the_database_holds_one_day_for_a_step_and_only_with_a_reason(draft: Round) -> None:
    row = {"trust": draft.trust, "year": 2028, "step": "freeze", "on": FREEZE, "at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundDate.objects.create(**row, why="")
    RoundDate.objects.create(**row, why="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundDate.objects.create(**row, why="y")


def test_what_is_done_stands_as_done(draft: Round) -> None:
    assert [one.step for one in queries_calendar.days_of(coordinator(), draft) if one.done_at] == ["call"]
    released(draft)
    draft.refresh_from_db()
    done = [one.step for one in queries_calendar.days_of(coordinator(), draft) if one.done_at]
    assert done == ["call", "capacity", "freeze", "draw", "decide", "release"]


def test_the_work_list_has_the_day_of_the_step_that_is_next(draft: Round) -> None:
    def deadline() -> date | None:
        return next(one.deadline for one in waiting_for(coordinator(), date(2026, 12, 1)) if "UNN" in str(one.about))

    assert deadline() == date(2027, 6, 30)
    by = coordinator()
    judged(draft, by)
    moved(draft, step="release", on=date(2027, 9, 20))
    other = coordinator("Andre")
    tasks = [one for one in waiting_for(other, date(2026, 12, 1)) if "UNN" in str(one.about)]
    assert tasks[0].deadline == date(2027, 9, 20)


def test_the_calendar_of_a_year_is_for_everybody_and_flat(draft: Round, client: Client) -> None:
    moved(draft)
    words = text_of(client, "/runder/kalender/2028/")
    assert "Onsdag 18. august 2027" in words
    assert "flyttet fra 16. august 2027: Ferie" in words
    many = len(queries_of(lambda: client.get("/runder/kalender/2028/")))
    Round.objects.exclude(pk=draft.pk).filter(state="drafted").delete()
    assert len(queries_of(lambda: client.get("/runder/kalender/2028/"))) == many
    assert "Ingen runde er åpnet" in text_of(client, "/runder/kalender/2031/")
    assert client.get("/runder/kalender/").headers["Location"] == "/runder/kalender/2028/"


def test_the_calendar_file_has_a_day_for_each_step(draft: Round, client: Client) -> None:
    moved(draft)
    response = client.get(f"/runder/kalender/2028/{UNN}.ics")
    assert response.headers["Content-Type"].startswith("text/calendar")
    events = {str(one["uid"]): one for one in Calendar.from_ical(response.content).walk("VEVENT")}
    assert len(events) == 8
    freeze = events[f"round-2028-{UNN}-freeze@alisveien"]
    assert freeze.decoded("dtstart") == FREEZE
    assert str(freeze["summary"]) == "UNN 2028: Lista låses"
    assert client.get("/runder/kalender/2031/983974899.ics").status_code == 404


def test_a_coordinator_moves_a_day_on_the_page_and_keeps_what_was_typed(draft: Round) -> None:
    page = coordinator_client("Første", UNN)
    assert "kalender/freeze/" in page.get(HERE).content.decode()
    refused = page.post(f"{HERE}freeze/", {"on": "2027-08-21", "why": "Ferie i fylket"})
    assert "Velg en virkedag" in unescape(refused.content.decode())
    assert "Ferie i fylket" in refused.content.decode()
    assert page.post(f"{HERE}freeze/", {"on": "2027-08-18", "why": "Ferie"}).status_code == 302
    assert "18. august 2027" in text_of(page, HERE)
    assert "Låses" in text_of(page, f"/runder/2028/{UNN}/logg/").title()
    assert page.post(f"{HERE}freeze/", {"by_rule": "ja"}).status_code == 302
    assert not RoundDate.objects.exists()
    assert page.get(f"{HERE}lunsj/").status_code == 404


def test_a_step_that_was_done_meanwhile_cannot_be_set_back_from_an_old_page(draft: Round) -> None:
    page = coordinator_client("Første", UNN)
    moved(draft, step="capacity", on=date(2027, 6, 29))
    decide_capacity(round_=draft, by=coordinator(), at=AT)
    assert "Steget er gjort" in text_of_post(page, f"{HERE}capacity/", {"by_rule": "ja"})


def text_of_post(page: Client, path: str, data: dict[str, str]) -> str:
    return unescape(page.post(path, data).content.decode())
