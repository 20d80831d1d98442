"""The demonstration: touches over two years, and how many lists are without a doctor of their own. All of it invented.

What each municipality gets is drawn from its number, so that it is the same every time. The days count back from the
day it is loaded, so that the demonstration stays as old as it was made to be.
"""

import hashlib
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.days import NORWAY
from alisveien.base.errors import NotAllowed
from alisveien.outreach.models import Touch
from alisveien.outreach.services.demonstration_letters import make_letters, make_templates
from alisveien.people.models import ContactRole
from alisveien.places.models import Place, PlaceFigure

Kind, Role, What = Touch.Kind, ContactRole.Role, PlaceFigure.What
SOURCE, NORTH = "øvingsdata", "nord"
SPAN, QUIET, NEVER = 730, 5, 17
"""Days back, and of how many municipalities one has been quiet for long, and one was never spoken with."""
MET = (Role.ALIS_CONTACT, Role.MUNICIPAL_CMO, Role.HEALTH_LEADER, "")
NOTES: dict[str, tuple[str, ...]] = {
    Kind.MEETING: (
        _("Digitalt møte om plan for neste halvår."),
        _("Gikk gjennom hva som mangler før søknaden."),
        _("Dialogmøte om veiledning og kurs."),
    ),
    Kind.VISIT: (_("Besøk ved legesenteret. Snakket om lokaler og veiledning."), _("Besøk hos ny ledelse.")),
    Kind.CALL: (_("Ringte om innmelding til sykehustjeneste."), _("Spurte hvordan det går. Vil ha møte i høst.")),
    Kind.COURSE: (_("Deltok på veilederkurs."), _("Deltok på ALIS-kveld.")),
    Kind.MAIL: (_("Sendte svar om tilskudd og avtaler."), _("Svar på spørsmål om konvertering.")),
}


def load_demonstration(*, at: datetime) -> int:
    """Make the touches of the demonstration, when there are none. How many. Raises NotAllowed outside one."""
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Touch.objects.exists():
            return 0
        day = at.astimezone(NORWAY).date()
        towns = list(
            Place.objects.filter(kind=Place.Kind.MUNICIPALITY)
            .valid_on(day)
            .order_by("code")
            .select_related("municipality__office")
        )
        _lists(towns, day)
        make_letters([town for town in towns if town.municipality.office.code == NORTH and not _is_silent(town)], at)
        for office in Place.objects.filter(kind=Place.Kind.OFFICE, code=NORTH):
            make_templates(office)
        touches = [touch for town in towns for touch in _touches(town, day)]
        return len(Touch.objects.bulk_create(touches))


def _drawn(town: Place, what: str, below: int) -> int:
    """A number from 0 up to, not with, ``below``: the same for the same municipality and words."""
    digest = hashlib.sha256(f"{town.code} {what}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % below


def _is_silent(town: Place) -> bool:
    """Whether it is long since anybody spoke with the municipality, or nobody ever did."""
    return _drawn(town, "never", NEVER) == 0 or _drawn(town, "quiet", QUIET) == 0


def _touches(town: Place, day: date) -> list[Touch]:
    if _drawn(town, "never", NEVER) == 0:
        return []
    quiet = 200 + _drawn(town, "for", 400) if _drawn(town, "quiet", QUIET) == 0 else 3
    found = []
    for number in range(2 + _drawn(town, "count", 6)):
        back = quiet + _drawn(town, f"day {number}", SPAN - quiet)
        kind = list(NOTES)[_drawn(town, f"kind {number}", len(NOTES))]
        notes = NOTES[kind]
        on = _working_day(day - timedelta(days=back))
        found.append(
            Touch(
                place=town,
                kind=kind,
                on=on,
                role=MET[_drawn(town, f"role {number}", len(MET))],
                note=notes[_drawn(town, f"note {number}", len(notes))],
                at=datetime.combine(on, time(14), NORWAY),
            )
        )
    return found


def _working_day(day: date) -> date:
    """The day, or the Friday before when it is in a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _lists(towns: list[Place], day: date) -> None:
    """How many lists each municipality has, and how many of them are without a doctor of their own."""
    on = date(day.year - 1, 12, 31)
    figures = []
    for town in towns:
        lists = 3 + _drawn(town, "lists", 12)
        vacant = min(lists, max(0, _drawn(town, "vacant", 9) - 3))
        for what, value in ((What.LISTS, lists), (What.VACANT_LISTS, vacant)):
            figures.append(PlaceFigure(place=town, what=what, on=on, value=value, source=SOURCE))
    PlaceFigure.objects.bulk_create(figures, ignore_conflicts=True)
