"""The grid of a trust's plan: departments by hospital, half-years across, who has a post where, and empty posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.planning.against import STOP, Against, against_move, warnings_of
from alisveien.engines.planning.plan import Cell, Piece, Plan, holders, wish_met
from alisveien.placements.pages.planner_cells import Shown, Square, cells_of
from alisveien.placements.queries_planner import FoundDraft, FoundTrust, Standing
from alisveien.placements.telling.planner import against_in_words
from alisveien.posts.queries_posts import half_of

HALVES, MOST = 7, 9
"""How many half-years are shown, and at most: this one and three years ahead."""
KEY = "KEY"
"""Stands for the key of a piece in an address."""


@dataclass(frozen=True, slots=True)
class Line:
    """A department, or posts whose department is chosen later."""

    name: str
    squares: tuple[Square, ...]

    @property
    def cells(self) -> SafeString:
        """Its cells as the page prints them."""
        return cells_of(self.squares)


@dataclass(frozen=True, slots=True)
class Block:
    """A hospital with its departments, or the trust itself."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A half-year: its name, and how many doctors of how many posts. ``over``: more doctors than posts."""

    name: str
    note: str
    over: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole grid."""

    heads: tuple[Head, ...]
    blocks: tuple[Block, ...]
    count: int


@dataclass(frozen=True)
class Drawn:
    """What a grid is drawn of: the plan in force, the plan shown, and the draft it may be changed in."""

    standing: Standing
    plan: Plan
    halves: tuple[HalfYear, ...]
    draft: FoundDraft | None = None
    editable: bool = False

    @cached_property
    def _way(self) -> str:
        """Where a piece is moved, with a word in place of its key; empty when none can be."""
        if not self.editable or self.draft is None:
            return ""
        return reverse("placements:plan_move", args=[self.standing.trust.code, self.draft.pk, KEY])

    def href(self, piece: Piece) -> str:
        """Where a piece is moved; empty when it cannot be."""
        return "" if piece.held else self._way.replace(KEY, piece.key)


def halves_from(today: date, count: int) -> tuple[HalfYear, ...]:
    """So many half-years from the one a day is in."""
    first = half_of(today)
    numbers = range(first.year * 2 + first.half - 1, first.year * 2 + first.half - 1 + count)
    return tuple(HalfYear(number // 2, number % 2 + 1) for number in numbers)


def count_of(text: str) -> int:
    """How many half-years somebody asks for; the usual when it is not said rightly."""
    return min(max(int(text), 1), MOST) if text.isascii() and text.isdigit() and len(text) < 4 else HALVES


def grid_of(drawn: Drawn) -> Grid:
    """The grid of a plan. Departments nobody is at are shown where one may move somebody there."""
    standing, plan = drawn.standing, drawn.plan
    at: dict[Cell, list[Piece]] = {}
    for piece in plan.values():
        at.setdefault(piece.cell, []).append(piece)
    blocks = [_hospital(drawn, at, one.pk, one.name) for one in standing.hospitals]
    if standing.whole:
        title = _("Hele {trust}").format(trust=standing.trust.short_name or standing.trust.name)
        blocks.append(Block(title, (_line(drawn, at, _("Sykehus velges senere"), (None, None)),)))
    heads = tuple(_head(standing, plan, half) for half in drawn.halves)
    shown = tuple(Block(one.name, lines) for one in blocks if (lines := _used(one.lines, all_of=drawn.editable)))
    return Grid(heads, shown, sum(one.cell.half in drawn.halves for one in plan.values()))


def _used(lines: Iterable[Line], *, all_of: bool) -> tuple[Line, ...]:
    return tuple(line for line in lines if all_of or any(square.pieces for square in line.squares))


def _hospital(drawn: Drawn, at: Mapping[Cell, Sequence[Piece]], hospital: int, name: str) -> Block:
    wards = [one for one in drawn.standing.departments if one.parent_id == hospital]
    lines = [_line(drawn, at, one.name, (hospital, one.pk), name) for one in wards]
    return Block(name, (*lines, _line(drawn, at, _("Avdeling velges senere"), (hospital, None), name)))


def _line(
    drawn: Drawn,
    at: Mapping[Cell, Sequence[Piece]],
    name: str,
    place: tuple[int | None, int | None],
    above: str = "",
) -> Line:
    squares = []
    for half in drawn.halves:
        pieces = sorted(at.get(Cell(half, *place), ()), key=lambda one: (one.doctor is None, one.from_on, one.key))
        label = ", ".join(part for part in (half.label, above, name) if part)
        shown = tuple(_shown(drawn, one) for one in pieces)
        squares.append(Square(f"{half.year}-{half.half}", address_of(place), label, shown))
    return Line(name, tuple(squares))


def address_of(place: tuple[int | None, int | None]) -> str:
    """A hospital and a department as forms carry them."""
    return f"{place[0] or 0}.{place[1] or 0}"


def _head(standing: Standing, plan: Plan, half: HalfYear) -> Head:
    posts, doctors = standing.posts.get(half, 0), holders(plan, half)
    if not standing.whole:
        return Head(half.label, _("mars–august") if half.half == 1 else _("september–februar"), over=False)
    words = _("{doctors} av {posts} plasser") if doctors or posts else _("ingen lege ennå")
    return Head(half.label, words.format(doctors=doctors, posts=posts), over=doctors > posts)


def _shown(drawn: Drawn, piece: Piece) -> Shown:
    period = piece.cell.half.label
    live = drawn.standing.pieces.get(piece.key)
    was = place_in_words(drawn.standing, live.cell) if live and live.cell != piece.cell else ""
    state = "proposed" if was else "decided"
    if piece.doctor is None:
        number = drawn.standing.numbers.get(piece.post, 0)
        note = _("tilbudt, venter på svar") if piece.held == "offered" else _("plass {number}").format(number=number)
        return Shown(piece.key, "vacant", period, _("Ledig"), note, was=was, href=drawn.href(piece))
    person, wish = drawn.standing.people[piece.doctor], wish_met(piece)
    whole = (piece.from_on, piece.to_on) == (piece.cell.half.starts_on, piece.cell.half.ends_on)
    note = person.home if whole else _("{home}, {days}").format(home=person.home, days=_days(piece))
    told = _("{number}. ønske").format(number=wish) if wish and drawn.standing.whole else ""
    warns = (
        words_of(warnings_of(drawn.plan, piece, drawn.standing.ground), piece.cell) if drawn.editable and was else ()
    )
    href = drawn.href(piece)
    return Shown(piece.key, state, period, person.name, note, told, (wish or 1) > 1, was, warns, href)


def _days(piece: Piece) -> str:
    return f"{piece.from_on.day}.{piece.from_on.month}.–{piece.to_on.day}.{piece.to_on.month}."


def words_of(against: Iterable[Against], to: Cell) -> tuple[str, ...]:
    """What speaks against a piece lying in a cell, as sentences."""
    return tuple(against_in_words(one, to.half.label) for one in against)


def place_in_words(standing: Standing, cell: Cell) -> str:
    """A cell in words: «P1 2028, UNN Tromsø, Gynekologi»."""
    names = {one.pk: one.name for one in (*standing.hospitals, *standing.departments)}
    parts = [names.get(place, _("nedlagt sted")) for place in (cell.hospital, cell.department) if place is not None]
    return ", ".join([cell.half.label, *(parts or [_("sykehus velges senere")])])


def piece_name(standing: Standing, piece: Piece) -> str:
    """What a piece is called: the doctor with the municipality, or the empty post."""
    if piece.doctor is None:
        number = standing.numbers.get(piece.post, 0)
        return _("Ledig plass {number} i {half}").format(number=number, half=piece.cell.half.label)
    person = standing.people[piece.doctor]
    return f"{person.name}, {person.home}"


def options_of(drawn: Drawn, key: str) -> list[dict[str, object]]:
    """For each cell: what speaks against moving a piece there, as the page's script reads it."""
    found: list[dict[str, object]] = []
    for place in every_place(drawn.standing):
        for half in drawn.halves:
            cell = Cell(half, *place)
            against = against_move(drawn.plan, key, cell, drawn.standing.ground)
            level = "stop" if any(one.level == STOP for one in against) else "warn" if against else "ok"
            words = " ".join(words_of(against, cell))
            found.append(
                {"half": f"{half.year}-{half.half}", "place": address_of(place), "level": level, "words": words}
            )
    return found


