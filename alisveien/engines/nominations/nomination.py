"""A nomination as it is read: facts with ids. Names stay with the row and never reach the engines' outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from alisveien.engines.calendar.half_year import HalfYear

Cell = str | int | float | bool | date | None

GROUP_WORDS = {"fullført": "finished", "deltar": "taking_part", "ikke startet": "not_started"}
SCHEME_WORDS = {"ny": "new", "konvertert": "converted", "gammel": "old"}
POSITION_WORDS = {
    "fastlege, næringsdrivende": "gp_self_employed",
    "fastlege, fastlønn": "gp_salaried",
    "kommunal stilling": "municipal_post",
    "vikar": "locum",
    "introduksjonslege": "introduction",
}
YES_NO_WORDS = {"ja": True, "nei": False}


@dataclass(frozen=True, slots=True)
class WishRead:
    """A wish: its number on the form, the half-year, and hospital and department where they are named."""

    number: int
    period: HalfYear
    hospital: str | None
    department: str | None


@dataclass(frozen=True, slots=True)
class Nomination:
    """One doctor nominated to one trust. Percentages in per cent of full time and of the learning goals."""

    hpr_number: str
    municipality: str
    trust: str
    position: str
    started_on: date
    percentage: int
    scheme: str
    converted_on: date | None
    group: str
    courses: int
    goals_percent: int
    own_post_on: date | None
    locum_on: date | None
    wishes: tuple[WishRead, ...]
    earliest_on: date
    latest_on: date
    can_be_split: bool
    leave_from: date | None
    leave_to: date | None
    priority: int | None
    nominated_on: date


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a row: the column, a code the telling words, what stood there, what it may have meant."""

    column: str
    code: str
    found: str = ""
    suggestion: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the sheet, numbered as in the workbook (headings are row 1). Addresses of mail are as typed."""

    number: int
    cells: tuple[Cell, ...]
    first_name: str
    last_name: str
    nomination: Nomination | None
    faults: tuple[Fault, ...]
    doctor_email: str = ""
    leader_email: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Every row of a workbook, the good and the refused, in the order of the sheet.

    ``mapping`` is field → heading, for the columns of the sheet that are not called what ours are.
    """

    headings: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def nominations(self) -> list[Nomination]:
        """What can be distributed."""
        return [row.nomination for row in self.rows if row.nomination is not None]

    @property
    def rejected(self) -> list[ReadRow]:
        """The rows that were refused, each with at least one fault."""
        return [row for row in self.rows if row.nomination is None]
