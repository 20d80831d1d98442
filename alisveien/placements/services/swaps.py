"""Swaps in mid-term: proposed by the trust, answered by both doctors, made when both say yes, undone before then."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.mail import write_letter
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries_swaps as queries
from alisveien.placements import rules_swaps as rules
from alisveien.placements.models import Placement, PlacementUnit, Swap, SwapSide
from alisveien.placements.queries_stays import locked_placement
from alisveien.placements.rules_stays_deeds import may_decide_stay, middle_of
from alisveien.placements.telling.reasons import day
from alisveien.placements.telling.stays import ward_name
from alisveien.places.models import Place
from alisveien.posts.models import Post
from alisveien.posts.services import mark_post

State, Answer = Swap.State, SwapSide.Answer
KIND = "placements.swap"


@transaction.atomic
def propose_swap(*, placement: Placement, other: Placement, why: str, by: Actor, at: datetime) -> Swap:
    """Propose to two doctors that they change departments for the last three months, and ask both by letter.

    ``why`` is how the trust arranges it; that it proposes is its yes. Raises NotAllowed, RuleBroken.
    """
    both = {pk: locked_placement(pk) for pk in sorted((placement.pk, other.pk))}
    placement, other = both[placement.pk], both[other.pk]
    for one in (placement, other):
        allow(may_decide_stay(by, one), _("Helseforetaket avgjør. Spør koordinatoren."))
    agree(rules.against_swapping(placement, norwegian_day(at), other, why))
    mine, theirs = (_second_ward(one) for one in (placement, other))
    with history_context(by):
        swap = Swap.objects.create(
            trust=placement.post.trust, from_on=middle_of(placement), why=why.strip(), proposed_at=at
        )
        for one, left, had in ((placement, mine, theirs), (other, theirs, mine)):
            SwapSide.objects.create(swap=swap, placement=one, from_ward=left, to_ward=had)
    swap, sides = queries.locked_sides(swap)
    for side in sides:
        after = {"ward": side.to_ward_id, "from_on": swap.from_on.isoformat()}
        about, places = side.placement, _places(side.placement)
        record(
            "placements.placement.swap_proposed", about=about, by=by, at=at, why=swap.why, after=after, places=places
        )
        _write("swap_asked", side, side.placement.doctor.email, at)
    return swap


@transaction.atomic
def answer_swap(*, placement: Placement, answer: str, by: Actor, at: datetime, asked_how: str = "") -> Swap:
    """Say yes or no for the doctor of a placement. The second yes makes the swap; a no ends it, and no reason is asked.

    ``asked_how``: who asked and how, when the trust answers for the doctor. Raises NotAllowed, RuleBroken.
    """
    allow(rules.may_answer_swap(by, placement), _("Legen selv eller helseforetaket svarer."))
    swap, sides = _locked(placement)
    side = next(one for one in sides if one.placement_id == placement.pk)
    agree(rules.against_answering(swap, side, norwegian_day(at)))
    agree(rules.against_the_words(by, side.placement, asked_how))
    side.answer, side.answered_at = Answer(answer), at
    side.asked_how = "" if rules.may_answer_self(by, side.placement) else asked_how.strip()
    with history_context(by):
        side.save()
    about, places = side.placement, _places(side.placement)
    record("placements.placement.swap_answered", about=about, by=by, at=at, after={"answer": answer}, places=places)
    if side.answer == Answer.NO:
        _end(swap, sides, State.DECLINED, "", by, at)
        _tell("swap_ended", [one for one in sides if one.pk != side.pk], at)
    elif all(one.answer == Answer.YES for one in sides):
        _make(swap, sides, by, at)
    return swap


@transaction.atomic
def end_swap(*, placement: Placement, why: str, by: Actor, at: datetime) -> Swap:
    """Take a proposed swap back, or undo one that is made and has not begun; both doctors are told why.

    Raises NotAllowed, and RuleBroken when it has begun or a placement was changed after it.
    """
    allow(may_decide_stay(by, placement), _("Helseforetaket avgjør. Spør koordinatoren."))
    swap, sides = _locked(placement)
    agree(rules.against_ending(swap, sides, why, norwegian_day(at)))
    if swap.state == State.PROPOSED:
        _end(swap, sides, State.WITHDRAWN, why.strip(), by, at)
        _tell("swap_ended", sides, at)
        return swap
    for side in sides:
        _serve(side.placement, side.from_ward, swap.from_on, by, at)
    _end(swap, sides, State.UNDONE, why.strip(), by, at)
    _tell("swap_undone", sides, at, leaders=True)
    return swap


def _make(swap: Swap, sides: list[SwapSide], by: Actor, at: datetime) -> None:
    """Both have said yes: the departments change, when the placements still are as they were."""
    agree(rules.against_making(sides, norwegian_day(at)))
    swap.state, swap.made_at = State.MADE, at
    with history_context(by):
        swap.save(update_fields=["state", "made_at"])
    for side in sides:
        _serve(side.placement, side.to_ward, swap.from_on, by, at)
        after = {"ward": side.to_ward_id, "from_on": swap.from_on.isoformat()}
        about, places = side.placement, _places(side.placement)
        who = _told_by(by, side.placement)
        record("placements.placement.swapped", about=about, by=who, at=at, why=swap.why, after=after, places=places)
    _tell("swap_made", sides, at, leaders=True)


def _end(swap: Swap, sides: list[SwapSide], state: str, why: str, by: Actor, at: datetime) -> None:
    """A swap that no longer is one; both placements can be part of another."""
    swap.state, swap.ended_at, swap.ended_why = state, at, why
    with history_context(by):
        swap.save(update_fields=["state", "ended_at", "ended_why"])
        for side in sides:
            side.live = False
            side.save(update_fields=["live"])
    for side in sides:
        about, places, after = side.placement, _places(side.placement), {"state": state}
        who = _told_by(by, side.placement)
        record("placements.placement.swap_ended", about=about, by=who, at=at, why=why, after=after, places=places)


def _told_by(by: Actor, placement: Placement) -> Actor:
    """Who the log of a placement names: the system, where the other doctor's answer decided."""
    return by if may_decide_stay(by, placement) or rules.may_answer_self(by, placement) else VISITOR


