"""A planted doctor: every page is read by everybody, and exactly the expected see the name."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests import roles
from tests.access.urls import PAGES
from tests.conftest import standing
from tests.roles import client_as, place_of, user_as

NAME = "Plantemann"
HPR = "9915540"
CARD = "/runder/2028/lege/9915540/"
ALWAYS = {
    (roles.MUNICIPAL_LEADER, False),
    (roles.CHIEF_MEDICAL_OFFICER, False),
    (roles.TRUST_COORDINATOR, False),
    (roles.SUPERVISOR, False),
    (roles.DOCTOR, False),
}


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any, states: Any) -> Iterator[Any]:
    """UNN's round with a doctor of Kåfjord who gets a post at UNN Tromsø, supervised, with an account."""
    people, models = import_module("alisveien.people.models"), import_module("alisveien.placements.models")
    persons = import_module("tests.placements.people")
    with override_settings(DEMONSTRATION=True), standing(states, django_db_blocker, "example"):
        strong = models.Nomination.objects.filter(trust=persons.trust(), outcomes__list_place=1)[0]
        doctor = people.Doctor.objects.get(pk=strong.doctor_id)
        doctor.pk, doctor.hpr_number, doctor.last_name, doctor.email = None, HPR, NAME, ""
        doctor.municipality, doctor.user = place_of("municipality", "5540"), user_as(roles.DOCTOR)
        doctor.save()
        people.Supervision.objects.create(doctor=doctor, supervisor=user_as(roles.SUPERVISOR), from_on=date(2020, 1, 1))
        wishes = list(strong.wishes.all())
        strong.pk, strong.doctor, strong.municipality = None, doctor, doctor.municipality
        strong.save()
        for wish in wishes:
            wish.pk, wish.nomination = None, strong
            wish.save()
        by = persons.coordinator()
        round_ = models.Round.objects.get(trust=persons.trust(), year=2028)
        import_module("alisveien.placements.services.rounds").try_rules(round_=round_, by=by, at=persons.AT)
        yield round_


OF_NOBODY = ("public:", "account_", "mfa_", "usersessions")
"""Pages that are the same whoever is nominated: places, signing in."""


def every_page() -> list[str]:
    """The addresses of all pages that could show a doctor."""
    return [
        reverse(name, args=page.args) + page.query
        for name, page in PAGES.items()
        if isinstance(page.args, tuple) and not name.startswith(OF_NOBODY)
    ]


def see_the_name(*paths: str) -> set[tuple[str, bool]]:
    """Everybody who finds the name on one of the pages, or on the card."""
    visitors = [("", False, Client())]
    visitors += [(role, stranger, client_as(role, stranger=stranger)) for role in roles.ROLES for stranger in (0, 1)]
    return {
        (role, bool(stranger))
        for role, stranger, client in visitors
        for path in (CARD, *paths)
        if NAME.encode() in b"".join(client.get(path))
    }


@pytest.mark.django_db
def test_before_release_the_own_people_and_the_trust_see_the_doctor(planted: Any, settings: Any) -> None:
    settings.DEMONSTRATION = True
    assert see_the_name(*every_page()) == ALWAYS


@pytest.mark.django_db
def test_after_release_the_hospital_where_the_doctor_is_placed_sees_the_doctor_too(planted: Any, settings: Any) -> None:
    settings.DEMONSTRATION = True
    import_module("tests.placements.people").released(planted)
    outcomes = import_module("alisveien.placements.models").Outcome.objects
    one = outcomes.get(nomination__doctor__hpr_number=HPR, run__rules_name="bands-then-nearest")
    assert one.hospital.code == "unn-tromso"
    assert see_the_name("/runder/", "/arbeidsliste/") == ALWAYS | {(roles.DEPARTMENT_CONTACT, False)}
