"""Offers: made with the release, answered, gone to the next in line, and kept apart for everybody by the database."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.run import Distribution
from alisveien.journal.models import Entry
from alisveien.placements import queries, queries_offers, queries_yearly
from alisveien.placements.models import Offer, OfferStep, Outcome, Placement, PlacementUnit, Round, Status, Wish
from alisveien.placements.services import offer_answers as answers
from alisveien.placements.services import offers as making
from alisveien.placements.services import rounds as deeds
from alisveien.placements.services.offer_letters import send_offer
from alisveien.posts.models import Post
from tests.base.queue import jobs_waiting
from tests.placements.people import AT, coordinator, judged, released
from tests.roles import ADVISER, TRUST_COORDINATOR, actor_as

State = Offer.State
LATER = AT + timedelta(hours=1)


@pytest.fixture
def round_(draft: Any) -> Any:
    """UNN's round of the example, released."""
    return released(draft)


def live(round_: Round) -> list[Offer]:
    return list(round_.offers.filter(state__in=("prepared", "sent")).order_by("pk"))


def of_half(round_: Round, half: int) -> list[Offer]:
    return [one for one in live(round_) if one.post.half == half]


def by() -> Actor:
    return coordinator()


def found_in(round_: Round) -> Distribution:
    run = queries.shown_run(round_)
    assert run is not None
    return queries.distribution_of(run)


def chain_stands(round_: Round) -> None:
    """The chain replayed from the first gives just the offers that stand, and its last mark."""
    chain = queries_offers.chain_of(round_, found_in(round_))
    steps = queries_offers.steps_of(round_)
    assert {one.doctor.hpr_number for one in live(round_)} == set(chain.offered)
    accepted = Offer.objects.filter(round=round_, state="accepted").values_list("doctor__hpr_number", flat=True)
    assert set(accepted) == set(chain.accepted)
    assert not steps or steps[-1].mark == chain.mark


def answer(deed: Any, offer: Offer, **more: Any) -> Offer:
    found: Offer = deed(offer=offer, by=by(), at=LATER, asked_how="Legen, i telefon", **more)
    return found


def test_a_release_makes_posts_and_an_offer_for_everybody_who_was_placed(round_: Any) -> None:
    placed = Outcome.objects.filter(run__round=round_, run__rules_name=round_.rules_name, status=Status.PLACED)
    assert {(one.nomination_id, one.wish_number, one.post.half, one.hospital_id) for one in live(round_)} == set(
        placed.values_list("nomination", "wish_number", "half", "hospital")
    )
    posts = Post.objects.filter(trust=round_.trust, year=2028)
    assert posts.filter(state="offered").count() == placed.count()
    assert posts.count() == 18
    assert set(posts.exclude(offers__isnull=False).values_list("state", flat=True)) <= {"open"}
    assert all(
        one.department is not None
        for one in live(round_)
        if one.nomination.wishes.get(number=one.wish_number or 0).department_id
    )
    assert "placements.send_offers" in [name for name, _words in jobs_waiting()]
    assert making.make_offers(round_=round_, by=by(), at=AT) == []
    chain_stands(round_)


def test_a_round_that_is_not_released_gets_no_offers(draft: Any) -> None:
    judged(draft, by())
    assert making.make_offers(round_=draft, by=by(), at=AT) == []


def test_an_offer_is_sent_once_with_its_deadline_in_words(round_: Any) -> None:
    offer = next(one for one in live(round_) if one.doctor.email)
    assert send_offer(offer_id=offer.pk, at=AT)
    assert not send_offer(offer_id=offer.pk, at=AT)
    letter = Letter.objects.get(kind="placements.offer.offer_sent", about_id=offer.pk)
    assert letter.to_address == offer.doctor.email
    assert letter.subject == "Du har fått tilbud om sykehusplass ved Universitetssykehuset Nord-Norge HF"
    assert "Svar innen mandag 6. september 2027 kl. 23.59." in letter.body  # five working days after 30 August
    assert "Svarer du ikke, går plassen til neste i lista." in letter.body
    assert f"/tilbud/{offer.pk}/" in letter.body
    leaders = Letter.objects.filter(kind="placements.offer.offer_sent_leader", about_id=offer.pk)
    assert all(offer.doctor.name not in one.body for one in leaders)
    offer.refresh_from_db()
    assert (offer.state, offer.sent_at) == (State.SENT, AT)


