"""Moving between places, and between the specialities, as deeds with a date and a reason."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.models import HELD_AT, ContactRole, Doctor, Move, Person
from alisveien.people.services.ledger import Ledger, take_back
from alisveien.people.services.roles import save_role
from alisveien.places.models import Place

Kind = Place.Kind
OF_DOCTOR = ("municipality", "unit", "municipal_order")
OF_ROLE = ("person", "role", "place", "from_on", "to_on")
Carry = Callable[[Ledger, Doctor, Actor, datetime], None]
"""What else follows a doctor who is employed elsewhere: given by those above, written in the same ledger."""


def nothing(ledger: Ledger, doctor: Doctor, by: Actor, at: datetime) -> None:
    """Nothing but roles and employment follows."""


@transaction.atomic
def move_person(
    *,
    person: Person,
    from_place: Place,
    to_place: Place,
    on: date,
    reason: str,
    by: Actor,
    at: datetime,
    carry: Carry = nothing,
) -> Move:
    """Move somebody to another place from a day: roles at the first end, and begin at the second where they can.

    A doctor in training is employed there from then on, without the former municipality's priority, and what ``carry``
    takes along follows. The new place confirms the roles itself. Raises NotAllowed, RuleBroken.
    """
    person = queries.locked_person(person.pk)
    allow(rules.may_move(by, person, from_place), _("Stedet personen forlater, eller kontoret der, registrerer det."))
    held = list(_held(person, from_place, on))
    today = norwegian_day(at)
    agree(rules.against_moving(person, from_place=from_place, to_place=to_place, roles=len(held), on=on, today=today))
    ledger = Ledger()
    for role in held:
        _hand_over(ledger, role, to_place, on)
    if person.doctor is not None and rules.trains_at(person, from_place):
        _employ(ledger, person.doctor, to_place, by, at)
        carry(ledger, person.doctor, by, at)
    move = Move.objects.create(
        person=person,
        kind=Move.Kind.PLACE,
        from_place=from_place,
        to_place=to_place,
        on=on,
        reason=reason,
        wrote=ledger.lines,
        by_id=by.user_id,
        at=at,
    )
    record("people.person.moved", about=person, by=by, at=at, places=[from_place.pk, to_place.pk])
    return move


@transaction.atomic
def undo_move(*, move: Move, by: Actor, at: datetime) -> Move:
    """Take a move to another place or speciality back whole: roles, employment and what followed.

    Raises NotAllowed, RuleBroken.
    """
    move = Move.objects.select_for_update(of=("self",)).select_related("from_place", "to_place").get(pk=move.pk)
    person = queries.locked_person(move.person_id)
    allow(rules.may_undo_move(by, person, move), who_undoes(move))
    agree(rules.against_undoing_move(move))
    take_back(move.wrote, _("Noe er endret etter flyttingen. Ta det tilbake først, så kan den angres."))
    move.undone_by_id, move.undone_at = by.user_id, at
    move.save(update_fields=["undone_by_id", "undone_at"])
    if move.kind == Move.Kind.SPECIALITY:
        assert person.doctor is not None, "only a doctor in training changes speciality"
        record("people.person.speciality_back", about=person, by=by, at=at, places=[person.doctor.municipality_id])
        return move
    places = [place for place in (move.from_place_id, move.to_place_id) if place is not None]
    record("people.person.moved_back", about=person, by=by, at=at, places=places)
    return move


def who_undoes(move: Move) -> str:
    """What is said to one who may not take a move back."""
    if move.kind == Move.Kind.SPECIALITY:
        return _("Kommunen som har ansatt legen, angrer byttet.")
    return _("Et av de to stedene, eller kontoret der, angrer flyttingen.")


@transaction.atomic
def change_speciality(*, person: Person, speciality: str, on: date, reason: str, by: Actor, at: datetime) -> Move:
    """Let a doctor in training go over to another speciality from a day. Raises NotAllowed, RuleBroken."""
    person = queries.locked_person(person.pk)
    allow(rules.may_change_speciality(by, person), _("Kommunen som har ansatt legen, registrerer det."))
    agree(rules.against_changing_speciality(person, speciality=speciality, on=on, today=norwegian_day(at)))
    doctor = person.doctor
    assert doctor is not None
    former, ledger = doctor.speciality, Ledger()
    ledger.write(doctor, {"speciality": Doctor.Speciality(speciality)})
    doctor.version += 1
    doctor.save(update_fields=["version"])
    move = Move.objects.create(
        person=person,
        kind=Move.Kind.SPECIALITY,
        from_speciality=former,
        to_speciality=speciality,
        on=on,
        reason=reason,
        wrote=ledger.lines,
        by_id=by.user_id,
        at=at,
    )
    record("people.person.changed_speciality", about=person, by=by, at=at, places=[doctor.municipality_id])
    return move


def _held(person: Person, place: Place, on: date) -> "list[ContactRole]":
    """The roles a person holds at a place on a day, locked."""
    lasting = Q(to_on=None) | Q(to_on__gt=on)
    found = ContactRole.objects.select_for_update(of=("self",)).filter(lasting, person=person, place=place)
    return [role for role in found.order_by("pk") if role.from_on is None or role.from_on <= on]


def _hand_over(ledger: Ledger, role: ContactRole, to_place: Place, on: date) -> None:
    """End a role, and begin it at another place where that kind of place has such a role."""
    ends = role.to_on
    ledger.write(role, {"to_on": on})
    if to_place.kind not in HELD_AT[role.role]:
        return
    begun = ContactRole(
        person_id=role.person_id,
        role=role.role,
        place=to_place,
        place_kind=to_place.kind,
        topics=role.topics,
        from_on=on,
        to_on=ends,
    )
    save_role(begun)
    ledger.note_made(begun, *OF_ROLE)


def _employ(ledger: Ledger, doctor: Doctor, place: Place, by: Actor, at: datetime) -> None:
    """Employ a doctor at a municipality, or at a unit below one."""
    before = picture(doctor, *OF_DOCTOR)
    town = place if place.kind == Kind.MUNICIPALITY else place.parent
    assert town is not None, "a unit lies under a municipality"
    unit = None if town == place else place
    ledger.write(doctor, {"municipality": town, "unit": unit, "municipal_order": None})
    doctor.version += 1
    doctor.save(update_fields=["version"])
    after = picture(doctor, *OF_DOCTOR)
    places = [before["municipality_id"], town.pk]
    record("people.doctor.moved", about=doctor, by=by, at=at, before=before, after=after, places=places)
