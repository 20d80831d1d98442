"""The register that ships: its counts, its links, and what becomes of a broken file."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.shipped import REGISTER
from alisveien.curriculum.models import LearningGoal
from alisveien.places.models import DepartmentFacts, MunicipalityFacts, OfficeHost, Place
from alisveien.posts.models import CapacityPlan, PlannedPosts
from alisveien.posts.queries import posts_for
from alisveien.public.loading import BrokenRegister, load_register

Kind = Place.Kind


@pytest.fixture
def register(db: None) -> None:
    load_register(REGISTER)


@pytest.mark.usefixtures("register")
def test_the_counts_of_the_register_hold() -> None:
    kinds = Counter(Place.objects.values_list("kind", flat=True))
    assert (kinds[Kind.MUNICIPALITY], kinds[Kind.COUNTY], kinds[Kind.HOSPITAL]) == (357, 15, 73)
    assert (kinds[Kind.AUTHORITY], kinds[Kind.TRUST], kinds[Kind.PRIVATE], kinds[Kind.OFFICE]) == (4, 20, 4, 6)
    assert (DepartmentFacts.objects.count(), OfficeHost.objects.count()) == (61, 7)
    offices = Counter(MunicipalityFacts.objects.values_list("office__code", flat=True))
    assert offices == {"nord": 80, "midt": 65, "vest": 66, "ost": 85, "sor": 60, "oslo": 1}


@pytest.mark.usefixtures("register")
def test_there_are_162_learning_goals_by_framework() -> None:
    frameworks = Counter(LearningGoal.objects.values_list("framework", flat=True))
    assert frameworks == {"ALM": 88, "SAM": 45, "FKM": 14, "FKMS": 7, "FKMK": 8}
    hospital = LearningGoal.objects.filter(is_hospital_goal=True).values_list("code", flat=True)
    assert sorted(hospital) == ["ALM-055", "ALM-085"]


@pytest.mark.usefixtures("register")
def test_table_1_has_the_sums_of_the_report() -> None:
    sums = Counter[tuple[int, int]]()
    for row in PlannedPosts.objects.all():
        sums[row.year, row.half] += row.posts
    assert [sums[key] for key in sorted(sums)] == [10, 10, 15, 16, 20, 22, 25, 25, 27, 28]


@pytest.mark.usefixtures("register")
def test_a_year_after_the_plan_carries_the_last_one_forward() -> None:
    later = posts_for(VISITOR, 2028)
    assert sum(row.posts for row in later if row.half == 1) == 27
    assert {row.planned_for for row in later} == {2026}
    assert posts_for(VISITOR, 2024)[0].planned_for == 2024
    assert posts_for(VISITOR, 2021) == []


@pytest.mark.usefixtures("register")
def test_loading_again_changes_nothing() -> None:
    before = list(Place.objects.order_by("pk").values_list("pk", "name"))
    assert load_register(REGISTER) == 0
    assert list(Place.objects.order_by("pk").values_list("pk", "name")) == before


@pytest.mark.usefixtures("register")
def test_names_stand_in_norwegian_order() -> None:
    names = list(Place.objects.filter(kind=Kind.MUNICIPALITY).order_by("sort_key").values_list("name", flat=True))
    wanted = ["Alta", "Tønsberg", "Vågå", "Ørland", "Ørsta", "Øyer", "Ål", "Ålesund", "Ås"]
    assert [name for name in names if name in wanted] == wanted


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("municipalities", ",55,", ",99,", "finnes ikke"),
        ("municipalities", "5501,", "55x1,", "finnes ikke"),
        ("hospitals", ",unn-tromso\n", ",unn-finnes-ikke\n", "finnes ikke"),
        ("capacity_plan_helse_nord", ",P1,2,", ",P1,to,", "kan stemme"),
        ("learning_objectives", ",2026-10-01,", ",i fjor,", "kan stemme"),
        ("counties", "18,", "18,18,", "linje"),
    ],
)
def test_a_broken_file_is_refused_in_words_and_nothing_is_changed(
    db: None, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    shutil.copytree(REGISTER, tmp_path / "r")
    path = tmp_path / "r" / f"{name}.csv"
    text = path.read_text("utf-8").replace("\r\n", "\n")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(BrokenRegister, match=said):
        load_register(tmp_path / "r")
    assert not Place.objects.exists()


def test_a_missing_file_is_named_by_the_command(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"counties\.csv"):
        call_command("load_register", folder=tmp_path)


@pytest.mark.usefixtures("register")
def test_the_database_refuses_what_must_never_be_false() -> None:
    county = Place.objects.filter(kind=Kind.COUNTY).first()
    broken = [
        Place(kind=Kind.MUNICIPALITY, code="55", name="Kort", parent=county),
        Place(kind=Kind.MUNICIPALITY, code="5501", name="Igjen", parent=county),
        Place(kind=Kind.MUNICIPALITY, code="9998", name="Uten fylke"),
        Place(kind=Kind.COUNTY, code="99", name=""),
    ]
    for place in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            place.save()
    plan = CapacityPlan.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedPosts.objects.create(
            plan=plan, trust=Place.objects.filter(kind=Kind.TRUST)[0], year=2022, half=3, posts=1
        )
