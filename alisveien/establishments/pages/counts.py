"""How many are registered: per office, county and for the country, as table and bars, and as classes of a map."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.establishments.models import Speciality, State
from alisveien.establishments.pages.asking import SUBJECT
from alisveien.establishments.pages.rows import STATE_BODIES
from alisveien.establishments.queries import Standing
from alisveien.places.columns import short_office
from alisveien.places.models import Place
from alisveien.places.queries_map import MapRow
from alisveien.workbench.asking import PER
from alisveien.workbench.cells import number

REGISTERED = (State.REGISTERED, State.APPROVED)
ENDED = (State.REFUSED, State.WITHDRAWN)
CLASSES: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("m6", REGISTERED),
    ("m5", (State.TEMPORARY,)),
    ("m4", (State.APPLIED,)),
    ("m3", ENDED),
    ("m2", (State.NOT_APPLIED,)),
    ("m0", (State.UNKNOWN,)),
)
"""The tone of each group of states, from those that count to those nothing is known of."""
TONE = {state: tone for tone, states in CLASSES for state in states}
WIDTH = 300

Shade = Callable[[Sequence[MapRow], Mapping[str, tuple[str, str, str]], str], Any]
"""What draws: rows, number → (tone, words, address), and a sentence on what it shows. See `public.map.shading`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar of ``WIDTH`` units: where it begins, how long it is, its tone."""

    x: str
    width: str
    tone: str


@dataclass(frozen=True, slots=True)
class Count:
    """One line: who, how many municipalities, how they stand, and the addresses of the rows behind the figures.

    ``share`` is whole per cent of those that can offer training that counts; a dash when nothing is known of any.
    """

    label: str
    total: int
    registered: int
    temporary: int
    counting: int
    others: int
    unknown: int
    share: str
    href: str
    href_counting: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A class: tone, words, number of municipalities, and a bar of at most 150 units."""

    tone: str
    label: str
    count: str
    bar: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a day: the country first, then offices and counties, and the state bodies by themselves."""

    country: Count
    offices: tuple[Count, ...]
    counties: tuple[Count, ...]
    bodies: tuple[Count, ...]


def counts_of(standings: Iterable[Standing], speciality: Speciality, day: date) -> Counts:
    """Count the standings of one speciality on a day."""
    mine = [one for one in standings if one.speciality == speciality]
    towns = [one for one in mine if one.place.kind == Place.Kind.MUNICIPALITY]
    bodies = [one for one in mine if one.place.kind == Place.Kind.STATE_BODY]
    asked = [(PER, day.isoformat()), (SUBJECT, speciality.value)]
    return Counts(
        country=_count(_("Hele landet"), towns, asked),
        offices=_grouped(towns, asked, "kontor", _office_of),
        counties=_grouped(towns, asked, "fylke", _county_of),
        bodies=(_count(_("Statlige virksomheter"), bodies, [*asked, ("kontor", STATE_BODIES)]),) if bodies else (),
    )


def _office_of(one: Standing) -> tuple[str, str]:
    return short_office(one.town.office.name), one.town.office.code


def _county_of(one: Standing) -> tuple[str, str]:
    return one.town.county.name, one.town.county.code


def _grouped(
    towns: Iterable[Standing], asked: list[tuple[str, str]], name: str, key: Callable[[Standing], tuple[str, str]]
) -> tuple[Count, ...]:
    groups: dict[tuple[str, str], list[Standing]] = {}
    for one in towns:
        groups.setdefault(key(one), []).append(one)
    return tuple(_count(label, several, [*asked, (name, code)]) for (label, code), several in sorted(groups.items()))


def _count(label: str, several: Sequence[Standing], asked: list[tuple[str, str]]) -> Count:
    states = Counter(one.state for one in several)
    counting = sum(one.counts for one in several)
    total = len(several)
    listed = reverse("establishments:institutions")
    return Count(
        label=label,
        total=total,
        registered=sum(states[state] for state in REGISTERED),
        temporary=states[State.TEMPORARY],
        counting=counting,
        others=total - counting,
        unknown=states[State.UNKNOWN],
        share=f"{round(100 * counting / total)} %" if total > states[State.UNKNOWN] else "–",
        href=f"{listed}?{urlencode(asked)}",
        href_counting=f"{listed}?{urlencode([*asked, ('teller', _('ja'))])}",
        parts=_parts(states, total),
    )


def _parts(states: Counter[State], total: int) -> tuple[Part, ...]:
    parts, begun = [], 0
    for tone, several in CLASSES:
        count = sum(states[state] for state in several)
        if count:
            parts.append(Part(f"{begun * WIDTH / total:.2f}", f"{count * WIDTH / total:.2f}", tone))
            begun += count
    return tuple(parts)


def legend_of(standings: Iterable[Standing], speciality: Speciality) -> list[LegendLine]:
    """What the tones mean, with how many municipalities there are of each."""
    states = Counter(
        one.state for one in standings if one.speciality == speciality and one.place.kind == Place.Kind.MUNICIPALITY
    )
    counts = [sum(states[state] for state in several) for _tone, several in CLASSES]
    most = max(counts) or 1
    words = (
        _("registrert"),
        _("midlertidig registrert"),
        _("søkt, ikke registrert"),
        _("avslått eller trukket"),
        _("ikke søkt"),
        _("ikke kjent"),
    )
    return [
        LegendLine(tone, word, number(count), max(2, round(count / most * 150)) if count else 0)
        for (tone, _states), word, count in zip(CLASSES, words, counts, strict=True)
    ]


def picture_of(
    standings: Iterable[Standing], speciality: Speciality, day: date, rows: Sequence[MapRow], shade: Shade
) -> Any:
    """The map of a day: each municipality in the tone of its state, leading to its own record.

    ``rows`` are the shapes, each with the place it was on the day (`places.queries_map.map_rows_then`).
    """
    towns = {
        one.place.pk: (
            TONE[one.state],
            str(one.state.label),
            f"{reverse('establishments:institution', args=[one.place.code])}?{urlencode({PER: day.isoformat()})}",
        )
        for one in standings
        if one.speciality == speciality and one.place.kind == Place.Kind.MUNICIPALITY
    }
    shades = {row.number: towns[row.pk] for row in rows if row.pk in towns}
    return shade(rows, shades, _("Kommunene på kart, farget etter status som utdanningsvirksomhet"))
