"""Loading a round: whole or not at all, twice the same, equal to the command line."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.shipped import REGISTER, rows_of
from alisveien.cli import allocate
from alisveien.cli.main import main
from alisveien.engines.distribution.frozen import as_data
from alisveien.engines.nominations.register import register_of
from alisveien.placements import models, privacy, queries, services, sources
from alisveien.placements.models import Nomination, Outcome, RejectedRow, Round, Run
from alisveien.workbench.sheets import write_sheet
from tests.placements.loading import AT, EXAMPLE, WITHOUT_FAULTS, load

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Round, Nomination, RejectedRow, Run, Outcome))


def test_the_example_gives_a_round_with_a_run_for_each_rule_set(round_: Round) -> None:
    assert counts() == (1, 70, 14, 3, 210)


def test_the_same_workbook_twice_changes_nothing(round_: Round) -> None:
    assert load(EXAMPLE) is False
    assert Round.objects.get().pk == round_.pk


def test_another_workbook_replaces_the_draft_whole(round_: Round) -> None:
    assert load(WITHOUT_FAULTS) is True
    assert counts() == (1, 84, 0, 3, 252)


def _broken(folder: Path, kind: str) -> Path:
    path = folder / "liste.xlsx"
    if kind == "not a workbook":
        path.write_text("hei")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "wrong columns":
        write_sheet(path, "Ark", ["Navn"], [["Kari"]])
    return path


@pytest.mark.parametrize("kind", ["not a workbook", "empty", "wrong columns", "missing"])
def test_a_broken_workbook_is_refused_in_words_and_nothing_is_lost(round_: Round, tmp_path: Path, kind: str) -> None:
    before = counts()
    with pytest.raises(RuleBroken) as refused:
        load(_broken(tmp_path, kind))
    assert refused.value.reasons[0].endswith(".")
    assert counts() == before


def test_a_fault_half_way_leaves_the_round_as_it_was(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts()

    def fail(*args: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(services, "_write_run", fail)
    with pytest.raises(RuntimeError, match="half way"):
        load(WITHOUT_FAULTS)
    assert counts() == before
    assert Round.objects.get().fingerprint == round_.fingerprint


def test_outside_a_demonstration_nothing_is_loaded(demonstration: None, settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(NotAllowed):
        load(EXAMPLE)
    assert counts() == (0, 0, 0, 0, 0)


def test_the_register_from_the_database_is_the_one_from_the_files(register: None) -> None:
    from_files = register_of(
        municipalities=rows_of(REGISTER / "municipalities.csv"),
        catchment=rows_of(REGISTER / "catchment.csv"),
        trusts=rows_of(REGISTER / "health_trusts.csv"),
        hospitals=rows_of(REGISTER / "hospitals.csv"),
        departments=rows_of(REGISTER / "departments_helse_nord.csv"),
    )
    found = sources.register_for(VISITOR, AT.date())
    assert found.municipalities == from_files.municipalities
    assert found.trusts == from_files.trusts
    assert found.hospitals == from_files.hospitals
    assert set(found.departments) == set(from_files.departments)


@pytest.mark.parametrize("workbook", [EXAMPLE, WITHOUT_FAULTS])
def test_the_pages_give_what_the_command_line_gives(
    demonstration: None, client: Client, tmp_path: Path, workbook: Path
) -> None:
    load(workbook)
    assert main(["allocate", str(workbook), "--year", "2028", "--out", str(tmp_path)]) == 0
    for name in ("outcome.csv", "explanations.csv"):
        shown = client.get(f"/runder/2028/filer/{name}")
        assert shown.content.decode() == (tmp_path / name).read_text("utf-8")
    distribution = queries.default_distribution(Round.objects.get())
    reading = allocate.read_workbook(workbook, sources.register_for(VISITOR, AT.date()), 2028, lambda text: None)
    assert as_data(distribution.frozen)["nominations"]
    assert [row.row for row in distribution.frozen.refused] == [row.number for row in reading.rejected]


def test_the_kept_outcomes_are_those_of_the_certificate(round_: Round) -> None:
    for run in round_.runs.all():
        told = {row["hpr_number"]: row for row in run.certificate["result"]["doctors"]}
        kept = run.outcomes.select_related("nomination", "hospital")
        assert len(kept) == len(told)
        for one in kept:
            row = told[one.nomination.hpr_number]
            half = f"P{one.half} 2028" if one.half else None
            assert (one.status, one.list_place, one.wish_number, half, one.department or None) == (
                row["status"],
                row["list_place"],
                row["wish_number"],
                row["period"],
                row["department"],
            )


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "waiting"},
        {"wish_number": None},
        {"half": None},
        {"half": 3},
        {"list_place": None},
        {"status": "unknown"},
        {"hospital": None},
    ],
)
def test_the_database_refuses_an_outcome_that_contradicts_itself(round_: Round, wrong: dict[str, object]) -> None:
    one = Outcome.objects.filter(status="placed").exclude(department="").first()
    assert one is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.filter(pk=one.pk).update(**wrong)


def test_the_database_refuses_the_same_doctor_twice(round_: Round) -> None:
    one = Nomination.objects.first()
    assert one is not None
    one.pk, one.row_number = None, 9999
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_every_model_says_whether_it_holds_people() -> None:
    ours = {
        thing
        for thing in vars(models).values()
        if isinstance(thing, type) and issubclass(thing, models.models.Model) and thing.__module__ == models.__name__
    }
    assert set(privacy.PEOPLE) | privacy.NO_PEOPLE == ours
    assert not set(privacy.PEOPLE) & privacy.NO_PEOPLE
    for model, said in privacy.PEOPLE.items():
        assert {field.name for field in model._meta.get_fields()} >= set(said.scrubbed)
