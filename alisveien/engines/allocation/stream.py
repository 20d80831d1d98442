"""Large problems as rows of CSV, read once from the top: wishes become numbers as they pass.

Two files. Places: ``node,cap,parent`` (cap and parent may be empty). Wishes, one a row, a doctor's rows together and in
the doctor's order: ``doctor,node`` and then the key, column by column; a heading that begins with ``text`` is compared
as text, one that begins with ``key`` as a number. A doctor without wishes is a row with only the name.
"""

from array import array
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite
from typing import Any

from alisveien.engines.allocation.fast import ranks_by_arrays
from alisveien.engines.allocation.problem import BadProblem, Node, Problem, problem_of, roots_of
from alisveien.engines.allocation.table import Table, ceilings_of, table_of

Row = Sequence[str]
PLACES = ("node", "cap", "parent")
BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class Listed:
    """A streamed problem: its table, the names of its numbers (``capped``: of ceilings), the node of every wish."""

    table: Table
    capped: Sequence[str]
    nodes: Sequence[str]
    doctors: Sequence[str]
    places: Sequence[int]


def read_places(rows: Iterable[Row]) -> Problem:
    """The trees of a file of places, as a problem without doctors. Raises BadProblem, naming the line."""
    lines = iter(rows)
    if tuple(next(lines, ())) != PLACES:
        raise BadProblem("heading", where="nodes", expected=",".join(PLACES))
    nodes = []
    for number, row in enumerate(lines, start=2):
        where = f"nodes:{number}"
        if len(row) != len(PLACES):
            raise BadProblem("row_width", where=where, expected=str(len(PLACES)))
        if not row[0]:
            raise BadProblem("wrong_kind", where=where, expected="text")
        nodes.append(Node(row[0], row[2] or None, _cap(row[1], where)))
    return problem_of(nodes, [])


def _cap(cell: str, where: str) -> int | None:
    try:
        return int(cell) if cell else None
    except ValueError as error:
        raise BadProblem("wrong_kind", where=where, expected="whole number or null") from error


def read_wishes(rows: Iterable[Row], places: Problem) -> Listed:
    """A streamed problem. Raises BadProblem, naming the line, the doctor or the place."""
    lines = iter(rows)
    wishes = _Wishes(list(places.nodes), [_column(name) for name in _heading(next(lines, ()))])
    wishes.take(lines)
    wishes.starts.append(len(wishes.places))
    capped = [node.id for node in places.nodes.values() if node.cap is not None]
    return Listed(_table(wishes, places), capped, wishes.nodes, wishes.doctors, wishes.places)


def _heading(row: Row) -> Row:
    if tuple(row[:2]) != ("doctor", "node") or len(row) < 3 or not all(name[:3] in ("key", "tex") for name in row[2:]):
        raise BadProblem("heading", where="wishes", expected="doctor,node,key…")
    return row[2:]


class _Texts:
    """A column of texts; ``cells`` are those read since the last settling."""

    def __init__(self) -> None:
        self.values: MutableSequence[Any] = []
        self.cells: list[str] = []

    def settle(self, lines: Sequence[int]) -> None:
        """Move the cells read to the values; ``lines`` are where they stood."""
        self.values.extend(self.cells)
        self.cells.clear()


class _Numbers(_Texts):
    """A column of numbers: whole ones as machine integers for as long as they fit."""

    def __init__(self) -> None:
        super().__init__()
        self.values = array("q")

    def settle(self, lines: Sequence[int]) -> None:
        """Move the cells read to the values, as numbers. Raises BadProblem, naming the line of one that is none."""
        try:
            self.values.extend(array("q", map(int, self.cells)))
        except (ValueError, OverflowError, TypeError):
            numbers = [_number(cell, line) for cell, line in zip(self.cells, lines, strict=True)]
            self.values = [*self.values, *numbers]
        self.cells.clear()


def _number(cell: str, line: int) -> int | float:
    try:
        return int(cell)
    except ValueError:
        pass
    try:
        value = float(cell)
    except ValueError as error:
        raise BadProblem("wrong_kind", where=f"wishes:{line}", expected="number") from error
    if not isfinite(value):
        raise BadProblem("wrong_kind", where=f"wishes:{line}", expected="number")
    return value


def _column(name: str) -> _Texts:
    return _Texts() if name.startswith("text") else _Numbers()


