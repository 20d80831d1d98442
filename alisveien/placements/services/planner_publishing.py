"""A draft of a trust's plan made the plan in force, whole or not at all; and taken back while nothing has begun."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.base.jobs import enqueue
from alisveien.engines.planning.against import against_plan
from alisveien.engines.planning.compare import differences
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries_planner, queries_planner_drafts, rules_planner
from alisveien.placements.models import Placement, PlacementUnit, PlanDraft, PostPlace
from alisveien.placements.services import planner_pictures
from alisveien.placements.telling.planner import faults_in_words
from alisveien.posts.models import Post

State, StayState = PlanDraft.State, Placement.State
TELL = "placements.tell_about_plan"
Values = Mapping[str, Mapping[str, Any]]


@transaction.atomic
def publish_plan(*, draft: PlanDraft, version: int, by: Actor, at: datetime) -> PlanDraft:
    """Make a draft the plan in force in one transaction, and have those it moves told by letter.

    Raises NotAllowed, and RuleBroken with the reasons: the plan in force has changed under the draft, a ceiling or the
    number of posts is passed, a doctor would have two posts, somebody has begun, or nothing is moved.
    """
    allow(rules_planner.may_plan(by, draft.trust), _("Bare koordinatorer i helseforetaket publiserer planen."))
    draft = queries_planner_drafts.locked_draft(draft.pk)
    agree(rules_planner.against_changing_plan(draft, version))
    queries_planner_drafts.lock_plan(draft.trust, draft.begins_on)
    standing = queries_planner.standing_of(draft.trust, draft.begins_on, norwegian_day(at))
    plan = queries_planner_drafts.plan_of(draft, standing)
    moved = differences(standing.pieces, plan)
    agree(rules_planner.against_publishing_plan(draft, len(moved), queries_planner_drafts.news_since(draft, standing)))
    faults = against_plan(plan, [one.key for one in moved], standing.ground)
    agree(faults_in_words(faults, plan, standing.people))
    draft.before, draft.after = planner_pictures.pictures_of(moved, standing)
    _write(draft.after, by)
    draft.state, draft.published_at = State.PUBLISHED, at
    record("placements.plan.published", **_done(draft, by, at))
    return draft


@transaction.atomic
def take_back(*, draft: PlanDraft, by: Actor, at: datetime) -> PlanDraft:
    """Put the plan in force back as it was before a draft was published, as one deed, and have the same people told.

    Raises NotAllowed, and RuleBroken when somebody has begun or anything it changed has been changed since.
    """
    allow(rules_planner.may_plan(by, draft.trust), _("Bare koordinatorer i helseforetaket tar en plan tilbake."))
    draft = queries_planner_drafts.locked_draft(draft.pk)
    queries_planner_drafts.lock_plan(draft.trust, draft.begins_on)
    stands = planner_pictures.picture_now(draft.after)
    begun = planner_pictures.some_have_begun(draft.after, norwegian_day(at))
    agree(rules_planner.against_taking_back(draft, stands, begun=begun))
    _write(draft.before, by)
    draft.state = State.TAKEN_BACK
    record("placements.plan.taken_back", **_done(draft, by, at))
    return draft


def _done(draft: PlanDraft, by: Actor, at: datetime) -> dict[str, Any]:
    """Save the draft, have people told, and say what the line of the journal says."""
    draft.version += 1
    draft.changed_by, draft.changed_at = by.user_id or 0, at
    draft.save()
    units = {
        place for hospital, department, *_days in draft.after["units"].values() for place in (hospital, department)
    }
    moved = len(draft.after["units"]) + len(draft.after["kept"])
    enqueue(TELL, draft_id=draft.pk, back=draft.state == State.TAKEN_BACK)
    places = [draft.trust_id, *(units - {None})]
    return {"about": draft, "by": by, "at": at, "after": {"moved": moved}, "places": places}


def _write(values: Values, by: Actor) -> None:
    """Write what a picture says. Stays that change posts let go of all of them first: two may swap."""
    try:
        with transaction.atomic(), history_context(by):
            _write_stays(values["stays"])
            _write_units(values["units"])
            for state in {*values["posts"].values()}:
                posts = [int(pk) for pk, one in values["posts"].items() if one == state]
                Post.objects.filter(pk__in=posts).update(state=state)
            _write_kept(values["kept"])
    except IntegrityError as refused:
        raise RuleBroken([_("Noe annet er registrert i mellomtiden. Ingenting er publisert.")]) from refused


def _write_stays(values: Mapping[str, Any]) -> None:
    stays = list(Placement.objects.filter(pk__in=[int(pk) for pk in values]))
    Placement.objects.filter(pk__in=[one.pk for one in stays]).update(state=StayState.CANCELLED)
    for one in stays:
        one.state = StayState.AGREED
        one.post_id, from_on, to_on = values[str(one.pk)]
        one.from_on, one.to_on = date.fromisoformat(from_on), date.fromisoformat(to_on)
    Placement.objects.bulk_update(stays, ["state", "post", "from_on", "to_on"])


def _write_units(values: Mapping[str, Any]) -> None:
    units = list(PlacementUnit.objects.filter(pk__in=[int(pk) for pk in values]))
    for one in units:
        one.hospital_id, one.department_id, from_on, to_on = values[str(one.pk)]
        one.from_on, one.to_on = date.fromisoformat(from_on), date.fromisoformat(to_on)
    PlacementUnit.objects.bulk_update(units, ["hospital", "department", "from_on", "to_on"])


def _write_kept(values: Mapping[str, Any]) -> None:
    for pk, where in values.items():
        if where is None:
            PostPlace.objects.filter(post=int(pk)).delete()
        else:
            named = {"hospital_id": where[0], "department_id": where[1]}
            PostPlace.objects.update_or_create(post_id=int(pk), defaults=named)
