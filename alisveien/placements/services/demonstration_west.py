"""The demonstration: a trust in another region, with rules of its own. The people are invented.

Helse Stavanger asks for three years in general practice before hospital service (the trust's own page for cooperation
with general practitioners). It has one hospital, so the nearest comes last; the posts are ours.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.agreements.models import Agreement, Covers
from alisveien.base.days import NORWAY, norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.establishments.models import Registration, Speciality
from alisveien.people.models import Doctor
from alisveien.people.services.persons import enter_doctors
from alisveien.placements.models import Nomination, Round, Wish
from alisveien.placements.services.demonstration import YEAR, coordinators_of
from alisveien.placements.services.demonstration_gate import STAVANGER
from alisveien.placements.services.demonstration_stays import noon
from alisveien.placements.services.rounds import (
    choose_rules,
    decide_capacity,
    distribute_round,
    draw_lot,
    freeze_round,
    open_round,
    try_rules,
)
from alisveien.places.models import Place
from alisveien.posts.services.demonstration import SYSTEM as OFFICE
from alisveien.posts.services.proposals import answer_proposal, decide_proposal, propose_capacity

HOSPITAL, RULES = "sus-stavanger", "nearest-last"
FIRST_NUMBER = 9_440_000
POSTS, FIRST_DAY = 3, 295
"""In each half-year; and how many days ago the first was nominated, the others a week after each other."""
PEOPLE = (
    ("1101", "Randi", "Hovland", 1480),
    ("1103", "Jone", "Tengesdal", 1900),
    ("1103", "Siri", "Bjelland", 1210),
    ("1108", "Torbjørn", "Skjæveland", 2050),
    ("1108", "Marta", "Vatne", 1320),
    ("1119", "Eivind", "Nærland", 1140),
    ("1120", "Ingunn", "Kleppe", 820),
    ("1121", "Leif", "Undheim", 1610),
    ("1122", "Kari", "Oltedal", 1250),
    ("1124", "Ove", "Sømme", 700),
    ("1130", "Bente", "Tau", 1730),
    ("1133", "Nils", "Årdal", 1390),
)
"""The municipality, the name, and days in the post when the first half-year begins."""
UNREGISTERED = "1133"
WITHOUT_AGREEMENT = "1130"
PROPOSED, ANSWERED, DECIDED = (datetime(2026, month, 14, 10, tzinfo=NORWAY) for month in (4, 5, 6))


def load_west(*, at: datetime) -> int:
    """Nominate doctors to the trust and distribute its round, when nobody is nominated there. How many doctors.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        trust = Place.objects.get(kind=Place.Kind.TRUST, code=STAVANGER)
        people = coordinators_of(trust, at)
        if not people or Nomination.objects.filter(trust=trust).exists():
            return 0
        codes = {code for code, *_rest in PEOPLE}
        homes = {one.code: one for one in Place.objects.filter(kind=Place.Kind.MUNICIPALITY, code__in=codes)}
        _register(trust, homes)
        _plan(trust)
        _nominate(trust, homes, norwegian_day(at))
        _distribute(trust, at)
    return len(PEOPLE)


def _register(trust: Place, homes: dict[str, Place]) -> None:
    """Registrations and agreements of all municipalities but one."""
    source = _("Øvingsdata: oppdiktet")
    Registration.objects.bulk_create(
        Registration(
            place=home,
            place_kind=home.kind,
            speciality=Speciality.ALM,
            source=source,
            applied_on=date(2019, 5, 2),
            decision=Registration.Decision.REGISTERED,
            decided_on=date(2020, 3, 10),
            is_synthetic=True,
        )
        for code, home in homes.items()
        if code != UNREGISTERED
    )
    Agreement.objects.bulk_create(
        Agreement(
            municipality=home,
            municipality_kind=home.kind,
            other=trust,
            other_kind=trust.kind,
            covers=[str(Covers.HOSPITAL_SERVICE)],
            signed_on=date(2023, 2, 1),
            from_on=date(2023, 3, 1),
            is_synthetic=True,
        )
        for code, home in homes.items()
        if code != WITHOUT_AGREEMENT
    )


