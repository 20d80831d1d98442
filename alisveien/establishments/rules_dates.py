"""How a place stands on a day, and from when a doctor's service counts there: pure rules, no database, no clock.

The sources: spesialistforskriften § 38 and § 21 third paragraph (in force 1 September 2022), Helsedirektoratet's and
the offices' pages on registration, and ALIS Nord's report of 2021. Where they say nothing, the docstring says what we
have assumed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.establishments.models import Registration, State

DEADLINE = date(2019, 6, 1)
"""Who had applied before this day is registered temporarily, and when granted from ``FIRST_DAY``."""
FIRST_DAY = date(2019, 3, 1)
FROM_APPLYING = date(2022, 9, 1)
"""From this day one who applied later is registered temporarily too, and when granted from the day of applying."""

COUNTED = frozenset({State.TEMPORARY, State.REGISTERED, State.APPROVED})
Decision = Registration.Decision


@dataclass(frozen=True, slots=True)
class Counting:
    """Whether service counts on a day, from which day on and until which (not with), why, and the source.

    ``from_on`` is None when nothing counts, and when something does but the day of applying is not known.
    """

    counts: bool
    from_on: date | None
    to_on: date | None
    why: str
    source: str


def state_on(one: Registration | None, day: date) -> State:
    """How a place stands by one application on a day; «not known» where nothing says otherwise.

    What is known only as having happened by a later day is not known before it.
    """
    if one is None:
        return State.UNKNOWN
    if one.applied_on is None or one.applied_on > day:
        known = one.reason_on is not None and one.reason_on <= day
        return State.NOT_APPLIED if known or _applied_later(one) else State.UNKNOWN
    if one.withdrawn_on is not None and one.withdrawn_on <= day:
        return State.WITHDRAWN
    if _is_decided(one, day):
        return State(one.decision)
    return State.TEMPORARY if _in_time(one) or day >= FROM_APPLYING else State.APPLIED


def _applied_later(one: Registration) -> bool:
    """Whether we know the exact, later day the place applied; then it had not done so before."""
    return one.applied_on is not None and not one.applied_at_latest


def _is_decided(one: Registration, day: date) -> bool:
    return one.decided_on is not None and one.decided_on <= day


def _in_time(one: Registration) -> bool:
    return one.applied_on is not None and one.applied_on < DEADLINE


def standing_on(several: Iterable[Registration], day: date) -> Registration | None:
    """The application a place stands by on a day: the last one begun by then, or else the first of all."""
    ordered = sorted(several, key=lambda one: (one.applied_on or date.max, one.pk or 0))
    begun = [one for one in ordered if one.applied_on is not None and one.applied_on <= day]
    return begun[-1] if begun else next(iter(ordered), None)


def counting_on(one: Registration | None, day: date) -> Counting:
    """From when service counts towards speciality, as the law stood on the day, with the reason and its source.

    Applied before 1 June 2019: from 1 March 2019. Applied later: from the day of applying since 1 September 2022,
    before that from the decision. Refused or withdrawn: the time before still counts, and the end is the first day
    that does not.
    """
    state = state_on(one, day)
    if one is None or state == State.UNKNOWN:
        why = _("Vi vet ikke om virksomheten hadde søkt. Tjenesten teller bare der den er registrert.")
        return Counting(counts=False, from_on=None, to_on=None, why=why, source=_source_19())
    if state == State.NOT_APPLIED:
        why = _("Tjenesten teller ikke før virksomheten har søkt og er registrert.")
        return Counting(counts=False, from_on=None, to_on=None, why=why, source=_source_19())
    if state in (State.REFUSED, State.WITHDRAWN):
        return _ended(one, state)
    return _counting(one, state, day)


def _counting(one: Registration, state: State, day: date) -> Counting:
    """For an application that stands: applied, temporary, registered, approved."""
    if _in_time(one):
        why = _("Søkt før 1. juni 2019. Da teller tjenesten fra 1. mars 2019.")
        if state == State.TEMPORARY:
            why += " " + _("Registreringen er midlertidig til Helsedirektoratet har avgjort søknaden.")
        return Counting(counts=True, from_on=FIRST_DAY, to_on=None, why=why, source=_source_38())
    if state == State.APPLIED:
        why = _("Søkt etter fristen 1. juni 2019. Før 1. september 2022 talte tjenesten først fra vedtaket.")
        return Counting(counts=False, from_on=None, to_on=None, why=why, source=_source_38())
    if day < FROM_APPLYING:
        why = _("Søkt etter fristen 1. juni 2019. Før 1. september 2022 talte tjenesten fra vedtaksdatoen.")
        start = None if one.decided_at_latest else one.decided_on
        return Counting(counts=True, from_on=start, to_on=None, why=why, source=_source_21())
    return _from_applying(one, state)


def _from_applying(one: Registration, state: State) -> Counting:
    if one.applied_at_latest and one.applied_on is not None:
        words = _("Søknadsdatoen er ikke kjent, men det var søkt {day}. Tjenesten teller fra søknadsdatoen.")
        why, start = words.format(day=in_words(one.applied_on)), None
    else:
        why, start = _("Tjenesten teller fra den dagen virksomheten søkte."), one.applied_on
    if state == State.TEMPORARY:
        why += " " + _("Registreringen er midlertidig til Helsedirektoratet har avgjort søknaden.")
    return Counting(counts=True, from_on=start, to_on=None, why=why, source=_source_21())


def _ended(one: Registration, state: State) -> Counting:
    """For what was refused or withdrawn: the time before, when there was any that counted."""
    end = one.decided_on if state == State.REFUSED else one.withdrawn_on
    assert end is not None  # the state says that it has ended
    start = start_before(one, end)
    source = _source_38() if _in_time(one) else _source_21()
    if start is None:
        why = _("Søknaden er avslått.") if state == State.REFUSED else _("Søknaden er trukket.")
        why += " " + _("Ingen tjeneste talte før det.")
        return Counting(counts=False, from_on=None, to_on=end, why=why, source=source)
    words = (
        _("Avslått {day}. Tjenesten før vedtaket teller fortsatt, det som kommer etter, teller ikke.")
        if state == State.REFUSED
        else _("Trukket {day}. Tjenesten før det teller fortsatt, det som kommer etter, teller ikke.")
    )
    return Counting(counts=False, from_on=start, to_on=end, why=words.format(day=in_words(end)), source=source)


def start_before(one: Registration, end: date) -> date | None:
    """From when service counted in an application that has ended, or None when it never did.

    Granted before it was withdrawn: as for one that stands at the end. Never granted: 1 March 2019 when applied in
    time, otherwise the day of applying but not before 1 September 2022, when such applicants first were registered
    temporarily (our reading: the paragraph itself speaks of those who are registered).
    """
    assert one.applied_on is not None  # nothing ends that has not begun
    if _in_time(one):
        return FIRST_DAY if end > FIRST_DAY else None
    if one.decision in (Decision.REGISTERED, Decision.APPROVED):
        return one.decided_on if end < FROM_APPLYING else one.applied_on
    start = max(one.applied_on, FROM_APPLYING)
    return start if start < end else None


def differs_from_stated(one: Registration, day: date) -> str:
    """A sentence when Helsedirektoratet's table states another first day than the law gives; empty when they agree."""
    counting = counting_on(one, day)
    if one.valid_from is None or counting.from_on is None or one.valid_from == counting.from_on:
        return ""
    words = _("Helsedirektoratets tabell oppgir {stated}. Regelen gir {law}. Be Helsedirektoratet rette datoen.")
    return words.format(stated=in_words(one.valid_from), law=in_words(counting.from_on))


def in_words(day: date) -> str:
    """«1. mars 2019»."""
    return date_format(day, "j. F Y")


def _source_19() -> str:
    return _("Spesialistforskriften § 19")


def _source_38() -> str:
    return _("Spesialistforskriften § 38, Helsedirektoratet om registrering av utdanningsvirksomheter")


def _source_21() -> str:
    return _("Spesialistforskriften § 21 tredje ledd, i kraft 1. september 2022")
