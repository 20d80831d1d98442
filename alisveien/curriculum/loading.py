"""The learning goals that ship → the curriculum."""

from collections.abc import Mapping
from datetime import date

from alisveien.curriculum.models import LearningGoal
from alisveien.places.checking import Table, by, choice, day, flag, text

GOALS = "learning_objectives"
TABLES: Mapping[str, Table] = {
    GOALS: Table(
        {
            "code": text(12),
            "framework": choice(*LearningGoal.Framework.values),
            "part": text(20),
            "section": text(20, required=False),
            "section_title": text(200, required=False),
            "short_title": text(200),
            "short_title_source": text(20),
            "text": text(4000),
            "valid_from": day(required=False),
            "as_of": day(),
            "hospital_objective": flag(),
        },
        by("code", "as_of"),
    )
}
_FIELDS = (
    "framework",
    "part",
    "section",
    "section_title",
    "short_title",
    "short_title_source",
    "text",
    "valid_from",
    "is_hospital_goal",
)


def load_goals(rows: list[dict[str, str]]) -> int:
    """Make the goals exactly those of the rows, which must have been checked against ``TABLES``.

    A goal that stays keeps its key. Returns how many were new, changed or taken away.
    """
    known = {(goal.code, goal.as_of): goal for goal in LearningGoal.objects.all()}
    new, changed = [], []
    for wanted in map(_goal, rows):
        goal = known.pop((wanted.code, wanted.as_of), None)
        if goal is None:
            new.append(wanted)
        elif any(getattr(goal, name) != getattr(wanted, name) for name in _FIELDS):
            for name in _FIELDS:
                setattr(goal, name, getattr(wanted, name))
            changed.append(goal)
    LearningGoal.objects.filter(pk__in=[goal.pk for goal in known.values()]).delete()
    LearningGoal.objects.bulk_create(new)
    LearningGoal.objects.bulk_update(changed, _FIELDS)
    return len(new) + len(changed) + len(known)


def _goal(row: Mapping[str, str]) -> LearningGoal:
    return LearningGoal(
        code=row["code"],
        framework=row["framework"],
        part=row["part"],
        section=row["section"],
        section_title=row["section_title"],
        short_title=row["short_title"],
        short_title_source=row["short_title_source"],
        text=row["text"],
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        as_of=date.fromisoformat(row["as_of"]),
        is_hospital_goal={"0": False, "1": True}[row["hospital_objective"]],
    )
