"""Reading drafts of a trust's plan: their moves, the plan they make, and what has changed under them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Case, QuerySet, When

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.planning.against import STOP, against_move
from alisveien.engines.planning.plan import Cell, Move, Piece, after
from alisveien.placements.models import Placement, PlanDraft, PlanMove
from alisveien.placements.queries_planner import Standing, is_cell
from alisveien.places.models import Place
from alisveien.posts.models import Post


def moves_of(draft: PlanDraft) -> list[Move]:
    """The moves of a draft that are in effect, in order."""
    return [(key_of(one), cell_of(one)) for one in draft.moves.all() if one.number <= draft.steps]


def plan_of(draft: PlanDraft, standing: Standing) -> dict[str, Piece]:
    """The plan a draft makes of the plan in force."""
    return after(standing.pieces, moves_of(draft))


def moves_that_hold(draft: PlanDraft, standing: Standing) -> list[Move]:
    """The moves of a draft that nothing stops on the plan in force, each tried after those before it."""
    plan, kept = standing.pieces, []
    for key, cell in moves_of(draft):
        known = key in plan and is_cell(standing, cell)
        if known and all(one.level != STOP for one in against_move(plan, key, cell, standing.ground)):
            kept.append((key, cell))
            plan = after(plan, [(key, cell)])
    return kept


def key_of(move: PlanMove) -> str:
    """The key of the piece a move is of."""
    return f"e{move.unit_id}" if move.unit_id else f"p{move.post_id}"


def cell_of(move: PlanMove) -> Cell:
    """Where a move goes."""
    return Cell(HalfYear(move.year, move.half), move.hospital_id, move.department_id)


def seen_of(pieces: Mapping[str, Piece]) -> dict[str, list[object]]:
    """Where each piece lies, as a draft keeps it to know later whether that has changed."""
    return {
        key: [
            *(one.cell.half.year, one.cell.half.half, one.cell.hospital, one.cell.department),
            *(one.from_on.isoformat(), one.to_on.isoformat(), one.post, one.held),
        ]
        for key, one in pieces.items()
    }


def news_since(draft: PlanDraft, standing: Standing) -> list[str]:
    """The keys of the pieces that came, went or changed in the plan in force since the draft was based on it."""
    now = seen_of(standing.pieces)
    return sorted(key for key in {*draft.seen, *now} if draft.seen.get(key) != now.get(key))


def drafts_for(actor: Actor, trust: Place) -> QuerySet[PlanDraft]:
    """The drafts of a trust's plan that are not thrown away, the open ones first, then the newest."""
    seen = within(actor, Permission.SEE_NOMINATED, "trust")
    drafts = PlanDraft.objects.filter(seen, trust=trust).exclude(state=PlanDraft.State.DROPPED)
    open_first = Case(When(state=PlanDraft.State.OPEN, then=0), default=1)
    return drafts.select_related("trust").defer("before", "after").order_by(open_first, "-changed_at", "-pk")


def locked_draft(pk: int) -> PlanDraft:
    """A draft and its trust, both locked for a deed: two who publish in the same trust come one after another."""
    trust = PlanDraft.objects.values_list("trust", flat=True).get(pk=pk)
    Place.objects.select_for_update().get(pk=trust)
    return PlanDraft.objects.select_for_update(of=("self",)).select_related("trust").get(pk=pk)


def lock_plan(trust: Place, begins_on: date) -> None:
    """Lock the posts and the placements of a trust from a day on, in the order of their keys."""
    list(Post.objects.select_for_update().filter(trust=trust, to_on__gte=begins_on).order_by("pk").values_list("pk"))
    stays = Placement.objects.select_for_update(of=("self",)).filter(post__trust=trust, to_on__gte=begins_on)
    list(stays.order_by("pk").values_list("pk"))
