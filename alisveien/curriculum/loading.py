"""The learning goals that ship → the curriculum."""

from collections.abc import Mapping
from datetime import date

from alisveien.curriculum.models import LearningGoal

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
    """Write the goals. Returns how many were new or changed. Raises KeyError or ValueError for a broken row."""
    known = {(goal.code, goal.as_of): goal for goal in LearningGoal.objects.all()}
    new, changed = [], []
    for wanted in map(_goal, rows):
        goal = known.get((wanted.code, wanted.as_of))
        if goal is None:
            new.append(wanted)
        elif any(getattr(goal, name) != getattr(wanted, name) for name in _FIELDS):
            for name in _FIELDS:
                setattr(goal, name, getattr(wanted, name))
            changed.append(goal)
    LearningGoal.objects.bulk_create(new)
    LearningGoal.objects.bulk_update(changed, _FIELDS)
    return len(new) + len(changed)


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
        is_hospital_goal=row["hospital_objective"] == "1",
    )
