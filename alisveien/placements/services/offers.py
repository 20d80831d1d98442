"""Offers made: when a round is released, and for the next in line when a place becomes free."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.base.jobs import enqueue
from alisveien.engines.allocation import offering
from alisveien.engines.allocation.events import MidPeriod
from alisveien.engines.calendar.deadlines import deadline
from alisveien.engines.calendar.half_year import half_year
from alisveien.engines.distribution.run import Distribution, node_id
from alisveien.engines.nominations.nomination import WishRead
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries, queries_offers, rules_offers
from alisveien.placements.models import LIVE, Nomination, Offer, OfferStep, OfferTerms, Round
from alisveien.places.models import Place
from alisveien.posts.models import Post
from alisveien.posts.queries import plan_for
from alisveien.posts.services import make_posts, mark_post

State, Why = Offer.State, Offer.Why
SEND, EXPIRE = "placements.send_offers", "placements.expire_offers"
FREE = (Post.State.PLANNED, Post.State.OPEN)


class Line(TypedDict):
    """What every line of the journal about an offer says."""

    about: Offer
    by: Actor
    at: datetime
    places: list[int]


def line(offer: Offer, by: Actor, at: datetime) -> Line:
    """What a line of the journal about an offer says."""
    one = offer.nomination
    return {"about": offer, "by": by, "at": at, "places": [one.trust_id, one.municipality_id]}


@transaction.atomic
def set_terms(
    *, trust: Place, year: int, shown_from: datetime | None, days: int, hour: int | None, by: Actor, at: datetime
) -> OfferTerms:
    """Set how a trust sends its offers of a year. Raises NotAllowed, and RuleBroken when they are sent already."""
    round_ = Round.objects.filter(trust=trust, year=year).defer("frozen").select_for_update(of=("self",)).first()
    allow(rules_offers.may_handle(by, trust.pk))
    agree(rules_offers.against_terms(round_, days, hour, shown_from))
    values = {"shown_from": shown_from, "answer_days": days, "answer_hour": hour}
    with history_context(by):
        terms, _new = OfferTerms.objects.update_or_create(trust=trust, year=year, defaults=values)
    if round_ is not None:
        told = {"days": days, "hour": hour, "shown_from": shown_from.isoformat() if shown_from else ""}
        record("placements.round.terms_set", about=round_, by=by, at=at, after=told, places=[trust.pk])
    return terms


@transaction.atomic
def make_offers(*, round_: Round, by: Actor, at: datetime) -> list[Offer]:
    """Posts and prepared offers for everybody a released round placed, whole or not at all.

    Done twice, nothing more is made. What is left of the posts stands open. Stands inside the release, which has asked
    whether the actor may.
    """
    round_ = queries.locked_round(round_.pk)
    run = queries.shown_run(round_)
    if round_.state != Round.State.RELEASED or run is None or round_.offers.exists():
        return []
    found = queries.distribution_of(run)
    plan = next((row.plan for row in plan_for(by, round_.trust)), None)
    counts = {half: row.posts for row in found.frozen.posts if (half := half_year(row.period))}
    make_posts(trust=round_.trust, counts=counts, plan=plan, by=by, at=at)
    made = _write(round_, found, offering.begin(found.ranked.problem).offered, {}, by, at)
    for half in counts:
        with history_context(by):
            Post.objects.filter(trust=round_.trust, year=half.year, half=half.half, state=Post.State.PLANNED).update(
                state=Post.State.OPEN
            )
    if made:
        after = {"offers": len(made)}
        record("placements.round.offers_made", about=round_, by=by, at=at, after=after, places=[round_.trust_id])
    return made


@transaction.atomic
def happen(*, round_: Round, event: offering.Happening, by: Actor, at: datetime) -> list[Offer]:
    """Write one event into the chain of a round, and make the offers that follow from it. Returns these.

    What follows for others stands as the system's: who gave a post up is not told to the next one's municipality.
    The round must be locked. The offer of a post with a node of its own is written by the one who made the node. A
    chain that says no raises BadEvent, and nothing is written.
    """
    run = queries.shown_run(round_)
    assert run is not None, "a released round has its run"
    found = queries.distribution_of(run)
    turn = offering.answered(queries_offers.chain_of(round_, found), event)
    OfferStep.objects.create(
        round=round_,
        number=round_.offer_steps.count() + 1,
        event=offering.happening_data(event),
        mark=turn.after.mark,
        by_id=by.user_id,
        at=at,
    )
    _replace(round_, turn.replaced, VISITOR, at)
    own = {name for name, node in turn.made.items() if isinstance(event, MidPeriod) and node == event.node}
    made = {name: node for name, node in turn.made.items() if name not in own}
    return _write(round_, found, made, turn.replaced, VISITOR, at)


def _replace(round_: Round, names: Iterable[str], by: Actor, at: datetime) -> None:
    """End the offers of those who get a better one, and let their posts go."""
    for offer in round_.offers.filter(state__in=LIVE, doctor__hpr_number__in=list(names)).select_related(
        "post", "nomination"
    ):
        end_offer(offer=offer, state=State.REPLACED, by=by, at=at)
        mark_post(post=offer.post, state=Post.State.OPEN, by=by, at=at)


_ENDED: dict[Offer.State, Callable[..., object]] = {
    State.ACCEPTED: lambda **said: record("placements.offer.accepted", **said),
    State.DECLINED: lambda **said: record("placements.offer.declined", **said),
    State.EXPIRED: lambda **said: record("placements.offer.expired", **said),
    State.REPLACED: lambda **said: record("placements.offer.replaced", **said),
    State.RECALLED: lambda **said: record("placements.offer.recalled", **said),
    State.DEFERRED: lambda **said: record("placements.offer.deferred", **said),
}
"""The line of the journal for each last state of an offer; each kind is written out, so that its telling is found."""


@transaction.atomic
def end_offer(
    *, offer: Offer, state: str, by: Actor, at: datetime, told: dict[str, Any] | None = None, **values: Any
) -> Offer:
    """Give an offer its last state, with the fields that belong to it, and write it in the journal."""
    before = {"state": offer.state}
    offer.state, offer.ended_at = state, at
    for name, value in values.items():
        setattr(offer, name, value)
    with history_context(by):
        offer.save()
    _ENDED[State(state)](**line(offer, by, at), before=before, after={"state": state, **(told or {})})
    return offer


def _write(
    round_: Round, found: Distribution, made: Mapping[str, str], replaced: Mapping[str, str], by: Actor, at: datetime
) -> list[Offer]:
    """The offers of some doctors at some nodes of the round's problem, each with a free post."""
    first = not round_.offers.exists()
    terms = queries_offers.terms_of(round_.trust, round_.year)
    shown = max(at, round_.shown_from or at)
    due = deadline(norwegian_day(shown), terms.days, terms.hour)
    people = {one.hpr_number: one for one in _nominations(round_, made)}
    offers = []
    for name, node in made.items():
        why = Why.BETTER if name in replaced else Why.ROUND if first else Why.FREED
        offer = _offer(round_, people[name], _wish_at(found, name, node), node, why)
        offer.shown_from, offer.answer_by, offer.made_at = shown, due, at
        offers.append(save_offer(offer=offer, by=by, at=at))
    if offers:
        enqueue(SEND, after=shown)
        enqueue(EXPIRE, after=due)
    return offers


