"""The demonstration: invented persons in the key roles of every municipality, trust and office. None of them exists.

Who, since when and how well confirmed is drawn from the number of the place, so that it is the same every time. Some
roles are vacant, some have ended, and some persons have been entered twice, as in any register.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from alisveien.access.demonstration import ACCOUNTS
from alisveien.access.permissions import Role
from alisveien.accounts.models import User
from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.people.models import ContactRole, ContactRoleName, Doctor, Person, Specialist, Speciality
from alisveien.places.models import Place

Kind = Place.Kind
R = ContactRoleName
FIRST = (  # noqa: SIM905 - a hundred names are read sooner so
    "Anne Arne Astrid Bjørn Camilla Dag Eirik Elin Erik Eva Frode Geir Grete Gunnar Hanne Harald Heidi Helge "
    "Hilde Håkon Ida Inger Ingunn Ivar Jan Johanne Jon Jorunn Kari Kjersti Knut Kristin Lars Line Magnus Marit "
    "Mona Morten Nina Odd Ola Per Ragnhild Randi Sissel Siri Stein Svein Terje Tone Tor Torunn Trond Turid "
    "Unni Vidar Wenche Ylva Øyvind Åse"
).split()
LAST = (  # noqa: SIM905
    "Aas Andersen Bakken Berg Berge Bjerke Brekke Dahl Eide Eriksen Fossum Fredriksen Gundersen Hagen "
    "Halvorsen Hansen Haugen Henriksen Holm Iversen Jacobsen Jensen Johansen Johnsen Karlsen Kristiansen "
    "Larsen Lie Lund Løken Mathisen Moe Myhre Nilsen Nygård Olsen Paulsen Pedersen Pettersen Ruud Rønning "
    "Sandvik Solberg Strand Sunde Sæther Sørensen Tangen Thorsen Tveit Vik Ødegård Øien Aasen"
).split()
SHARES = (
    (R.MAYOR, 0),
    (R.CHIEF_EXECUTIVE, 3),
    (R.HEALTH_LEADER, 5),
    (R.MUNICIPAL_CMO, 9),
    (R.ALIS_CONTACT, 25),
    (R.SPECIALIST, 20),
    (R.SUPERVISOR, 30),
)
"""The roles of a municipality, and of a hundred how many have nobody."""
DOCTORS = (R.MUNICIPAL_CMO, R.UNIT_CMO, R.SPECIALIST, R.SUPERVISOR)
TOPICS = ("registrering og gjennomføringsplan", "samfunnsmedisin", "veiledning og kurs")
OF_ACCOUNT = {
    Role.MUNICIPAL_LEADER: R.HEALTH_LEADER,
    Role.CHIEF_MEDICAL_OFFICER: R.MUNICIPAL_CMO,
    Role.TRUST_COORDINATOR: R.TRUST_COORDINATOR,
    Role.DEPARTMENT_CONTACT: R.DEPARTMENT_CONTACT,
    Role.SUPERVISOR: R.SUPERVISOR,
    Role.ADVISER: R.ADVISER,
}
"""Who the holders of the demonstration's accounts are for the outside."""


@dataclass(slots=True)
class Made:
    """What is being made, written in three statements at the end."""

    at: datetime
    persons: list[Person] = field(default_factory=list)
    roles: list[ContactRole] = field(default_factory=list)
    specialists: list[Specialist] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def person(self, seed: str, *, doctor: bool = False) -> Person:
        """Somebody who is drawn by ``seed``; a doctor has an HPR number, one in fifty an old, short one."""
        first, last = FIRST[drawn(seed + "f", len(FIRST))], LAST[drawn(seed + "e", len(LAST))]
        number = next(self.numbers)
        one = Person(first_name=first, last_name=last, is_synthetic=True)
        one.email = "" if drawn(seed + "a", 25) == 0 else f"{_plain(first)}.{_plain(last)}.{number}@example.no"
        one.phone = "" if drawn(seed + "t", 3) == 0 else f"00 00 {number // 100:02d} {number % 100:02d}"
        if doctor:
            one.hpr_number = f"99{number:04d}" if drawn(seed + "h", 50) == 0 else f"9900{number:05d}"
        self.persons.append(one)
        return one

    def role(self, person: Person, role: str, place: Place, seed: str, **more: object) -> ContactRole:
        """A role since some day of the last eight years, confirmed or not."""
        since = norwegian_day(self.at) - timedelta(days=30 + drawn(seed + "s", 2900))
        one = ContactRole(person=person, role=role, place=place, place_kind=place.kind, from_on=since)
        days = drawn(seed + "b", 1000)
        one.confirmed_at = None if days >= 800 else self.at - timedelta(days=min(days, (self.at.date() - since).days))
        for name, value in more.items():
            setattr(one, name, value)
        self.roles.append(one)
        return one

    def specialist(self, person: Person, speciality: str, seed: str) -> None:
        """A speciality since some year, renewed until some day to come."""
        ends = date(2027, 1, 1) + timedelta(days=drawn(seed + "g", 1500))
        year = 1995 + drawn(seed + "y", 28)
        self.specialists.append(
            Specialist(
                person=person, speciality=speciality, since_year=year, valid_to=ends if speciality == "ALM" else None
            )
        )