@dataclass(slots=True)
class _Wishes:
    """What has been read: where each doctor's wishes begin, the place of each, the key in columns."""

    nodes: list[str]
    columns: list[_Texts]
    doctors: list[str] = field(default_factory=list)
    starts: MutableSequence[int] = field(default_factory=lambda: array("q"))
    places: MutableSequence[int] = field(default_factory=lambda: array("i"))

    def take(self, rows: Iterator[Row]) -> None:
        """Take in every row; keys are settled a block at a time. Raises BadProblem, naming the line or the doctor."""
        numbers = {node: number for number, node in enumerate(self.nodes)}
        width, cells = len(self.columns) + 2, [column.cells for column in self.columns]
        doctors, lines, own, last = dict.fromkeys(self.doctors), list[int](), set[int](), None
        for line, row in enumerate(rows, start=2):
            if len(row) != width:
                raise BadProblem("row_width", where=f"wishes:{line}", expected=str(width))
            if row[0] != last:
                last = row[0]
                self._begin(last, doctors, line)
                own.clear()
                if not any(row[1:]):
                    continue
            number = numbers.get(row[1])
            if number is None:
                raise BadProblem("unknown_node", name=row[0], node=row[1])
            if number in own:
                raise BadProblem("same_wish", name=row[0], node=row[1])
            own.add(number)
            self.places.append(number)
            lines.append(line)
            for column, cell in zip(cells, row[2:], strict=True):
                column.append(cell)
            if len(lines) == BLOCK:
                self._settle(lines)
        self._settle(lines)
        self.doctors = list(doctors)

    def _begin(self, doctor: str, doctors: dict[str, None], line: int) -> None:
        if not doctor:
            raise BadProblem("wrong_kind", where=f"wishes:{line}", expected="text")
        if doctor in doctors:
            raise BadProblem("twice", kind="doctor", name=doctor)
        doctors[doctor] = None
        self.starts.append(len(self.places))

    def _settle(self, lines: list[int]) -> None:
        for column in self.columns:
            column.settle(lines)
        lines.clear()


def _table(wishes: _Wishes, places: Problem) -> Table:
    first, trees = ceilings_of(places), table_of(places)
    numbers = {root: number for number, root in enumerate(places.nodes)}
    root_of = roots_of({node.id: node.parent for node in places.nodes.values()})
    roots = array("i", (numbers[root_of[node]] for node in wishes.nodes))
    columns = [column.values for column in wishes.columns]
    below = array("i", (roots[place] for place in wishes.places))
    ceilings = [first[node] for node in wishes.nodes]
    ranks = ranks_by_arrays(columns, below) or _ranks(wishes, columns, below)
    return Table(trees.caps, trees.above, wishes.starts, array("i", (ceilings[one] for one in wishes.places)), ranks)


def _ranks(wishes: _Wishes, columns: list[MutableSequence[Any]], below: MutableSequence[int]) -> Sequence[int]:
    """The place of each key among all below its root. Raises BadProblem for a tie."""
    order: Sequence[int] = range(len(wishes.places))
    for values in (*reversed(columns), below):
        order = sorted(order, key=values.__getitem__)
    last: Sequence[Any] = columns[-1]
    for one, other in pairwise(order):
        if (
            last[one] == last[other]
            and below[one] == below[other]
            and all(same[one] == same[other] for same in columns)
        ):
            raise _tied(wishes, one, other)
    ranks = array("q", bytes(8 * len(order)))
    for rank, wish in enumerate(order):
        ranks[wish] = rank
    return ranks


def _tied(wishes: _Wishes, one: int, other: int) -> BadProblem:
    later, earlier = max(one, other), min(one, other)
    return BadProblem(
        "same_key",
        name=_owner(wishes, later),
        node=wishes.nodes[wishes.places[later]],
        other=_owner(wishes, earlier),
    )


def _owner(wishes: _Wishes, wish: int) -> str:
    return wishes.doctors[max(place for place, start in enumerate(wishes.starts) if start <= wish)]


def outcome_rows(listed: Listed, met: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The rows of an outcome file: heading, then doctor and node, the node empty for those who wait."""
    yield ("doctor", "node")
    starts = listed.table.starts
    for number, doctor in enumerate(listed.doctors):
        position = met[number]
        yield doctor, "" if position < 0 else listed.nodes[listed.places[starts[number] + position]]


def met_from(rows: Iterable[Row], listed: Listed) -> "tuple[list[int | None], list[tuple[str, str]]]":
    """Positions met by doctor (None: not stated), and the rows that name no doctor or no wish of theirs, with a code.

    Raises BadProblem where the file has not the shape of an outcome.
    """
    lines = iter(rows)
    if tuple(next(lines, ())) != ("doctor", "node"):
        raise BadProblem("heading", where="outcome", expected="doctor,node")
    numbers = {doctor: number for number, doctor in enumerate(listed.doctors)}
    nodes = {node: number for number, node in enumerate(listed.nodes)}
    met: list[int | None] = [None] * len(listed.doctors)
    strange = []
    for line, row in enumerate(lines, start=2):
        if len(row) != 2:
            raise BadProblem("row_width", where=f"outcome:{line}", expected="2")
        number = numbers.get(row[0])
        if number is None:
            strange.append(("doctor_unknown", row[0]))
        elif met[number] is not None:
            raise BadProblem("twice", kind="doctor", name=row[0])
        else:
            met[number] = _position(listed, number, nodes.get(row[1], -2)) if row[1] else -1
            if met[number] == -2:
                strange.append(("not_a_wish", row[0]))
    return met, strange


def _position(listed: Listed, doctor: int, node: int) -> int:
    start, end = listed.table.starts[doctor], listed.table.starts[doctor + 1]
    own = list(listed.places[start:end])
    return own.index(node) if node in own else -2
