"""The register that ships → places, whole or not at all. Loading again changes nothing that is right already."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from alisveien.places.models import (
    DepartmentFacts,
    HospitalFacts,
    MunicipalityFacts,
    OfficeCoverage,
    OfficeHost,
    Place,
)

Row = Mapping[str, str]
Rows = Mapping[str, list[dict[str, str]]]
Index = dict[tuple[str, str], Place]
Kind = Place.Kind


def day(text: str) -> date | None:
    """A date as the files write it; None when not known."""
    return date.fromisoformat(text) if text else None


def load_places(rows: Rows) -> int:
    """Write every place of the register's rows by file name. Returns how many rows were new or changed.

    Raises KeyError for a column or place that is not there and ValueError for a value of the wrong kind.
    """
    index: Index = {(place.kind, place.code): place for place in Place.objects.all()}
    changed = sum(_write(level, index) for level in _levels(rows, index))
    return changed + _load_facts(rows, index)


def _levels(rows: Rows, index: Index) -> Iterable[list[Place]]:
    """Places in the order they lie under each other; each level is made when the one above is written."""
    trusts = rows["health_trusts"]
    yield [Place(kind=Kind.COUNTY, code=row["number"], name=row["name"]) for row in rows["counties"]]
    yield [_authority(row) for row in trusts if not row["rhf_org_number"]]
    yield [_trust(row, index) for row in trusts if row["rhf_org_number"]]
    yield [Place(kind=Kind.AREA, code=row["code"], name=row["name"]) for row in rows["hospital_areas"]]
    yield [_office(row) for row in _first_by(rows["alis_offices"], "office_id")]
    yield [_municipality(row, index) for row in rows["municipalities"]]
    yield [_oslo_unit(row, index) for row in rows["oslo_units"]]
    yield [_state_body(row) for row in rows["other_organisations"]]
    yield [_hospital(row, index) for row in rows["hospitals"]]
    yield [_department(row, index) for row in rows["departments_helse_nord"]]


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


def owner_of(number: str, index: Index) -> Place:
    """The trust or private hospital with an organisation number. Raises KeyError."""
    return index.get((Kind.TRUST, number)) or index[Kind.PRIVATE, number]


def _department(row: Row, index: Index) -> Place:
    code = f"{row['hospital_id']}/{row['name']}"
    return Place(kind=Kind.DEPARTMENT, code=code, name=row["name"], parent=index[Kind.HOSPITAL, row["hospital_id"]])


def _first_by(rows: list[dict[str, str]], column: str) -> list[dict[str, str]]:
    return list({row[column]: row for row in rows}.values())


def _joined(*parts: str) -> str:
    return " ".join(dict.fromkeys(part for part in parts if part))


_FIELDS = ("name", "short_name", "town", "note", "parent_id", "valid_from", "search_text")


def _write(places: list[Place], index: Index) -> int:
    """Write new and changed places of one level; the index holds them afterwards."""
    new, changed = [], []
    for place in places:
        known = index.get((place.kind, place.code))
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


def _load_facts(rows: Rows, index: Index) -> int:
    catchment = {row["number"]: row for row in rows["catchment"]}
    coverage = {row["number"]: row for row in rows["office_coverage"]}
    return (
        _replace(MunicipalityFacts, [_facts(row, catchment, coverage, index) for row in rows["municipalities"]])
        + _replace(HospitalFacts, [_hospital_facts(row, index) for row in rows["hospitals"]])
        + _replace(DepartmentFacts, [_department_facts(row, index) for row in rows["departments_helse_nord"]])
        + _replace(OfficeCoverage, [_coverage(row, index) for row in rows["office_coverage"]])
        + _replace(OfficeHost, [_host(row, index) for row in rows["alis_offices"]])
    )


def _replace(model: Any, wanted: list[Any]) -> int:
    """Make a table of facts hold exactly the wanted rows; untouched when it does."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]

    def values(one: Any) -> tuple[str, ...]:
        return tuple(
            str(model._meta.get_field(name.removesuffix("_id")).to_python(getattr(one, name))) for name in names
        )

    if sorted(map(values, model.objects.all())) == sorted(map(values, wanted)):
        return 0
    model.objects.all().delete()
    model.objects.bulk_create(wanted)
    return len(wanted)


