"""The rows of a workbook held against what stands: what is new, what is changed and how, what is refused after all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from alisveien.base.actor import Actor
from alisveien.engines.nominations.columns import HEADING, recognised
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.nomination import ReadRow
from alisveien.placements import facts, queries, rules
from alisveien.placements.facts import Change, Ground
from alisveien.places.models import Place

Outcome = Literal["new", "changed", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who reads a workbook in, for which place (None: a whole region) and year, and the places it can name."""

    by: Actor
    place: Place | None
    year: int
    ground: Ground


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, what reading it in does, and what it changes of a nomination that stands."""

    row: ReadRow
    outcome: Outcome
    changes: tuple[Change, ...] = ()


def absent_fields(headings: Sequence[str], mapping: Mapping[str, str]) -> frozenset[str]:
    """The fields the sheet has no column for; what stands of them is left as it is."""
    return frozenset(HEADING) - recognised(headings, mapping).keys()


class Chunk:
    """Some rows, sorted. ``known`` is locked when they are to be written."""

    def __init__(self, rows: Sequence[ReadRow], asked: Asked, absent: frozenset[str], *, writing: bool) -> None:
        numbers = [row.nomination.hpr_number for row in rows if row.nomination]
        self.known = queries.known_by_number(numbers, lock=writing)
        self.new: list[tuple[ReadRow, NominationRead]] = []
        self.changed: list[tuple[ReadRow, NominationRead]] = []
        self.judged = [self._sorted(row, asked, absent) for row in rows]

    def _sorted(self, row: ReadRow, asked: Asked, absent: frozenset[str]) -> Judged:
        read = row.nomination
        if read is None:
            return Judged(row, "refused")
        known = self.known.get(read.hpr_number)
        faults = rules.against_row(asked.by, read, known, asked.ground, asked.place)
        if faults:
            return Judged(replace(row, nomination=None, faults=tuple(faults)), "refused")
        if known is not None and absent:
            row, read = facts.filled(row, read, known, absent, asked.year)
        if known is None or known.nomination is None:
            self.new.append((row, read))
            return Judged(row, "new")
        changes = facts.changes_of(row, read, known, asked.year)
        if not changes:
            return Judged(row, "unchanged")
        self.changed.append((row, read))
        return Judged(row, "changed", changes)
