"""How many municipalities were registered through time, for the country and for each office as it was."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alisveien.base.actor import Actor
from alisveien.establishments.models import Registration, Speciality, State
from alisveien.establishments.queries_towns import NO_OFFICE
from alisveien.establishments.rules_dates import standing_on, state_on
from alisveien.places.models import Belonging, Naming, Place

REGISTERED = frozenset({State.REGISTERED, State.APPROVED})
COUNTRY = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A day: how many municipalities there were, how many were registered, and how many temporarily."""

    day: date
    total: int
    registered: int
    temporary: int


@dataclass(frozen=True, slots=True)
class Span:
    """What was so of a place from a day until, not with, another; empty: always."""

    place: int
    what: str
    valid_from: date | None
    valid_to: date | None

    def holds(self, day: date) -> bool:
        """Whether it was so on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or self.valid_to > day)


def curve_of(actor: Actor, speciality: Speciality, days: Sequence[date]) -> dict[str, list[Point]]:
    """Office code → its points, ``COUNTRY`` for them all; one point for each day. Three queries."""
    there = _spans(Naming.objects.filter(kind=Place.Kind.MUNICIPALITY).values_list("place", "kind", *PERIOD))
    offices = _spans(
        Belonging.objects.filter(kind=Belonging.Kind.OFFICE, place__kind=Place.Kind.MUNICIPALITY).values_list(
            "place", "to__code", *PERIOD
        )
    )
    cases: dict[int, list[Registration]] = {}
    for case in Registration.objects.filter(speciality=speciality, place_kind=Place.Kind.MUNICIPALITY).order_by("pk"):
        cases.setdefault(case.place_id, []).append(case)
    found: dict[str, list[Point]] = {}
    for day in days:
        for code, point in _on(day, there, offices, cases).items():
            found.setdefault(code, []).append(point)
    return found


PERIOD = ("valid_from", "valid_to")


def _spans(rows: Iterable[tuple[int, str, date | None, date | None]]) -> list[Span]:
    return [Span(*row) for row in rows]


def _on(
    day: date, there: Iterable[Span], offices: Iterable[Span], cases: dict[int, list[Registration]]
) -> dict[str, Point]:
    """The points of a day."""
    office = {span.place: span.what for span in offices if span.holds(day)}
    totals: Counter[str] = Counter()
    states: Counter[tuple[str, State]] = Counter()
    for span in there:
        if not span.holds(day):
            continue
        state = state_on(standing_on(cases[span.place], day), day) if span.place in cases else State.UNKNOWN
        for code in (COUNTRY, office.get(span.place, NO_OFFICE)):
            totals[code] += 1
            states[code, state] += 1
    return {
        code: Point(day, total, sum(states[code, one] for one in REGISTERED), states[code, State.TEMPORARY])
        for code, total in totals.items()
    }


def office_names() -> dict[str, str]:
    """The code of every office there is or was → its name."""
    return dict(Place.objects.filter(kind=Place.Kind.OFFICE).order_by("sort_key").values_list("code", "name"))
