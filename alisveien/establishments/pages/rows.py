"""One line of the list of institutions, as plain values for the workbench."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alisveien.base.registers import Tone
from alisveien.establishments.models import Registration, Speciality, State
from alisveien.establishments.queries import Standing
from alisveien.establishments.rules_dates import in_words
from alisveien.places.columns import short_office
from alisveien.places.models import Place

TONES: dict[State, Tone] = {
    State.UNKNOWN: "neutral",
    State.NOT_APPLIED: "warning",
    State.APPLIED: "info",
    State.TEMPORARY: "accent",
    State.REGISTERED: "success",
    State.APPROVED: "success",
    State.REFUSED: "danger",
    State.WITHDRAWN: "danger",
}
ORDER = {state: number for number, state in enumerate(State)}
STATE_BODIES = "statlig"


@dataclass(frozen=True, slots=True)
class Row:
    """A place and a speciality on a day. Codes are for filters, ``…_key`` and ``state_order`` for sorting.

    ``per`` is what the address of the record ends with: nothing today, else the day.
    """

    pk: int
    per: str
    name: str
    name_key: str
    code: str
    county: str
    county_code: str
    office: str
    office_code: str
    speciality: str
    speciality_words: str
    state: str
    state_words: str
    state_order: int
    tone: Tone
    applied: date | None
    applied_note: str
    decided: date | None
    decided_note: str
    counts: str
    counts_from: date | None
    doctors: int | None
    stands_out: str
    reason: str
    basis: str


def row_of(standing: Standing, day: date, today: date) -> Row:
    """A standing as a line of the list."""
    place, case, counting = standing.place, standing.case, standing.counting
    town = place.kind == Place.Kind.MUNICIPALITY
    language = get_language() or ""
    begun = standing.state not in (State.UNKNOWN, State.NOT_APPLIED)
    applied = case.applied_on if case is not None and begun else None
    decided = case.decided_on if case is not None and case.decided_on and case.decided_on <= day else None
    return Row(
        pk=place.pk * 2 + (standing.speciality == Speciality.SAM),
        per="" if day == today else f"?per={day.isoformat()}",
        name=standing.town.name,
        name_key=standing.town.sort_key,
        code=place.code,
        county=standing.town.county.name,
        county_code=standing.town.county.code,
        office=short_office(standing.town.office.name) if town else _("statlig virksomhet"),
        office_code=standing.town.office.code if town else STATE_BODIES,
        speciality=standing.speciality.value,
        speciality_words=_words(standing.speciality, language),
        state=standing.state.value,
        state_words=_words(standing.state, language),
        state_order=ORDER[standing.state],
        tone=TONES[standing.state],
        applied=applied,
        applied_note=_at_latest(applied, known=not (case and case.applied_at_latest)),
        decided=decided,
        decided_note=_at_latest(decided, known=not (case and case.decided_at_latest)),
        counts=_counts(standing),
        doctors=standing.doctors,
        stands_out=_("ja") if standing.stands_out else _("nei"),
        counts_from=counting.from_on,
        reason=standing.reason,
        basis=basis_of(case),
    )


def told_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows with the county in the name of those that are called as another: «Herøy (Nordland)»."""
    called = Counter(name for name, _code in {(row.name, row.code) for row in rows})
    return [
        replace(row, name=f"{row.name} ({row.county})") if called[row.name] > 1 and row.county else row for row in rows
    ]


@lru_cache(maxsize=200)
def _words(choice: State | Speciality, language: str) -> str:
    """What a state or a speciality is called in a language: hundreds of rows say the same few words."""
    return str(choice.label)


def _counts(standing: Standing) -> str:
    """Whether service counts: «ja», «nei», or that nobody has told."""
    if standing.state == State.UNKNOWN:
        return _("ikke kjent")
    return _("ja") if standing.counts else _("nei")


def _at_latest(day: date | None, *, known: bool) -> str:
    return "" if day is None or known else _("senest")


def said_day(day: date | None, *, at_latest: bool) -> str:
    """A day in words, «senest» before it when only that is known; empty for none."""
    if day is None:
        return ""
    return _("senest {day}").format(day=in_words(day)) if at_latest else in_words(day)


def basis_of(case: Registration | None) -> str:
    """Where a line comes from: invented for practice, a source, or nothing known."""
    if case is None:
        return _("ingen opplysninger")
    return _("øvingsdata") if case.is_synthetic else case.source