def _facts(row: Row, catchment: Mapping[str, Row], coverage: Mapping[str, Row], index: Index) -> MunicipalityFacts:
    areas, office = catchment[row["number"]], coverage[row["number"]]["office_now"]
    return MunicipalityFacts(
        place=index[Kind.MUNICIPALITY, row["number"]],
        official_name=row["official_name"],
        unique_name=row["name_unique"],
        **{f"name_{tongue}": row[f"name_{tongue}"] for tongue in ("sme", "smj", "sma", "fkv")},
        sami_admin_area=row["sami_admin_area"] == "1",
        former_number=row["number_2020_2023"],
        former_county=row["county_name_2020_2023"],
        org_number=row["org_number"],
        population=int(row["population"]),
        population_on=day(row["population_date"]),
        centrality_class=int(row["centrality_class"]),
        centrality_index=int(row["centrality_index"]),
        lat=f"{float(row['lat']):.5f}",
        lon=f"{float(row['lon']):.5f}",
        trust=owner_of(areas["hf_org_number"], index),
        hospital_area=index[Kind.AREA, areas["local_hospital_area"]],
        psychiatric_area=index.get((Kind.AREA, areas["dps_area"])),
        is_split=areas["split"] == "1",
        split_note=areas["note"],
        office=index[Kind.OFFICE, office],
    )


def _hospital_facts(row: Row, index: Index) -> HospitalFacts:
    return HospitalFacts(
        place=index[Kind.HOSPITAL, row["hospital_id"]],
        unit_kind=row["kind"],
        somatic=row["somatic"] == "1",
        psychiatric=row["psychiatric"] == "1",
        emergency=row["emergency"],
        emergency_basis=row["emergency_basis"],
        municipality=index[Kind.MUNICIPALITY, row["municipality_number"]] if row["municipality_number"] else None,
        area=index[Kind.AREA, row["hospital_area"]] if row["hospital_area"] else None,
        belongs_to=index[Kind.HOSPITAL, row["belongs_to"]] if row["belongs_to"] else None,
        lat=f"{float(row['lat']):.5f}" if row["lat"] else None,
        lon=f"{float(row['lon']):.5f}" if row["lon"] else None,
    )


def _department_facts(row: Row, index: Index) -> DepartmentFacts:
    return DepartmentFacts(
        place=index[Kind.DEPARTMENT, f"{row['hospital_id']}/{row['name']}"],
        hospital_label=row["hospital"],
        grade=row["s2_grade"],
        ceiling=int(row["places_ceiling"]) if row["places_ceiling"] else None,
        source=row["source"],
    )


def _coverage(row: Row, index: Index) -> OfficeCoverage:
    return OfficeCoverage(
        municipality=index[Kind.MUNICIPALITY, row["number"]],
        number_2021=row["number_2021"],
        office_2021=index[Kind.OFFICE, row["office_2021"]] if row["office_2021"] else None,
        certainty=row["certainty"],
        note=row["note"],
    )


def _host(row: Row, index: Index) -> OfficeHost:
    return OfficeHost(
        office=index[Kind.OFFICE, row["office_id"]],
        host=row["host"],
        municipality=index[Kind.MUNICIPALITY, row["host_number"]] if row["host_number"] else None,
        host_from=row["host_from"],
        host_to=row["host_to"],
        town=row["office_town"],
        former_name=row["former_name"],
        coverage_rule=row["coverage_rule"],
        agreement_note=row["agreement_note"],
        notice_given_on=day(row["notice_given"]),
    )
