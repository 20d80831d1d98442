"""Registers as full as they can get: persons with roles everywhere, enquiries, touches and arenas. Nobody exists.

Must run in a transaction that is taken back: nothing here is to be kept.
"""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from itertools import cycle, islice, product
from typing import Any

import pgtrigger

from bench.nation import AT

SYLLABLES = (
    "Brå",
    "Dal",
    "Ei",
    "Fjell",
    "Gran",
    "Hau",
    "Is",
    "Kvam",
    "Lang",
    "Mo",
    "Nes",
    "Ring",
    "Sol",
    "Tofte",
    "Var",
)
ENDINGS = ("berg", "bø", "gård", "heim", "land", "lid", "nes", "rud", "set", "stad", "vik", "øy", "aas", "sen", "hagen")
ROLES = ("health_leader", "municipal_cmo", "alis_contact", "specialist", "supervisor")

OLD_SCHEME = 10
"""One doctor of so many follows the old scheme."""


def fill_registers(people: int) -> None:
    """``people`` persons, half of them the doctors there are, and as many enquiries and touches; some arenas."""
    model = import_module("alisveien.people.models")
    places = import_module("alisveien.places.models").Place.objects
    towns = list(places.filter(kind="municipality").valid_on(AT.date()).order_by("pk"))
    doctors = list(model.Doctor.objects.filter(person=None).order_by("pk")[: people // 2])
    model.Person.objects.bulk_create(_of_doctors(model.Person, doctors), batch_size=2000)
    old = model.Doctor.objects.filter(pk__in=[one.pk for one in doctors[::OLD_SCHEME]])
    others = model.Person.objects.bulk_create(_others(model.Person, people - len(doctors)), batch_size=2000)
    model.ContactRole.objects.bulk_create(_roles(model.ContactRole, others, towns), batch_size=2000)
    with pgtrigger.ignore():  # rows of history, one for each, take minutes and are read by no list
        old.update(scheme=model.Doctor.Scheme.OLD)
        _enquiries(people)
        _touches(people, towns)
        _arenas(towns)


def _of_doctors(person: Any, doctors: list[Any]) -> Iterator[Any]:
    for one in doctors:
        names = {"first_name": one.first_name, "last_name": one.last_name, "hpr_number": one.hpr_number}
        yield person(doctor=one, is_synthetic=True, **names)


def _others(person: Any, count: int) -> Iterator[Any]:
    first = import_module("alisveien.people.services.demonstration").FIRST
    names = cycle(product((begun + end for begun, end in product(SYLLABLES, ENDINGS)), first))
    for number, (last, given) in enumerate(islice(names, count)):
        yield person(first_name=given, last_name=last, email=f"p{number}@example.no", is_synthetic=True)


def _roles(role: Any, persons: list[Any], towns: list[Any]) -> Iterator[Any]:
    for number, (one, town) in enumerate(zip(persons, cycle(towns), strict=False)):
        confirmed = AT - timedelta(days=number % 700)
        name = ROLES[number // len(towns) % len(ROLES)]
        yield role(person=one, role=name, place=town, place_kind=town.kind, from_on=AT.date(), confirmed_at=confirmed)


def _enquiries(count: int) -> None:
    enquiry = import_module("alisveien.enquiries.models").Enquiry
    towns = import_module("alisveien.places.models").Place.objects.filter(kind="municipality").valid_on(AT.date())
    homes = cycle(list(towns.select_related("municipality").order_by("pk")))
    askers, channels, topics = (
        cycle(import_module("alisveien.enquiries.models").__dict__[name].values)
        for name in ("Asker", "Channel", "Topic")
    )
    made = []
    for number, home in enumerate(islice(homes, count)):
        on = AT.date() - timedelta(days=number % 900)
        is_open = number % 50 == 0
        made.append(
            enquiry(
                office=home.municipality.office,
                place=home,
                asker=next(askers),
                channel=next(channels),
                topics=[next(topics)],
                words=f"Spørsmål nummer {number}",
                asked_on=on,
                due_on=on + timedelta(days=3),
                first_answered_on=None if is_open else on,
                closed_on=None if is_open else on,
                outcome="" if is_open else "answered",
                logged_at=AT,
            )
        )
    enquiry.objects.bulk_create(made, batch_size=2000)


def _touches(count: int, towns: list[Any]) -> None:
    touch = import_module("alisveien.outreach.models").Touch
    rows = (
        touch(place=town, kind="call", on=AT.date() - timedelta(days=number % 1500), at=AT)
        for number, town in enumerate(islice(cycle(towns), count))
    )
    touch.objects.bulk_create(rows, batch_size=2000)


def _arenas(towns: list[Any]) -> None:
    arena = import_module("alisveien.establishments.models").Arena
    rows = (
        arena(place=town, place_kind=town.kind, kind="medical_centre", name=f"Legesenter {number}", doctors=number)
        for town in towns
        for number in range(1, 6)
    )
    arena.objects.bulk_create(rows, batch_size=2000)
