"""Two plans side by side: who lies elsewhere, how many at each place, the figures; and who is told of a publishing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alisveien.engines.planning.compare import Moved, counts_differ, differences, sums_of
from alisveien.engines.planning.plan import Plan
from alisveien.placements.pages.parts import Figure, out_of
from alisveien.placements.pages.planner import piece_name, place_in_words
from alisveien.placements.queries_planner import FoundDraft, Standing


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who lies elsewhere: from and to in words."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison shows. ``figures`` are (words, first plan, second plan)."""

    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int, int], ...]
    figures: tuple[tuple[str, str, str], ...]


def compared(standing: Standing, first: Plan, second: Plan) -> Compared:
    """How the second plan differs from the first."""
    rows = tuple(_row(standing, one) for one in differences(first, second))
    counts = tuple((place_in_words(standing, one.cell), one.before, one.now) for one in counts_differ(first, second))
    was, now = sums_of(first), sums_of(second)
    figures = (
        (_("leger i planen"), str(was.doctors), str(now.doctors)),
        (_("får førsteønsket"), _share(was.first_wishes, was.doctors), _share(now.first_wishes, now.doctors)),
        (_("ved nærmeste sykehus"), _share(was.near, was.doctors), _share(now.near, now.doctors)),
    )
    return Compared(rows, counts, figures)


def _share(count: int, total: int) -> str:
    percent = round(100 * count / total) if total else 0
    return _("{count} ({percent} %)").format(count=count, percent=percent)


def _row(standing: Standing, one: Moved) -> Row:
    piece = one.now or one.before
    assert piece is not None  # a difference has a piece on one side
    missing = _("ikke i planen")
    before = place_in_words(standing, one.before.cell) if one.before else missing
    now = place_in_words(standing, one.now.cell) if one.now else missing
    return Row(piece_name(standing, piece), before, now)


def told_whom(standing: Standing, plan: Plan) -> list[Figure]:
    """How many are told when a plan is published: doctors, leaders at home, departments."""
    moved = [one for one in differences(standing.pieces, plan) if one.now and one.now.doctor is not None]
    people = {
        one.now.doctor: standing.people[one.now.doctor] for one in moved if one.now and one.now.doctor is not None
    }
    doctors = {one.email for one in people.values() if one.email}
    leaders = {one.leader_email for one in people.values() if one.leader_email}
    wards = {
        piece.cell.department for one in moved for piece in (one.before, one.now) if piece and piece.cell.department
    }
    return [
        Figure(str(len(doctors)), _("leger får brev"), out_of(len(people))),
        Figure(str(len(leaders)), _("ledere i kommunene får brev"), ""),
        Figure(str(len(wards)), _("avdelinger får beskjed, der de har en kontakt"), ""),
    ]


def news_in_words(draft: FoundDraft, standing: Standing, keys: list[str]) -> list[str]:
    """What changed in the plan in force under a draft, by piece."""
    told = []
    for key in keys:
        piece = standing.pieces.get(key)
        if piece is None:
            told.append(_("Noen som lå i utkastet, er ikke i planen lenger."))
        elif key not in draft.seen:
            told.append(_("Ny i planen: {name}.").format(name=piece_name(standing, piece)))
        else:
            where = place_in_words(standing, piece.cell)
            told.append(_("Endret: {name}, nå {where}.").format(name=piece_name(standing, piece), where=where))
    return list(dict.fromkeys(told))