def _serve(placement: Placement, ward: Place, from_on: date, by: Actor, at: datetime) -> None:
    """Serve a placement at a department from its middle on; at the first one, it is whole again."""
    first = placement.units.all()[0]
    whole = first.department_id == ward.pk
    last = placement.to_on if whole else from_on - timedelta(days=1)
    values = {"hospital": ward.parent, "department": ward, "from_on": from_on, "to_on": placement.to_on}
    with history_context(by):
        if whole:
            PlacementUnit.objects.filter(placement=placement, number=2).delete()
        PlacementUnit.objects.filter(placement=placement, number=1).update(to_on=last)
        if not whole:
            PlacementUnit.objects.update_or_create(placement=placement, number=2, defaults=values)
    mark_post(post=placement.post, state=Post.State.FILLED if whole else Post.State.SPLIT, by=by, at=at)


def _locked(placement: Placement) -> tuple[Swap, list[SwapSide]]:
    """The latest swap of a placement, locked. Raises RuleBroken when there is none."""
    side = queries.side_of(placement)
    agree([] if side else [_("Det er ikke foreslått noe bytte.")])
    assert side is not None
    return queries.locked_sides(side.swap)


def _second_ward(placement: Placement) -> Place:
    second = rules.second_unit(placement)
    assert second is not None, "the rule has seen that there is one"
    assert second.department is not None, "the rule has seen that it is named"
    return second.department


def _tell(name: str, sides: list[SwapSide], at: datetime, *, leaders: bool = False) -> None:
    """One letter to each doctor, and to each leader when the placement is another now."""
    for side in sides:
        leader = side.placement.nomination.leader_email if leaders else ""
        for address in dict.fromkeys((side.placement.doctor.email, leader)):
            _write(name, side, address, at)


def _write(name: str, side: SwapSide, to: str, at: datetime) -> None:
    """A letter about one side of a swap. It never says who the other doctor is; none when there is no address."""
    if not to:
        return
    placement, doctor = side.placement, side.placement.doctor
    page = "placements:stay_swap_answer" if name == "swap_asked" else "placements:stay"
    words = {
        "doctor": doctor.name,
        "trust": placement.post.trust.name,
        "from_ward": ward_name(side.from_ward),
        "to_ward": ward_name(side.to_ward),
        "from_on": day(side.swap.from_on),
        "why": side.swap.ended_why or side.swap.why,
        "ended_why": side.swap.ended_why,
        "address": f"{settings.ADDRESS}{reverse(page, args=[placement.pk])}",
    }
    write_letter(
        kind=f"{KIND}.{name}",
        to=to,
        template=f"placements/mail/{name}.txt",
        at=at,
        words=words,
        about=placement,
        recipient_id=doctor.user_id if to == doctor.email else None,
    )


def _places(placement: Placement) -> list[int]:
    return [placement.doctor.municipality_id, placement.post.trust_id]
