"""Giving and ending roles. Who has no account yet is invited on the way."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.access import rules
from alisveien.access.models import Holding
from alisveien.accounts.models import User
from alisveien.accounts.services import invite_user
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.places.models import Place

ENDING = ("to_on", "ended_by", "ended_at")
"""What ending a role changes."""


@transaction.atomic
def give_role(
    *, user: User, role: str, place: Place | None, from_on: date, to_on: date | None, by: Actor, at: datetime
) -> Holding:
    """Let a user hold a role at a place from a day until another. Raises NotAllowed, RuleBroken."""
    allow(rules.may_give_role(by, role, place), _("Du kan ikke gi denne rollen ved dette stedet."))
    agree(rules.against_giving_role(by=by, user_id=user.pk, role=role, place=place, from_on=from_on, to_on=to_on))
    holding = Holding(user=user, role=role, place=place, from_on=from_on, to_on=to_on)
    holding.place_kind = place.kind if place else ""
    holding.given_by, holding.given_at = by.user_id, at
    try:
        with transaction.atomic():
            holding.save()
    except IntegrityError as clash:
        if "holding_once_at_a_time" not in str(clash):
            raise
        raise RuleBroken([_("Personen har allerede denne rollen her i hele eller deler av perioden.")]) from clash
    record("access.role.given", about=holding, by=by, at=at, places=[place.pk] if place else [])
    return holding


@transaction.atomic
def invite_to_role(
    *, email: str, name: str, role: str, place: Place | None, from_on: date, to_on: date | None, by: Actor, at: datetime
) -> Holding:
    """Give a role to the person with an address; somebody new is invited by letter. Raises NotAllowed, RuleBroken."""
    allow(rules.may_give_role(by, role, place), _("Du kan ikke gi denne rollen ved dette stedet."))
    user = invite_user(email=email, name=name, by=by, at=at)
    return give_role(user=user, role=role, place=place, from_on=from_on, to_on=to_on, by=by, at=at)


@transaction.atomic
def end_role(*, holding: Holding, by: Actor, at: datetime) -> Holding:
    """End a role now: from today it gives nothing. Raises NotAllowed, RuleBroken."""
    holding = Holding.objects.select_for_update(of=("self",)).select_related("place").get(pk=holding.pk)
    today = norwegian_day(at)
    allow(rules.may_end_role(by, holding), _("Du kan ikke avslutte denne tilgangen."))
    agree(rules.against_ending_role(holding, today))
    before = picture(holding, *ENDING)
    holding.to_on = max(today, holding.from_on)
    holding.ended_by, holding.ended_at = by.user_id, at
    holding.save(update_fields=["to_on", "ended_by", "ended_at"])
    places = [holding.place_id] if holding.place_id else []
    after = picture(holding, *ENDING)
    record("access.role.ended", about=holding, by=by, at=at, before=before, after=after, places=places)
    return holding
