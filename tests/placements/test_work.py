"""What nominations and rounds put on the work list of each role."""

from datetime import date, timedelta

import pytest

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.days import norwegian_day
from alisveien.base.work import Task
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Round
from alisveien.placements.queries_work import waiting_for
from alisveien.placements.services import rounds
from tests import roles
from tests.placements.people import AT, LEADER_HOME, coordinator, drawn, frozen
from tests.roles import actor_as, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db

TODAY = norwegian_day(AT)


def said(actor: Actor, today: date = TODAY) -> list[str]:
    return [str(task.what) for task in waiting_for(actor, today)]


def task_of(actor: Actor, what: str) -> Task:
    return next(task for task in waiting_for(actor, TODAY) if task.what == what)


def at_home() -> Nomination:
    """A nomination from the municipal leader's own municipality."""
    one = Nomination.objects.select_related("doctor").order_by("pk").first()
    assert one
    home = place_of("municipality", LEADER_HOME)
    Doctor.objects.filter(pk=one.doctor_id).update(municipality=home, unit=None)
    Nomination.objects.filter(pk=one.pk).update(municipality=home)
    one.refresh_from_db()
    return one


def test_the_trust_is_led_through_the_round(draft: Round) -> None:
    by, other = coordinator(), coordinator("Andre")
    capacity = task_of(by, "Vedta antall plasser")
    assert capacity.deadline == date(2027, 6, 30)
    assert capacity.about == "UNN, runden 2028"
    rounds.decide_capacity(round_=draft, by=by, at=AT)
    assert said(by) == ["Velg regelsett for lista"]
    rounds.choose_rules(round_=draft, name="nearest-first", by=by, at=AT)
    assert said(by) == ["Lås lista"]
    frozen(draft, by)
    assert said(by) == ["Trekk loddet"]
    rounds.draw_lot(round_=draft, value="7", known_on=AT.date(), by=by, at=AT)
    assert said(by) == ["Fordel plassene"]
    rounds.distribute_round(round_=draft, by=by, at=AT)
    assert said(by) == ["Kontroller fordelingen"]
    rounds.judge_round(round_=draft, by=by, at=AT)
    assert task_of(by, "Frigivelsen venter på en annen").by_others
    assert task_of(other, "Frigi fordelingen").decides
    rounds.release_round(round_=draft, by=other, at=AT)
    assert said(by) == said(other) == []


def test_another_trusts_round_is_not_mine(draft: Round) -> None:
    assert said(actor_as(roles.TRUST_COORDINATOR, stranger=True)) == []


def test_a_municipality_is_asked_before_half_a_year_has_gone(draft: Round) -> None:
    one, leader = at_home(), actor_as(roles.MUNICIPAL_LEADER)
    before = said(leader).count("Stemmer innmeldingen fortsatt?")
    Nomination.objects.filter(pk=one.pk).update(confirmed_at=AT - timedelta(days=160))
    assert said(leader).count("Stemmer innmeldingen fortsatt?") == before + 1
    task = task_of(leader, "Stemmer innmeldingen fortsatt?")
    assert task.deadline == norwegian_day(AT - timedelta(days=160)) + timedelta(days=183)
    assert one.doctor.name in str(task.about)
    assert not [what for what in said(actor_as(roles.MUNICIPAL_LEADER, stranger=True)) if "fortsatt" in what]


def test_a_municipality_is_told_of_doctors_without_a_nomination(draft: Round) -> None:
    one, leader = at_home(), actor_as(roles.MUNICIPAL_LEADER)
    assert "Meld inn til sykehustjeneste" not in said(leader)
    Nomination.objects.filter(pk=one.pk).update(state="withdrawn", ended_code="moved", ended_at=AT)
    assert one.doctor.name in str(task_of(leader, "Meld inn til sykehustjeneste").about)
    Nomination.objects.filter(pk=one.pk).update(state="closed", ended_code="")
    assert "Meld inn til sykehustjeneste" not in said(leader)


def test_a_doctor_sees_that_the_own_round_goes_on_and_then_that_it_is_released(draft: Round) -> None:
    one = Nomination.objects.filter(trust=draft.trust).order_by("pk").first()
    assert one
    Doctor.objects.filter(pk=one.doctor_id).update(user=user_as(roles.DOCTOR))
    doctor = actor_as(roles.DOCTOR)
    going = task_of(doctor, "Runden du er meldt inn til, pågår")
    assert going.by_others
    by = coordinator()
    rounds.decide_capacity(round_=draft, by=by, at=AT)
    rounds.choose_rules(round_=draft, name="nearest-first", by=by, at=AT)
    drawn(draft, by)
    for deed in (rounds.distribute_round, rounds.judge_round):
        draft = deed(round_=draft, by=by, at=AT)
    rounds.release_round(round_=draft, by=coordinator("Andre"), at=AT)
    assert said(doctor) == ["Fordelingen er frigitt"]
    assert said(doctor, date(2029, 1, 1)) == []
    assert said(actor_as(roles.DOCTOR, stranger=True)) == []


def test_an_adviser_sees_what_is_missing_in_the_region(draft: Round) -> None:
    adviser = actor_as(roles.ADVISER)
    words = said(adviser)
    assert "2 innmeldinger fyller ikke vilkårene" in words
    waits = [task for task in waiting_for(adviser, TODAY) if task.by_others]
    assert {str(task.about) for task in waits} == {"Helseforetaket avgjør"}
    assert said(actor_as(roles.ADVISER, stranger=True)) == []


@pytest.mark.parametrize(
    "role", [roles.TRUST_COORDINATOR, roles.MUNICIPAL_LEADER, roles.ADVISER, roles.DOCTOR, roles.CHIEF_MEDICAL_OFFICER]
)
def test_each_task_opens_for_whom_it_waits(draft: Round, role: str) -> None:
    one = at_home()
    Nomination.objects.filter(pk=one.pk).update(confirmed_at=AT - timedelta(days=200))
    Doctor.objects.filter(pk=one.doctor_id).update(user=user_as(roles.DOCTOR))
    client = client_as(role)
    for task in waiting_for(actor_as(role), TODAY):
        assert client.get(task.href).status_code == 200, task


def test_nothing_waits_for_others(draft: Round) -> None:
    assert waiting_for(VISITOR, TODAY) == []
    for role in (roles.FIGURES_READER, roles.NATIONAL_COORDINATOR, roles.ADMINISTRATOR, roles.DEPARTMENT_CONTACT):
        assert said(actor_as(role)) == []


def test_the_number_of_queries_does_not_grow_with_the_tasks(draft: Round) -> None:
    home, leader = place_of("municipality", LEADER_HOME), actor_as(roles.MUNICIPAL_LEADER)
    spare = iter(Nomination.objects.exclude(municipality=home).order_by("pk")[:9])

    def one_more() -> None:
        one, withdrawn = next(spare), next(spare)
        Doctor.objects.filter(pk__in=[one.doctor_id, withdrawn.doctor_id]).update(municipality=home)
        Nomination.objects.filter(pk=one.pk).update(municipality=home, confirmed_at=AT - timedelta(days=300))
        Nomination.objects.filter(pk=withdrawn.pk).update(
            municipality=home, state="withdrawn", ended_code="moved", ended_at=AT
        )

    assert_flat(lambda: waiting_for(leader, TODAY), one_more)
