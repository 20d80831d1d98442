"""Answering the evaluation of a learning arena."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.journal.services import record
from alisveien.placements import rules_evaluations as rules
from alisveien.placements.models import Evaluation, EvaluationGiven, PlacementUnit
from alisveien.placements.models.evaluations import MOST_WORDS
from alisveien.placements.queries_stays import locked_placement


@transaction.atomic
def evaluate_arena(
    *, unit: PlacementUnit, party: str, answers: Mapping[str, int], words: str, by: Actor, at: datetime
) -> None:
    """Answer for a party. That it was answered is kept with the unit; what was answered, with the department alone.

    Raises NotAllowed for those who do not answer for the party, RuleBroken at another time, twice, or unanswered.
    """
    placement = locked_placement(unit.placement_id)
    allow(party in rules.parties_of(by, placement), _("Bare legen, sykehuset og kommunen svarer på evalueringen."))
    agree([*rules.against_evaluating(unit, party, norwegian_day(at)), *rules.against_answers(answers)])
    if len(words) > MOST_WORDS or unit.department is None:
        raise RuleBroken([_("Teksten kan ha høyst {most} tegn.").format(most=MOST_WORDS)])
    EvaluationGiven.objects.create(unit=unit, party=party)
    Evaluation.objects.create(
        arena=unit.department,
        party=party,
        year=unit.to_on.year,
        words=words.strip(),
        **{name: answers[name] for name in rules.QUESTIONS},
    )
    places = [placement.doctor.municipality_id, placement.post.trust_id]
    record("placements.placement.evaluated", about=placement, by=by, at=at, after={"party": party}, places=places)
