"""Letters of a release: one each, without names or outcomes, and never twice."""

import re
from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from alisveien.base.models import Letter
from alisveien.placements import queries
from alisveien.placements.models import Nomination, Round
from alisveien.placements.pages.release import told_of
from alisveien.placements.queries_release import Concerned, concerned_by
from alisveien.placements.services.release import write_release_letters
from alisveien.placements.services.rounds import release_round
from alisveien.placements.tasks import tell_about_release
from tests.placements.people import AT, coordinator, judged, released
from tests.roles import TRUST_COORDINATOR, actor_as

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


def test_the_coordinator_sees_beforehand_who_will_be_written_to(draft: Round) -> None:
    by = coordinator()
    judged_round = judged(draft, by)
    nominations = list(judged_round.frozen_nominations.select_related("doctor", "municipality"))
    silent, other = nominations[0].doctor, nominations[1]
    type(silent).objects.filter(pk=silent.pk).update(email="")
    Nomination.objects.filter(pk=other.pk).update(leader_email="")
    run = queries.shown_run(judged_round)
    assert run is not None
    concerned = concerned_by(by, run)
    assert {one.hpr_number for one in concerned} == {one.doctor.hpr_number for one in nominations}
    assert concerned_by(actor_as(TRUST_COORDINATOR, stranger=True), run) == []
    told = told_of(concerned, 2028, None)
    release_round(round_=judged_round, by=coordinator("Andre"), at=AT)
    written = write_release_letters(round_=Round.objects.get(pk=draft.pk), at=AT)
    counts = [int(number) for number in re.findall(r"\d+", told.words)]
    assert sum(counts) == written
    assert told.words.endswith("De sendes straks.")
    assert told.without == "1 lege har ingen e-postadresse og får ikke brev. Be kommunen føre den."
    assert sum(len(home.doctors) for home in told.homes) == len(nominations)


def test_what_each_will_see_stands_by_municipality() -> None:
    one = Concerned("9900001", "Inga Vik", "Alta", "placed", "inga@example.no", "leder@example.no")
    two = Concerned("9900002", "Per Vik", "Alta", "not_eligible", "", "leder@example.no")
    three = Concerned("9900003", "Siv Moe", "Vardø", "waiting", "leder@example.no", "")
    told = told_of([one, two, three], 2028, datetime(2027, 9, 15, 10, 0, tzinfo=UTC))
    assert told.words == "2 brev til leger og 0 til ledere. De sendes onsdag 15. september 2027 kl. 12.00."
    assert [(home.name, home.leaders) for home in told.homes] == [("Alta", ("leder@example.no",)), ("Vardø", ())]
    assert [doctor.sees for home in told.homes for doctor in home.doctors] == [
        "får plass",
        "fyller ikke vilkårene, med hva som mangler",
        "venter, med grunn",
    ]
    assert told_of([one], 2028, None).without == ""


def test_before_release_nobody_is_told(draft: Round) -> None:
    assert write_release_letters(round_=draft, at=AT) == 0
    assert not Letter.objects.filter(kind="placements.released").exists()


def test_the_release_leaves_a_job_and_the_job_writes(draft: Round) -> None:
    round_ = released(draft)
    assert ProcrastinateJob.objects.filter(task_name="placements.tell_about_release").count() == 1
    tell_about_release(round_.pk)
    assert Letter.objects.filter(kind="placements.released").exists()
    tell_about_release(round_.pk + 1)
