"""People, roles and touches for the tests of the contact network."""

from datetime import UTC, date, datetime
from typing import Any

from alisveien.base.actor import Actor
from alisveien.outreach.models import Touch
from alisveien.people.models import ContactRole, Person
from tests.roles import ADVISER, actor_as, place_of

AT = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
KAFJORD, BERGEN = "5540", "4601"


def town(code: str = KAFJORD) -> Any:
    return place_of("municipality", code)


def adviser(*, stranger: bool = False) -> Actor:
    return actor_as(ADVISER, stranger=stranger, at=AT)


def holder(
    role: str = "municipal_cmo", code: str = KAFJORD, email: str = "kari@example.no", **more: Any
) -> ContactRole:
    """Somebody new who holds a role."""
    number = Person.objects.count()
    person = Person.objects.create(first_name="Kari", last_name=f"Prøve {number}", email=email)
    place = town(code)
    return ContactRole.objects.create(
        person=person, role=role, place=place, place_kind=place.kind, from_on=date(2024, 1, 1), **more
    )


def touched(on: date, code: str = KAFJORD, kind: str = "meeting", **more: Any) -> Touch:
    return Touch.objects.create(place=town(code), kind=kind, on=on, at=AT, **more)