def _plan(trust: Place) -> None:
    """Posts the trust has decided for the year, as it would do it."""
    numbers = dict.fromkeys(half_years_of(YEAR), POSTS)
    proposal = propose_capacity(
        trust=trust,
        numbers=numbers,
        reason=_("Øving: den første runden i Alisveien."),
        source=_("Øving: oppdiktet"),
        answer_by=date(2026, 5, 29),
        by=OFFICE,
        at=PROPOSED,
    )
    answer_proposal(proposal=proposal, answer="agrees", why="", numbers={}, by=OFFICE, at=ANSWERED)
    body = _("direktøren")
    decide_proposal(
        proposal=proposal, numbers=numbers, decided_on=date(2026, 6, 12), body=body, why="", by=OFFICE, at=DECIDED
    )


def _nominate(trust: Place, homes: dict[str, Place], today: date) -> None:
    rows = [_doctor(number, homes) for number in range(len(PEOPLE))]
    enter_doctors(one.pk for one in Doctor.objects.bulk_create(rows))
    nominations = Nomination.objects.bulk_create(_nomination(one, trust, today) for one in rows)
    hospital = Place.objects.get(kind=Place.Kind.HOSPITAL, code=HOSPITAL)
    Wish.objects.bulk_create(wish for number, one in enumerate(nominations) for wish in _wishes(one, hospital, number))


def _doctor(number: int, homes: dict[str, Place]) -> Doctor:
    code, first_name, last_name, days = PEOPLE[number]
    start = HalfYear(YEAR, 1).starts_on
    return Doctor(
        hpr_number=str(FIRST_NUMBER + number),
        first_name=first_name,
        last_name=last_name,
        email=f"lege.{FIRST_NUMBER + number}@example.no",
        municipality=homes[code],
        position=Doctor.Position.GP_SELF_EMPLOYED if number % 2 else Doctor.Position.GP_SALARIED,
        started_on=start - timedelta(days=days),
        percentage=100,
        scheme=Doctor.Scheme.NEW,
        group=(Doctor.Group.FINISHED, Doctor.Group.TAKING_PART, Doctor.Group.TAKING_PART)[number % 3],
        courses=3 + number % 7,
        goals_percent=25 + 6 * (number % 8),
        own_post_on=start - timedelta(days=days - 60) if number % 4 else None,
    )


def _nomination(doctor: Doctor, trust: Place, today: date) -> Nomination:
    first, second = half_years_of(YEAR)
    nominated_on = today - timedelta(days=FIRST_DAY - 7 * (int(doctor.hpr_number) - FIRST_NUMBER))
    return Nomination(
        doctor=doctor,
        municipality=doctor.municipality,
        trust=trust,
        nominated_on=nominated_on,
        earliest_on=first.starts_on,
        latest_on=second.starts_on,
        leader_email=f"leder.{doctor.municipality.code}@example.no",
        confirmed_at=noon(nominated_on + timedelta(days=30)),
    )


def _wishes(nomination: Nomination, hospital: Place, number: int) -> list[Wish]:
    """The hospital in both half-years, the one that suits best first; every fifth can only the first."""
    halves = (1, 2) if number % 3 else (2, 1)
    asked = halves[:1] if number % 5 == 4 else halves
    return [
        Wish(nomination=nomination, number=place, year=YEAR, half=half, hospital=hospital)
        for place, half in enumerate(asked, start=1)
    ]


def _distribute(trust: Place, at: datetime) -> Round:
    """The round as far as it is distributed and waits for the control."""
    first = coordinators_of(trust, at)[0]
    round_ = open_round(trust=trust, year=YEAR, by=first, at=at)
    decide_capacity(round_=round_, by=first, at=at)
    try_rules(round_=round_, by=first, at=at)
    choose_rules(round_=round_, name=RULES, by=first, at=at)
    freeze_round(round_=round_, source=_("Øving: sju oppdiktede lottotall, i stigende rekkefølge"), by=first, at=at)
    draw_lot(round_=round_, value="2 6 15 18 21 28 33", known_on=norwegian_day(at), by=first, at=at)
    return distribute_round(round_=round_, by=first, at=at)
