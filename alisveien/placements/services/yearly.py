"""Proposing posts by the yearly evaluation: the figures are kept as they were, so that the trust answers to them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import allow
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements import queries_yearly as queries
from alisveien.placements import rules_yearly as rules
from alisveien.placements.models import YearlyEvaluation
from alisveien.places.models import Place
from alisveien.posts.services.proposals import propose_capacity


@transaction.atomic
def propose_by_evaluation(
    *,
    trust: Place,
    year: int,
    numbers: Mapping[HalfYear, int],
    reason: str,
    answer_by: date,
    by: Actor,
    at: datetime,
) -> YearlyEvaluation:
    """Propose posts by the evaluation of a year, and keep its figures. Raises NotAllowed and RuleBroken."""
    allow(rules.may_see_evaluation(by, trust.pk), _("Siden er for kontoret i regionen og helseforetaket."))
    figures = queries.figures_for(by, [trust], year, norwegian_day(at))[trust.pk]
    proposal = propose_capacity(
        trust=trust,
        numbers=numbers,
        reason=reason,
        source=_("Årlig evaluering {year}").format(year=year),
        answer_by=answer_by,
        by=by,
        at=at,
    )
    return YearlyEvaluation.objects.create(
        trust=trust, year=year, figures=figures.as_data(), proposal=proposal, by_id=by.user_id, at=at
    )
