"""The old scheme: its deadline, what is missing for a doctor who still follows it, and who may see and write.

Sources: alis.no on conversion (8 February 2024), spesialistforskriften's transitional rules, Helsedirektoratet's rules
of the old scheme. Where the register does not hold what a rule asks for, the docstring says what is reckoned with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.establishments.models import State
from alisveien.establishments.rules_dates import COUNTED
from alisveien.people.models import Doctor

DEADLINES = (
    (date(2017, 3, 1), date(2025, 3, 1)),
    (date(2024, 2, 8), date(2026, 12, 31)),
)
"""From which day it was known, and the last day to apply by the old rules. The last one known on a day holds."""
YEARS_OF_SERVICE, BASIC_COURSES = 5, 4
"""Four years of general practice and one in hospital; the four basic courses."""
SERVICE = timedelta(days=round(365.25 * YEARS_OF_SERVICE))
FINISHED = Doctor.Group.FINISHED
BETWEEN_LETTERS = timedelta(days=30)
"""Nobody is written to twice about this within a month."""


class Way(TextChoices):
    """How it can end for a doctor, as far as the register says."""

    APPLY = "apply", gettext_lazy("kan søke etter gammel ordning")
    CONVERT = "convert", gettext_lazy("bør konvertere")
    MUST = "must", gettext_lazy("må konvertere")


@dataclass(frozen=True, slots=True)
class Standing:
    """A doctor of the old scheme on a day: the way, and what must be settled first, in words, the nearest first."""

    way: Way
    missing: tuple[str, ...]


class Progress(NamedTuple):
    """How far a doctor has come, as a list of many reads it: the fields of the doctor that decide the way."""

    started_on: date
    percentage: int
    group: str
    courses: int


def deadline_on(day: date) -> date:
    """The last day to apply by the old rules, as it was known on a day."""
    known = [last for since, last in DEADLINES if since <= day]
    return known[-1] if known else DEADLINES[0][1]


def is_over(day: date) -> bool:
    """Whether the deadline has passed: then everybody left must convert."""
    return day > deadline_on(day)


def days_left(day: date) -> int:
    """Days to the deadline, the deadline's own day counting as one left; 0 when it has passed."""
    return max(0, (deadline_on(day) - day).days + 1)


def standing_of(doctor: Doctor, registered: State, day: date) -> Standing:
    """How a doctor stands on a day. ``registered``: how the municipality stands in the doctor's speciality.

    Service is reckoned from the start by the present percentage, without leave; who has it, the group and the basic
    courses by the deadline can apply. The exact papers are for Helsedirektoratet to judge.
    """
    if can_apply(doctor, day):
        return Standing(Way.APPLY, (_("Send søknaden til Helsedirektoratet før fristen."),))
    old = [] if is_over(day) else _missing_in_the_old(doctor, day)
    way = Way.MUST if is_over(day) else Way.CONVERT
    return Standing(way, (*old, *_missing_to_convert(doctor, registered)))


def can_apply(doctor: Doctor | Progress, day: date) -> bool:
    """Whether nothing is missing for a doctor to apply by the old rules, as `standing_of` says it in words."""
    return not is_over(day) and _served(doctor, day) and doctor.group == FINISHED and doctor.courses >= BASIC_COURSES


def _served(doctor: Doctor | Progress, day: date) -> bool:
    """Whether the service is long enough by the deadline."""
    return max(timedelta(0), deadline_on(day) - doctor.started_on) * doctor.percentage / 100 >= SERVICE


def _missing_in_the_old(doctor: Doctor, day: date) -> list[str]:
    missing = []
    if not _served(doctor, day):
        missing.append(_("Når ikke fem år tjeneste innen fristen."))
    if doctor.group != FINISHED:
        missing.append(_("Veiledningsgruppen er ikke fullført."))
    if doctor.courses < BASIC_COURSES:
        missing.append(_("{few} av minst {all} kurs er fullført.").format(few=doctor.courses, all=BASIC_COURSES))
    return missing


def _missing_to_convert(doctor: Doctor, registered: State) -> list[str]:
    missing = []
    if registered not in COUNTED and registered != State.APPLIED:
        missing.append(_("Kommunen må søke om å bli utdanningsvirksomhet."))
    if doctor.goals_percent == 0:
        missing.append(_("Leder og veileder må vurdere læringsmålene legen alt har nådd."))
    elif doctor.goals_percent < 100:
        missing.append(
            _("{percent} % av læringsmålene er vurdert. Resten må vurderes.").format(percent=doctor.goals_percent)
        )
    missing.append(_("Lege og kommune må avtale at legen går over til ny ordning."))
    return missing


def steps() -> list[str]:
    """How a doctor is converted, step by step (alis.no on conversion; ALIS og SamLIS Oslo's form of preboarding)."""
    return [
        _("Lege og leder blir enige om å gå over til ny ordning, og skriver det ned."),
        _("Kommunen er registrert som utdanningsvirksomhet, eller har søkt."),
        _("Kommunen oppnevner individuell veileder og gir tilgang til Kompetanseportalen."),
        _("Leder og veileder vurderer hvilke læringsmål legen alt har nådd. Tjeneste fra gammel ordning teller."),
        _("Lege og veileder lager en plan for læringsmålene som gjenstår."),
        _("Konverteringen føres på legen i Alisveien. Papirene følger søknaden om spesialistgodkjenning."),
    ]


def may_see_page(actor: Actor) -> bool:
    """True for those who see some doctor's name, or the status without names."""
    return may_see_counts(actor) or any(actor.may(permission) for permission in NAMES)


def may_see_counts(actor: Actor) -> bool:
    """True for offices, the national coordinator and trusts: how many, in which municipality."""
    return actor.may(Permission.SEE_STATUS)


def may_write_doctors(actor: Actor) -> bool:
    """True for the municipality: it is the employer, and writes to its own doctors."""
    return actor.may(Permission.EDIT_DOCTORS)


def may_write_leaders(actor: Actor) -> bool:
    """True for the offices: they write to the municipalities they follow."""
    return actor.may(Permission.ACT_ON_REQUEST)


def against_sending(recipients: Sequence[object], *, seen: str, mark: str) -> list[str]:
    """Every reason why letters are not sent: there is nobody, or others than those in the preview."""
    if not recipients:
        return [_("Ingen kan skrives til nå.")]
    return [] if seen == mark else [_("Noe er endret siden du så på dette. Se gjennom på nytt.")]


NAMES = (
    Permission.SEE_SELF,
    Permission.SEE_SUPERVISED,
    Permission.SEE_OWN_UNIT,
    Permission.SEE_NOMINATED,
)
