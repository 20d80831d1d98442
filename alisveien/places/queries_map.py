"""Reading municipalities for the map: plain values, one query."""

from dataclasses import dataclass
from datetime import date

from alisveien.base.actor import Actor
from alisveien.places.models import MunicipalityFacts, valid_on


@dataclass(frozen=True, slots=True)
class MapRow:
    """A municipality as the map shows it. Offices and trusts by code and short name; ``other_names`` in Northern,
    Lule and South Sámi and Kven; ``centrality`` 1 (most central) to 6."""

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


_FIELDS = (
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
        )
        for row in rows
    ]
