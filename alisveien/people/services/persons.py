"""Entering and changing persons, and making persons of doctors in training."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.seen import told_now
from alisveien.journal.services import record
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.models import Person
from alisveien.people.services.roles import add_role
from alisveien.people.telling import PERSON
from alisveien.places.models import Place

SAID = ("first_name", "last_name", "email", "phone", "hpr_number")
"""What is said of a person."""
BECOME_PERSONS = """
INSERT INTO people_person
    (doctor_id, hpr_number, first_name, last_name, email, phone, user_id, is_synthetic, version)
SELECT doctor.id, doctor.hpr_number, doctor.first_name, doctor.last_name, doctor.email, '',
    CASE WHEN taken.id IS NULL THEN doctor.user_id END, false, 1
FROM people_doctor doctor
LEFT JOIN people_person taken ON taken.user_id = doctor.user_id
WHERE doctor.id = ANY(%s)
ON CONFLICT (hpr_number) DO UPDATE SET
    doctor_id = excluded.doctor_id, first_name = excluded.first_name, last_name = excluded.last_name,
    version = people_person.version + 1
"""


@transaction.atomic
def enter_person(
    *,
    first_name: str,
    last_name: str,
    email: str = "",
    phone: str = "",
    hpr_number: str = "",
    is_synthetic: bool = False,
    by: Actor,
    at: datetime,
) -> Person:
    """Enter somebody new. Raises NotAllowed, RuleBroken (an HPR number another person has among the reasons)."""
    may = rules.may_enter_persons(by) or (by.link is not None and by.link.task == rules.BY_LINK)
    allow(may, _("Den som holder kontaktene ved et sted, kan registrere personer."))
    person = Person(is_synthetic=is_synthetic)
    _say(person, first_name=first_name, last_name=last_name, email=email, phone=phone, hpr_number=hpr_number)
    record("people.person.entered", about=person, by=by, at=at, after=picture(person, *SAID))
    return person


@transaction.atomic
def enter_in_role(
    *,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    hpr_number: str,
    role: str,
    place: Place,
    from_on: date | None,
    to_on: date | None,
    topics: str,
    by: Actor,
    at: datetime,
) -> Person:
    """Enter somebody new in a role, both or neither. Raises NotAllowed, RuleBroken."""
    person = enter_person(
        first_name=first_name,
        last_name=last_name,
        email=email,
        phone=phone,
        hpr_number=hpr_number,
        by=by,
        at=at,
    )
    add_role(person=person, role=role, place=place, from_on=from_on, to_on=to_on, topics=topics, by=by, at=at)
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    first_name: str,
    last_name: str,
    email: str,
    phone: str,
    hpr_number: str,
    version: int,
    by: Actor,
    at: datetime,
) -> Person:
    """Change what is said of a person. The name and number of a doctor in training are changed where the doctor is,
    and follow here in the same statement. ``version`` is what one saw. Raises NotAllowed, RuleBroken."""
    person = queries.locked_person(person.pk)
    allow(rules.may_change_person(by, person), _("Den som holder kontaktene der personen har en rolle, kan endre."))
    before = picture(person, *SAID)
    typed = {
        "first_name": " ".join(first_name.split()),
        "last_name": " ".join(last_name.split()),
        "email": email.strip(),
        "phone": phone.strip(),
        "hpr_number": hpr_number.strip() or None,
    }
    agree(rules.against_changing(person) + (told_now(before, typed, PERSON) if person.version != version else []))
    person.version += 1
    _say(person, first_name=first_name, last_name=last_name, email=email, phone=phone, hpr_number=hpr_number)
    places = [role.place_id for role in person.roles.all()]
    record(
        "people.person.changed",
        about=person,
        by=by,
        at=at,
        before=before,
        after=picture(person, *SAID),
        places=places,
    )
    return person


def enter_doctors(doctors: Iterable[int]) -> None:
    """Make persons of doctors in training (keys) who are none yet, in one statement.

    Somebody already known by the HPR number becomes the doctor's person instead. Called in the deed that registers the
    doctors, which has asked who may.
    """
    with connection.cursor() as cursor:
        cursor.execute(BECOME_PERSONS, [list(doctors)])


def _say(person: Person, *, first_name: str, last_name: str, email: str, phone: str, hpr_number: str) -> None:
    """Write what is said, with the doctor first where there is one. Raises RuleBroken."""
    first_name, last_name, number = " ".join(first_name.split()), " ".join(last_name.split()), hpr_number.strip()
    agree([*rules.against_hpr_number(number), *rules.against_email(email.strip())])
    agree([] if first_name and last_name else [_("Skriv fornavn og etternavn.")])
    agree([_("En lege i spesialisering må ha HPR-nummer.")] if person.doctor and not number else [])
    agree(_taken(person, number))
    if person.doctor is not None:
        doctor = person.doctor
        doctor.first_name, doctor.last_name, doctor.hpr_number = first_name, last_name, number
        doctor.version += 1
        doctor.save(update_fields=["first_name", "last_name", "hpr_number", "version"])
    person.first_name, person.last_name, person.hpr_number = first_name, last_name, number or None
    person.email, person.phone = email.strip(), " ".join(phone.split())
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as clash:  # somebody entered the same number since it was looked for
        if "hpr_number" not in str(clash):
            raise
        raise RuleBroken([_("HPR-nummeret er nettopp registrert på en annen person.")]) from clash


def _taken(person: Person, number: str) -> list[str]:
    """Says that another person has the number, without saying who."""
    others = Person.objects.filter(hpr_number=number).exclude(pk=person.pk)
    return (
        [_("HPR-nummeret står på en annen person. Er det samme person, slå dem sammen.")]
        if number and others.exists()
        else []
    )
