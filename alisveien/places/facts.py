"""The register's checked rows → what is known of each place: catchment, hospital, office, host."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from alisveien.places.models import (
    AreaFacts,
    DepartmentFacts,
    DistrictFacts,
    HospitalFacts,
    MunicipalityFacts,
    OfficeCoverage,
    OfficeHost,
    Place,
)
from alisveien.places.tables import PRECISION, first_day

Row = Mapping[str, str]
Rows = Mapping[str, list[dict[str, str]]]
Index = dict[tuple[str, str], Place]
Kind = Place.Kind


def day(text: str) -> date | None:
    """A date as the files write it; None when not known."""
    return date.fromisoformat(text) if text else None


def yes(text: str) -> bool:
    """A flag as the files write it. Raises KeyError for anything but 0 and 1."""
    return {"0": False, "1": True}[text]


def owner_of(number: str, index: Index) -> Place:
    """The trust or private hospital with an organisation number. Raises KeyError."""
    return index.get((Kind.TRUST, number)) or index[Kind.PRIVATE, number]


def load_facts(rows: Rows, index: Index, kept: set[int]) -> int:
    """Write the facts of every place in the rows; those of the ``kept`` places stay. Returns how many were written."""
    catchment = {row["number"]: row for row in rows["catchment"]}
    coverage = {row["number"]: row for row in rows["office_coverage"]}
    districts = [row for row in rows["oslo_units"] if row["type"] == "bydel"]
    wanted: list[tuple[type[Model], str, list[Any]]] = [
        (MunicipalityFacts, "place", [_facts(row, catchment, coverage, index) for row in rows["municipalities"]]),
        (HospitalFacts, "place", [_hospital_facts(row, index) for row in rows["hospitals"]]),
        (AreaFacts, "place", [_area_facts(row, index) for row in rows["hospital_areas"]]),
        (DistrictFacts, "place", [_district_facts(row, index) for row in districts]),
        (DepartmentFacts, "place", [_department_facts(row, index) for row in rows["departments_helse_nord"]]),
        (OfficeCoverage, "municipality", [_coverage(row, index) for row in rows["office_coverage"]]),
        (OfficeHost, "office", [_host(row, index) for row in rows["alis_offices"]]),
    ]
    return sum(_replace(model, owner, facts, kept) for model, owner, facts in wanted)


def _replace(model: Any, owner: str, wanted: list[Any], kept: set[int]) -> int:
    """Make a table of facts hold exactly the wanted rows, and those of the kept owners; untouched when it does."""
    fields = [field for field in model._meta.concrete_fields if field.attname != "id"]

    def values(one: Any) -> tuple[str, ...]:
        return tuple(str(field.to_python(getattr(one, field.attname))) for field in fields)

    wanted = [one for one in wanted if getattr(one, f"{owner}_id") not in kept]
    here = model.objects.exclude(**{f"{owner}__in": kept})
    if sorted(map(values, here)) == sorted(map(values, wanted)):
        return 0
    here.delete()
    model.objects.bulk_create(wanted)
    return len(wanted)


def _facts(row: Row, catchment: Mapping[str, Row], coverage: Mapping[str, Row], index: Index) -> MunicipalityFacts:
    areas, office = catchment[row["number"]], coverage[row["number"]]["office_now"]
    return MunicipalityFacts(
        place=index[Kind.MUNICIPALITY, row["number"]],
        official_name=row["official_name"],
        unique_name=row["name_unique"],
        **{f"name_{tongue}": row[f"name_{tongue}"] for tongue in ("sme", "smj", "sma", "fkv")},
        sami_admin_area=yes(row["sami_admin_area"]),
        former_number=row["number_2020_2023"],
        former_county=row["county_name_2020_2023"],
        org_number=row["org_number"],
        population=int(row["population"]),
        population_on=date.fromisoformat(row["population_date"]),
        centrality_class=int(row["centrality_class"]),
        centrality_index=int(row["centrality_index"]),
        lat=f"{float(row['lat']):.5f}",
        lon=f"{float(row['lon']):.5f}",
        trust=owner_of(areas["hf_org_number"], index),
        hospital_area=index[Kind.AREA, areas["local_hospital_area"]],
        psychiatric_area=index[Kind.AREA, areas["dps_area"]] if areas["dps_area"] else None,
        is_split=yes(areas["split"]),
        split_note=areas["note"],
        office=index[Kind.OFFICE, office],
    )


def _hospital_facts(row: Row, index: Index) -> HospitalFacts:
    return HospitalFacts(
        place=index[Kind.HOSPITAL, row["hospital_id"]],
        unit_kind=row["kind"],
        somatic=yes(row["somatic"]),
        psychiatric=yes(row["psychiatric"]),
        emergency=row["emergency"],
        emergency_basis=row["emergency_basis"],
        municipality=index[Kind.MUNICIPALITY, row["municipality_number"]] if row["municipality_number"] else None,
        area=index[Kind.AREA, row["hospital_area"]] if row["hospital_area"] else None,
        belongs_to=index[Kind.HOSPITAL, row["belongs_to"]] if row["belongs_to"] else None,
        lat=f"{float(row['lat']):.5f}" if row["lat"] else None,
        lon=f"{float(row['lon']):.5f}" if row["lon"] else None,
    )


def _area_facts(row: Row, index: Index) -> AreaFacts:
    return AreaFacts(
        place=index[Kind.AREA, row["code"]], purpose=row["type"], owner=owner_of(row["owner_org_number"], index)
    )


def _district_facts(row: Row, index: Index) -> DistrictFacts:
    return DistrictFacts(
        place=index[Kind.DISTRICT, row["unit_id"]],
        hospital_area=index[Kind.AREA, row["local_hospital_area"]],
        owner=owner_of(row["owner_org_number"], index),
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
        host_from=day(first_day(row["host_from"])) if row["host_from"] else None,
        host_from_precision=PRECISION[len(row["host_from"])] if row["host_from"] else "",
        host_to=day(row["host_to"]),
        town=row["office_town"],
        former_name=row["former_name"],
        coverage_rule=row["coverage_rule"],
        agreement_note=row["agreement_note"],
        notice_given_on=day(row["notice_given"]),
    )
