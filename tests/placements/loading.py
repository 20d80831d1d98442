"""The workbooks the tests load, and how."""

from datetime import date
from pathlib import Path

from alisveien.base.actor import VISITOR
from alisveien.base.shipped import DATA
from alisveien.engines.nominations.nomination import Reading
from alisveien.people.models import Doctor
from alisveien.placements import sources
from alisveien.placements.models import Nomination, Outcome, RejectedRow, Round, Run, Wish
from alisveien.placements.services.demonstration import load_demonstration
from alisveien.placements.services.sheet import read_workbook
from tests.placements.people import AT

EXAMPLE = DATA / "examples" / "innmeldinger_helse_nord_2028.xlsx"
TODAY = date(2027, 8, 30)
WITHOUT_FAULTS = DATA / "examples" / "innmeldinger_helse_nord_2028_uten_feil.xlsx"


def load(workbook: Path) -> bool:
    """Load a workbook as the demonstration does; whether anything changed."""
    return load_demonstration(workbook=workbook, at=AT).changed


def counts() -> tuple[int, ...]:
    """How many doctors, nominations, wishes, refused rows, rounds, runs and outcomes there are."""
    return tuple(model.objects.count() for model in (Doctor, Nomination, Wish, RejectedRow, Round, Run, Outcome))


def reading_of(workbook: Path = WITHOUT_FAULTS) -> Reading:
    """A workbook read against the register of the tests."""
    return read_workbook(workbook, sources.register_for(VISITOR, TODAY), 2028)
