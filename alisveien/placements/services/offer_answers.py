"""Answers to offers: accepted, declined, deferred, expired, recalled; each lets the next in line in at once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.base.jobs import enqueue
from alisveien.engines.allocation import offering
from alisveien.engines.allocation.events import Accepted, Declined, Deferred
from alisveien.engines.calendar.deadlines import deadline
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.run import node_id
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries, queries_offers, rules_offers
from alisveien.placements.models import LIVE, Offer, Placement, PlacementUnit
from alisveien.placements.services.offer_letters import write_offer_letter
from alisveien.placements.services.offers import EXPIRE, end_offer, happen, line
from alisveien.posts.models import Post
from alisveien.posts.services import mark_post

State = Offer.State


@transaction.atomic
def accept_offer(*, offer: Offer, asked_how: str = "", by: Actor, at: datetime) -> Offer:
    """Take an offer: the placement is made with its unit, and the post is filled.

    ``asked_how`` says who asked and how when the trust answers for the doctor. Raises NotAllowed and RuleBroken.
    """
    offer = _to_answer(offer, asked_how, by, at)
    _place(offer, by, at)
    mark_post(post=offer.post, state=Post.State.FILLED, by=by, at=at)
    offer = _answered(offer, State.ACCEPTED, asked_how, by, at)
    _happened(offer, Accepted(offer.doctor.hpr_number), by, at)
    return offer


@transaction.atomic
def decline_offer(*, offer: Offer, code: str, asked_how: str = "", by: Actor, at: datetime) -> Offer:
    """Decline an offer with a coded reason; the post goes to the next in line at once.

    A place that does not suit leaves the other wishes standing; every other reason ends the round for the doctor.
    Declining costs nothing later. Raises NotAllowed and RuleBroken.
    """
    offer = _to_answer(offer, asked_how, by, at)
    agree(rules_offers.against_declining(code))
    mark_post(post=offer.post, state=Post.State.OPEN, by=by, at=at)
    offer = _answered(offer, State.DECLINED, asked_how, by, at, decline_code=code)
    name = offer.doctor.hpr_number
    _happened(offer, Declined(name) if code == Offer.Declined.PLACE else Deferred(name, ()), by, at)
    return offer


@transaction.atomic
def ask_to_defer(*, offer: Offer, ground: str, asked_how: str = "", by: Actor, at: datetime) -> Offer:
    """Ask to defer on a valid ground. The offer stands, and its time does not run out, until the trust settles it.

    Raises NotAllowed and RuleBroken.
    """
    offer = _to_answer(offer, asked_how, by, at)
    agree(rules_offers.against_asking(offer, ground, at))
    offer.ground, offer.ground_at, offer.asked_how = ground, at, _words(by, offer, asked_how)
    with history_context(by):
        offer.save(update_fields=["ground", "ground_at", "asked_how"])
    record("placements.offer.deferral_asked", **line(offer, by, at), after={"ground": ground})
    write_offer_letter(offer=offer, name="offer_deferral_asked", at=at)
    return offer


@transaction.atomic
def settle_deferral(*, offer: Offer, granted: bool, to: HalfYear | None, why: str, by: Actor, at: datetime) -> Offer:
    """Grant a deferral to a later half-year, or refuse it and give a new time to answer; with a reason.

    One who is granted it keeps the place in line, and waits for that half-year only. Raises NotAllowed and RuleBroken.
    """
    offer = queries_offers.locked_offer(offer.pk)
    allow(rules_offers.may_handle(by, offer.nomination.trust_id))
    agree(rules_offers.against_settling(offer, to, why, granted=granted))
    offer.settled_by, offer.settled_why = by.user_id, why.strip()
    if not granted or to is None:
        return _refused(offer, by, at)
    mark_post(post=offer.post, state=Post.State.OPEN, by=by, at=at)
    after = {"deferred_year": to.year, "deferred_half": to.half}
    offer = end_offer(offer=offer, state=State.DEFERRED, by=by, at=at, told={"to": to.label}, **after)
    write_offer_letter(offer=offer, name="offer_deferred", at=at)
    _happened(offer, Deferred(offer.doctor.hpr_number, _nodes_in(offer, to)), by, at)
    return offer


@transaction.atomic
def recall_offer(*, offer: Offer, why: str, by: Actor, at: datetime) -> Offer:
    """Correct a release: the post of an offer fell away. The doctor is told why, and is in line again at once.

    A placement that was agreed is cancelled. A release is never taken back. Raises NotAllowed and RuleBroken.
    """
    offer = queries_offers.locked_offer(offer.pk)
    allow(rules_offers.may_handle(by, offer.nomination.trust_id))
    agree(rules_offers.against_recalling(offer, queries_offers.placed_by(offer), why))
    with history_context(by):
        Placement.objects.filter(post=offer.post, doctor=offer.doctor, state=Placement.State.AGREED).update(
            state=Placement.State.CANCELLED
        )
    event = _recalled(offer)
    mark_post(post=offer.post, state=Post.State.WITHDRAWN, why=why.strip(), by=by, at=at)
    offer = end_offer(offer=offer, state=State.RECALLED, by=by, at=at, ended_why=why.strip())
    write_offer_letter(offer=offer, name="offer_recalled", at=at)
    if event is not None:
        _happened(offer, event, by, at)
    return offer


@transaction.atomic
def expire_offer(*, offer_id: int, at: datetime) -> bool:
    """End an offer whose time is out, and let the next in line in. Whether it did; done twice, nothing more happens."""
    offer = queries_offers.locked_offer(offer_id)
    if offer.state not in LIVE or offer.ground or offer.answer_by >= at:
        return False
    mark_post(post=offer.post, state=Post.State.OPEN, by=VISITOR, at=at)
    offer = end_offer(offer=offer, state=State.EXPIRED, by=VISITOR, at=at)
    write_offer_letter(offer=offer, name="offer_expired", at=at)
    _happened(offer, Deferred(offer.doctor.hpr_number, ()), VISITOR, at)
    return True


def _to_answer(offer: Offer, asked_how: str, by: Actor, at: datetime) -> Offer:
    """The offer locked, when the actor may answer it now."""
    offer = queries_offers.locked_offer(offer.pk)
    allow(rules_offers.may_answer(by, offer))
    agree([*rules_offers.against_answering(offer, at), *rules_offers.against_the_words(by, offer, asked_how)])
    return offer


def _place(offer: Offer, by: Actor, at: datetime) -> None:
    """The placement an accepted offer gives, with its one unit. Raises RuleBroken when doctor or post has another."""
    days = {"from_on": offer.post.from_on, "to_on": offer.post.to_on}
    try:
        with transaction.atomic(), history_context(by):
            placement = Placement.objects.create(
                post=offer.post, doctor=offer.doctor, nomination=offer.nomination, made_at=at, **days
            )
            PlacementUnit.objects.create(
                placement=placement, number=1, hospital=offer.hospital, department=offer.department, **days
            )
    except IntegrityError as refused:
        raise RuleBroken([_("Legen har alt en plass i denne tiden. Ta kontakt med koordinatoren.")]) from refused


def _words(by: Actor, offer: Offer, asked_how: str) -> str:
    return "" if rules_offers.may_answer_self(by, offer) else asked_how.strip()


def _answered(offer: Offer, state: str, asked_how: str, by: Actor, at: datetime, **values: str) -> Offer:
    words = _words(by, offer, asked_how)
    told = {"on_behalf": True} if words else {}
    offer = end_offer(
        offer=offer, state=state, by=by, at=at, told=told, answered_by=by.user_id, asked_how=words, **values
    )
    write_offer_letter(offer=offer, name=f"offer_{state}", at=at)
    return offer


def _refused(offer: Offer, by: Actor, at: datetime) -> Offer:
    """A deferral that is refused: the offer stands, with a new time to answer."""
    terms = queries_offers.terms_of(offer.nomination.trust, offer.post.year)
    offer.ground, offer.ground_at = "", None
    offer.answer_by = max(offer.answer_by, deadline(norwegian_day(at), terms.days, terms.hour))
    with history_context(by):
        offer.save(update_fields=["ground", "ground_at", "answer_by", "settled_by", "settled_why"])
    record("placements.offer.deferral_refused", **line(offer, by, at))
    write_offer_letter(offer=offer, name="offer_not_deferred", at=at)
    enqueue(EXPIRE, after=offer.answer_by)
    return offer


def _nodes_in(offer: Offer, half: HalfYear) -> tuple[str, ...]:
    """The nodes of the round a doctor wished in a half-year: what one waits for after a deferral within the round."""
    if offer.round is None:
        return ()
    run = queries.shown_run(offer.round)
    assert run is not None, "a released round has its run"
    found = queries.distribution_of(run)
    name, trust = offer.doctor.hpr_number, offer.nomination.trust.code
    current = queries_offers.wishes_now(offer.round, found, name)
    wished = [one for one in found.ranked.gates[name].allowed if one.period == half]
    nodes = (node_id(trust, one.period.label, one.hospital, one.department) for one in wished)
    return tuple(node for node in nodes if node in current)


def _recalled(offer: Offer) -> offering.Recalled | None:
    """The event of a post that fell away, None for an offer outside every round."""
    if offer.round is None:
        return None
    run = queries.shown_run(offer.round)
    assert run is not None, "a released round has its run"
    name = offer.doctor.hpr_number
    root, posts = queries_offers.root_held(offer.round, queries.distribution_of(run), name)
    return offering.Recalled(name, root, posts - 1)


def _happened(offer: Offer, event: offering.Happening, by: Actor, at: datetime) -> None:
    """Write the event into the chain of the round, when the offer belongs to one."""
    if offer.round is not None:
        happen(round_=queries.locked_round(offer.round.pk), event=event, by=by, at=at)
