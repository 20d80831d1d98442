"""The workbooks the tests load, and how."""

from datetime import UTC, datetime
from pathlib import Path

from alisveien.base.actor import VISITOR
from alisveien.base.shipped import DATA
from alisveien.placements import queries
from alisveien.placements.models import Round
from alisveien.placements.services import load_demonstration_round

EXAMPLE = DATA / "examples" / "innmeldinger_helse_nord_2028.xlsx"
WITHOUT_FAULTS = DATA / "examples" / "innmeldinger_helse_nord_2028_uten_feil.xlsx"
AT = datetime(2027, 8, 30, 14, 20, tzinfo=UTC)
UNN = "983974899"


def load(workbook: Path) -> bool:
    """Load a workbook; whether anything changed."""
    return load_demonstration_round(workbook=workbook, by=VISITOR, at=AT).changed


def loaded_round() -> Round:
    """The round as a visitor reads it."""
    found = queries.round_for(VISITOR, 2028)
    assert found is not None
    return found
