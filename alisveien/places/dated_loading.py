"""The register's checked rows → how places stood since 2020: numbers, counties, offices, figures.

Of municipalities the files say the number and county of 2020–2023 and of today; of offices who covered whom in 2021
and who does now. What was before 2020 comes through the importer (``services.importing``).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from alisveien.places.facts import Index, Kind, Row, Rows, day, owner_of
from alisveien.places.models import Belonging, Naming, Place, PlaceFigure, Succession
from alisveien.places.models.dated import SHIPPED
from alisveien.places.tables import first_day

NUMBERS_OF_2020, NUMBERS_OF_2024 = date(2020, 1, 1), date(2024, 1, 1)
"""When the numbers of the files' two sets came into force: the reforms of regions in 2020 and 2024."""

Way = Belonging.Kind


def load_dated(rows: Rows, index: Index, kept: set[int]) -> int:
    """Write the dated rows of every place in the rows; those of the ``kept`` places stay. Returns how many changed."""
    wanted: list[tuple[type[Model], str, list[Any]]] = [
        (Naming, "place", list(_namings(rows, index, kept))),
        (Belonging, "place", [*_parents(rows, index, kept), *_catchment(rows, index), *_offices(rows, index)]),
        (Succession, "later", list(_successions(rows, index))),
        (PlaceFigure, "place", [_population(row, index) for row in rows["municipalities"]]),
    ]
    return sum(_match(model, owner, some, kept) for model, owner, some in wanted)


def end_namings(places: Iterable[Place]) -> None:
    """End the last naming of places that have ended, on the day they did."""
    for place in places:
        Naming.objects.filter(place=place, valid_to=None).update(valid_to=place.valid_to)


def _match(model: Any, owner: str, wanted: list[Any], kept: set[int]) -> int:
    """Make the shipped rows of a table those that are wanted: what is not wanted goes, what is missing comes."""
    skip = {"id", "sort_key"}
    fields = [field for field in model._meta.concrete_fields if field.attname not in skip]

    def values(one: Any) -> tuple[str, ...]:
        return tuple(str(field.to_python(getattr(one, field.attname))) for field in fields)

    mine = [one for one in wanted if getattr(one, f"{owner}_id") not in kept]
    here = {values(one): one.pk for one in model.objects.filter(source=SHIPPED).exclude(**{f"{owner}__in": kept})}
    asked = {values(one) for one in mine}
    gone = [pk for key, pk in here.items() if key not in asked]
    model.objects.filter(pk__in=gone).delete()
    new = [one for one in mine if values(one) not in here]
    model.objects.bulk_create(new)
    return len(gone) + len(new)


def _namings(rows: Rows, index: Index, kept: set[int]) -> Iterable[Naming]:
    former = _former_numbers(rows)
    seen: set[int] = set()
    for place in index.values():
        if place.pk in kept or place.pk in seen:
            continue
        seen.add(place.pk)
        if place.code in former and place.kind == Kind.MUNICIPALITY:
            yield _naming(place, NUMBERS_OF_2020, NUMBERS_OF_2024, former[place.code])
            yield _naming(place, NUMBERS_OF_2024, None, place.code)
        else:
            yield _naming(place, place.valid_from, place.valid_to, place.code)


def _naming(place: Place, start: date | None, end: date | None, code: str) -> Naming:
    return Naming(
        place=place,
        kind=place.kind,
        code=code,
        name=place.name,
        short_name=place.short_name,
        valid_from=start,
        valid_to=end,
    )


def _former_numbers(rows: Rows) -> Mapping[str, str]:
    """Today's number → the number of 2020–2023, where it was another and the municipality is the same.

    Where several share a former number the municipality was divided: the one with most people went on, and the others
    are new (Ålesund went on, Haram is new).
    """
    heirs: dict[str, Row] = {}
    for row in rows["municipalities"]:
        before = row["number_2020_2023"]
        if before not in heirs or int(row["population"]) > int(heirs[before]["population"]):
            heirs[before] = row
    return {row["number"]: before for before, row in heirs.items() if row["number"] != before}


