"""Empty posts offered to somebody in line, and who can begin at short notice."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.jobs import enqueue
from alisveien.engines.allocation import offering
from alisveien.engines.allocation.events import MidPeriod, Nominated, PostsChanged
from alisveien.engines.allocation.problem import Doctor
from alisveien.engines.calendar.deadlines import deadline
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.run import node_id
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries, queries_offers, queries_vacancies, rules_offers, rules_vacancies
from alisveien.placements.models import Nomination, Offer, Round, ShortNotice, Wish
from alisveien.placements.queries_vacancies import Candidate
from alisveien.placements.services.offers import EXPIRE, SEND, happen, save_offer
from alisveien.posts.models import Post


@transaction.atomic
def offer_vacancy(
    *, post: Post, nomination: Nomination, waived: Collection[str], why: str, by: Actor, at: datetime
) -> Offer:
    """Offer an empty post to somebody in line, with what is set aside for it and the reason.

    When the post is of a released round, it leaves the round's posts and stands by itself in the chain of events.
    Raises NotAllowed and RuleBroken.
    """
    round_ = _locked_round(post)
    post = Post.objects.select_for_update(of=("self",)).select_related("trust").get(pk=post.pk)
    allow(rules_offers.may_handle(by, post.trust_id))
    line = queries_vacancies.candidates_for(by, post, at)
    candidate = next((one for one in line if one.nomination.pk == nomination.pk), None)
    agree(rules_vacancies.against_offering(post, candidate, line, waived, why))
    assert candidate is not None, "as agreed"
    if round_ is not None:
        _in_the_chain(round_, post, candidate, waived, by, at)
    terms = queries_offers.terms_of(post.trust, post.year)
    wish = _wish_of(candidate)
    offer = Offer(
        post=post,
        nomination=candidate.nomination,
        doctor=candidate.nomination.doctor,
        round=round_,
        wish_number=wish.number if wish else None,
        hospital=wish.hospital if wish else None,
        department=wish.department if wish else None,
        why=Offer.Why.VACANCY,
        shown_from=at,
        answer_by=deadline(norwegian_day(at), terms.days, terms.hour),
        made_at=at,
        waived=sorted(waived),
        waived_why=why.strip() if waived else "",
    )
    save_offer(offer=offer, by=by, at=at)
    enqueue(SEND, after=at)
    enqueue(EXPIRE, after=offer.answer_by)
    return offer


@transaction.atomic
def say_short_notice(*, nomination: Nomination, can: bool, by: Actor, at: datetime) -> bool:
    """Say that a doctor can begin at short notice, or no longer can. Whether that is new. Raises NotAllowed."""
    nomination = Nomination.objects.select_for_update(of=("self",)).select_related("doctor").get(pk=nomination.pk)
    allow(rules_vacancies.may_say_short_notice(by, nomination))
    holding = nomination.short_notices.filter(ended_at=None)
    if can == holding.exists():
        return False
    with history_context(by):
        if can:
            ShortNotice.objects.create(nomination=nomination, said_at=at, said_by=by.user_id)
        else:
            holding.update(ended_at=at)
    places = [nomination.trust_id, nomination.municipality_id]
    record("placements.nomination.short_notice", about=nomination, by=by, at=at, after={"can": can}, places=places)
    return True


def _wish_of(candidate: Candidate) -> Wish | None:
    """The wish for the half-year the offer meets, None when there is none."""
    number = candidate.found.wish.number if candidate.found.wish else 0
    return candidate.nomination.wishes.filter(number=number).first()


def _locked_round(post: Post) -> Round | None:
    """The released round a post is of, locked; None when there is none, or its persons are gone."""
    found = Round.objects.filter(trust=post.trust_id, year=post.year, state=Round.State.RELEASED).first()
    if found is None or queries.shown_run(found) is None:
        return None
    return queries.locked_round(found.pk)


def _in_the_chain(
    round_: Round, post: Post, candidate: Candidate, waived: Collection[str], by: Actor, at: datetime
) -> None:
    """Write into the chain that the post stands by itself and is wished by the one it is offered to."""
    run = queries.shown_run(round_)
    assert run is not None, "as locked"
    chain = queries_offers.chain_of(round_, queries.distribution_of(run))
    root = node_id(post.trust.code, HalfYear(post.year, post.half).label)
    name, events = candidate.nomination.doctor.hpr_number, list[offering.Happening]()
    alone = f"{root}/post-{post.pk}"
    if post.left_by_id is None and not any(node.startswith(f"{alone}-") for node in chain.problem.nodes):
        events.append(PostsChanged(root, (chain.problem.nodes[root].cap or 0) - 1))
    if name not in chain.problem.doctors:
        events.append(Nominated(Doctor(name, ())))
    node = f"{alone}-{round_.offer_steps.count() + 1}"
    events.append(MidPeriod(node, 1, ((name, candidate.found.key),), tuple(sorted(waived))))
    for event in events:
        happen(round_=round_, event=event, by=by, at=at)