def test_a_worker_that_dies_on_the_way_goes_on_where_it_stopped(round_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    due = queries_offers.due_to_be_sent(AT)
    assert due == [one.pk for one in live(round_)]
    for pk in due[:2]:
        send_offer(offer_id=pk, at=AT)
    monkeypatch.setattr("alisveien.placements.services.offer_letters.write_letter", _dies)
    with pytest.raises(ConnectionError):
        send_offer(offer_id=due[2], at=AT)
    monkeypatch.undo()
    for pk in queries_offers.due_to_be_sent(AT):
        send_offer(offer_id=pk, at=AT)
    told = Letter.objects.filter(kind="placements.offer.offer_sent").values_list("about_id", flat=True)
    assert len(told) == len(set(told))
    assert queries_offers.due_to_be_sent(AT) == []


def _dies(**_words: Any) -> None:
    raise ConnectionError


def test_accepting_makes_the_placement_and_fills_the_post(round_: Any) -> None:
    offer = live(round_)[0]
    answer(answers.accept_offer, offer)
    placement = Placement.objects.get(nomination=offer.nomination)
    unit = PlacementUnit.objects.get(placement=placement)
    assert (placement.state, placement.from_on, placement.to_on) == ("agreed", offer.post.from_on, offer.post.to_on)
    assert (unit.hospital, unit.department, unit.number) == (offer.hospital, offer.department, 1)
    offer.refresh_from_db()
    assert (offer.state, offer.asked_how, offer.post.state) == (State.ACCEPTED, "Legen, i telefon", "filled")
    with pytest.raises(RuleBroken, match="tatt imot"):
        answer(answers.accept_offer, offer)
    chain_stands(round_)


def test_a_declined_post_goes_to_the_next_in_line_at_once(round_: Any) -> None:
    before = {one.doctor_id for one in live(round_)}
    waiting = Outcome.objects.filter(run__round=round_, run__rules_name=round_.rules_name, status=Status.WAITING)
    assert waiting.exists()
    declined = 0
    for offer in live(round_):
        if offer.doctor_id in before and Offer.objects.get(pk=offer.pk).is_live:
            answer(answers.decline_offer, offer, code="moved")
            declined += 1
            chain_stands(round_)
    new = [one for one in live(round_) if one.doctor_id not in before]
    assert new
    assert {one.why for one in new} <= {"freed", "better"}
    told = Entry.objects.filter(kind="placements.offer.made", about_id__in=[one.pk for one in new])
    assert told.count() == len(new)
    assert not told.exclude(by_id=None).exists(), "who gave the post up is not told to the next one's municipality"
    assert OfferStep.objects.filter(round=round_).count() == declined
    assert Offer.objects.filter(round=round_, state=State.DECLINED, decline_code="moved").count() == declined


def test_one_who_declines_the_place_keeps_the_other_wishes(round_: Any) -> None:
    several = next(one for one in live(round_) if one.nomination.wishes.count() > (one.wish_number or 0))
    answer(answers.decline_offer, several, code="place")
    assert queries_offers.wishes_now(round_, found_in(round_), several.doctor.hpr_number)
    chain_stands(round_)


def test_a_better_wish_that_becomes_free_replaces_an_offer(round_: Any) -> None:
    """Everybody declines in turn; whoever stands with less than a first wish moves up when it becomes free."""
    for _turn in range(12):
        first = next((one for one in live(round_) if one.wish_number == 1), None)
        if first is None or Offer.objects.filter(round=round_, state=State.REPLACED).exists():
            break
        answer(answers.decline_offer, first, code="done")
    old = Offer.objects.filter(round=round_, state=State.REPLACED).first()
    assert old is not None
    new = Offer.objects.get(doctor=old.doctor, state=State.PREPARED)
    assert new.why == "better"
    assert new.wish_number < old.wish_number  # type: ignore[operator]
    chain_stands(round_)


def test_an_offer_nobody_answers_goes_to_the_next_and_only_once(round_: Any) -> None:
    offer = of_half(round_, 1)[0]
    late = offer.answer_by + timedelta(seconds=1)
    assert not answers.expire_offer(offer_id=offer.pk, at=offer.answer_by)
    assert offer.pk in queries_offers.due_to_expire(late)
    assert answers.expire_offer(offer_id=offer.pk, at=late)
    assert not answers.expire_offer(offer_id=offer.pk, at=late)
    offer.refresh_from_db()
    assert offer.state == State.EXPIRED
    with pytest.raises(RuleBroken, match="gikk ut"):
        answers.accept_offer(offer=offer, asked_how="x", by=by(), at=late)
    chain_stands(round_)


def test_the_time_is_out_for_the_one_who_answers_too_late(round_: Any) -> None:
    offer = live(round_)[0]
    with pytest.raises(RuleBroken, match="Svarfristen er ute"):
        answers.decline_offer(
            offer=offer, code="moved", asked_how="x", by=by(), at=offer.answer_by + timedelta(minutes=1)
        )


def asked(round_: Any, half: int = 1, ground: str = "leave") -> Offer:
    return answer(answers.ask_to_defer, of_half(round_, half)[0], ground=ground)


def test_a_deferral_that_is_granted_keeps_the_place_in_line(round_: Any) -> None:
    offer = asked(round_)
    assert answers.expire_offer(offer_id=offer.pk, at=offer.answer_by + timedelta(days=1)) is False
    with pytest.raises(RuleBroken, match="alt bedt om"):
        answer(answers.ask_to_defer, offer, ground="plan")
    settled = answers.settle_deferral(
        offer=offer, granted=True, to=HalfYear(2029, 1), why="Permisjon", by=by(), at=LATER
    )
    assert (settled.state, settled.deferred_year, settled.deferred_half) == (State.DEFERRED, 2029, 1)
    assert settled.nomination.state == "open"
    chain_stands(round_)


def test_a_deferral_within_the_round_waits_for_that_half_only(round_: Any) -> None:
    both = next(one for one in of_half(round_, 1) if one.nomination.wishes.filter(half=2, year=2028).exists())
    answer(answers.ask_to_defer, both, ground="plan")
    answers.settle_deferral(offer=both, granted=True, to=HalfYear(2028, 2), why="Plan", by=by(), at=LATER)
    found = found_in(round_)
    assert all("P2 2028" in node for node in queries_offers.wishes_now(round_, found, both.doctor.hpr_number))
    chain_stands(round_)


def test_a_deferral_that_is_refused_gives_a_new_time_to_answer(round_: Any) -> None:
    offer = asked(round_, ground="duty")
    at = offer.answer_by + timedelta(days=1)
    settled = answers.settle_deferral(offer=offer, granted=False, to=None, why="Ingen vikar", by=by(), at=at)
    assert settled.answer_by > at
    assert settled.is_live
    assert not settled.ground
    letter = Letter.objects.filter(kind="placements.offer.offer_not_deferred", about_id=offer.pk).first()
    assert letter is None or "Begrunnelse: Ingen vikar" in letter.body


@pytest.mark.parametrize(
    ("granted", "to", "why", "reason"),
    [
        (True, None, "x", "senere halvår"),
        (True, HalfYear(2028, 1), "x", "senere halvår"),
        (True, HalfYear(2040, 1), "x", "senere halvår"),
        (False, None, " ", "begrunnelse"),
    ],
)
def test_a_deferral_is_not_settled_anyhow(
    round_: Any,
    granted: bool,
    to: HalfYear | None,
    why: str,
    reason: str,
) -> None:
    offer = asked(round_)
    with pytest.raises(RuleBroken, match=reason):
        answers.settle_deferral(offer=offer, granted=granted, to=to, why=why, by=by(), at=LATER)


def test_a_deferral_nobody_asked_for_is_not_settled(round_: Any) -> None:
    offer = live(round_)[0]
    settle: dict[str, Any] = {"granted": False, "to": None, "why": "x", "by": by(), "at": LATER}
    with pytest.raises(RuleBroken, match="Ingen har bedt"):
        answers.settle_deferral(offer=offer, **settle)
    answer(answers.accept_offer, offer)
    with pytest.raises(RuleBroken, match="tatt imot"):
        answers.settle_deferral(offer=offer, **settle)


def test_a_post_that_fell_away_is_recalled_and_the_doctor_is_in_line_again(round_: Any) -> None:
    offer = of_half(round_, 1)[0]
    answer(answers.accept_offer, offer)
    answers.recall_offer(offer=offer, why="Avdelingen stenges", by=by(), at=LATER)
    offer.refresh_from_db()
    assert (offer.state, offer.ended_why) == (State.RECALLED, "Avdelingen stenges")
    assert (offer.post.state, offer.post.withdrawn_why) == ("withdrawn", "Avdelingen stenges")
    assert Placement.objects.get(post=offer.post).state == "cancelled"
    chain_stands(round_)
    with pytest.raises(RuleBroken, match="falt bort"):
        answers.recall_offer(offer=offer, why="igjen", by=by(), at=LATER)
    with pytest.raises(RuleBroken, match="Skriv hvorfor"):
        answers.recall_offer(offer=live(round_)[0], why=" ", by=by(), at=LATER)


def test_who_answers_for_a_doctor_says_who_asked(round_: Any) -> None:
    with pytest.raises(RuleBroken, match="hvem som ba deg"):
        answers.accept_offer(offer=live(round_)[0], by=by(), at=LATER)
    with pytest.raises(RuleBroken, match="hvorfor du sier nei"):
        answer(answers.decline_offer, live(round_)[0], code="syk")
    with pytest.raises(RuleBroken, match="Velg en grunn"):
        answer(answers.ask_to_defer, live(round_)[0], ground="syk")


@pytest.mark.parametrize("role", [ADVISER, TRUST_COORDINATOR])
def test_a_stranger_answers_for_nobody(round_: Any, role: str) -> None:
    stranger = actor_as(role, stranger=True)
    offer = live(round_)[0]
    for deed, more in (
        (answers.accept_offer, {"asked_how": "x"}),
        (answers.decline_offer, {"code": "moved"}),
        (answers.ask_to_defer, {"ground": "plan"}),
        (answers.recall_offer, {"why": "x"}),
        (answers.settle_deferral, {"why": "x", "granted": False, "to": None}),
    ):
        with pytest.raises(NotAllowed):
            deed(offer=offer, by=stranger, at=LATER, **more)


def test_the_database_holds_one_live_offer_per_post_and_per_doctor(round_: Any) -> None:
    one, other = live(round_)[:2]
    for values in ({"post": one.post}, {"doctor": one.doctor}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.filter(pk=other.pk).update(**values)


def test_who_writes_a_second_offer_is_told_in_words(round_: Any) -> None:
    one, other = live(round_)[:2]
    again = Offer(post=other.post, nomination=one.nomination, doctor=one.doctor, why=Offer.Why.VACANCY)
    again.shown_from, again.answer_by, again.made_at = one.shown_from, one.answer_by, AT
    with pytest.raises(RuleBroken, match="et annet tilbud i samme øyeblikk"), transaction.atomic():
        making.save_offer(offer=again, by=by(), at=AT)
    chain_stands(round_)


def test_one_who_has_a_post_in_these_days_is_not_given_another(round_: Any) -> None:
    offer = live(round_)[0]
    other = live(round_)[1].post
    stay: dict[str, Any] = {"from_on": offer.post.from_on, "to_on": offer.post.to_on, "made_at": AT}
    Placement.objects.create(post=other, doctor=offer.doctor, nomination=offer.nomination, **stay)
    with pytest.raises(RuleBroken, match="alt en plass i denne tiden"):
        answer(answers.accept_offer, offer)
    assert Offer.objects.get(pk=offer.pk).is_live


def embargoed(draft: Any, shown_from: datetime) -> Any:
    judged(draft, by())
    making.set_terms(trust=draft.trust, year=2028, shown_from=shown_from, days=3, hour=12, by=by(), at=AT)
    return deeds.release_round(round_=draft, by=coordinator("Andre"), at=AT)


def test_nothing_is_sent_or_answered_before_the_set_hour(draft: Any) -> None:
    shown = AT + timedelta(days=2)
    round_ = embargoed(draft, shown)
    offer = live(round_)[0]
    assert (round_.shown_from, offer.shown_from) == (shown, shown)
    assert offer.answer_by.isoformat() == "2027-09-06T10:00:00+00:00"  # Monday at noon, summer time
    assert not send_offer(offer_id=offer.pk, at=shown - timedelta(seconds=1))
    with pytest.raises(RuleBroken, match="ikke sendt ennå"):
        answer(answers.accept_offer, offer)
    assert send_offer(offer_id=offer.pk, at=shown)


def test_terms_are_set_before_the_release_and_within_reason(draft: Any) -> None:
    for days, hour, shown, reason in (
        (0, None, None, "virkedager"),
        (5, 24, None, "klokkeslett|Klokkeslett"),
        (5, None, datetime.fromisoformat("2027-05-17T10:00:00+00:00"), "virkedag"),
    ):
        with pytest.raises(RuleBroken, match=reason):
            making.set_terms(trust=draft.trust, year=2028, shown_from=shown, days=days, hour=hour, by=by(), at=AT)
    making.set_terms(trust=draft.trust, year=2031, shown_from=None, days=4, hour=None, by=by(), at=AT)
    assert queries_offers.terms_of(draft.trust, 2031).days == 4
    assert queries_offers.terms_beside(draft.trust, 2031) == []
    released(draft)
    with pytest.raises(RuleBroken, match="Vilkårene står fast"):
        making.set_terms(trust=draft.trust, year=2028, shown_from=None, days=5, hour=None, by=by(), at=AT)
    stranger = actor_as(TRUST_COORDINATOR, stranger=True)
    with pytest.raises(NotAllowed):
        making.set_terms(trust=draft.trust, year=2031, shown_from=None, days=5, hour=None, by=stranger, at=AT)


def test_a_wish_without_a_place_is_offered_as_the_trust(draft: Any) -> None:
    Wish.objects.filter(nomination__trust=draft.trust).exclude(number=1).delete()
    Wish.objects.filter(nomination__trust=draft.trust).update(hospital=None, department=None)
    deeds.try_rules(round_=draft, by=by(), at=AT)
    made = live(released(draft))
    assert made
    assert {(one.hospital, one.department) for one in made} == {(None, None)}


def test_a_round_that_placed_nobody_opens_its_posts_and_tells_of_no_offers(
    draft: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making.offering, "begin", lambda _problem: SimpleNamespace(offered={}))
    round_ = released(draft)
    assert not round_.offers.exists()
    assert set(Post.objects.filter(trust=round_.trust, year=2028).values_list("state", flat=True)) == {"open"}
    assert not Entry.objects.filter(kind="placements.round.offers_made").exists()


def test_what_a_released_round_gave_stands_in_the_yearly_figures(round_: Any) -> None:
    judged_ = Outcome.objects.filter(run__round=round_, run__rules_name=round_.rules_name)
    found = queries_yearly.figures_for(by(), [round_.trust], 2028, date(2030, 1, 1))[round_.trust_id]
    assert found.given == judged_.filter(status=Status.PLACED).count()
    assert found.first_wishes == judged_.filter(wish_number=1).count()
    waiting = judged_.filter(wish_number=None).exclude(status=Status.NOT_ELIGIBLE).count()
    assert (found.waiting, sum(count for _place, count in found.unmet)) == (waiting, waiting)