@transaction.atomic
def save_offer(*, offer: Offer, by: Actor, at: datetime) -> Offer:
    """Write a new offer, mark its post as offered, and write it in the journal.

    Raises RuleBroken when the doctor or the post has been given another offer at the same moment.
    """
    mark_post(post=offer.post, state=Post.State.OFFERED, by=by, at=at)
    try:
        with transaction.atomic(), history_context(by):
            offer.save(force_insert=True)
    except IntegrityError as refused:
        raise RuleBroken(
            [_("Legen eller plassen fikk et annet tilbud i samme øyeblikk. Se over på nytt.")]
        ) from refused
    record("placements.offer.made", **line(offer, by, at), after={"why": str(offer.why)})
    return offer


def _nominations(round_: Round, names: Iterable[str]) -> Iterable[Nomination]:
    found = Nomination.objects.filter(trust=round_.trust, doctor__hpr_number__in=list(names))
    return found.select_related("doctor", "trust", "municipality").order_by("pk")


def _wish_at(found: Distribution, name: str, node: str) -> WishRead | None:
    """The wish of a doctor that a node is, None for a post with days of its own."""
    trust = next(one.trust for one in found.frozen.nominations if one.hpr_number == name)
    wishes = found.ranked.gates[name].allowed
    return next((one for one in wishes if node_id(trust, one.period.label, one.hospital, one.department) == node), None)


def _offer(round_: Round, nomination: Nomination, wish: WishRead | None, node: str, why: str) -> Offer:
    """An offer at a wish, with the first free post of the half-year."""
    assert wish is not None, "only wishes are offered by the chain"
    free = free_posts(round_.trust, wish.period.year, wish.period.half)
    post = free.select_for_update(of=("self",)).first()  # a plan published in the same moment does not get it too
    agree([] if post else [_("Det er ingen ledig plass i halvåret. Se planen over plasser.")])
    hospital = Place.objects.filter(kind=Place.Kind.HOSPITAL, code=wish.hospital).first() if wish.hospital else None
    department = None
    if hospital and wish.department:
        department = (
            Place.objects.filter(kind=Place.Kind.DEPARTMENT, parent=hospital, name=wish.department)
            .order_by("-pk")
            .first()
        )
    return Offer(
        post=post,
        nomination=nomination,
        doctor=nomination.doctor,
        round=round_,
        wish_number=wish.number,
        hospital=hospital,
        department=department,
        why=why,
    )


def free_posts(trust: Place, year: int, half: int) -> Any:
    """The whole posts of a half-year nobody holds or has been offered, the lowest number first."""
    whole = Post.objects.filter(trust=trust, year=year, half=half, left_by=None, state__in=FREE)
    return whole.exclude(offers__state__in=LIVE).order_by("number")
