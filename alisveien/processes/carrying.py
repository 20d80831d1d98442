"""What follows when municipalities end and another goes on: doctors, nominations with what is typed and asked of them,
roles, contacts, arenas and links.

Each row is written in the ledger of the deed, so that undoing the deed takes it back. Nothing is deleted: a role ends
on the day and a new one begins, a registration is continued by a new one that says where it came from.
What happened in a municipality (touches, letters, answers, enquiries, gap checks) stays there, and whoever reads the
past of the one that goes on reads it too, see `places.queries_former`. What a municipality itself must say ends with
it: a request to act for it, and a question about its contacts.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from alisveien.access.models import Holding, Link
from alisveien.establishments.models import Arena, Registration
from alisveien.people.models import ContactRole, Move
from alisveien.people.models.persons import ONE_AT_A_TIME
from alisveien.placements.models import Call
from alisveien.places.models import Place
from alisveien.places.services.ledger import Ledger
from alisveien.processes import queries


def carry(ledger: Ledger, former: Sequence[Place], onward: Place, day: date, at: datetime) -> None:
    """Let everything that belongs to ``former`` belong to ``onward`` from a day."""
    for doctor in queries.doctors_of(former):
        _note_move(ledger, doctor, onward, day, at)
        ledger.change(doctor, onward, municipality=onward)
    for nomination in queries.nominations_of(former):
        ledger.change(nomination, onward, municipality=onward)
    for holding in queries.holdings_of(former, day):
        _continue(ledger, holding, onward, day, taken=_held(holding, onward, day))
    for contact in queries.contacts_of(former, day):
        _continue(ledger, contact, onward, day, taken=_filled(contact, onward, day))
    for case in queries.registrations_of(former):
        _continue_case(ledger, case, onward)
    for arena in queries.arenas_of(former):
        _take_arena(ledger, arena, onward)
    for mandate in queries.mandates_of(former, at):
        ledger.change(mandate, onward, ended_at=at)
    for check in queries.checks_of(former):
        ledger.change(check, onward, closed_at=at)
    for draft in queries.drafts_of(former):
        ledger.change_what_may_go(draft, onward, municipality=onward)
    for call in queries.calls_of(former):
        _take_call(ledger, call, onward, at)
    for link in queries.links_of(former, at):
        _take_link(ledger, link, onward, at)


def _note_move(ledger: Ledger, doctor: Any, onward: Place, day: date, at: datetime) -> None:
    """Write in the person's history that a reform moved the doctor; who did it stands on the deed."""
    person = getattr(doctor, "person", None)
    if person is not None:
        move = Move(
            person=person,
            kind=Move.Kind.PLACE,
            from_place=doctor.municipality,
            to_place=onward,
            on=day,
            reason=Move.Reason.REFORM,
            at=at,
        )
        ledger.make(move, onward)


def _continue(ledger: Ledger, role: Holding | ContactRole, onward: Place, day: date, *, taken: bool) -> None:
    """End a role on a day and begin the same at the one that goes on, unless it is ``taken`` there."""
    fresh = role.from_on is not None and role.from_on >= day
    if not taken:
        kept = {field.attname: getattr(role, field.attname) for field in role._meta.concrete_fields}
        kept |= {"id": None, "place_id": onward.pk, "place_kind": onward.kind, "from_on": max(day, role.from_on or day)}
        ledger.make(type(role)(**kept), onward)
    ledger.change(role, onward, to_on=role.from_on if fresh else day)


def _held(holding: Holding, onward: Place, day: date) -> bool:
    """Whether the user has the role at the one that goes on already."""
    there = queries.holdings_of([onward], day)
    return any((one.user_id, one.role) == (holding.user_id, holding.role) for one in there)


def _filled(contact: ContactRole, onward: Place, day: date) -> bool:
    """Whether the person has the role there already, or somebody has it and there is one at a time."""
    there = [one for one in queries.contacts_of([onward], day) if one.role == contact.role]
    if contact.role in {role.value for role in ONE_AT_A_TIME}:
        return bool(there)
    return any(one.person_id == contact.person_id for one in there)


def _continue_case(ledger: Ledger, case: Registration, onward: Place) -> None:
    """Continue a registration at the one that goes on, when it has none of its own for the speciality."""
    if queries.has_open_case(onward, case.speciality):
        return
    kept = {field.attname: getattr(case, field.attname) for field in case._meta.concrete_fields}
    source = _("Videreført fra {name}. {source}").format(name=case.place.name, source=case.source)
    kept |= {"id": None, "place_id": onward.pk, "place_kind": onward.kind, "source": source[:200]}
    ledger.make(Registration(**kept), onward)


def _take_arena(ledger: Ledger, arena: Arena, onward: Place) -> None:
    """Let an arena belong to the one that goes on; where the name is taken there, with its former municipality."""
    taken = Arena.objects.filter(place=onward, kind=arena.kind, name=arena.name, closed_on=None).exists()
    name = f"{arena.name}, {arena.place.name}"[:120] if taken else arena.name
    ledger.change(arena, onward, place=onward, name=name)


def _take_call(ledger: Ledger, call: Call, onward: Place, at: datetime) -> None:
    """Ask the one that goes on; where the same leader is asked there already, these doctors are added and it is left.

    Its link then leads to that question, which is open again.
    """
    same = queries.same_call(call, onward)
    if same is None:
        ledger.change(call, onward, place=onward)
        return
    for question in call.questions.select_for_update().order_by("pk"):
        ledger.change(question, onward, call=same)
    if same.done_at is not None:
        ledger.change(same, onward, done_at=None)
    ledger.change(call, onward, done_at=at)
    for link in queries.links_of_call(call, at):
        ledger.change(link, onward, place=onward, about=str(same.pk))


def _take_link(ledger: Ledger, link: Link, onward: Place, at: datetime) -> None:
    """Let a one-time link be on behalf of the one that goes on; one that asks the former about itself is closed."""
    if queries.is_about_the_place(link):
        ledger.change(link, onward, revoked_at=at)
    else:
        ledger.change(link, onward, place=onward)
