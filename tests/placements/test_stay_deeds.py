"""Deeds on a placement: made longer, interrupted, ended early, split, made one again, moved on by the night."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alisveien.base.days import NORWAY
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.placements import rules_stays_deeds as rules
from alisveien.placements import tasks
from alisveien.placements.models import Interruption, Placement, PlacementUnit
from alisveien.placements.services import stay_deeds as services
from alisveien.posts.models import Post
from alisveien.posts.services import leave_rest
from tests.placements.staying import AT, FIRST, LAST, coordinator, leader, placed
from tests.roles import TRUST_COORDINATOR, client_as, place_of

pytestmark = pytest.mark.usefixtures("demonstration")
OTHER = "unn-tromso/Indremedisin: lunge"


def units(placement: Placement) -> list[tuple[date, date]]:
    return list(PlacementUnit.objects.filter(placement=placement).values_list("from_on", "to_on"))


def told() -> list[str]:
    """What the journal says of placements, in order."""
    entries = Entry.objects.filter(about_model="placements.placement").order_by("pk")
    return [tell(entry).text for entry in entries]


def extend(one: Placement, to_on: date) -> Placement:
    return services.extend_placement(placement=one, to_on=to_on, by=coordinator(), at=AT)


def split(one: Placement, ward: str = OTHER, why: str = "Begge avdelingene har veileder") -> Placement:
    return services.split_placement(placement=one, ward=place_of("department", ward), why=why, by=coordinator(), at=AT)


def interrupt(one: Placement, from_on: date, to_on: date) -> Interruption:
    return services.interrupt_placement(
        placement=one, from_on=from_on, to_on=to_on, code="agreed", by=coordinator(), at=AT
    )


def test_a_longer_placement_takes_its_post_and_its_last_unit_along() -> None:
    one, later = placed(), date(2027, 10, 15)
    extend(one, later)
    one.refresh_from_db()
    assert (one.to_on, units(one), Post.objects.get().to_on) == (later, [(FIRST, later)], later)
    assert told() == ["Plassen er forlenget til 15. oktober 2027"]


def test_a_placement_within_a_longer_post_leaves_the_post_as_it_is() -> None:
    one = placed(to_on=date(2027, 7, 31))
    extend(one, date(2027, 8, 15))
    assert Post.objects.get().to_on == LAST


@pytest.mark.parametrize("day", [LAST, LAST + timedelta(days=200)])
def test_a_placement_becomes_longer_by_half_a_year_at_most(day: date) -> None:
    one = placed()
    with pytest.raises(RuleBroken):
        extend(one, day)


def test_days_that_are_taken_cannot_be_had() -> None:
    one, other = placed(to_on=date(2027, 6, 30)), placed(2, from_on=date(2027, 7, 10))
    Placement.objects.filter(pk=other.pk).update(post=one.post)
    with pytest.raises(RuleBroken, match="opptatt"):
        extend(one, LAST)
    Placement.objects.filter(pk=other.pk).update(post=other.post, doctor=one.doctor)
    with pytest.raises(RuleBroken, match="opptatt"):
        extend(one, LAST)
    Placement.objects.filter(pk=other.pk).update(state="cancelled")
    assert extend(one, LAST).to_on == LAST


@pytest.mark.parametrize("state", ["completed", "ended_early", "cancelled"])
def test_nothing_is_moved_in_a_placement_that_is_over(state: str) -> None:
    one = placed(state=state)
    with pytest.raises(RuleBroken, match="er over"):
        extend(one, LAST + timedelta(days=9))
    with pytest.raises(RuleBroken, match="er over"):
        interrupt(one, FIRST, FIRST)
    with pytest.raises(RuleBroken, match="er over"):
        services.end_placement(placement=one, last_on=FIRST, by=coordinator(), at=AT)


def test_only_the_trust_decides() -> None:
    one, by = placed(can_be_split=True), leader()
    deeds: list[tuple[Any, dict[str, Any]]] = [
        (services.extend_placement, {"to_on": LAST}),
        (services.interrupt_placement, {"from_on": FIRST, "to_on": LAST, "code": "home"}),
        (services.take_interruption_back, {"interruption": 1}),
        (services.end_placement, {"last_on": FIRST}),
        (services.split_placement, {"ward": place_of("department", OTHER), "why": "x"}),
        (services.join_placement, {}),
    ]
    for deed, said in deeds:
        with pytest.raises(NotAllowed):
            deed(placement=one, by=by, at=AT, **said)


def test_days_are_left_out_once_and_can_be_taken_back() -> None:
    one = placed(state="begun")
    made = interrupt(one, date(2027, 4, 1), date(2027, 4, 10))
    for first, last, word in (
        (date(2027, 4, 10), date(2027, 4, 12), "alt"),
        (date(2027, 5, 2), date(2027, 5, 1), "etter første"),
        (FIRST - timedelta(days=1), FIRST, "innenfor"),
    ):
        with pytest.raises(RuleBroken, match=word):
            interrupt(one, first, last)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interruption.objects.create(placement=one, from_on=FIRST, to_on=LAST, code="agreed")
    services.take_interruption_back(placement=one, interruption=made.pk, by=coordinator(), at=AT)
    services.take_interruption_back(placement=one, interruption=made.pk, by=coordinator(), at=AT)
    assert not Interruption.objects.exists()
    assert told() == [
        "Avbrudd ført: 1. april 2027 til 10. april 2027",
        "Avbrudd tatt bort: 1. april 2027 til 10. april 2027",
    ]


def test_a_placement_that_ends_early_leaves_an_open_post_for_the_rest_of_the_days() -> None:
    one, last = placed(can_be_split=True), date(2027, 5, 15)
    split(one)
    Placement.objects.update(state="begun")
    interrupt(one, date(2027, 5, 10), date(2027, 5, 20))
    interrupt(one, date(2027, 6, 10), date(2027, 6, 20))
    services.end_placement(placement=one, last_on=last, by=coordinator(), at=AT)
    one.refresh_from_db()
    assert (one.state, one.to_on, units(one)) == ("ended_early", last, [(FIRST, last)])
    rest = Post.objects.get(left_by=one.post)
    assert (rest.from_on, rest.to_on, rest.state) == (date(2027, 5, 16), LAST, "open")
    assert list(Interruption.objects.values_list("from_on", "to_on")) == [(date(2027, 5, 10), last)]
    assert told()[-1] == "Plassen er avsluttet før tiden, 15. mai 2027"


def test_one_that_has_not_begun_does_not_end_early_and_the_day_lies_in_it() -> None:
    one = placed()
    with pytest.raises(RuleBroken, match="ikke begynt"):
        services.end_placement(placement=one, last_on=date(2027, 5, 1), by=coordinator(), at=AT)
    Placement.objects.update(state="begun")
    for day in (LAST, FIRST - timedelta(days=1)):
        with pytest.raises(RuleBroken, match="Siste dag"):
            services.end_placement(placement=one, last_on=day, by=coordinator(), at=AT)


def test_a_post_is_split_in_three_and_three_months_and_made_one_again() -> None:
    one = placed(can_be_split=True)
    split(one)
    assert units(one) == [(FIRST, date(2027, 5, 31)), (date(2027, 6, 1), LAST)]
    assert Post.objects.get().state == "split"
    with pytest.raises(RuleBroken, match="delt alt"):
        split(one)
    services.join_placement(placement=one, by=coordinator(), at=AT)
    assert (units(one), Post.objects.get().state) == ([(FIRST, LAST)], "filled")
    with pytest.raises(RuleBroken, match="ikke delt"):
        services.join_placement(placement=one, by=coordinator(), at=AT)
    assert told() == ["Delt i 3 + 3 fra 1. juni 2027", "Plassen er samlet igjen"]
    assert Entry.objects.filter(why="Begge avdelingene har veileder").exists()


def test_the_autumn_is_split_on_the_first_of_december() -> None:
    one = placed()
    one.from_on = date(2027, 9, 1)
    assert rules.middle_of(one) == date(2027, 12, 1)


def test_splitting_asks_for_the_doctors_need_the_trusts_reason_and_another_ward_of_its_own() -> None:
    one = placed()
    with pytest.raises(RuleBroken, match="ønsker og trenger"):
        split(one)
    one.nomination.can_be_split = True
    one.nomination.save()
    for ward, why, word in (
        ("unn-tromso/Gynekologi", "x", "annen avdeling"),
        (OTHER, "  ", "legger til rette"),
        (OTHER, "x" * 301, "høyst"),
        ("nls-bodo/Gynekologi", "x", "annet helseforetak"),
    ):
        with pytest.raises(RuleBroken, match=word):
            split(one, ward, why)
    Placement.objects.update(to_on=LAST - timedelta(days=30))
    with pytest.raises(RuleBroken, match="helt halvår"):
        split(one)
    Placement.objects.update(to_on=LAST, state="begun")
    with pytest.raises(RuleBroken, match="før første dag"):
        split(one)


def test_a_split_that_has_begun_stays_split() -> None:
    one = placed(can_be_split=True)
    split(one)
    Placement.objects.update(state="begun")
    with pytest.raises(RuleBroken, match="kan ikke samles"):
        services.join_placement(placement=one, by=coordinator(), at=AT)


def test_doctor_and_leader_get_a_letter_that_says_where_to_look_and_not_what_or_why() -> None:
    one = placed()
    interrupt(one, FIRST, FIRST)
    letters = {letter.to_address: letter for letter in Letter.objects.filter(kind="placements.stay_changed")}
    assert set(letters) == {"piera1@example.no", "leder@example.no"}
    letter = letters["leder@example.no"]
    assert letter.subject == "Plassen til Piera Solbakken 1 i sykehus er endret"
    assert letter.body.startswith("Universitetssykehuset Nord-Norge HF har endret plassen til Piera Solbakken 1.\n\n")
    assert reverse("placements:stay", args=[one.pk]) in letter.body
    assert "fravær" not in letter.body


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=NORWAY)


def test_the_night_begins_and_completes_each_on_its_day_and_only_once() -> None:
    one, gone = placed(), placed(2, state="cancelled")
    assert services.move_placements_on(at=at_noon(FIRST - timedelta(days=1))) == 0
    assert services.move_placements_on(at=at_noon(FIRST)) == 1
    assert services.move_placements_on(at=at_noon(FIRST)) == 0
    assert services.move_placements_on(at=at_noon(LAST)) == 0
    assert services.move_placements_on(at=at_noon(LAST + timedelta(days=1))) == 1
    one.refresh_from_db()
    gone.refresh_from_db()
    assert (one.state, gone.state) == ("completed", "cancelled")
    assert told() == ["Plassen begynte", "Plassen er gjennomført"]


def test_a_night_that_was_missed_is_made_up_for() -> None:
    placed()
    assert services.move_placements_on(at=at_noon(LAST + timedelta(days=9))) == 2
    assert Placement.objects.get().state == "completed"


def test_one_that_another_worker_has_moved_is_left_alone() -> None:
    assert services._moved(placed(state="begun").pk, "agreed", AT) == 0


def test_the_job_of_the_night_moves_placements_on(monkeypatch: pytest.MonkeyPatch) -> None:
    placed(from_on=date(2026, 3, 1), to_on=date(2026, 8, 31))
    monkeypatch.setattr(tasks.timezone, "now", lambda: at_noon(date(2026, 9, 3)))
    tasks.move_placements_on()
    assert Placement.objects.get().state == "completed"


def test_a_rest_of_days_can_be_ended_early_too() -> None:
    one = placed(state="begun")
    rest = leave_rest(post=one.post, from_on=date(2027, 6, 1), by=coordinator(), at=AT)
    Placement.objects.update(post=rest, from_on=rest.from_on)
    PlacementUnit.objects.update(from_on=rest.from_on)
    services.end_placement(placement=one, last_on=date(2027, 6, 30), by=coordinator(), at=AT)
    assert Post.objects.filter(left_by=rest).get().from_on == date(2027, 7, 1)


DEEDS: dict[str, tuple[dict[str, Any], str]] = {
    "forleng": ({"to_on": "2027-09-30"}, "30 dager lengre"),
    "avbrudd": ({"from_on": "2027-04-01", "to_on": "2027-04-10", "code": "agreed"}, "10 dager teller ikke med"),
    "avslutt": ({"last_on": "2027-04-10"}, "Stillingen blir ledig 11. april 2027"),
    "del": ({"ward": "", "why": "Begge har veileder"}, "Det er fortsatt én stilling"),
    "samle": ({}, "1. mars 2027 til 31. august 2027"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_shows_what_it_would_do_before_it_is_done(name: str) -> None:
    one, client = placed(can_be_split=True), client_as(TRUST_COORDINATOR)
    if name == "avslutt":
        Placement.objects.update(state="begun")
    if name == "samle":
        split(one)
    said, words = DEEDS[name]
    said = {**said, "ward": str(place_of("department", OTHER).pk)} if name == "del" else said
    address = reverse("placements:stay_deed", args=[one.pk, name])
    assert address in client.get(reverse("placements:stay", args=[one.pk])).content.decode()
    assert client.get(address).status_code == 200
    before = Entry.objects.count()
    assert words in client.post(address, said).content.decode()
    assert Entry.objects.count() == before
    assert client.post(address, {**said, "bekreft": "ja"}).status_code == 302
    assert Entry.objects.count() == before + 1


def test_a_deed_that_is_wrong_keeps_what_was_typed_and_one_that_cannot_be_says_so() -> None:
    one, client = placed(), client_as(TRUST_COORDINATOR)
    address = reverse("placements:stay_deed", args=[one.pk, "forleng"])
    for more in ({}, {"bekreft": "ja"}):
        page = client.post(address, {"to_on": "2027-01-01", **more}).content.decode()
        assert "Velg en dag etter" in page
        assert 'value="2027-01-01"' in page
    page = client.get(reverse("placements:stay_deed", args=[one.pk, "avslutt"])).content.decode()
    assert "ikke begynt" in page
    assert client.get(reverse("placements:stay_deed", args=[one.pk, "annet"])).status_code == 404


def test_a_longer_placement_into_the_next_half_year_says_what_it_takes() -> None:
    one, client = placed(to_on=date(2027, 7, 31)), client_as(TRUST_COORDINATOR)
    address = reverse("placements:stay_deed", args=[one.pk, "forleng"])
    assert "neste halvår" not in client.post(address, {"to_on": "2027-08-20"}).content.decode()
    assert "neste halvår" in client.post(address, {"to_on": "2027-09-20"}).content.decode()


def test_an_interruption_shows_and_is_taken_back_on_the_record() -> None:
    one, client = placed(state="begun"), client_as(TRUST_COORDINATOR)
    made = interrupt(one, date(2027, 4, 1), date(2027, 4, 10))
    page = reverse("placements:stay", args=[one.pk])
    assert "1. april 2027 til 10. april 2027" in client.get(page).content.decode()
    assert client.post(reverse("placements:stay_resume", args=[one.pk, made.pk])).status_code == 302
    assert not Interruption.objects.exists()
