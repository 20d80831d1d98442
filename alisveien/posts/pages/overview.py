"""The plan of every region as table 1 prints it: trusts by half-year with sums, and what is proposed beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Tone
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.places.models import Place
from alisveien.posts import queries_plans as queries
from alisveien.posts import rules_plans as rules
from alisveien.posts.models import Proposal

YEARS = 4
FIRST, LAST = 2022, 2090


@dataclass(frozen=True, slots=True)
class Cell:
    """One number: ``change`` is what a proposal would make it, ``note`` says where a carried number comes from."""

    posts: int | None
    decided: bool
    note: str = ""
    change: int | None = None


@dataclass(frozen=True, slots=True)
class TrustRow:
    """A trust's line: its numbers, and how far its plan has come in words."""

    code: str
    name: str
    cells: list[Cell]
    state: str
    tone: Tone
    proposal: int | None


@dataclass(frozen=True, slots=True)
class RegionPlan:
    """A region: its trusts with a plan, the sums, the sums with what is proposed where anything is, and the rest."""

    name: str
    rows: list[TrustRow]
    sums: list[int]
    changed: list[int]
    without: list[Place]


def first_year(asked: str, today: date) -> int:
    """The first year to show: the one asked for, else this year."""
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    return min(max(year, FIRST), LAST)


def halves_from(first: int) -> list[HalfYear]:
    """The half-years of a page."""
    return [half for year in range(first, first + YEARS) for half in half_years_of(year)]


def regions_of(actor: Actor, first: int, today: date) -> list[RegionPlan]:
    """Every region that has a trust with a plan or a proposal, or where the actor may propose."""
    halves, plans, waiting = halves_from(first), queries.plans_for(actor), queries.open_proposals(actor)
    regions = []
    for parent, several in groupby(queries.trusts_for(actor, today), key=lambda place: place.parent):
        trusts = list(several)
        planned = [one for one in trusts if one.pk in plans.trusts or one.pk in waiting]
        mine = [one for one in trusts if one not in planned and rules.may_propose(actor, one)]
        if planned or mine:
            rows = [row_of(one, halves, plans, waiting.get(one.pk)) for one in planned]
            name = parent.name if parent else ""
            regions.append(RegionPlan(name, rows, _sums(rows), _changed(rows), mine))
    return regions


def row_of(trust: Place, halves: Iterable[HalfYear], plans: queries.Plans, proposal: Proposal | None) -> TrustRow:
    """One trust's line."""
    proposed = queries.proposed(proposal) if proposal else {}
    cells = [cell_of(plans.at(trust.pk, half), half, proposed) for half in halves]
    state, tone = _state(cells, proposal)
    name = trust.short_name or trust.name
    return TrustRow(trust.code, name, cells, state, tone, proposal.pk if proposal else None)


def cell_of(found: queries.InForce | None, half: HalfYear, proposed: Mapping[HalfYear, int]) -> Cell:
    """What holds in a half-year, and what a proposal would make it where that is another number."""
    wanted = following(proposed, half)
    posts = found.posts if found else None
    change = wanted if wanted is not None and wanted != posts else None
    if found is None:
        return Cell(None, decided=False, change=change)
    carried = found.planned_for != half
    note = _("ført videre fra {half}").format(half=found.planned_for.label) if carried else ""
    return Cell(posts, found.is_decided, note, change)


def following(numbers: Mapping[HalfYear, int], half: HalfYear) -> int | None:
    """A number for a half-year, or that of the last like half-year before it; None before the first."""
    like = [one for one in numbers if one.half == half.half and one.year <= half.year]
    return numbers[max(like)] if like else None


def _state(cells: Iterable[Cell], proposal: Proposal | None) -> tuple[str, Tone]:
    if proposal is not None:
        words = _("forslag {state}").format(state=proposal.get_state_display())
        return words, "warning" if proposal.state == Proposal.State.PROPOSED else "info"
    shown = [cell for cell in cells if cell.posts is not None]
    if shown and all(cell.decided for cell in shown):
        return _("vedtatt"), "success"
    if any(cell.decided for cell in shown):
        return _("delvis vedtatt"), "success"
    return _("foreløpig"), "neutral"


def _sums(rows: Iterable[TrustRow]) -> list[int]:
    return [sum(cell.posts or 0 for cell in column) for column in zip(*(row.cells for row in rows), strict=True)]


def _changed(rows: list[TrustRow]) -> list[int]:
    """The sums with what is proposed; empty when nothing is."""
    if not any(cell.change is not None for row in rows for cell in row.cells):
        return []
    columns = zip(*(row.cells for row in rows), strict=True)
    return [sum((cell.posts or 0) if cell.change is None else cell.change for cell in column) for column in columns]
