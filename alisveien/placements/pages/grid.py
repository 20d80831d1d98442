"""The grid of half-years: a trust's departments by hospital, who is proposed where, and which posts are vacant."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.empty import Empty, empty_posts
from alisveien.engines.distribution.run import Distribution, node_id
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.placements.pages.parts import Figure, People, card_address, out_of, placed, posts_of
from alisveien.placements.telling.reasons import tell_empty


@dataclass(frozen=True, slots=True)
class Cell:
    """A post: ``state`` proposed with a doctor, or vacant with why and where the ways out stand."""

    state: str
    period: str
    name: str = ""
    note: str = ""
    wish: str = ""
    lifted: bool = False
    why: str = ""
    href: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Vacant:
    """Posts nobody holds in a half-year, and what would fill them."""

    period: str
    posts: str
    told: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A department, or posts whose department or hospital is chosen later; a list of cells per half-year."""

    name: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A hospital with its public record, or the trust itself for posts that are not tied to one."""

    name: str
    href: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A half-year: name, and a note with its months and how many of its posts are filled."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole page."""

    figures: tuple[Figure, ...]
    periods: tuple[Head, ...]
    places: tuple[Block, ...]
    unused: tuple[tuple[str, tuple[str, ...]], ...]
    unused_count: int
    vacant: tuple[Vacant, ...]


Met = list[tuple[Nomination, WishRead, bool]]


def grid_of(distribution: Distribution, trust: str, people: People, *, released: bool) -> Grid:
    """The grid of one trust; posts are drawn as proposed until the outcome is ``released``."""
    met = placed(distribution, trust)
    vacant = {row.period: _vacant(row, distribution) for row in empty_posts(distribution) if row.trust == trust}
    unused = _unused(distribution, trust, met)
    blocks = list(_blocks(distribution, trust, met, people, vacant))
    return Grid(
        figures=_figures(distribution, trust, met),
        periods=tuple(_head(distribution, trust, period) for period in distribution.frozen.periods),
        places=tuple(_decided(blocks) if released else blocks),
        unused=unused,
        unused_count=sum(len(names) for _hospital, names in unused),
        vacant=tuple(vacant.values()),
    )


def _figures(distribution: Distribution, trust: str, met: Met) -> tuple[Figure, ...]:
    taking_part = sum(
        distribution.status(one) != "not_eligible" for one in distribution.frozen.nominations if one.trust == trust
    )
    return (
        Figure(str(len(met)), _("sykehusplasser fordelt"), out_of(posts_of(distribution, trust))),
        Figure(str(sum(wish.number == 1 for _one, wish, _near in met)), _("fikk førsteønsket"), out_of(len(met))),
        Figure(str(sum(near for _one, _wish, near in met)), _("ved nærmeste sykehus"), out_of(len(met))),
        Figure(str(taking_part - len(met)), _("leger venter"), out_of(taking_part)),
    )


def _head(distribution: Distribution, trust: str, period: HalfYear) -> Head:
    held = distribution.held[node_id(trust, period.label)]
    months = _("mars–august") if period.half == 1 else _("september–februar")
    filled = _("{months}, {count} av {cap}").format(months=months, count=held.count, cap=held.cap or 0)
    return Head(period.label, filled)


def _blocks(
    distribution: Distribution, trust: str, met: Met, people: People, vacant: dict[str, Vacant]
) -> Iterable[Block]:
    hospitals = distribution.frozen.register.hospitals
    used = {wish.hospital for _one, wish, _near in met if wish.hospital is not None}
    for hospital in sorted(used, key=lambda one: (-_holders(met, one), hospitals[one].name)):
        at = [row for row in met if row[1].hospital == hospital]
        names = sorted({row[1].department or "" for row in at}, key=lambda name: (not name, name))
        rows = tuple(
            _row(distribution, name, [one for one in at if (one[1].department or "") == name], people) for name in names
        )
        yield Block(hospitals[hospital].name, f"/sykehus/{hospital}/", _local_for(distribution, trust, hospital), rows)
    anywhere = [row for row in met if row[1].hospital is None]
    if anywhere or vacant:
        short = distribution.frozen.register.trusts[trust].short_name
        title = _("Hele {trust}").format(trust=short)
        row = _row(distribution, _("Sykehus velges senere"), anywhere, people, vacant)
        yield Block(title, f"/helseforetak/{trust}/", _("plassene her er ikke knyttet til ett sykehus"), (row,))


