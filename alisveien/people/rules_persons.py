"""Who may see, enter and change persons and the roles they hold, and what speaks against it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.people.models import HELD_AT, ContactRole, ContactRoleName, Move, Person
from alisveien.people.rules import may_edit as may_edit_doctor
from alisveien.places.models import Place

BY_LINK = "people.confirm_contacts"
"""The task of a one-time link that lets a place say who holds its roles. It is about the key of the place."""
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 1, 1)
SHORT_HPR = 7


def may_see_contacts(actor: Actor) -> bool:
    """True for those who see contacts anywhere: they see who holds the official roles everywhere."""
    return actor.may(Permission.SEE_CONTACTS)


def may_see_persons(actor: Actor) -> bool:
    """True for who sees contacts, or doctors in training by name: a list for them has somebody in it."""
    return any(actor.may(one) for one in (Permission.SEE_CONTACTS, Permission.SEE_OWN_UNIT, Permission.SEE_SUPERVISED))


def may_enter_persons(actor: Actor) -> bool:
    """True for those who keep the contacts of some place."""
    return actor.may(Permission.EDIT_CONTACTS)


def may_keep_roles_at(actor: Actor, place: Place) -> bool:
    """True for those who keep the contacts of the place, and for one who came by the place's own one-time link."""
    link = actor.link
    if link is not None and link.task == BY_LINK:
        return link.about == str(place.pk)
    return actor.may(Permission.EDIT_CONTACTS, place.pk)


def may_change_person(actor: Actor, person: Person) -> bool:
    """True for those who keep the contacts of a place where the person holds a role, for the municipality of a doctor
    in training, and for oneself. A person without either is for who keeps contacts anywhere."""
    if actor.user_id is not None and person.user_id == actor.user_id:
        return True
    if person.doctor is not None and may_edit_doctor(actor, person.doctor):
        return True
    roles = list(person.roles.all())
    if not roles and person.doctor is None:
        return may_enter_persons(actor)
    return any(actor.may(Permission.EDIT_CONTACTS, role.place_id) for role in roles)


def against_hpr_number(number: str) -> list[str]:
    """What speaks against a text as an HPR number (in the state's register: up to nine digits); empty is fine."""
    if number and not (number.isascii() and number.isdigit() and len(number) <= 9):
        return [_("Et HPR-nummer er sju til ni sifre, uten mellomrom og bokstaver.")]
    return []


def against_email(address: str) -> list[str]:
    """What speaks against a text as an e-mail address; empty is fine."""
    try:
        validate_email(address or "ingen@example.no")
    except ValidationError:
        return [
            _("«{address}» er ikke en e-postadresse. Skriv den slik: navn@kommune.no.").format(address=address[:60])
        ]
    return []


def doubts_of_hpr_number(number: str) -> list[str]:
    """What looks odd about an HPR number without being wrong: the oldest numbers are shorter than seven digits."""
    if number and not against_hpr_number(number) and len(number) < SHORT_HPR:
        return [_("HPR-nummeret har bare {count} sifre. Se etter at det er riktig.").format(count=len(number))]
    return []


def against_holding(*, role: str, place: Place, from_on: date | None, to_on: date | None) -> list[str]:
    """Every reason why a role cannot be held at a place in a period; empty when it can."""
    reasons = against_period(from_on, to_on)
    if place.kind not in HELD_AT[role]:
        words = _("Rollen {role} kan ikke holdes ved {place}.")
        reasons.append(words.format(role=ContactRoleName(role).label, place=place.name))
    if place.valid_to is not None and from_on is not None and from_on >= place.valid_to:
        reasons.append(_("{place} finnes ikke lenger.").format(place=place.name))
    return reasons


def against_period(from_on: date | None, to_on: date | None) -> list[str]:
    """What speaks against a period; ``to_on`` is the first day it no longer lasts."""
    reasons = []
    if any(day is not None and not EARLIEST <= day < LATEST for day in (from_on, to_on)):
        reasons.append(_("Datoen må være mellom 1950 og 2100."))
    if from_on is not None and to_on is not None and to_on <= from_on:
        reasons.append(_("Sluttdatoen må være etter startdatoen."))
    return reasons


def against_ending(role: ContactRole, *, to_on: date) -> list[str]:
    """Every reason why a role cannot end so that ``to_on`` is the first day without it."""
    reasons = against_period(None, to_on)
    if role.to_on is not None and role.to_on <= to_on:
        reasons.append(_("Rollen er alt avsluttet."))
    elif role.from_on is not None and to_on < role.from_on:
        reasons.append(_("Rollen kan ikke slutte før den begynner."))
    return reasons


def against_confirming(role: ContactRole, *, today: date) -> list[str]:
    """Every reason why it cannot be confirmed that a role is right today."""
    if role.to_on is not None and role.to_on <= today:
        return [_("Rollen er avsluttet.")]
    if role.from_on is not None and role.from_on > today:
        return [_("Rollen har ikke begynt.")]
    return []


def against_changing(person: Person) -> list[str]:
    """Every reason why a person cannot be changed."""
    return [_("Personen er slått sammen med en annen.")] if person.merged_into_id is not None else []


def against_undoing_change(person: Person) -> list[str]:
    """Every reason why a change of what is said of a person cannot be taken back from the log."""
    if person.doctor_id is not None:
        return [_("Navn og nummer følger innmeldingen av legen. Rett opplysningene på personens side.")]
    return against_changing(person)


