"""The learning goals that ship."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from alisveien.base.shipped import REGISTER
from alisveien.curriculum.models import LearningGoal
from alisveien.public.loading import load_register

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


def test_there_are_162_learning_goals_by_framework() -> None:
    frameworks = Counter(LearningGoal.objects.values_list("framework", flat=True))
    assert frameworks == {"ALM": 88, "SAM": 45, "FKM": 14, "FKMS": 7, "FKMK": 8}
    hospital = LearningGoal.objects.filter(is_hospital_goal=True).values_list("code", flat=True)
    assert sorted(hospital) == ["ALM-055", "ALM-085"]


def test_goals_become_exactly_the_file_and_the_others_keep_their_key(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REGISTER, tmp_path / "r"))
    path = folder / "learning_objectives.csv"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if not row.startswith("ALM-001,")), "utf-8")
    kept = LearningGoal.objects.get(code="ALM-002").pk
    assert load_register(folder, on=TODAY).changed == 1
    assert not LearningGoal.objects.filter(code="ALM-001").exists()
    assert LearningGoal.objects.get(code="ALM-002").pk == kept
    assert LearningGoal.objects.count() == 161
