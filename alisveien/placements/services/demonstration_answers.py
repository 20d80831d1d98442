"""The demonstration: the offers of a round that is over, each as the chain of answers has it. All invented."""

from datetime import datetime, timedelta

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.engines.allocation.events import Accepted, Deferred
from alisveien.engines.allocation.offering import Turn, begin, happening_data
from alisveien.engines.calendar.deadlines import deadline
from alisveien.engines.distribution.run import rank
from alisveien.placements.models import Offer, OfferStep, Placement, Round
from alisveien.placements.services.demonstration_list import Entrant, Worked
from alisveien.posts.models import Post

ANSWER_DAYS = 5
HOW = "Legen, i telefon"
State, Why = Offer.State, Offer.Why


def write_answers(round_: Round, worked: Worked, by: Actor, at: datetime) -> None:
    """Every offer with its answer, the steps of the chain, and when each placement was made. ``at``: the release."""
    due = deadline(norwegian_day(at), ANSWER_DAYS, None)
    first, times = begin(rank(worked.frozen).problem).offered, _times(worked.turns, at)
    freed = {name: _who(turn) for turn in worked.turns for name in turn.made}
    offers, taken = [], []
    for name, one in worked.entrants.items():
        if name not in times:
            continue
        from_at = at if name in first else times[freed[name]]
        offer = _offer(round_, one, _post(worked, one, freed), from_at, times[name], due)
        offer.why = Why.ROUND if name in first else Why.FREED
        offer.answered_by, offer.asked_how = by.user_id, HOW
        offers.append(offer)
        if one.placement is not None:
            one.placement.made_at = times[name]
            taken.append(one.placement)
    Offer.objects.bulk_create(offers)
    Placement.objects.bulk_update(taken, ["made_at"])
    OfferStep.objects.bulk_create(
        OfferStep(
            round=round_,
            number=number,
            event=happening_data(turn.event),
            mark=turn.after.mark,
            by_id=by.user_id,
            at=times[_who(turn)],
        )
        for number, turn in enumerate(worked.turns, start=1)
    )


def _who(turn: Turn) -> str:
    assert isinstance(turn.event, Accepted | Deferred)
    return turn.event.doctor


def _times(turns: list[Turn], at: datetime) -> dict[str, datetime]:
    """When each answered, in the order of the chain: the first the day after, the last before the week is over."""
    return {_who(turn): at + timedelta(days=1, minutes=37 * number) for number, turn in enumerate(turns)}


def _post(worked: Worked, one: Entrant, freed: dict[str, str]) -> Post:
    """The post that was offered: one's own, or that of the one who got it after."""
    if one.placement is not None:
        return one.placement.post
    next_one = next((name for name, before in freed.items() if before == one.name), None)
    placement = worked.entrants[next_one].placement if next_one else None
    assert placement is not None, "who is next in line took the post"
    return placement.post


def _offer(round_: Round, one: Entrant, post: Post, sent_at: datetime, ended_at: datetime, due: datetime) -> Offer:
    return Offer(
        post=post,
        nomination=one.nomination,
        doctor=one.nomination.doctor,
        round=round_,
        wish_number=one.number + one.earlier,
        hospital=one.ward.hospital,
        department=one.ward.department,
        state=State.DECLINED if one.declines else State.ACCEPTED,
        decline_code=Offer.Declined.MOVED if one.declines else "",
        shown_from=sent_at,
        answer_by=due,
        made_at=sent_at,
        sent_at=sent_at,
        ended_at=ended_at,
    )
