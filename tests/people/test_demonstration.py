"""The persons of the demonstration."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alisveien.people.models import ContactRole, Person
from alisveien.people.queries_duplicates import suggested_pairs
from alisveien.people.services.demonstration import drawn, load_demonstration
from tests.roles import ADVISER, actor_as

pytestmark = pytest.mark.django_db


def test_some_roles_are_vacant_some_have_ended_and_some_persons_stand_twice(register: None, settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    call_command("load_demo_accounts", verbosity=0)
    made = load_demonstration(at=timezone.now())
    assert made == Person.objects.filter(is_synthetic=True).count() > 1500
    towns = ContactRole.objects.filter(role="municipal_cmo", to_on=None).values("place").distinct().count()
    assert 300 < towns < 357
    assert ContactRole.objects.exclude(to_on=None).exists()
    assert ContactRole.objects.filter(confirmed_at=None).exists()
    assert Person.objects.filter(user__email="leder.1812@example.no", roles__role="health_leader").count() == 1
    assert not Person.objects.exclude(email="").exclude(email__endswith="@example.no").exists()
    assert suggested_pairs(actor_as(ADVISER))
    assert load_demonstration(at=timezone.now()) == 0


def test_outside_a_demonstration_nothing_is_made(register: None) -> None:
    with pytest.raises(CommandError):
        call_command("load_persons")


def test_what_is_drawn_is_the_same_every_time() -> None:
    assert drawn("5540", 100) == drawn("5540", 100) < 100
