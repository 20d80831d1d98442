"""What is known of municipalities on a day, as the engine of fragility takes it. A fixed number of queries."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from alisveien.base.touches import Latest, full_months
from alisveien.engines.fragility.weigh import CONTACT, LOCUMS, REGISTERED, SPECIALIST, SUPERVISOR, Facts
from alisveien.establishments.models import Registration, Speciality, State
from alisveien.establishments.rules_dates import COUNTED, standing_on, state_on
from alisveien.outreach.queries_network import Network, Role
from alisveien.places.models import PlaceFigure

What = PlaceFigure.What
Reason = Registration.Reason
Known = tuple[bool | None, date | None]
"""Whether it is so (None: not known), and the day it was known by."""
NO_CASE: tuple[None, State] = (None, State.UNKNOWN)


def facts_of(places: Iterable[int], network: Network, latest: Mapping[int, Latest], day: date) -> dict[int, Facts]:
    """Municipality → its facts on a day; ``network`` and ``latest`` (its last touch) are of the same day. Two queries.

    A role nobody is known ever to have held, and nobody has said is vacant, is not known rather than missing.
    """
    several = list(places)
    cases, locums = _cases(several, day), _locums(several, day)
    return {
        place: _facts(
            place, network, cases.get(place, NO_CASE), locums.get(place, (None, None)), latest.get(place), day
        )
        for place in several
    }


def _facts(
    place: int,
    network: Network,
    stands: tuple[Registration | None, State],
    locums: tuple[int | None, date | None],
    touched: Latest | None,
    day: date,
) -> Facts:
    case, state = stands
    reason, reason_on = _reason(case, state, day)
    specialist = _known(place, Role.SPECIALIST, network)
    if specialist[0] is None and reason == Reason.NO_SPECIALIST:
        specialist = (False, reason_on)
    supervisor = _known(place, Role.SUPERVISOR, network)
    since = {
        SPECIALIST: specialist[1],
        SUPERVISOR: supervisor[1],
        LOCUMS: locums[1] or (reason_on if reason == Reason.LOCUMS else None),
        REGISTERED: _decided(case, state),
        CONTACT: touched[0] if touched else None,
    }
    return Facts(
        specialist=specialist[0],
        locum_percent=locums[0],
        supervisor=supervisor[0],
        registered=None if state == State.UNKNOWN else state in COUNTED,
        months=full_months(touched[0], day) if touched else None,
        since={name: on for name, on in since.items() if on is not None},
        mainly_locums=reason == Reason.LOCUMS,
    )


def _reason(case: Registration | None, state: State, day: date) -> tuple[str, date | None]:
    """Why a municipality has not applied, as it was known on a day."""
    if case is None or state != State.NOT_APPLIED or case.reason_on is None or case.reason_on > day:
        return "", None
    return case.reason, case.reason_on


def _known(place: int, role: str, network: Network) -> Known:
    held = network.holders.get((place, role))
    if held:
        return True, min((one.from_on for one in held if one.from_on), default=None)
    since = network.vacant.get((place, role))
    return (None if since is None else False), since


def _cases(places: list[int], day: date) -> dict[int, tuple[Registration | None, State]]:
    """Municipality → the case that stands in general practice on a day, and its state."""
    rows = Registration.objects.filter(place__pk__among=places, speciality=Speciality.ALM).order_by("place_id", "pk")
    found = {}
    for place, several in groupby(rows, key=lambda one: one.place_id):
        case = standing_on(list(several), day)
        found[place] = (case, state_on(case, day))
    return found


def _decided(case: Registration | None, state: State) -> date | None:
    """The day the state of a case began, as far as it is known."""
    if case is None:
        return None
    if state in (State.UNKNOWN, State.NOT_APPLIED):
        return case.reason_on
    if state == State.WITHDRAWN:
        return case.withdrawn_on
    return case.applied_on if state in (State.APPLIED, State.TEMPORARY) else case.decided_on


def _locums(places: list[int], day: date) -> dict[int, tuple[int, date]]:
    """Municipality → whole per cent of its general practice lists without a doctor of their own, and the day."""
    wanted = PlaceFigure.objects.filter(place__pk__among=places, what__in=(What.LISTS, What.VACANT_LISTS), on__lte=day)
    newest = wanted.order_by("place", "what", "-on").distinct("place", "what")
    figures = {
        (place, what): (value, on) for place, what, value, on in newest.values_list("place", "what", "value", "on")
    }
    found = {}
    for (place, what), (lists, on) in figures.items():
        vacant = figures.get((place, What.VACANT_LISTS))
        if what == What.LISTS and lists and vacant is not None and vacant[1] == on:
            found[place] = (round(100 * vacant[0] / lists), on)
    return found
