"""The demonstration: invented doctors who still follow the old scheme, in Sømna and every ninth municipality.

None of them exists. How far each has come is drawn by counting, so that it is the same every time.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.errors import NotAllowed
from alisveien.people.models import Doctor
from alisveien.people.services.persons import enter_doctors
from alisveien.places.models import Place

FIRST_NUMBER = 9_410_000
"""No doctor has an HPR number in this range of seven digits in the demonstration's other lists."""
OWN, EVERY = "1812", 9
FIRST = ("Gerd", "Arvid", "Solveig", "Kjell", "Reidun", "Asbjørn", "Máret", "Torleif")
LAST = ("Aronsen", "Brandvoll", "Dragland", "Eilertsen", "Fagerli", "Gaup", "Hemmingsen", "Isaksen", "Kvitnes")
FAR = (
    ("finished", 7, 80, 100),
    ("finished", 5, 60, 100),
    ("taking_part", 4, 45, 80),
    ("finished", 2, 30, 100),
    ("not_started", 1, 0, 60),
)
"""Group, courses, goals in per cent and percentage of the post, one after the other."""


def load_demonstration() -> int:
    """Make the doctors of the demonstration, when there are none. How many were made.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Doctor.objects.filter(scheme=Doctor.Scheme.OLD).exists():
            return 0
        towns = list(Place.objects.filter(kind=Place.Kind.MUNICIPALITY, valid_to=None).order_by("code"))
        own = [town for town in towns if town.code == OWN]
        made = [_doctor(town, number) for number, town in enumerate([*own, *own, *towns[::EVERY]])]
        enter_doctors(doctor.pk for doctor in Doctor.objects.bulk_create(made))
    return len(made)


def _doctor(town: Place, number: int) -> Doctor:
    group, courses, goals, percentage = FAR[number % len(FAR)]
    first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
    return Doctor(
        hpr_number=str(FIRST_NUMBER + number),
        first_name=first,
        last_name=last,
        email="" if number % 10 == 7 else f"lege.{FIRST_NUMBER + number}@example.no",
        municipality=town,
        position=Doctor.Position.GP_SELF_EMPLOYED if number % 2 else Doctor.Position.GP_SALARIED,
        started_on=date(2014, 3, 1) + timedelta(days=41 * (number % 40)),
        percentage=percentage,
        scheme=Doctor.Scheme.OLD,
        group=group,
        courses=courses,
        goals_percent=goals,
    )
