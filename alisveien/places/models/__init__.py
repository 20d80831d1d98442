"""Places, what is known of them, and how they stood at any date."""

from alisveien.places.models.dated import (
    Belonging,
    Naming,
    PlaceFigure,
    RegisterChange,
    RegisterFile,
    Succession,
)
from alisveien.places.models.facts import (
    AreaFacts,
    DepartmentFacts,
    DistrictFacts,
    HospitalFacts,
    MunicipalityFacts,
    OfficeCoverage,
    OfficeHost,
)
from alisveien.places.models.place import NorwegianOrder, Place, Places, valid_on

__all__ = [
    "AreaFacts",
    "Belonging",
    "DepartmentFacts",
    "DistrictFacts",
    "HospitalFacts",
    "MunicipalityFacts",
    "Naming",
    "NorwegianOrder",
    "OfficeCoverage",
    "OfficeHost",
    "Place",
    "PlaceFigure",
    "Places",
    "RegisterChange",
    "RegisterFile",
    "Succession",
    "valid_on",
]
