"""Reading municipalities for the map: plain values, one query."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from alisveien.base.actor import Actor
from alisveien.places.models import MunicipalityFacts, Place, PlaceFigure, Succession, valid_on
from alisveien.places.queries_then import Then, figures_then, places_then


class MapRow(NamedTuple):
    """A municipality as the map shows it. Offices and trusts by code and short name.

    ``other_names`` are in Northern, Lule and South Sámi and Kven; ``centrality`` 1 (most central) to 6; ``pk`` is its
    place; ``per`` the day shown, empty for today. ``counted`` is the statistic asked for, if any.
    """

    number: str
    name: str
    other_names: str
    population: int
    population_on: date
    centrality: int
    office: str
    office_name: str
    trust: str
    trust_name: str
    hospital_area: str
    pk: int = 0
    per: str = ""
    counted: Decimal | None = None

    @property
    def href(self) -> str:
        """The record of the municipality, today or on the day the map shows."""
        return f"/kommuner/{self.number}/" + (f"?per={self.per}" if self.per else "")


_FIELDS = (
    "place_id",
    "place__code",
    "place__short_name",
    "name_sme",
    "name_smj",
    "name_sma",
    "name_fkv",
    "population",
    "population_on",
    "centrality_class",
    "office__code",
    "office__name",
    "trust__code",
    "trust__name",
    "trust__short_name",
    "hospital_area__name",
)


def map_rows(actor: Actor, today: date) -> list[MapRow]:
    """Every municipality there is today, in Norwegian order. The register is open: everybody gets the same."""
    standing = MunicipalityFacts.objects.filter(valid_on(today, "place__"))
    rows = standing.order_by("place__sort_key", "place__code").values(*_FIELDS)
    return [
        MapRow(
            number=row["place__code"],
            name=row["place__short_name"],
            other_names=", ".join(filter(None, (row[f"name_{tongue}"] for tongue in ("sme", "smj", "sma", "fkv")))),
            population=row["population"],
            population_on=row["population_on"],
            centrality=row["centrality_class"],
            office=row["office__code"],
            office_name=row["office__name"],
            trust=row["trust__code"],
            trust_name=row["trust__short_name"] or row["trust__name"],
            hospital_area=row["hospital_area__name"],
            pk=row["place_id"],
        )
        for row in rows
    ]


def map_rows_then(actor: Actor, day: date) -> tuple[list[MapRow], list[MapRow]]:
    """The municipalities there were on a day, and what to draw of them: one row for each of today's shapes.

    A municipality that was not there then is drawn as the one it came from; borders are today's. Rows come by today's
    number of the place where it still is, and by its own otherwise. Centrality is today's; of what has ended, 6.
    """
    then = {row.pk: row for row in places_then(actor, (Place.Kind.MUNICIPALITY,), day)}
    steps: dict[int, list[int]] = {}
    for later, former in Succession.objects.filter(on__gt=day).order_by("on").values_list("later", "former"):
        steps.setdefault(later, []).append(former)
    today = MunicipalityFacts.objects.values_list("place", "place__code", "centrality_class")
    facts = {pk: (code, centrality) for pk, code, centrality in today}
    drawn = [
        _row_then(then[pk], code, centrality, day)
        for place, (code, centrality) in facts.items()
        if (pk := _stood_as(place, then, steps)) is not None
    ]
    rows = [_row_then(row, *facts.get(row.pk, (row.code, 6)), day) for row in then.values()]
    return sorted(rows, key=lambda row: row.name), drawn


def _stood_as(place: int, then: Mapping[int, Then], steps: Mapping[int, list[int]]) -> int | None:
    """The place another was on a day: itself, or the first of those it came from; None when none is known."""
    if place in then:
        return place
    found = (_stood_as(former, then, steps) for former in steps.get(place, ()))
    return next((pk for pk in found if pk is not None), None)


def _row_then(row: Then, number: str, centrality: int, day: date) -> MapRow:
    return MapRow(
        number=number,
        name=row.name,
        other_names="",
        population=row.people or 0,
        population_on=row.people_on or date.min,
        centrality=centrality,
        office=row.office.code,
        office_name=row.office.name,
        trust=row.trust.code,
        trust_name=row.trust.name,
        hospital_area=row.area.name,
        pk=row.pk,
        per=day.isoformat(),
    )


def kinds_counted(actor: Actor) -> list[str]:
    """The kinds of statistic of general practice that have been read in for some place. One query."""
    found = PlaceFigure.objects.exclude(what=PlaceFigure.What.POPULATION).order_by("what")
    return list(found.values_list("what", flat=True).distinct())


def with_counted(actor: Actor, rows: Iterable[MapRow], what: str, day: date) -> tuple[list[MapRow], date | None]:
    """The rows with a statistic as it was last counted by a day (else first after), and the newest of those days."""
    known = figures_then(None, what, day)
    found = [row._replace(counted=known[row.pk][0]) if row.pk in known else row for row in rows]
    return found, max((on for _value, on in known.values()), default=None)
