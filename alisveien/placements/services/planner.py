"""Drafts of a trust's plan: made, changed a move at a time, stepped back and forth, carried over, thrown away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.engines.planning.against import STOP, against_move
from alisveien.engines.planning.plan import Cell
from alisveien.journal.services import record
from alisveien.placements import queries_planner, queries_planner_drafts, rules_planner
from alisveien.placements.models import PlanDraft, PlanMove
from alisveien.placements.telling.planner import stops_in_words
from alisveien.places.models import Place
from alisveien.posts.queries_posts import half_of

State = PlanDraft.State


def _refusal() -> str:
    return _("Bare koordinatorer i helseforetaket planlegger plassene.")


@transaction.atomic
def make_draft(*, trust: Place, name: str, by: Actor, at: datetime, like: PlanDraft | None = None) -> PlanDraft:
    """Make a draft of the plan in force from today's half-year on, with the moves of ``like`` where it is given.

    Moves of pieces that are gone are left out. Raises NotAllowed, and RuleBroken when the name is empty or taken.
    """
    allow(rules_planner.may_plan(by, trust), _refusal())
    Place.objects.select_for_update().get(pk=trust.pk)
    taken = PlanDraft.objects.filter(trust=trust, state=State.OPEN).values_list("name", flat=True)
    agree(rules_planner.against_drafting(name, taken))
    begins_on = half_of(norwegian_day(at)).starts_on
    standing = queries_planner.standing_of(trust, begins_on, norwegian_day(at))
    draft = PlanDraft.objects.create(
        trust=trust,
        name=name.strip(),
        begins_on=begins_on,
        seen=queries_planner_drafts.seen_of(standing.pieces),
        seen_at=at,
        made_by=by.user_id or 0,
        made_at=at,
        changed_by=by.user_id or 0,
        changed_at=at,
    )
    if like is not None:
        kept = [one for one in queries_planner_drafts.moves_of(like) if one[0] in standing.pieces]
        _write_moves(draft, kept, by, at)
    record("placements.plan.drafted", about=draft, by=by, at=at, places=[trust.pk])
    return draft


@transaction.atomic
def move_piece(*, draft: PlanDraft, key: str, to: Cell, version: int, by: Actor, at: datetime) -> PlanDraft:
    """Move one piece of a draft to a cell. Moves that were undone can then not be done again.

    Warnings are the person's to weigh; what stops a move is refused. Raises NotAllowed, and RuleBroken with what speaks
    against it, or when another has changed the draft since ``version``.
    """
    draft = queries_planner_drafts.locked_draft(draft.pk)
    allow(rules_planner.may_plan(by, draft.trust), _refusal())
    agree(rules_planner.against_changing_plan(draft, version))
    standing = queries_planner.standing_of(draft.trust, draft.begins_on, norwegian_day(at))
    plan = queries_planner_drafts.plan_of(draft, standing)
    agree([] if key in plan else [_("Plassen er ikke i planen lenger.")])
    agree([] if queries_planner.is_cell(standing, to) else [_("Velg en avdeling og et halvår i planen.")])
    stops = [one for one in against_move(plan, key, to, standing.ground) if one.level == STOP]
    agree(stops_in_words(stops, plan[key], to))
    draft.moves.filter(number__gt=draft.steps).delete()
    _write_moves(draft, [(key, to)], by, at)
    return _changed(draft, by, at)


@transaction.atomic
def step_draft(*, draft: PlanDraft, step: int, version: int, by: Actor, at: datetime) -> PlanDraft:
    """Undo the last move of a draft (``step`` −1), or do the next again (1). Raises as `move_piece`."""
    draft = queries_planner_drafts.locked_draft(draft.pk)
    allow(rules_planner.may_plan(by, draft.trust), _refusal())
    agree(rules_planner.against_changing_plan(draft, version))
    agree(rules_planner.against_stepping(draft, step, draft.moves.count()))
    draft.steps += step
    return _changed(draft, by, at)


@transaction.atomic
def carry_over(*, draft: PlanDraft, version: int, by: Actor, at: datetime) -> PlanDraft:
    """Base a draft on the plan as it is in force now. Moves that are stopped there are left out, the rest are kept.

    Raises as `move_piece`.
    """
    draft = queries_planner_drafts.locked_draft(draft.pk)
    allow(rules_planner.may_plan(by, draft.trust), _refusal())
    agree(rules_planner.against_changing_plan(draft, version))
    standing = queries_planner.standing_of(draft.trust, draft.begins_on, norwegian_day(at))
    kept = queries_planner_drafts.moves_that_hold(draft, standing)
    draft.moves.all().delete()
    draft.steps = 0
    _write_moves(draft, kept, by, at)
    draft.seen, draft.seen_at = queries_planner_drafts.seen_of(standing.pieces), at
    _changed(draft, by, at)
    record("placements.plan.carried_over", about=draft, by=by, at=at, places=[draft.trust_id])
    return draft


@transaction.atomic
def drop_draft(*, draft: PlanDraft, version: int, by: Actor, at: datetime) -> PlanDraft:
    """Throw a draft away. Nothing in force changes. Raises as `move_piece`."""
    draft = queries_planner_drafts.locked_draft(draft.pk)
    allow(rules_planner.may_plan(by, draft.trust), _refusal())
    agree(rules_planner.against_changing_plan(draft, version))
    draft.state = State.DROPPED
    _changed(draft, by, at)
    record("placements.plan.dropped", about=draft, by=by, at=at, places=[draft.trust_id])
    return draft


def _write_moves(draft: PlanDraft, moves: list[tuple[str, Cell]], by: Actor, at: datetime) -> None:
    """Add moves after those in effect, and put them in effect."""
    PlanMove.objects.bulk_create(
        PlanMove(
            draft=draft,
            number=number,
            unit_id=int(key[1:]) if key.startswith("e") else None,
            post_id=int(key[1:]) if key.startswith("p") else None,
            year=to.half.year,
            half=to.half.half,
            hospital_id=to.hospital,
            department_id=to.department,
            by_id=by.user_id or 0,
            at=at,
        )
        for number, (key, to) in enumerate(moves, start=draft.steps + 1)
    )
    draft.steps += len(moves)
    draft.save(update_fields=["steps"])


def _changed(draft: PlanDraft, by: Actor, at: datetime) -> PlanDraft:
    draft.version += 1
    draft.changed_by, draft.changed_at = by.user_id or 0, at
    draft.save()
    return draft
