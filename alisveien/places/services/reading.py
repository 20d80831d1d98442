"""What every reader of a file gives: findings for the person, and faults that stop the whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alisveien.places.models import Naming, Place, valid_on
from alisveien.places.services.ledger import Ledger
from alisveien.places.sheets import Sheet


class Found(StrEnum):
    """What a row of a file is to the register."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a file says, in words, and what it is to the register."""

    sort: Found
    words: str


Faults = list[tuple[int, str]]
"""Line of the file and what is wrong."""
Reader = Callable[[Sheet, Ledger, date], tuple[list[Finding], Faults]]


def numbers_on(kind: str, day: date) -> dict[str, Place]:
    """Number → place, of those that were there on a day."""
    rows = Naming.objects.filter(valid_on(day), kind=kind).select_related("place")
    return {row.code: row.place for row in rows}


def numbers_ever(kinds: Iterable[str]) -> dict[str, Place]:
    """Number → place, whenever it was used; the present one where there are several."""
    rows = Naming.objects.filter(kind__in=list(kinds)).select_related("place").order_by("valid_from")
    return {row.code: row.place for row in rows}
