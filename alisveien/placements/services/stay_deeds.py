"""What the trust does with a placement: makes it longer, leaves days out, ends it, splits it, makes it one again."""

from datetime import date, datetime, timedelta
from typing import Any

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
from alisveien.placements import rules_stays_deeds as rules
from alisveien.placements.models import Interruption, Placement, PlacementUnit
from alisveien.placements.queries_stays import locked_placement
from alisveien.places.models import Place
from alisveien.posts.models import Post
from alisveien.posts.services import leave_rest, mark_post

State = Placement.State


@transaction.atomic
def extend_placement(*, placement: Placement, to_on: date, by: Actor, at: datetime) -> Placement:
    """Make a placement last to a later day; post and last unit follow. Raises NotAllowed, RuleBroken."""
    placement = decided(placement, by)
    agree(rules.against_extending(placement, to_on))
    before = {"to_on": placement.to_on.isoformat(), "post_to_on": placement.post.to_on.isoformat()}
    last = placement.units.all().reverse()[0]
    with history_context(by):
        if placement.post.to_on < to_on:
            Post.objects.filter(pk=placement.post_id).update(to_on=to_on)
        PlacementUnit.objects.filter(pk=last.pk).update(to_on=to_on)
        placement.to_on = to_on
        placement.save(update_fields=["to_on"])
    after = {"to_on": to_on.isoformat()}
    places = places_of(placement)
    record("placements.placement.extended", about=placement, by=by, at=at, before=before, after=after, places=places)
    tell_of_change(placement, by, at)
    return placement


@transaction.atomic
def interrupt_placement(
    *, placement: Placement, from_on: date, to_on: date, code: str, by: Actor, at: datetime
) -> Interruption:
    """Leave days out of a placement, with a code that says nothing about health. Raises NotAllowed, RuleBroken."""
    placement = decided(placement, by)
    agree(rules.against_interrupting(placement, from_on, to_on))
    with history_context(by):
        made = Interruption.objects.create(placement=placement, from_on=from_on, to_on=to_on, code=code)
    after = {"from_on": from_on.isoformat(), "to_on": to_on.isoformat()}
    places = places_of(placement)
    record("placements.placement.interrupted", about=placement, by=by, at=at, after=after, places=places)
    tell_of_change(placement, by, at)
    return made


@transaction.atomic
def take_interruption_back(*, placement: Placement, interruption: int, by: Actor, at: datetime) -> None:
    """Take an interruption away that did not come to be. One that is gone changes nothing. Raises NotAllowed."""
    placement = decided(placement, by)
    found = Interruption.objects.filter(placement=placement, pk=interruption).first()
    if found is None:
        return
    before = {"from_on": found.from_on.isoformat(), "to_on": found.to_on.isoformat()}
    with history_context(by):
        found.delete()
    places = places_of(placement)
    record("placements.placement.uninterrupted", about=placement, by=by, at=at, before=before, places=places)


@transaction.atomic
def end_placement(*, placement: Placement, last_on: date, by: Actor, at: datetime) -> Placement:
    """End a placement that has begun before its time; the rest of the post becomes an open post of its own.

    No reason is asked. Raises NotAllowed, RuleBroken.
    """
    placement = decided(placement, by)
    agree(rules.against_ending(placement, last_on))
    before = _served(placement)
    with history_context(by):
        placement.units.filter(from_on__gt=last_on).delete()
        placement.units.filter(to_on__gt=last_on).update(to_on=last_on)
        placement.interruptions.filter(from_on__gt=last_on).delete()
        placement.interruptions.filter(to_on__gt=last_on).update(to_on=last_on)
        placement.to_on, placement.state = last_on, State.ENDED_EARLY
        placement.save(update_fields=["to_on", "state"])
    rest = leave_rest(post=placement.post, from_on=last_on + timedelta(days=1), by=by, at=at)
    after = {"to_on": last_on.isoformat(), "rest": rest.pk}
    places = places_of(placement)
    record("placements.placement.ended_early", about=placement, by=by, at=at, before=before, after=after, places=places)
    tell_of_change(placement, by, at)
    return placement


