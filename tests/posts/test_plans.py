"""The capacity plan: its sums, and which version and year holds."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.shipped import REGISTER
from alisveien.places.models import Place
from alisveien.posts.models import CapacityPlan, PlannedPosts
from alisveien.posts.queries import plan_for, posts_for
from alisveien.public.loading import load_register

State = CapacityPlan.State
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


def a_plan(version: int, state: str, year: int, posts: int) -> CapacityPlan:
    plan = CapacityPlan.objects.create(name=f"Plan {version}", version=version, state=state, source="Prøve")
    trust = Place.objects.get(kind=Place.Kind.TRUST, code="983974880")
    PlannedPosts.objects.create(plan=plan, trust=trust, year=year, half=1, posts=posts)
    return plan


def test_table_1_has_the_sums_of_the_report() -> None:
    sums = Counter[tuple[int, int]]()
    for row in PlannedPosts.objects.all():
        sums[row.year, row.half] += row.posts
    assert [sums[key] for key in sorted(sums)] == [10, 10, 15, 16, 20, 22, 25, 25, 27, 28]


def test_a_year_after_the_plan_carries_the_last_one_forward() -> None:
    later = posts_for(VISITOR, 2028, TODAY)
    assert sum(row.posts for row in later if row.half == 1) == 27
    assert {(row.planned_for, row.plan_state) for row in later} == {(2026, "tentative")}
    assert posts_for(VISITOR, 2024, TODAY)[0].planned_for == 2024
    assert posts_for(VISITOR, 2021, TODAY) == []


def test_the_latest_decided_plan_holds_alone() -> None:
    a_plan(2, State.DECIDED, 2027, 5)
    decided = a_plan(3, State.DECIDED, 2027, 6)
    a_plan(4, State.TENTATIVE, 2028, 7)
    rows = posts_for(VISITOR, 2028, TODAY)
    assert [(row.posts, row.planned_for, row.plan_name, row.plan_state) for row in rows] == [
        (6, 2027, "Plan 3", "decided")
    ]
    assert {row.plan for row in plan_for(VISITOR)} == {decided}


def test_a_year_before_the_decided_plan_is_read_from_the_one_that_had_begun() -> None:
    a_plan(2, State.DECIDED, 2029, 5)
    assert {row.planned_for for row in posts_for(VISITOR, 2028, TODAY)} == {2026}


def test_a_later_proposal_takes_the_place_of_an_earlier() -> None:
    a_plan(2, State.TENTATIVE, 2027, 9)
    assert [(row.posts, row.plan_name) for row in posts_for(VISITOR, 2028, TODAY)] == [(9, "Plan 2")]


def test_the_rows_become_exactly_the_file_and_other_plans_stay(tmp_path: Path) -> None:
    a_plan(2, State.DECIDED, 2027, 5)
    folder = Path(shutil.copytree(REGISTER, tmp_path / "r"))
    path = folder / "capacity_plan_helse_nord.csv"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if ",2026," not in row), "utf-8")
    assert load_register(folder, on=TODAY).changed == 8
    assert PlannedPosts.objects.filter(plan__version=1, year=2026).count() == 0
    assert PlannedPosts.objects.filter(plan__version=2).count() == 1


def test_the_database_refuses_a_third_half_and_a_version_twice() -> None:
    plan = CapacityPlan.objects.get()
    trust = Place.objects.filter(kind=Place.Kind.TRUST)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedPosts.objects.create(plan=plan, trust=trust, year=2022, half=3, posts=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CapacityPlan.objects.create(name="Igjen", version=1, state=State.DECIDED, source="Prøve")
