"""Taking back an extension or an early end, from the log, while nothing follows from it."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from alisveien.base.days import NORWAY
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.placements.models import Interruption, Placement, PlacementUnit
from alisveien.placements.services import stay_deeds as deeds
from alisveien.placements.services import stay_undoing as services
from alisveien.posts.models import Post
from tests.placements.staying import AT, FIRST, LAST, LUNGS, coordinator, leader, placed
from tests.roles import TRUST_COORDINATOR, client_as, place_of

pytestmark = pytest.mark.usefixtures("demonstration")
LATER, MIDST = date(2027, 10, 15), date(2027, 5, 15)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=NORWAY)


def extend(one: Placement, to_on: date = LATER) -> None:
    deeds.extend_placement(placement=one, to_on=to_on, by=coordinator(), at=AT)


def shorten(one: Placement, at: datetime = AT) -> Placement:
    return services.undo_extension(placement=one, by=coordinator(at), at=at)


def end(one: Placement) -> None:
    Placement.objects.filter(pk=one.pk).update(state="begun")
    deeds.end_placement(placement=one, last_on=MIDST, by=coordinator(), at=AT)


def go_on(one: Placement, at: datetime = AT) -> Placement:
    return services.undo_ending(placement=one, by=coordinator(at), at=at)


def units(one: Placement) -> list[tuple[int, date, date]]:
    return list(PlacementUnit.objects.filter(placement=one).values_list("number", "from_on", "to_on"))


def told() -> str:
    entry = Entry.objects.filter(about_model="placements.placement").latest("pk")
    return tell(entry).text


def test_extensions_are_taken_back_one_by_one_with_post_and_unit() -> None:
    one = placed()
    extend(one, date(2027, 9, 15))
    extend(one)
    shorten(one)
    one.refresh_from_db()
    assert (one.to_on, units(one)) == (date(2027, 9, 15), [(1, FIRST, date(2027, 9, 15))])
    assert Post.objects.get().to_on == date(2027, 9, 15)
    shorten(one)
    assert (units(one), Post.objects.get().to_on) == ([(1, FIRST, LAST)], LAST)
    assert told() == "Forlengelsen er angret. Siste dag er 31. august 2027"
    assert Letter.objects.filter(kind="placements.stay_changed").count() == 8
    with pytest.raises(RuleBroken, match="ingen forlengelse"):
        shorten(one)


def test_an_extension_stands_when_its_days_have_begun_or_have_an_interruption() -> None:
    one = placed()
    extend(one)
    with pytest.raises(RuleBroken, match="har begynt"):
        shorten(one, noon(date(2027, 9, 1)))
    deeds.interrupt_placement(
        placement=one, from_on=date(2027, 9, 2), to_on=date(2027, 9, 3), code="home", by=coordinator(), at=AT
    )
    with pytest.raises(RuleBroken, match="avbrudd"):
        shorten(one)
    Placement.objects.update(state="completed")
    with pytest.raises(RuleBroken, match="er over"):
        shorten(one)


def test_a_placement_that_ended_early_goes_on_with_units_and_interruptions_as_they_were() -> None:
    one = placed(can_be_split=True)
    deeds.split_placement(placement=one, ward=place_of("department", LUNGS), why="x", by=coordinator(), at=AT)
    for first, last in ((date(2027, 5, 10), date(2027, 5, 20)), (date(2027, 7, 1), date(2027, 7, 2))):
        deeds.interrupt_placement(placement=one, from_on=first, to_on=last, code="ward", by=coordinator(), at=AT)
    was, breaks = units(one), list(Interruption.objects.values_list("from_on", "to_on", "code"))
    end(one)
    assert (units(one) != was, Post.objects.count()) == (True, 2)
    go_on(one)
    one.refresh_from_db()
    assert (one.state, one.to_on, units(one)) == ("begun", LAST, was)
    assert list(Interruption.objects.values_list("from_on", "to_on", "code")) == breaks
    assert Post.objects.count() == 1
    assert told() == "Avslutningen er angret. Siste dag er 31. august 2027"
    with pytest.raises(RuleBroken, match="ingen avslutning"):
        go_on(one)


def test_an_early_end_stands_when_the_time_is_over_or_something_follows_from_it() -> None:
    one = placed()
    end(one)
    with pytest.raises(RuleBroken, match="tiden er over"):
        go_on(one, noon(date(2027, 9, 1)))
    rest = Post.objects.get(left_by=one.post)
    Post.objects.filter(pk=rest.pk).update(state="withdrawn", withdrawn_why="x")
    with pytest.raises(RuleBroken, match="tatt i bruk"):
        go_on(one)
    Post.objects.filter(pk=rest.pk).update(state="open", withdrawn_why="")
    other = placed(3, from_on=date(2027, 6, 1))
    Placement.objects.filter(pk=other.pk).update(doctor=one.doctor_id)
    with pytest.raises(RuleBroken, match="en annen plass"):
        go_on(one)
    Placement.objects.filter(pk=other.pk).update(doctor=other.doctor_id, post=rest)
    with pytest.raises(RuleBroken, match="tatt i bruk"):
        go_on(one)


def test_each_kind_takes_back_its_own_and_only_the_trust_may() -> None:
    one, longer = placed(), placed(2)
    end(one)
    extend(longer)
    with pytest.raises(RuleBroken, match="ingen forlengelse"):
        shorten(one)
    with pytest.raises(RuleBroken, match="ingen avslutning"):
        go_on(longer)
    for deed, placement in ((services.undo_ending, one), (services.undo_extension, longer)):
        with pytest.raises(NotAllowed):
            deed(placement=placement, by=leader(), at=AT)


def test_one_that_was_written_before_the_log_said_enough_is_not_taken_back() -> None:
    one, longer = placed(), placed(2)
    end(one)
    extend(longer)
    Entry.objects.update(before={"to_on": "2027-08-31"})
    with pytest.raises(RuleBroken, match="ingen avslutning"):
        go_on(one)
    with pytest.raises(RuleBroken, match="ingen forlengelse"):
        shorten(longer)


def test_it_is_offered_on_the_page_shown_beforehand_and_done() -> None:
    one, longer, client = placed(), placed(2), client_as(TRUST_COORDINATOR)
    end(one)
    extend(longer)
    for placement, name, words in (
        (one, "angre-avslutning", "Den ledige plassen for resten av dagene blir borte."),
        (longer, "angre-forlengelse", "Siste dag blir 31. august 2027 igjen."),
    ):
        address = reverse("placements:stay_deed", args=[placement.pk, name])
        assert address in client.get(reverse("placements:stay", args=[placement.pk])).content.decode()
        assert client.get(address).status_code == 200
        assert words in client.post(address, {}).content.decode()
        assert client.post(address, {"bekreft": "ja"}).status_code == 302
        assert "å angre" in client.get(address).content.decode()
