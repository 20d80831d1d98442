"""Who answers the evaluation of a learning arena, when, and who sees what came of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.placements.models import Evaluation, EvaluationGiven, Placement, PlacementUnit
from alisveien.placements.rules_stays import is_own, may_keep_home, may_keep_stay

Party, State = Evaluation.Party, Placement.State
QUESTIONS = ("supervision", "goals", "cooperation", "preparation", "overall")
FEWEST = 5
"""How many answers an arena must have before anything of them is shown."""
BEFORE, AFTER = timedelta(days=30), timedelta(days=180)
"""How long before the last day at a unit, and after it, one can answer."""
_SEES = (
    *(Permission.SEE_SELF, Permission.SEE_SUPERVISED, Permission.SEE_OWN_UNIT, Permission.SEE_NOMINATED),
    *(Permission.SEE_PLACED, Permission.SEE_STATUS, Permission.SEE_FIGURES),
)


def may_see_results(actor: Actor) -> bool:
    """True for everyone with a role in the training of doctors. The results name nobody."""
    return actor.link is None and any(actor.may(permission) for permission in _SEES)


def parties_of(actor: Actor, placement: Placement) -> list[str]:
    """The parties the actor answers for."""
    found = {
        Party.DOCTOR: is_own(actor, placement),
        Party.HOSPITAL: may_keep_stay(actor, placement),
        Party.HOME: may_keep_home(actor, placement),
    }
    return [party for party, holds in found.items() if holds]


def is_open(unit: PlacementUnit, today: date) -> bool:
    """Whether a unit can be evaluated on a day: it has a department, and its last days are near."""
    served = unit.placement.state in (State.BEGUN, State.COMPLETED, State.ENDED_EARLY)
    return served and unit.department_id is not None and unit.to_on - BEFORE <= today <= unit.to_on + AFTER


def against_evaluating(unit: PlacementUnit, party: str, today: date) -> list[str]:
    """Why a party cannot answer about a unit: not the time for it, or answered already."""
    reasons = []
    if not is_open(unit, today):
        reasons.append(_("Evalueringen er åpen fra en måned før siste dag til et halvt år etter."))
    if EvaluationGiven.objects.filter(unit=unit, party=party).exists():
        reasons.append(_("Dere har svart på denne evalueringen."))
    return reasons


def against_answers(answers: Mapping[str, int]) -> list[str]:
    """Why answers cannot stand: each question is answered from 1 to 5."""
    if all(answers.get(name) in range(1, 6) for name in QUESTIONS):
        return []
    return [_("Svar på alle fem spørsmålene.")]