def _decided(blocks: Iterable[Block]) -> Iterable[Block]:
    """The same with every proposed post decided."""
    for block in blocks:
        rows = tuple(
            replace(row, cells=tuple(tuple(_decide(cell) for cell in some) for some in row.cells)) for row in block.rows
        )
        yield replace(block, rows=rows)


def _decide(cell: Cell) -> Cell:
    return replace(cell, state="decided") if cell.state == "proposed" else cell


def _holders(met: Met, hospital: str) -> int:
    return sum(wish.hospital == hospital for _one, wish, _near in met)


def _local_for(distribution: Distribution, trust: str, hospital: str) -> str:
    frozen = distribution.frozen
    homes = {one.municipality for one in frozen.nominations if one.trust == trust}
    near = sum(hospital in frozen.register.nearest(home, None) for home in homes)
    if not near or frozen.register.hospitals[hospital].belongs_to:
        return ""
    text = ngettext(
        "lokalsykehus for {count} av kommunene på lista", "lokalsykehus for {count} av kommunene på lista", near
    )
    return text.format(count=near)


def _row(
    distribution: Distribution, title: str, met: Met, people: People, vacant: dict[str, Vacant] | None = None
) -> Row:
    cells = []
    for period in distribution.frozen.periods:
        here = [_proposed(distribution, row, people) for row in met if row[1].period == period]
        if vacant and (empty := vacant.get(period.label)):
            here.append(_vacant_cell(empty))
        cells.append(tuple(here))
    return Row(title or _("Avdeling velges senere"), tuple(cells))


def _vacant_cell(vacant: Vacant) -> Cell:
    return Cell("vacant", vacant.period, why=vacant.posts, href="#utveier", action=_("Se utveier"))


def _proposed(distribution: Distribution, row: tuple[Nomination, WishRead, bool], people: People) -> Cell:
    one, wish, near = row
    person = people[one.hpr_number]
    return Cell(
        state="proposed",
        period=wish.period.label,
        name=person.name,
        note=person.home if near else _("{municipality}, ikke nærmest").format(municipality=person.home),
        wish=_("{number}. ønske").format(number=wish.number),
        lifted=wish.number > 1,
        href=card_address(distribution.frozen.year, one.hpr_number),
    )


def _vacant(row: Empty, distribution: Distribution) -> Vacant:
    posts = ngettext("{count} sykehusplass", "{count} sykehusplasser", row.empty).format(count=row.empty)
    return Vacant(row.period, posts, tell_empty(row, distribution.frozen), _ways(row))


def _ways(row: Empty) -> tuple[str, ...]:
    ways = []
    if dict(row.waiting).get("no_wish"):
        ways.append(_("Spør dem som venter, om de også kan ønske {period}.").format(period=row.period))
    if dict(row.waiting).get("full_department"):
        ways.append(_("Åpne flere sykehusplasser ved avdelingen, eller be om ønsker for hele sykehuset."))
    ways.append(_("Be kommunene melde inn flere leger, eller tilby sykehusplassen senere i halvåret."))
    return tuple(ways)


def _unused(distribution: Distribution, trust: str, met: Met) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The departments of the trust nobody is proposed for, by hospital."""
    register = distribution.frozen.register
    used = {(wish.hospital, wish.department) for _one, wish, _near in met}
    found: dict[str, list[str]] = {}
    for place in register.departments:
        if register.hospitals[place.hospital].trust == trust and (place.hospital, place.name) not in used:
            found.setdefault(register.hospitals[place.hospital].name, []).append(place.name)
    return tuple((name, tuple(places)) for name, places in sorted(found.items()))