def every_place(standing: Standing) -> list[tuple[int | None, int | None]]:
    """Every place of a trust a piece can lie at, as hospital and department."""
    places: list[tuple[int | None, int | None]] = [(None, None)]
    for hospital in standing.hospitals:
        places += [(hospital.pk, one.pk) for one in standing.departments if one.parent_id == hospital.pk]
        places.append((hospital.pk, None))
    return places


def choices_of(drawn: Drawn) -> dict[str, object]:
    """The half-years and the places to choose among, by hospital."""
    standing = drawn.standing
    groups: list[tuple[str, object]] = [("0.0", _("Sykehus velges senere"))]
    for hospital in standing.hospitals:
        wards = [(f"{hospital.pk}.{one.pk}", one.name) for one in standing.departments if one.parent_id == hospital.pk]
        groups.append((hospital.name, [*wards, (f"{hospital.pk}.0", _("Avdeling velges senere"))]))
    return {"halves": [(f"{one.year}-{one.half}", one.label) for one in drawn.halves], "places": groups}


def crumbs(trust: FoundTrust, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The rounds, the trust's plan, and the page below it."""
    here = reverse("placements:plan", args=[trust.code]) if more else ""
    title = _("Planen til {trust}").format(trust=trust.short_name or trust.name)
    return [(_("Runder"), reverse("placements:rounds")), (title, here), *more]
