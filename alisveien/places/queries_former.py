"""Municipalities that have ended and those that go on after them: whose past is whose.

What happened in a municipality stays dated there. Whoever asks for the past of one that goes on asks for that of those
it came from too; these say which. One that was divided and goes on itself keeps its own past, and gives none away.
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import F

from alisveien.places.models import Place, Succession


def former_of(place: int, day: date) -> frozenset[int]:
    """The municipalities that had ended by a day and became this one, also in several steps. One query."""
    return _all_from(place, _steps(day))


def former_of_all(places: Collection[int], day: date) -> frozenset[int]:
    """As ``former_of``, for several at once. One query."""
    steps = _steps(day)
    return frozenset(former for place in places for former in _all_from(place, steps))


def goes_on_as(day: date) -> dict[int, frozenset[int]]:
    """Every municipality that had ended by a day → those that came of it, also in several steps. One query."""
    steps = _steps(day)
    found: dict[int, set[int]] = {}
    for later in steps:
        for former in _all_from(later, steps):
            found.setdefault(former, set()).add(later)
    return {former: frozenset(later) for former, later in found.items()}


def names_of_places(places: Collection[int]) -> dict[int, str]:
    """The name each place has, or had last. One query, none for none."""
    return dict(Place.objects.filter(pk__in=places).values_list("pk", "name")) if places else {}


def _steps(day: date) -> dict[int, set[int]]:
    """Place → those that ended and became it, one step back. A part taken from one that goes on is no such step."""
    rows = Succession.objects.filter(on__lte=day, former__kind=Place.Kind.MUNICIPALITY, former__valid_to__lte=F("on"))
    steps: dict[int, set[int]] = {}
    for later, former in rows.order_by().values_list("later", "former"):
        steps.setdefault(later, set()).add(former)
    return steps


def _all_from(place: int, steps: Mapping[int, set[int]]) -> frozenset[int]:
    seen: set[int] = set()
    waiting = [place]
    while waiting:
        for former in steps.get(waiting.pop(), ()):
            if former not in seen and former != place:
                seen.add(former)
                waiting.append(former)
    return frozenset(seen)