def drawn(seed: str, most: int) -> int:
    """A number from 0 below ``most``, the same every time for the same seed."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") % most


def load_demonstration(*, at: datetime) -> int:
    """Make the persons of the demonstration, when there are none but doctors in training. How many were made.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Person.objects.filter(is_synthetic=True).exists():
            return 0
        made = Made(at)
        taken = _accounts(made)
        for town in Place.objects.filter(kind=Kind.MUNICIPALITY).valid_on(norwegian_day(at)).order_by("code"):
            _town(made, town, taken)
        _others(made, taken, norwegian_day(at))
        Person.objects.bulk_create(made.persons)
        ContactRole.objects.bulk_create(made.roles)
        Specialist.objects.bulk_create(made.specialists)
        _tie_doctors()
    return len(made.persons)


def _accounts(made: Made) -> set[tuple[str, int]]:
    """The holders of accounts, in the roles they have; which roles at which places are theirs."""
    users = {user.email: user for user in User.objects.filter(email__in=[one.email for one in ACCOUNTS])}
    taken: set[tuple[str, int]] = set()
    for account in ACCOUNTS:
        role, user = OF_ACCOUNT.get(account.role), users.get(account.email)
        if role is None or user is None:
            continue
        place = Place.objects.get(kind=account.kind, code=account.code)
        first, _space, last = account.name.rpartition(" ")
        one = Person(first_name=first, last_name=last, email=account.email, user=user, is_synthetic=True)
        made.persons.append(one)
        topics = TOPICS[0] if role == R.ADVISER else ""
        made.role(one, role, place, account.key, topics=topics)
        taken.add((role, place.pk))
    return taken


def _town(made: Made, town: Place, taken: set[tuple[str, int]]) -> None:
    """The key roles of a municipality; the chief medical officer is often the contact for ALIS too."""
    officer: Person | None = None
    for role, vacant in SHARES:
        seed = f"{town.code}{role}"
        if (role, town.pk) in taken or drawn(seed + "v", 100) < vacant:
            continue
        if role == R.ALIS_CONTACT and officer is not None and drawn(seed + "o", 2):
            made.role(officer, role, town, seed)
            continue
        one = made.person(seed, doctor=role in DOCTORS)
        made.role(one, role, town, seed)
        officer = one if role == R.MUNICIPAL_CMO else officer
        if role in (R.SPECIALIST, R.SUPERVISOR):
            made.specialist(one, Speciality.ALM, seed)
        elif role == R.MUNICIPAL_CMO and drawn(seed + "k", 3) == 0:
            made.specialist(one, Speciality.SAM, seed)
    _former(made, town)
    _twice(made, town)


def _former(made: Made, town: Place) -> None:
    """In every fifth municipality, a chief medical officer who has left."""
    seed = f"{town.code}former"
    if drawn(seed, 5) == 0:
        gone = made.role(made.person(seed, doctor=True), R.MUNICIPAL_CMO, town, seed)
        gone.from_on, gone.to_on, gone.confirmed_at = date(2016, 3, 1), date(2024, 9, 1), None


def _twice(made: Made, town: Place) -> None:
    """In every fifteenth municipality, the last one entered once more: a letter wrong, or only the address the same."""
    seed = f"{town.code}twice"
    if drawn(seed, 15):
        return
    real = made.roles[-1].person
    again = made.person(seed)
    again.first_name, again.last_name = real.first_name, real.last_name
    if drawn(seed + "w", 2):
        again.last_name = real.last_name[:-1] + ("e" if real.last_name[-1] != "e" else "a")
    else:
        again.email = real.email
    made.role(again, R.COURSE_LEADER, town, seed)


def _others(made: Made, taken: set[tuple[str, int]], today: date) -> None:
    """Leaders of districts and agencies, coordinators of trusts, and advisers of offices."""
    wanted = {
        Kind.DISTRICT: (R.UNIT_LEADER, R.UNIT_CMO),
        Kind.AGENCY: (R.UNIT_LEADER,),
        Kind.TRUST: (R.TRUST_COORDINATOR,),
        Kind.OFFICE: (R.ADVISER, R.ADVISER, R.COURSE_LEADER),
    }
    for place in Place.objects.filter(kind__in=list(wanted)).valid_on(today).order_by("kind", "code"):
        for number, role in enumerate(wanted[Kind(place.kind)]):
            seed = f"{place.kind}{place.code}{role}{number}"
            if (role, place.pk) in taken and number == 0:
                continue
            topics = TOPICS[drawn(seed, len(TOPICS))] if role == R.ADVISER else ""
            made.role(made.person(seed, doctor=role in DOCTORS), role, place, seed, topics=topics)


def _tie_doctors() -> None:
    """Give the persons of doctors in training the accounts of their doctors."""
    untied = Person.objects.filter(user=None, doctor__user__isnull=False, doctor__user__person=None)
    user = Doctor.objects.filter(pk=OuterRef("doctor")).values("user")
    untied.update(user_id=Subquery(user[:1]), version=F("version") + 1)


def _plain(name: str) -> str:
    """A name as it stands in an address."""
    return name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
