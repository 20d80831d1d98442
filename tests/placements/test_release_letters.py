"""Letters of a release: one each, without names or outcomes, and never twice."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from alisveien.base.models import Letter
from alisveien.placements.models import Round
from alisveien.placements.services.release import write_release_letters
from alisveien.placements.tasks import tell_about_release
from tests.placements.people import AT, released

pytestmark = pytest.mark.django_db


def test_doctors_and_leaders_are_told_once_and_nothing_of_the_outcome(draft: Round) -> None:
    round_ = released(draft)
    nominations = list(round_.frozen_nominations.select_related("doctor"))
    doctors = {one.doctor.email for one in nominations}
    leaders = {one.leader_email for one in nominations}
    assert write_release_letters(round_=round_, at=AT) == len(doctors | leaders)
    assert write_release_letters(round_=round_, at=AT) == 0
    letters = Letter.objects.filter(kind="placements.released")
    assert {letter.to_address for letter in letters} == doctors | leaders
    for letter in letters:
        text = letter.subject + letter.body
        assert "Universitetssykehuset Nord-Norge HF" in text
        assert not any(one.name in text for one in nominations)


def test_before_release_nobody_is_told(draft: Round) -> None:
    assert write_release_letters(round_=draft, at=AT) == 0
    assert not Letter.objects.filter(kind="placements.released").exists()


def test_the_release_leaves_a_job_and_the_job_writes(draft: Round) -> None:
    round_ = released(draft)
    assert ProcrastinateJob.objects.filter(task_name="placements.tell_about_release").count() == 1
    tell_about_release(round_.pk)
    assert Letter.objects.filter(kind="placements.released").exists()
    tell_about_release(round_.pk + 1)
