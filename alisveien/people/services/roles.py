"""Roles persons hold: begun, ended, confirmed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.models import ContactRole, Person
from alisveien.places.models import Place

WHO_MAY = _("Stedet selv og kontoret som følger det, holder kontaktene der.")
HELD = ("role", "place", "from_on", "to_on", "topics")
CONFIRMED = ("confirmed_at", "confirmed_by")


@transaction.atomic
def add_role(
    *,
    person: Person,
    role: str,
    place: Place,
    from_on: date | None,
    to_on: date | None = None,
    topics: str = "",
    by: Actor,
    at: datetime,
) -> ContactRole:
    """Let a person hold a role at a place from a day until, not with, another. Raises NotAllowed, RuleBroken.

    Whoever enters it confirms it.
    """
    allow(rules.may_keep_roles_at(by, place), str(WHO_MAY))
    person = queries.locked_person(person.pk)
    agree(
        rules.against_holding(role=role, place=place, from_on=from_on, to_on=to_on)
        + ([_("Personen er slått sammen med en annen.")] if person.merged_into_id else [])
    )
    held = ContactRole(person=person, role=role, place=place, place_kind=place.kind, from_on=from_on, to_on=to_on)
    held.topics, held.confirmed_at, held.confirmed_by = topics.strip(), at, by.user_id
    save_role(held)
    after = picture(held, *HELD)
    before = after | {"to_on": after["from_on"]} if from_on else None  # undone it has lasted no day
    record("people.role.begun", about=held, by=by, at=at, before=before, after=after, places=[place.pk])
    return held


@transaction.atomic
def end_role(*, role: ContactRole, to_on: date, by: Actor, at: datetime) -> ContactRole:
    """End a role: ``to_on`` is the first day it is not held. Raises NotAllowed, RuleBroken."""
    role = queries.locked_role(role.pk)
    allow(rules.may_keep_roles_at(by, role.place), str(WHO_MAY))
    agree(rules.against_ending(role, to_on=to_on))
    before = picture(role, "to_on")
    role.to_on = to_on
    role.save(update_fields=["to_on"])
    after = picture(role, "to_on")
    record("people.role.ended", about=role, by=by, at=at, before=before, after=after, places=[role.place_id])
    return role


@transaction.atomic
def confirm_roles(*, roles: Iterable[ContactRole], by: Actor, at: datetime) -> int:
    """Say that roles are right as they stand; how many. All or none. Raises NotAllowed, RuleBroken."""
    today, count = norwegian_day(at), 0
    for one in sorted(roles, key=lambda role: role.pk):
        role = queries.locked_role(one.pk)
        allow(rules.may_keep_roles_at(by, role.place), str(WHO_MAY))
        agree(rules.against_confirming(role, today=today))
        before = picture(role, *CONFIRMED)
        role.confirmed_at, role.confirmed_by = at, by.user_id
        role.save(update_fields=["confirmed_at", "confirmed_by"])
        after = picture(role, *CONFIRMED)
        record("people.role.confirmed", about=role, by=by, at=at, before=before, after=after, places=[role.place_id])
        count += 1
    return count


def save_role(held: ContactRole) -> None:
    """Save a role; the database's own refusals become words. Raises RuleBroken."""
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as clash:
        reasons = {
            "contact_role_once_at_a_time": _("Personen har alt denne rollen her i hele eller deler av perioden."),
            "contact_role_one_holder": _("En annen har alt denne rollen her. Avslutt den først."),
        }
        reason = next((words for name, words in reasons.items() if name in str(clash)), None)
        if reason is None:
            raise
        raise RuleBroken([reason]) from clash