def against_removing(person: Person) -> list[str]:
    """Every reason why a person who was entered cannot be taken out again, besides what leads to the person."""
    if person.doctor_id is not None:
        return [_("Personen er lege i spesialisering, og følger innmeldingen av legen.")]
    if person.user_id is not None:
        return [_("Personen har en konto, og kan ikke tas bort her.")]
    return against_changing(person)


def lasted_no_day(role: ContactRole) -> bool:
    """Whether a role was taken back: it ends the day it begins."""
    return role.from_on is not None and role.from_on == role.to_on


def may_settle(actor: Actor, *pair: Person) -> bool:
    """True for those who may change every one of the persons: they say whether these are one."""
    return all(may_change_person(actor, person) for person in pair)


def against_merging(kept: Person, gone: Person) -> list[str]:
    """Every reason why two persons cannot be made one."""
    reasons = []
    if kept.pk == gone.pk:
        reasons.append(_("Velg to forskjellige personer."))
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        reasons.append(_("En av dem er alt slått sammen med en annen."))
    if kept.doctor_id is not None and gone.doctor_id is not None:
        reasons.append(
            _("Begge er leger i spesialisering. Rett HPR-nummeret på innmeldingen av den som er feil, først.")
        )
    if kept.user_id is not None and gone.user_id is not None:
        reasons.append(_("Begge har konto. Administratoren må avslutte den ene kontoen først."))
    return reasons


def against_moving(
    person: Person, *, from_place: Place, to_place: Place, roles: int, on: date, today: date
) -> list[str]:
    """Every reason why a person cannot move from a place to another; ``roles`` are those held at the first then."""
    reasons = against_period(on, None)
    if on > today:
        reasons.append(_("Registrer flyttingen når den har skjedd."))
    if from_place.pk == to_place.pk:
        reasons.append(_("Velg et annet sted enn der personen er i dag."))
    if to_place.has_ended_by(on):
        reasons.append(_("{place} finnes ikke lenger.").format(place=to_place.name))
    if not roles and not trains_at(person, from_place):
        reasons.append(_("Personen er ikke ved {place} den dagen.").format(place=from_place.name))
    if trains_at(person, from_place) and to_place.kind not in (
        Place.Kind.MUNICIPALITY,
        Place.Kind.DISTRICT,
        Place.Kind.AGENCY,
    ):
        reasons.append(_("En lege i spesialisering flytter til en kommune, bydel eller etat."))
    return reasons


def trains_at(person: Person, place: Place) -> bool:
    """Whether a person is a doctor in training employed at a place."""
    doctor = person.doctor
    return doctor is not None and place.pk in (doctor.municipality_id, doctor.unit_id)


def against_changing_speciality(person: Person, *, speciality: str, on: date, today: date) -> list[str]:
    """Every reason why a doctor in training cannot go over to another speciality."""
    reasons = against_period(on, None)
    if on > today:
        reasons.append(_("Registrer byttet når det har skjedd."))
    if person.doctor is None:
        reasons.append(_("Bare leger i spesialisering bytter spesialitet her."))
    elif person.doctor.speciality == speciality:
        reasons.append(_("Legen er alt i denne spesialiteten."))
    return reasons


def may_move(actor: Actor, person: Person, from_place: Place) -> bool:
    """True for those who keep the contacts of the place somebody leaves; for a doctor there, who registers doctors."""
    if person.doctor is not None and trains_at(person, from_place):
        return may_edit_doctor(actor, person.doctor)
    return actor.may(Permission.EDIT_CONTACTS, from_place.pk)


def may_undo_move(actor: Actor, person: Person, move: Move) -> bool:
    """True for those who register that somebody leaves either place; for a doctor, who registers doctors at one."""
    if move.kind == Move.Kind.SPECIALITY:
        return may_change_speciality(actor, person)
    places = [place.pk for place in (move.from_place, move.to_place) if place is not None]
    if any(line["model"] == "people.doctor" for line in move.wrote):
        return any(actor.may(Permission.EDIT_DOCTORS, place) for place in places)
    return any(actor.may(Permission.EDIT_CONTACTS, place) for place in places)


def against_undoing_move(move: Move) -> list[str]:
    """Every reason why a move cannot be taken back."""
    if move.kind == Move.Kind.SPECIALITY:
        return _against_undoing_speciality(move)
    if move.undone_at is not None:
        return [_("Flyttingen er alt angret.")]
    if move.reason == Move.Reason.REFORM:
        return [_("Flyttingen fulgte av en endring i registeret, og angres sammen med den.")]
    return [] if move.wrote else [_("Flyttingen kan ikke angres. Registrer at personen flytter tilbake.")]


def _against_undoing_speciality(move: Move) -> list[str]:
    if move.undone_at is not None:
        return [_("Byttet er alt angret.")]
    return [] if move.wrote else [_("Byttet kan ikke angres. Registrer at legen bytter tilbake.")]


def may_change_speciality(actor: Actor, person: Person) -> bool:
    """True for those who register doctors where the doctor works."""
    return person.doctor is not None and may_edit_doctor(actor, person.doctor)


def may_read_log(actor: Actor, person: Person) -> bool:
    """True for those who may change the person, for oneself too."""
    return may_change_person(actor, person)


def may_undo_role(actor: Actor, role: ContactRole) -> bool:
    """True for those who keep the contacts of the place."""
    return may_keep_roles_at(actor, role.place)