@transaction.atomic
def split_placement(*, placement: Placement, ward: Place, why: str, by: Actor, at: datetime) -> Placement:
    """Serve the second three months at another department of the trust; the post is marked as split.

    ``why`` is how the trust arranges it. Raises NotAllowed, RuleBroken.
    """
    placement = decided(placement, by)
    agree(rules.against_splitting(placement, ward, why))
    agree([] if _lies_under(ward, placement.post.trust_id) else [_("Avdelingen hører til et annet helseforetak.")])
    middle = rules.middle_of(placement)
    with history_context(by):
        placement.units.update(to_on=middle - timedelta(days=1))
        PlacementUnit.objects.create(
            placement=placement,
            number=2,
            hospital=ward.parent,
            department=ward,
            from_on=middle,
            to_on=placement.to_on,
        )
    mark_post(post=placement.post, state=Post.State.SPLIT, by=by, at=at)
    after = {"ward": ward.pk, "from_on": middle.isoformat()}
    places = places_of(placement)
    record("placements.placement.split", about=placement, by=by, at=at, why=why.strip(), after=after, places=places)
    tell_of_change(placement, by, at)
    return placement


@transaction.atomic
def join_placement(*, placement: Placement, by: Actor, at: datetime) -> Placement:
    """Serve a split placement that has not begun at its first unit alone. Raises NotAllowed, RuleBroken."""
    placement = decided(placement, by)
    agree(rules.against_joining(placement))
    with history_context(by):
        placement.units.filter(number=2).delete()
        placement.units.update(to_on=placement.to_on)
    mark_post(post=placement.post, state=Post.State.FILLED, by=by, at=at)
    record("placements.placement.joined", about=placement, by=by, at=at, places=places_of(placement))
    tell_of_change(placement, by, at)
    return placement


def move_placements_on(*, at: datetime) -> int:
    """Begin the placements whose first day has come and complete those whose last day is over. How many.

    Each in a transaction of its own; done twice the same day, the second finds nothing.
    """
    today = norwegian_day(at)
    begin = Placement.objects.filter(state=State.AGREED, from_on__lte=today)
    moved = sum(_moved(pk, State.AGREED, at) for pk in begin.order_by("pk").values_list("pk", flat=True))
    over = Placement.objects.filter(state=State.BEGUN, to_on__lt=today)
    return moved + sum(_moved(pk, State.BEGUN, at) for pk in over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _moved(pk: int, state: str, at: datetime) -> int:
    placement = locked_placement(pk)
    if placement.state != state:
        return 0
    placement.state = State.BEGUN if state == State.AGREED else State.COMPLETED
    with history_context(VISITOR):
        placement.save(update_fields=["state"])
    if placement.state == State.BEGUN:
        record("placements.placement.begun", about=placement, by=VISITOR, at=at, places=places_of(placement))
    else:
        record("placements.placement.completed", about=placement, by=VISITOR, at=at, places=places_of(placement))
    return 1


def decided(placement: Placement, by: Actor) -> Placement:
    """The placement locked, when the actor may decide about it. Raises NotAllowed."""
    placement = locked_placement(placement.pk)
    allow(rules.may_decide_stay(by, placement), _("Helseforetaket avgjør. Spør koordinatoren."))
    return placement


def _served(placement: Placement) -> dict[str, Any]:
    """The days, units and interruptions of a placement, for the journal: enough to put them back."""
    return {
        "to_on": placement.to_on.isoformat(),
        "units": [
            [one.number, one.hospital_id, one.department_id, one.from_on.isoformat(), one.to_on.isoformat()]
            for one in placement.units.all()
        ],
        "interruptions": [
            [one.from_on.isoformat(), one.to_on.isoformat(), one.code] for one in placement.interruptions.all()
        ],
    }


def _lies_under(ward: Place, trust: int) -> bool:
    return ward.kind == Place.Kind.DEPARTMENT and ward.parent is not None and ward.parent.parent_id == trust


def tell_of_change(placement: Placement, by: Actor, at: datetime) -> None:
    """Write to the doctor and to the leader that the placement is changed: where to see it, and not what or why."""
    doctor, leader = placement.doctor, placement.nomination.leader_email
    words = {
        "doctor": doctor.name,
        "trust": placement.post.trust.name,
        "address": f"{settings.ADDRESS}{reverse('placements:stay', args=[placement.pk])}",
    }
    for address in dict.fromkeys(one for one in (doctor.email, leader) if one):
        write_letter(
            kind="placements.stay_changed",
            to=address,
            template="placements/mail/stay_changed.txt",
            at=at,
            words=words,
            about=placement,
            recipient_id=doctor.user_id if address == doctor.email else None,
        )


def places_of(placement: Placement) -> list[int]:
    """Where a deed on a placement is told: at home and at the trust."""
    return [placement.doctor.municipality_id, placement.post.trust_id]
