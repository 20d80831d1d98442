"""The register's checked rows → places. Loading again changes nothing that is right already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db import connection

from alisveien.places.dated_loading import NUMBERS_OF_2020, NUMBERS_OF_2024, end_namings, load_dated
from alisveien.places.facts import Index, Kind, Row, Rows, day, load_facts, owner_of
from alisveien.places.models import Naming, Place


@dataclass(frozen=True, slots=True)
class LoadedPlaces:
    """How many rows were new or changed, and the names of the places that were ended."""

    changed: int
    ended: tuple[str, ...]


def load_places(rows: Rows, on: date) -> LoadedPlaces:
    """Make places what the register's rows by file name say. A place that is in no file any more ends ``on`` that day.

    The rows must have been checked against ``alisveien.places.tables.TABLES``. An ended place keeps all its facts, and
    comes back to life when it stands in a file again. A place made or changed by hand is left as it is.
    """
    index = _known()
    wanted: set[tuple[str, str]] = set()
    changed = 0
    for level in _levels(rows, index):
        wanted |= {(place.kind, place.code) for place in level}
        changed += _write(level, index)
    ours = {place.pk for place in index.values() if place.by_hand}
    gone = [place for key, place in index.items() if key not in wanted and place.pk not in ours]
    ended = _end([place for place in gone if place.valid_to is None], on)
    kept = ours | {place.pk for place in gone}
    changed += len(ended) + load_facts(rows, index, kept) + load_dated(rows, index, kept)
    if changed:
        _count_again()
    return LoadedPlaces(changed, ended)


def _known() -> Index:
    """Every place by kind and number; those changed by hand by all the numbers they have had, too."""
    index: Index = {
        (naming.kind, naming.code): naming.place
        for naming in Naming.objects.filter(place__by_hand=True).select_related("place")
    }
    return index | {(place.kind, place.code): place for place in Place.objects.all()}


def _count_again() -> None:
    """Tell the database how many rows there are now, so that it does not plan its joins for empty tables."""
    tables = ", ".join(
        connection.ops.quote_name(model._meta.db_table) for model in apps.get_app_config("places").get_models()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _end(places: list[Place], on: date) -> tuple[str, ...]:
    for place in places:
        place.valid_to = max(on, place.valid_from + timedelta(days=1)) if place.valid_from else on
    Place.objects.bulk_update(places, ["valid_to"])
    end_namings(places)
    return tuple(place.name for place in places)


def _levels(rows: Rows, index: Index) -> Iterable[list[Place]]:
    """Places in the order they lie under each other; each level is made when the one above is written."""
    trusts = rows["health_trusts"]
    yield [Place(kind=Kind.COUNTY, code=row["number"], name=row["name"]) for row in rows["counties"]]
    yield _former_counties(rows)
    yield [_authority(row) for row in trusts if row["type"] == "RHF"]
    yield [_trust(row, index) for row in trusts if row["type"] != "RHF"]
    yield [Place(kind=Kind.AREA, code=row["code"], name=row["name"]) for row in rows["hospital_areas"]]
    yield [_office(row) for row in _first_by(rows["alis_offices"], "office_id")]
    yield [_municipality(row, index) for row in rows["municipalities"]]
    yield [_oslo_unit(row, index) for row in rows["oslo_units"]]
    yield [_state_body(row) for row in rows["other_organisations"]]
    yield [_hospital(row, index) for row in rows["hospitals"]]
    yield [_department(row, index) for row in rows["departments_helse_nord"]]


def _former_counties(rows: Rows) -> list[Place]:
    """The counties there were from 2020 to 2023 and are no more: Viken, Vestfold og Telemark, Troms og Finnmark."""
    now = {row["number"] for row in rows["counties"]}
    former = {row["county_number_2020_2023"]: row["county_name_2020_2023"] for row in rows["municipalities"]}
    return [
        Place(kind=Kind.COUNTY, code=code, name=name, valid_from=NUMBERS_OF_2020, valid_to=NUMBERS_OF_2024)
        for code, name in former.items()
        if code not in now
    ]


def _authority(row: Row) -> Place:
    return Place(
        kind=Kind.AUTHORITY, code=row["org_number"], name=row["name"], short_name=row["short_name"], town=row["hq_town"]
    )


def _trust(row: Row, index: Index) -> Place:
    kind = Kind.TRUST if row["type"] == "HF" else Kind.PRIVATE
    return Place(
        kind=kind,
        code=row["org_number"],
        name=row["name"],
        short_name=row["short_name"],
        town=row["hq_town"],
        parent=index[Kind.AUTHORITY, row["rhf_org_number"]],
        search_text=_joined(row["name"], row["short_name"], row["org_number"], row["hq_town"]),
    )


def _office(row: Row) -> Place:
    return Place(
        kind=Kind.OFFICE,
        code=row["office_id"],
        name=row["name"],
        town=row["office_town"],
        search_text=_joined(row["name"], row["former_name"], row["host"], row["office_town"]),
    )


def _municipality(row: Row, index: Index) -> Place:
    names = (row[f"name_{tongue}"] for tongue in ("sme", "smj", "sma", "fkv"))
    return Place(
        kind=Kind.MUNICIPALITY,
        code=row["number"],
        name=row["name"],
        short_name=row["name_unique"],
        parent=index[Kind.COUNTY, row["county_number"]],
        valid_from=day(row["valid_from"]),
        search_text=_joined(row["name"], row["official_name"], *names, row["number"], row["number_2020_2023"]),
    )


def _oslo_unit(row: Row, index: Index) -> Place:
    kind = Kind.DISTRICT if row["type"] == "bydel" else Kind.AGENCY
    code = row["unit_id"] or row["name"]
    return Place(kind=kind, code=code, name=row["name"], note=row["note"], parent=index[Kind.MUNICIPALITY, "0301"])


def _state_body(row: Row) -> Place:
    return Place(kind=Kind.STATE_BODY, code=row["org_number"] or row["name"], name=row["name"], note=row["note"])


def _hospital(row: Row, index: Index) -> Place:
    return Place(
        kind=Kind.HOSPITAL,
        code=row["hospital_id"],
        name=row["name"],
        town=row["town"],
        note=row["note"],
        parent=owner_of(row["owner_org_number"], index),
        search_text=_joined(row["name"], row["town"], row["owner_name"], row["hospital_id"]),
    )


def _department(row: Row, index: Index) -> Place:
    code = f"{row['hospital_id']}/{row['name']}"
    return Place(kind=Kind.DEPARTMENT, code=code, name=row["name"], parent=index[Kind.HOSPITAL, row["hospital_id"]])


def _first_by(rows: list[dict[str, str]], column: str) -> list[dict[str, str]]:
    return list({row[column]: row for row in rows}.values())


def _joined(*parts: str) -> str:
    return " ".join(dict.fromkeys(part for part in parts if part))


_FIELDS = ("name", "short_name", "town", "note", "parent_id", "valid_from", "valid_to", "search_text")


def _write(places: list[Place], index: Index) -> int:
    """Write new and changed places of one level; the index holds them afterwards."""
    new, changed = [], []
    for place in places:
        known = index.get((place.kind, place.code))
        if known is not None and known.by_hand:
            continue
        if known is None:
            index[place.kind, place.code] = place
            new.append(place)
        elif any(getattr(known, name) != getattr(place, name) for name in _FIELDS):
            for name in _FIELDS:
                setattr(known, name, getattr(place, name))
            changed.append(known)
    Place.objects.bulk_create(new)
    Place.objects.bulk_update(changed, [name.removesuffix("_id") for name in _FIELDS])
    return len(new) + len(changed)
