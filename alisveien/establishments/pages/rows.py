"""One line of the list of institutions, as plain values for the workbench."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Words:
    """The few words hundreds of lines say again and again, looked up once for a page."""

    choices: dict[str, str]
    yes: str
    no: str
    unknown: str
    body: str
    latest: str
    practice: str
    nothing: str


def words_now() -> Words:
    """The words in the language of the one who asks."""
    choices = {one.value: str(one.label) for kind in (State, Speciality) for one in kind}
    said = (_("ja"), _("nei"), _("ikke kjent"), _("statlig virksomhet"), _("senest"))
    return Words(choices, *said, _("øvingsdata"), _("ingen opplysninger"))


def rows_of(standings: Iterable[Standing], day: date, today: date) -> list[Row]:
    """Standings as lines of the list, with names that tell them apart."""
    words = words_now()
    return told_apart([_row_of(one, day, today, words) for one in standings])


def _row_of(standing: Standing, day: date, today: date, words: Words) -> Row:
    place, case, counting = standing.place, standing.case, standing.counting
    town = place.kind == Place.Kind.MUNICIPALITY
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
        office=short_office(standing.town.office.name) if town else words.body,
        office_code=standing.town.office.code if town else STATE_BODIES,
        speciality=standing.speciality.value,
        speciality_words=words.choices[standing.speciality.value],
        state=standing.state.value,
        state_words=words.choices[standing.state.value],
        state_order=ORDER[standing.state],
        tone=TONES[standing.state],
        applied=applied,
        applied_note=words.latest if applied and case and case.applied_at_latest else "",
        decided=decided,
        decided_note=words.latest if decided and case and case.decided_at_latest else "",
        counts=_counts(standing, words),
        doctors=standing.doctors,
        stands_out=words.yes if standing.stands_out else words.no,
        counts_from=counting.from_on,
        reason=standing.reason,
        basis=basis_of(case, words),
    )


def told_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows with the county in the name of those that are called as another: «Herøy (Nordland)»."""
    called = Counter(name for name, _code in {(row.name, row.code) for row in rows})
    return [
        replace(row, name=f"{row.name} ({row.county})") if called[row.name] > 1 and row.county else row for row in rows
    ]


def _counts(standing: Standing, words: Words) -> str:
    """Whether service counts: «ja», «nei», or that nobody has told."""
    if standing.state == State.UNKNOWN:
        return words.unknown
    return words.yes if standing.counts else words.no


def said_day(day: date | None, *, at_latest: bool) -> str:
    """A day in words, «senest» before it when only that is known; empty for none."""
    if day is None:
        return ""
    return _("senest {day}").format(day=in_words(day)) if at_latest else in_words(day)


def basis_of(case: Registration | None, words: Words) -> str:
    """Where a line comes from: invented for practice, a source, or nothing known."""
    if case is None:
        return words.nothing
    return words.practice if case.is_synthetic else case.source
