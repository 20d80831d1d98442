"""The workbooks the tests load, and how."""

from pathlib import Path

from alisveien.base.shipped import DATA
from alisveien.placements.services.demonstration import load_demonstration
from tests.placements.people import AT

EXAMPLE = DATA / "examples" / "innmeldinger_helse_nord_2028.xlsx"
WITHOUT_FAULTS = DATA / "examples" / "innmeldinger_helse_nord_2028_uten_feil.xlsx"


def load(workbook: Path) -> bool:
    """Load a workbook as the demonstration does; whether anything changed."""
    return load_demonstration(workbook=workbook, at=AT).changed
