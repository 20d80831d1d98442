"""Reading workbooks in: whole or not at all, twice the same, each row counted, each refusal kept."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.errors import RuleBroken
from alisveien.base.shipped import REGISTER, rows_of
from alisveien.engines.allocation.written import fingerprint
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.nomination import Reading
from alisveien.engines.nominations.register import register_of
from alisveien.placements import sources
from alisveien.placements.models import Intake, Nomination, Round
from alisveien.placements.services import intake as deeds
from alisveien.placements.services.demonstration import SYSTEM
from alisveien.placements.services.mark import mark_of
from alisveien.workbench.sheets import write_sheet
from tests.placements.loading import EXAMPLE, TODAY, WITHOUT_FAULTS, counts, load, reading_of
from tests.placements.people import AT, trust
from tests.roles import MUNICIPAL_LEADER, actor_as

pytestmark = pytest.mark.django_db


def first_rows(reading: Reading, number: int) -> Reading:
    return replace(reading, rows=reading.rows[:number])


def test_the_example_gives_doctors_nominations_and_a_round_for_each_trust(draft: Round) -> None:
    assert counts() == (70, 70, 247, 14, 4, 12, 210)
    one = Intake.objects.get()
    assert (one.rows, one.new, one.changed, one.unchanged) == (84, 70, 0, 0)


def test_the_same_workbook_twice_changes_nothing(draft: Round) -> None:
    before = counts()
    assert load(EXAMPLE) is False
    assert counts() == before
    again = deeds.read_in(reading=reading_of(EXAMPLE), place=None, year=2028, file_name="igjen.xlsx", by=SYSTEM, at=AT)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 70)
    assert counts()[:3] == before[:3]


def test_another_workbook_adds_what_is_new_and_leaves_the_rest(draft: Round) -> None:
    assert load(WITHOUT_FAULTS) is True
    last = Intake.objects.order_by("pk").last()
    assert last is not None
    assert (last.new, last.changed, last.unchanged) == (14, 0, 70)


def test_a_changed_row_changes_the_doctor_the_nomination_and_the_wishes(draft: Round) -> None:
    reading = first_rows(reading_of(EXAMPLE), 3)
    row = next(one for one in reading.rows if one.nomination)
    assert row.nomination is not None
    read = replace(row.nomination, courses=row.nomination.courses + 1, wishes=row.nomination.wishes[:1])
    changed = replace(reading, rows=(replace(row, nomination=read),))
    found = deeds.read_in(reading=changed, place=None, year=2028, file_name="ny.xlsx", by=SYSTEM, at=AT)
    assert (found.new, found.changed, found.unchanged) == (0, 1, 0)
    one = Nomination.objects.get(doctor__hpr_number=read.hpr_number)
    assert (one.doctor.courses, one.doctor.version, one.version, one.wishes.count()) == (read.courses, 2, 2, 1)


@pytest.mark.parametrize("what", ["leader_email", "wishes"])
def test_a_change_of_the_nomination_alone_leaves_the_doctor(draft: Round, what: str) -> None:
    row = next(one for one in reading_of(EXAMPLE).rows if one.nomination)
    assert row.nomination is not None
    read = row.nomination
    changed = {
        "leader_email": replace(row, leader_email="ny.leder@example.no"),
        "wishes": replace(row, nomination=replace(read, wishes=read.wishes[:1])),
    }[what]
    only = replace(reading_of(EXAMPLE), rows=(changed,))
    found = deeds.read_in(reading=only, place=None, year=2028, file_name="ny.xlsx", by=SYSTEM, at=AT)
    one = Nomination.objects.get(doctor__hpr_number=read.hpr_number)
    assert (found.changed, one.version, one.doctor.version) == (1, 2, 1)


def test_what_is_no_address_of_mail_is_not_kept(draft: Round) -> None:
    row = next(one for one in reading_of(EXAMPLE).rows if one.nomination)
    assert row.nomination is not None
    only = replace(reading_of(EXAMPLE), rows=(replace(row, leader_email="ring meg"),))
    deeds.read_in(reading=only, place=None, year=2028, file_name="ny.xlsx", by=SYSTEM, at=AT)
    assert Nomination.objects.get(doctor__hpr_number=row.nomination.hpr_number).leader_email == ""


def test_a_dry_run_counts_and_writes_nothing(draft: Round) -> None:
    before = counts()
    found = deeds.dry_run(reading=reading_of(), year=2028, by=SYSTEM, today=TODAY)
    assert (found.new, found.changed, found.unchanged, found.refused) == (14, 0, 70, 0)
    assert counts() == before


def test_a_municipality_reads_in_its_own_rows_only(draft: Round) -> None:
    home = Nomination.objects.filter(trust=trust())[0].municipality
    leader = actor_as(MUNICIPAL_LEADER, home)
    found = deeds.dry_run(reading=reading_of(), year=2028, by=leader, today=TODAY)
    mine = [one.row for one in found.judged if one.row.nomination]
    assert mine
    assert {row.nomination.municipality for row in mine if row.nomination} == {home.code}


@pytest.mark.parametrize(("moved", "code"), [("municipality", "employed_elsewhere"), ("trust", "nominated_elsewhere")])
def test_a_doctor_is_neither_moved_nor_nominated_twice_by_a_workbook(draft: Round, moved: str, code: str) -> None:
    reading = reading_of(EXAMPLE)
    row = next(one for one in reading.rows if one.nomination and one.nomination.trust == trust().code)
    assert row.nomination is not None
    home = next(
        one.nomination.municipality
        for one in reading.rows
        if one.nomination and one.nomination.municipality != row.nomination.municipality
    )
    other = {"municipality": {"municipality": home}, "trust": {"trust": "983974910", "wishes": ()}}[moved]
    only = replace(reading, rows=(replace(row, nomination=replace(row.nomination, **other)),))
    found = deeds.dry_run(reading=only, year=2028, by=SYSTEM, today=TODAY)
    assert [fault.code for one in found.judged for fault in one.row.faults] == [code]


def test_a_fault_half_way_leaves_everything_as_it_was(draft: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts()

    def fail(*args: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(deeds, "_keep_rejected", fail)
    with pytest.raises(RuntimeError, match="half way"):
        deeds.read_in(reading=reading_of(), place=None, year=2028, file_name="x.xlsx", by=SYSTEM, at=AT)
    assert counts() == before


def test_progress_is_told_to_the_last_row(draft: Round) -> None:
    told: list[int] = []
    deeds.dry_run(reading=reading_of(), year=2028, by=SYSTEM, today=TODAY, progress=told.append)
    assert told[-1] == 84


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
def test_a_broken_workbook_is_refused_in_words_and_nothing_is_lost(draft: Round, tmp_path: Path, kind: str) -> None:
    before = counts()
    with pytest.raises(RuleBroken) as refused:
        load(_broken(tmp_path, kind))
    assert refused.value.reasons[0].endswith(".")
    assert counts() == before


def test_the_database_refuses_two_open_nominations_of_a_doctor(draft: Round) -> None:
    one = Nomination.objects.all()[0]
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


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


@pytest.mark.parametrize("area", ["people", "placements"])
def test_every_model_says_whether_it_holds_people(area: str) -> None:
    privacy = import_module(f"alisveien.{area}.privacy")
    ours = {model for model in apps.get_app_config(area).get_models() if not model.__name__.endswith("Event")}
    assert set(privacy.PEOPLE) | privacy.NO_PEOPLE == ours
    assert not set(privacy.PEOPLE) & privacy.NO_PEOPLE
    for model, said in privacy.PEOPLE.items():
        assert {field.name for field in model._meta.get_fields()} >= set(said.scrubbed)


def test_the_mark_is_that_of_all_that_stands_in_the_sheet() -> None:
    reading = reading_of()
    rows = [[str(row.number), *(shown(cell) for cell in row.cells)] for row in reading.rows]
    assert mark_of(reading) == fingerprint({"headings": list(reading.headings), "rows": rows})
    assert mark_of(replace(reading, rows=reading.rows[1:])) != mark_of(reading)
