"""Reading learning goals, open to everyone."""

from django.db.models import QuerySet

from alisveien.base.actor import Actor
from alisveien.curriculum.models import LearningGoal


def goals_for(actor: Actor) -> QuerySet[LearningGoal]:
    """Every learning goal in force."""
    return LearningGoal.objects.all()


def sections_of_goals() -> list[tuple[str, str]]:
    """(section, number and title) of every section, in order: the choices of a filter."""
    rows = LearningGoal.objects.exclude(section="").values_list("section", "section_title").distinct()
    return [(section, f"{section} {title}") for section, title in sorted(rows)]


def neighbours_of(actor: Actor, goal: LearningGoal) -> list[LearningGoal]:
    """The goals of the same framework and section, in order, the goal itself among them."""
    same = goals_for(actor).filter(framework=goal.framework, section=goal.section, as_of=goal.as_of)
    return list(same.order_by("code"))