def _successions(rows: Rows, index: Index) -> Iterable[Succession]:
    kept_on = {before: number for number, before in _former_numbers(rows).items()}
    for row in rows["municipalities"]:
        heir = kept_on.get(row["number_2020_2023"])
        if heir is not None and heir != row["number"]:
            yield Succession(
                former=index[Kind.MUNICIPALITY, heir],
                later=index[Kind.MUNICIPALITY, row["number"]],
                on=NUMBERS_OF_2024,
                kind=Succession.Kind.SPLIT,
            )


def _parents(rows: Rows, index: Index, kept: set[int]) -> Iterable[Belonging]:
    before = {row["number"]: row["county_number_2020_2023"] for row in rows["municipalities"]}
    for place in {place.pk: place for place in index.values() if place.parent_id and place.pk not in kept}.values():
        assert place.parent is not None
        county = before.get(place.code, "") if place.kind == Kind.MUNICIPALITY else ""
        if not county or county == place.parent.code:
            yield Belonging(place=place, to=place.parent, kind=Way.PARENT)
            continue
        if not _is_new(place, rows):
            yield Belonging(
                place=place,
                to=index[Kind.COUNTY, county],
                kind=Way.PARENT,
                valid_from=NUMBERS_OF_2020,
                valid_to=NUMBERS_OF_2024,
            )
        yield Belonging(place=place, to=place.parent, kind=Way.PARENT, valid_from=NUMBERS_OF_2024)


def _is_new(place: Place, rows: Rows) -> bool:
    """Whether a municipality was made by the division of another in 2024."""
    former = _former_numbers(rows)
    return place.valid_from == NUMBERS_OF_2024 and place.code not in former


def _catchment(rows: Rows, index: Index) -> Iterable[Belonging]:
    for row in rows["catchment"]:
        place = index[Kind.MUNICIPALITY, row["number"]]
        yield Belonging(place=place, to=owner_of(row["hf_org_number"], index), kind=Way.TRUST)
        yield Belonging(place=place, to=index[Kind.AREA, row["local_hospital_area"]], kind=Way.LOCAL_HOSPITAL)
        if row["dps_area"]:
            yield Belonging(place=place, to=index[Kind.AREA, row["dps_area"]], kind=Way.PSYCHIATRIC)


def _offices(rows: Rows, index: Index) -> Iterable[Belonging]:
    """Who covered whom, and what the file of history says besides; where it says the catchment, it alone does."""
    told = {row["place"] for row in rows["office_history"] if row["kind"] == Way.OFFICE}
    started = _started(rows)
    new = {row["number"] for row in rows["municipalities"] if _is_new(index[Kind.MUNICIPALITY, row["number"]], rows)}
    for row in rows["office_coverage"]:
        if row["number"] in told:
            continue
        place, now, before = index[Kind.MUNICIPALITY, row["number"]], row["office_now"], row["office_2021"]
        start = NUMBERS_OF_2024 if row["number"] in new else started[now]
        if before and before != now:
            yield _covered(place, index[Kind.OFFICE, before], started[before], NUMBERS_OF_2024, row["note"])
            start = NUMBERS_OF_2024
        yield _covered(place, index[Kind.OFFICE, now], start, None, row["note"])
    for row in rows["office_history"]:
        yield Belonging(
            place=index[row["place_kind"], row["place"]] if row["place"] else None,
            to=index[Kind.OFFICE, row["office_id"]],
            kind=row["kind"],
            valid_from=day(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            note=row["note"],
        )


def _covered(place: Place, office: Place, start: date | None, end: date | None, note: str) -> Belonging:
    return Belonging(place=place, to=office, kind=Way.OFFICE, valid_from=start, valid_to=end, note=note)


def _started(rows: Rows) -> Mapping[str, date | None]:
    """When each office had its first host."""
    first: dict[str, date | None] = {}
    for row in rows["alis_offices"]:
        first.setdefault(row["office_id"], day(first_day(row["host_from"])) if row["host_from"] else None)
    return first


def _population(row: Row, index: Index) -> PlaceFigure:
    return PlaceFigure(
        place=index[Kind.MUNICIPALITY, row["number"]],
        what=PlaceFigure.What.POPULATION,
        on=date.fromisoformat(row["population_date"]),
        value=Decimal(row["population"]).quantize(Decimal("0.01")),
    )
