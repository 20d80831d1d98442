"""Posts that stand empty: who is in line, what may be set aside, and the offer, inside and outside a round."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.placements import queries, queries_offers, queries_vacancies
from alisveien.placements.models import Nomination, Offer, OfferStep, Placement
from alisveien.placements.pages.vacancies import ways_of
from alisveien.placements.queries_vacancies import Ways
from alisveien.placements.services import offer_answers as answers
from alisveien.placements.services import vacancies as deeds
from alisveien.posts.models import Post
from alisveien.posts.services import leave_rest
from tests.placements.offering import empty_post, in_line, offered
from tests.placements.people import AT, coordinator, released
from tests.roles import ADVISER, DOCTOR, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, user_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def names(post: Post, at: Any = None) -> list[str]:
    line = queries_vacancies.candidates_for(actor_as(TRUST_COORDINATOR), post, at or timezone.now())
    return [one.nomination.hpr_number for one in line]


def test_those_in_line_stand_by_the_criteria_and_who_lacks_something_stands_last() -> None:
    _first, post = in_line("9919001", goals_percent=50)  # a step of progress below the next, so no lot decides
    in_line("9919002", courses=9, goals_percent=90)
    in_line("9919003", group="finished")
    in_line("9919004", started_on=date(2027, 10, 1), group="finished")
    in_line("9919005", scheme="old")
    in_line("9919006", leave_from=date(2028, 1, 1))
    assert names(post) == ["9919003", "9919002", "9919001", "9919004"]
    line = queries_vacancies.candidates_for(actor_as(TRUST_COORDINATOR), post, timezone.now())
    assert line[-1].found.missing == ("floor",)


def test_one_who_has_said_yes_to_short_notice_needs_none() -> None:
    late, post = in_line("9919001")
    Nomination.objects.filter(pk=late.pk).update(nominated_on=date(2027, 12, 1))
    in_line("9919002", group="not_started", courses=0, goals_percent=0)
    assert names(post) == ["9919002", "9919001"]
    leader = actor_as(MUNICIPAL_LEADER)
    assert deeds.say_short_notice(nomination=late, can=True, by=leader, at=timezone.now())
    assert not deeds.say_short_notice(nomination=late, can=True, by=leader, at=timezone.now())
    assert names(post) == ["9919001", "9919002"]
    assert deeds.say_short_notice(nomination=late, can=False, by=leader, at=timezone.now())
    assert not queries_vacancies.short_notice_of(late)
    with pytest.raises(NotAllowed):
        deeds.say_short_notice(nomination=late, can=True, by=actor_as(ADVISER), at=timezone.now())


def test_who_has_an_offer_or_a_place_is_not_in_line() -> None:
    one, post = in_line("9919001")
    other, _more = in_line("9919002")
    offered(one)
    Placement.objects.create(
        post=empty_post(post.trust),
        doctor=other.doctor,
        nomination=other,
        from_on=post.from_on,
        to_on=post.to_on,
        made_at=timezone.now(),
    )
    assert names(post) == []


def offer(post: Post, nomination: Nomination, **more: Any) -> Offer:
    values = {"waived": [], "why": "", "by": actor_as(TRUST_COORDINATOR), "at": timezone.now(), **more}
    return deeds.offer_vacancy(post=post, nomination=nomination, **values)


def test_an_empty_post_is_offered_outside_every_round_and_filled() -> None:
    one, post = in_line("9919001")
    made = offer(post, one)
    assert (made.round, made.why, made.wish_number) == (None, "vacancy", 1)
    assert Post.objects.get(pk=post.pk).state == "offered"
    answers.accept_offer(offer=made, asked_how="Legen", by=actor_as(TRUST_COORDINATOR), at=timezone.now())
    assert Placement.objects.get(nomination=one).from_on == post.from_on
    assert Post.objects.get(pk=post.pk).state == "filled"
    with pytest.raises(RuleBroken, match="ikke ledig lenger"):
        offer(post, one)


def test_one_who_declined_a_post_is_last_and_not_asked_again() -> None:
    one, post = in_line("9919001")
    in_line("9919002", group="not_started", courses=0, goals_percent=0)
    made = offer(post, one)
    answers.decline_offer(
        offer=made, code="place", asked_how="Legen", by=actor_as(TRUST_COORDINATOR), at=timezone.now()
    )
    assert names(post) == ["9919002", "9919001"]
    with pytest.raises(RuleBroken, match="svart nei"):
        offer(post, one)


def test_something_is_set_aside_only_with_a_reason_and_when_nobody_else_is_left() -> None:
    short, post = in_line("9919001", started_on=date(2027, 10, 1))
    with pytest.raises(RuleBroken, match="fyller ikke kravet om tid"):
        offer(post, short)
    with pytest.raises(RuleBroken, match="hvorfor kravet"):
        offer(post, short, waived=["floor"])
    with pytest.raises(RuleBroken, match="ikke settes til side"):
        offer(post, short, waived=["floor", "leave"], why="x")
    made = offer(post, short, waived=["floor"], why="Ingen andre ønsker plassen")
    assert (made.waived, made.waived_why) == (["floor"], "Ingen andre ønsker plassen")
    other, empty = in_line("9919002", started_on=date(2027, 10, 1))
    in_line("9919003")
    with pytest.raises(RuleBroken, match="Andre i lista fyller kravene"):
        offer(empty, other, waived=["floor"], why="x")
    with pytest.raises(NotAllowed):
        offer(empty, other, by=actor_as(TRUST_COORDINATOR, stranger=True))


def test_one_who_is_not_in_line_is_not_offered_it() -> None:
    one, post = in_line("9919001")
    Nomination.objects.filter(pk=one.pk).update(state="closed", ended_at=timezone.now())
    with pytest.raises(RuleBroken, match="står ikke i lista"):
        offer(post, one)


def test_the_rest_of_a_post_is_offered_with_its_own_days() -> None:
    one, post = in_line("9919001")
    rest = leave_rest(post=post, from_on=date(2028, 5, 15), by=actor_as(TRUST_COORDINATOR), at=timezone.now())
    made = offer(rest, one)
    answers.accept_offer(offer=made, asked_how="Legen", by=actor_as(TRUST_COORDINATOR), at=timezone.now())
    assert Placement.objects.get(nomination=one).from_on == date(2028, 5, 15)


def test_the_pages_show_who_is_in_line_and_send_the_offer() -> None:
    one, post = in_line("9919001")
    short, _other = in_line("9919002", started_on=date(2027, 10, 1), last_name="Kort")
    client = client_as(TRUST_COORDINATOR)
    assert f"/ledige-plasser/{post.pk}/" in client.get("/ledige-plasser/").content.decode()
    text = client.get(f"/ledige-plasser/{post.pk}/").content.decode()
    assert "1. <a" in text
    assert "Fyller ikke:" in text
    assert "ikke frigitt" in text
    path = f"/ledige-plasser/{post.pk}/tilby/{short.pk}/"
    refused = client.post(path, {"waived": ["floor"], "why": "Trengs"}).content.decode()
    assert "Andre i lista fyller kravene" in refused
    assert "Trengs" in refused
    assert client.get(f"/ledige-plasser/{post.pk}/tilby/999999999/").status_code == 404
    assert client.post(f"/ledige-plasser/{post.pk}/tilby/{one.pk}/").status_code == 302
    assert Offer.objects.filter(post=post, nomination=one).exists()
    assert client.get(f"/ledige-plasser/{post.pk}/").status_code == 404
    office = client_as(ADVISER).get("/ledige-plasser/").content.decode()
    assert "Ledige plasser i sykehus" in office
    assert "/tilby/" not in office
    assert client_as(DOCTOR).get("/ledige-plasser/").status_code == 403


def test_the_doctor_says_that_short_notice_is_all_right() -> None:
    one, _post = in_line("9919001")
    one.doctor.user = user_as(DOCTOR)
    one.doctor.save()
    client = client_as(DOCTOR)
    assert "Kan på kort varsel" in client.get(f"/innmeldinger/{one.pk}/").content.decode()
    client.post(f"/innmeldinger/{one.pk}/kort-varsel/", {"kan": "ja"})
    assert queries_vacancies.short_notice_of(one)
    assert "Kan ikke lenger" in client.get(f"/innmeldinger/{one.pk}/").content.decode()
    client.post(f"/innmeldinger/{one.pk}/kort-varsel/", {"kan": "nei"})
    assert not queries_vacancies.short_notice_of(one)
    assert client_as(DOCTOR, stranger=True).post(f"/innmeldinger/{one.pk}/kort-varsel/").status_code == 404


def test_an_empty_post_of_a_released_round_leaves_its_posts_and_stands_in_the_chain(draft: Any) -> None:
    round_ = released(draft)
    by, at = coordinator(), AT + timedelta(hours=1)
    for one in list(round_.offers.filter(post__half=1)):
        if Offer.objects.get(pk=one.pk).is_live:
            answers.decline_offer(offer=one, code="moved", asked_how="x", by=by, at=at)
    post = queries_vacancies.open_posts_for(by, norwegian_day(at)).filter(trust=round_.trust, half=1).first()
    assert post is not None
    ways = queries_vacancies.ways_for(post)
    assert ways is not None
    assert ways.empty
    line = queries_vacancies.candidates_for(by, post, at)
    free = next(one for one in line if not one.found.missing and not one.declined)
    made = deeds.offer_vacancy(post=post, nomination=free.nomination, waived=[], why="", by=by, at=at)
    assert made.round == round_
    run = queries.shown_run(round_)
    assert run is not None
    chain = queries_offers.chain_of(round_, queries.distribution_of(run))
    assert chain.offered[free.nomination.hpr_number].rpartition("-")[0].endswith(f"post-{post.pk}")
    kinds = [step.event["kind"] for step in OfferStep.objects.filter(round=round_)][-2:]
    assert kinds[-1] == "mid_period"
    answers.accept_offer(offer=made, asked_how="Legen", by=by, at=at)
    assert Post.objects.get(pk=post.pk).state == "filled"
    stranger, _empty = in_line("9919001")
    other = (
        queries_vacancies.open_posts_for(by, norwegian_day(at))
        .filter(trust=round_.trust, half=1, number__lt=90)
        .first()
    )
    if other is not None:
        again = deeds.offer_vacancy(post=other, nomination=stranger, waived=[], why="", by=by, at=at)
        answers.decline_offer(offer=again, code="place", asked_how="Legen", by=by, at=at)
        assert Offer.objects.get(pk=again.pk).state == "declined"


def test_a_post_that_stands_by_itself_leaves_the_posts_of_its_round_once(draft: Any) -> None:
    round_ = released(draft)
    by, at = coordinator(), AT + timedelta(hours=1)
    for one in list(round_.offers.filter(post__half=1)):
        if Offer.objects.get(pk=one.pk).is_live:
            answers.decline_offer(offer=one, code="moved", asked_how="x", by=by, at=at)
    post = queries_vacancies.open_posts_for(by, norwegian_day(at)).filter(trust=round_.trust, half=1).first()
    assert post is not None
    for number in ("9919001", "9919002"):
        nomination, _empty = in_line(number)
        made = deeds.offer_vacancy(post=post, nomination=nomination, waived=[], why="", by=by, at=at)
        answers.decline_offer(offer=made, code="place", asked_how="Legen", by=by, at=at)
    kinds = [step.event["kind"] for step in OfferStep.objects.filter(round=round_)]
    assert kinds.count("mid_period") == 2
    assert kinds.count("posts_changed") == 1


def test_a_way_that_helps_nobody_says_so() -> None:
    none = ways_of(Ways(empty=1, wider=0, longer=0, placed=0, gave_way=0, broken=0))[1]
    assert "Ingen flere" in str(none)
    some = ways_of(Ways(empty=1, wider=0, longer=0, placed=2, gave_way=1, broken=3))[1]
    assert "2 leger til" in str(some)
    assert "brytes for 3" in str(some)
