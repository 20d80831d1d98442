"""The demonstration's arenas: invented descriptions of places of work in the municipalities of the north.

Nothing in them is true of the municipality; every row is marked so, and the figures follow from its number alone.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.errors import NotAllowed
from alisveien.establishments.models import Arena, ArenaPaper
from alisveien.establishments.models.choices import Equipment, Work
from alisveien.establishments.queries_arenas import goals_in_force
from alisveien.establishments.services.demonstration import NORTH
from alisveien.places.models import Place

Kind = Arena.Kind
CONFIRMED_ON, PLANNED_ON = date(2026, 10, 1), date(2021, 3, 1)
LISTS = ("municipal", "common", "shared", "bought_free")
SAID = ("yes", "yes", "partly", "no")
SUPERVISORS = ("here", "here", "same_town", "other_town")
BACKUPS = ("always", "always", "partly", "no")
COVERS = ("colleagues", "fixed", "agency", "none")
RECRUITING = ("stable", "stable", "some", "hard", "locums")


def load_arenas() -> int:
    """Make the arenas of the demonstration, when there are none. How many. Raises NotAllowed elsewhere."""
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Arena.objects.exists():
            return 0
        codes = [goal.code for goal in goals_in_force() if not goal.is_hospital_goal]
        towns = Place.objects.filter(kind=Place.Kind.MUNICIPALITY, municipality__office__code=NORTH).order_by("code")
        made = Arena.objects.bulk_create([one for town in towns for one in _arenas(town, codes)])
        ArenaPaper.objects.bulk_create(
            ArenaPaper(arena=one, kind=ArenaPaper.Kind.IN_PLAN, from_on=PLANNED_ON)
            for one in made
            if one.kind == Kind.MEDICAL_CENTRE
        )
        return len(made)


def _arenas(town: Place, codes: list[str]) -> Iterable[Arena]:
    drawn = _numbers(town.code)
    yield _centre(town, codes, drawn)
    yield _arena(
        town, codes, drawn[8:], kind=Kind.NURSING_HOME, name=_("Sykehjemmet"), share=(15, 35), doctors=1 + drawn[8] % 2
    )
    if drawn[9] % 3:
        yield _arena(
            town, codes, drawn[10:], kind=Kind.EMERGENCY, name=_("Legevakta"), share=(10, 25), doctors=2 + drawn[10] % 6
        )


def _centre(town: Place, codes: list[str], drawn: list[int]) -> Arena:
    doctors = 2 + drawn[0] % 7
    older = drawn[1] % 3
    younger = min(doctors - older, drawn[2] % 4)
    return _arena(
        town,
        codes,
        drawn,
        kind=Kind.MEDICAL_CENTRE,
        name=_("Legesenteret"),
        share=(45 + drawn[3] % 30, 25),
        doctors=doctors,
        under_40=younger,
        from_40=doctors - older - younger,
        from_60=older,
        specialists=drawn[4] % (doctors + 1),
        lis1=drawn[5] % 2,
        alis=drawn[6] % 3,
        staff=doctors + drawn[7] % 4,
        staff_competence=_("Sykepleiere og helsesekretærer."),
        room=("own", "own", "shared", "coming")[drawn[8] % 4],
        list_solution=LISTS[drawn[9] % 4],
        list_length=500 + 10 * (drawn[10] % 50),
        locum_cover=COVERS[drawn[11] % 4],
        recruitment=RECRUITING[drawn[12] % 5],
        vacant_posts=drawn[13] % 3,
        equipment=sorted(Equipment.values[: 4 + drawn[14] % 4]),
    )


def _arena(
    town: Place, codes: list[str], drawn: list[int], *, kind: str, name: str, share: tuple[int, int], **said: Any
) -> Arena:
    """An arena with what every kind says, and goals: ``share`` is per cent fully and per cent partly."""
    full, partly = share
    of_goal = {code: _numbers(f"{town.code}{kind}{code}")[0] * 100 // 256 for code in codes}
    return Arena(
        place=town,
        place_kind=town.kind,
        kind=kind,
        name=name,
        run_by="municipal",
        is_synthetic=True,
        daily_supervision=SAID[drawn[0] % 4],
        local_supervisor=SUPERVISORS[drawn[1] % 4],
        supervision_hours=2 + drawn[2] % 3,
        backup=BACKUPS[drawn[3] % 4],
        work=sorted(Work.values[drawn[4] % 3 :: 2]),
        goals_full=[code for code, number in of_goal.items() if number < full],
        goals_partly=[code for code, number in of_goal.items() if full <= number < full + partly],
        confirmed_on=CONFIRMED_ON - timedelta(days=5 * drawn[5]) if drawn[6] % 5 else None,
        **said,
    )


def _numbers(text: str) -> list[int]:
    """Numbers from 0 to 255 that follow from a text and say nothing about it."""
    return list(hashlib.sha256(text.encode()).digest())
