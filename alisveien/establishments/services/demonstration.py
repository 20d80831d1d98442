"""The demonstration: the state of 21 March 2022 in the north, and what Oslo's report says of 31 December 2023.

ALIS Nord's report of 2021 gives sums: 38 registered and 14 temporary of 80. Which municipalities they were it does not
say, so these are drawn from the numbers of the municipalities and marked as synthetic. Oslo's report of 2023 names who
had applied; that is true, and the exact dates are not known.
"""

import hashlib
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.errors import NotAllowed
from alisveien.establishments.models import Registration, Speciality
from alisveien.places.models import Place

Decision, Reason = Registration.Decision, Registration.Reason
NORTH, COUNTED_ON = "nord", date(2022, 3, 21)
REGISTERED, TEMPORARY, LATE, WITHOUT_SPECIALIST, BY_LOCUMS = 38, 14, 8, 8, 6
"""Of eighty; the first two are the report's, the others ours. What remains of the 28 is not known."""
OSLO_ON, IN_TIME = date(2023, 12, 31), date(2019, 5, 31)
MINISTRY, MINISTRY_APPLIED, MINISTRY_DECIDED = "983887406", date(2020, 6, 26), date(2021, 5, 28)
APPLICANTS = ("983544622", "Direktoratet for e-helse", "983744516", "974761394", "889640782")
REPORT_NORTH = "Øvingsdata. Bare summene er fra ALIS Nords årsrapport 2021"
REPORT_OSLO = "ALIS og SamLIS Oslo, årsrapport 2023"


def load_demonstration() -> int:
    """Make the registrations of the demonstration, when there are none. How many were made.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Registration.objects.exists():
            return 0
        return len(Registration.objects.bulk_create([*_north(), *_oslo()]))


def _north() -> list[Registration]:
    """The municipalities of the north, in an order that says nothing about them."""
    towns = Place.objects.filter(kind=Place.Kind.MUNICIPALITY, municipality__office__code=NORTH)
    drawn = sorted(towns, key=lambda town: hashlib.sha256(town.code.encode()).digest())
    made = []
    for number, town in enumerate(drawn):
        case = Registration(place=town, place_kind=town.kind, speciality=Speciality.ALM, source=REPORT_NORTH)
        case.is_synthetic = True
        if _filled(case, number):
            made.append(case)
    return made


def _filled(case: Registration, number: int) -> bool:
    """Fill one in by its number; False for those of whom nothing is known. The dates are ours too."""
    late = REGISTERED + TEMPORARY
    if number < REGISTERED:
        case.applied_on = IN_TIME - timedelta(days=3 * number)
        case.decision, case.decided_on = Decision.REGISTERED, date(2020, 1, 20) + timedelta(days=20 * number)
    elif number < late:
        case.applied_on = IN_TIME - timedelta(days=2 * (number - REGISTERED))
    elif number < late + LATE:
        case.applied_on = date(2020, 2, 3) + timedelta(days=90 * (number - late))
    elif number < late + LATE + WITHOUT_SPECIALIST:
        case.reason, case.reason_on = Reason.NO_SPECIALIST, COUNTED_ON
    elif number < late + LATE + WITHOUT_SPECIALIST + BY_LOCUMS:
        case.reason, case.reason_on = Reason.LOCUMS, COUNTED_ON
    else:
        return False
    return True


def _oslo() -> list[Registration]:
    """Oslo and the state bodies as the report of 2023 has them."""
    found = {one.code: one for one in Place.objects.filter(code__in=("0301", MINISTRY, *APPLICANTS))}
    made = [
        _case(
            found["0301"],
            Speciality.ALM,
            applied_on=OSLO_ON,
            applied_at_latest=True,
            decision=Decision.REGISTERED,
            decided_on=OSLO_ON,
            decided_at_latest=True,
        ),
        _case(found["0301"], Speciality.SAM, applied_on=IN_TIME, applied_at_latest=True),
        _case(
            found[MINISTRY],
            Speciality.SAM,
            applied_on=MINISTRY_APPLIED,
            decision=Decision.REGISTERED,
            decided_on=MINISTRY_DECIDED,
            valid_from=MINISTRY_APPLIED,
        ),
    ]
    made += [
        _case(found[code], Speciality.SAM, applied_on=OSLO_ON, applied_at_latest=True)
        for code in APPLICANTS
        if code in found
    ]
    return made


def _case(place: Place, speciality: Speciality, **values: object) -> Registration:
    return Registration(place=place, place_kind=place.kind, speciality=speciality, source=REPORT_OSLO, **values)
