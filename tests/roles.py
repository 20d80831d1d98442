"""One person in each role, and a stranger in the same role elsewhere. For the tests of all areas.

They stand in the register's real places (load the register first: the fixture ``register``). ``client_as`` signs in,
second factor included; ``actor_as`` gives the actor that person is.
"""

from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from django.test import Client

from alisveien.base.actor import Actor

FROM = date(2020, 1, 1)
ADMINISTRATOR = "administrator"
NATIONAL_COORDINATOR = "national_coordinator"
ADVISER = "adviser"
MUNICIPAL_LEADER = "municipal_leader"
CHIEF_MEDICAL_OFFICER = "chief_medical_officer"
TRUST_COORDINATOR = "trust_coordinator"
DEPARTMENT_CONTACT = "department_contact"
SUPERVISOR = "supervisor"
DOCTOR = "doctor"
FIGURES_READER = "figures_reader"

# role → (where the person of the tests holds it, where the stranger does), as kind and code in the register
PLACES: dict[str, tuple[tuple[str, str] | None, tuple[str, str] | None]] = {
    ADMINISTRATOR: (None, None),
    NATIONAL_COORDINATOR: (None, None),
    ADVISER: (("office", "nord"), ("office", "vest")),
    MUNICIPAL_LEADER: (("municipality", "5540"), ("municipality", "4601")),
    CHIEF_MEDICAL_OFFICER: (("municipality", "5540"), ("municipality", "4601")),
    TRUST_COORDINATOR: (("trust", "983974899"), ("trust", "983974724")),
    DEPARTMENT_CONTACT: (("hospital", "unn-tromso"), ("hospital", "hbe-haukeland")),
    SUPERVISOR: (("municipality", "5540"), ("municipality", "4601")),
    DOCTOR: (("municipality", "5540"), ("municipality", "4601")),
    FIGURES_READER: (None, None),
}
ROLES = tuple(PLACES)


def place_of(kind: str, code: str) -> Any:
    """A place of the register."""
    return import_module("alisveien.places.models").Place.objects.get(kind=kind, code=code)


def user_as(role: str, place: Any = None, *, stranger: bool = False) -> Any:
    """A user who holds the role (at ``place``, or where the table says); made when there is none."""
    users = import_module("alisveien.accounts.models").User.objects
    holdings = import_module("alisveien.access.models").Holding.objects
    where = PLACES[role][1 if stranger else 0]
    if place is None and where is not None:
        place = place_of(*where)
    email = f"{role}-{place.pk if place else 'landet'}{'-fremmed' if stranger else ''}@example.no"
    user = users.filter(email=email).first() or users.create_user(email, f"Prøve {role}", "et langt passord 42")
    holdings.get_or_create(
        user=user,
        role=role,
        place=place,
        defaults={
            "place_kind": place.kind if place else "",
            "from_on": FROM,
            "given_at": datetime(2020, 1, 1, tzinfo=UTC),
        },
    )
    return user


def actor_as(role: str, place: Any = None, *, stranger: bool = False, at: datetime | None = None) -> Actor:
    """The actor of somebody in the role, with the second factor used."""
    user = user_as(role, place, stranger=stranger)
    actor: Actor = import_module("alisveien.access.queries").actor_for(
        user, at or datetime.now(UTC), second_factor=True
    )
    return actor


def client_as(role: str, place: Any = None, *, stranger: bool = False, second_factor: bool = True) -> Client:
    """A browser where somebody in the role is signed in."""
    return signed_in(user_as(role, place, stranger=stranger), second_factor=second_factor)


def signed_in(user: Any, *, second_factor: bool = True) -> Client:
    """A browser where a user is signed in."""
    client = Client()
    client.force_login(user)
    if second_factor:
        session = client.session  # as django-allauth writes it
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def cookie_of(role: str) -> str:
    """The session cookie of somebody in the role who is signed in, for a browser that is not Django's."""
    return client_as(role).cookies["sessionid"].value
