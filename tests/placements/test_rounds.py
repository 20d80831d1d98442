"""A trust's round from draft to release: who may, in which order, and what each refusal says."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.cli.main import main
from alisveien.engines.allocation.problem import BadProblem
from alisveien.engines.distribution.frozen import Ceiling
from alisveien.people.models import Doctor
from alisveien.placements import queries, rules, sources
from alisveien.placements.models import Nomination, Outcome, Round, Run
from alisveien.placements.queries_stamp import stamp_of
from alisveien.placements.services import rounds
from alisveien.placements.services.runs import input_of, is_tried
from alisveien.placements.telling.files import explanations_text, outcome_text
from alisveien.places.models import Place
from alisveien.posts.models import DepartmentTerms, PlannedPosts
from tests.placements import people
from tests.placements.loading import EXAMPLE
from tests.placements.people import AT, coordinator, judged, trust
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as, place_of

pytestmark = pytest.mark.django_db

RULES = "bands-then-nearest"
Deed = Callable[..., Round]


def ready(round_: Round, by: Actor) -> Round:
    rounds.decide_capacity(round_=round_, by=by, at=AT)
    return rounds.choose_rules(round_=round_, name=RULES, by=by, at=AT)


def frozen(round_: Round, by: Actor) -> Round:
    ready(round_, by)
    return people.frozen(round_, by)


def drawn(round_: Round, by: Actor) -> Round:
    ready(round_, by)
    return people.drawn(round_, by)


def test_a_round_goes_from_draft_to_release_by_two_people(draft: Round) -> None:
    judged(draft, coordinator())
    done = rounds.release_round(round_=draft, by=coordinator("Andre"), at=AT)
    assert done.state == Round.State.RELEASED
    assert done.runs.get(rules_name=RULES).outcomes.filter(status="placed").count() == 17


def test_the_one_who_froze_cannot_release(draft: Round) -> None:
    judged(draft, coordinator())
    with pytest.raises(RuleBroken, match="En annen ved helseforetaket"):
        rounds.release_round(round_=draft, by=coordinator(), at=AT)
    draft.refresh_from_db()
    assert draft.state == Round.State.JUDGED


def test_the_database_itself_refuses_a_release_by_the_same_person(draft: Round) -> None:
    judged(draft, coordinator())
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=draft.pk).update(state="released", released_by=coordinator().user_id, released_at=AT)


def test_nothing_is_frozen_before_rules_and_capacity_are_decided(draft: Round) -> None:
    with pytest.raises(RuleBroken) as refused:
        people.frozen(draft, coordinator())
    assert [reason.split(".")[0] for reason in refused.value.reasons] == [
        "Antall plasser er ikke vedtatt",
        "Helseforetaket har ikke valgt regelsett",
    ]


def test_a_list_that_changed_after_the_trial_must_be_tried_again(draft: Round) -> None:
    by = coordinator()
    ready(draft, by)
    doctor = Nomination.objects.filter(trust=draft.trust)[0].doctor
    doctor.courses += 1
    doctor.save()
    with pytest.raises(RuleBroken, match="Prøv dem på nytt"):
        people.frozen(draft, by)
    rounds.try_rules(round_=draft, by=by, at=AT)
    assert people.frozen(draft, by).state == Round.State.FROZEN


def test_an_unknown_rule_set_is_not_chosen(draft: Round) -> None:
    with pytest.raises(RuleBroken, match="Velg ett av regelsettene"):
        rounds.choose_rules(round_=draft, name="best-first", by=coordinator(), at=AT)


def test_what_is_frozen_does_not_change_with_the_nominations(draft: Round) -> None:
    by = coordinator()
    drawn(draft, by)
    Nomination.objects.filter(trust=draft.trust).update(state="closed", ended_at=AT)
    rounds.distribute_round(round_=draft, by=by, at=AT)
    assert rounds.judge_round(round_=draft, by=by, at=AT).runs.get(rules_name=RULES).outcomes.count() == 20


def test_a_tampered_outcome_is_refused_by_the_judge_and_the_round_stays(draft: Round) -> None:
    by = coordinator()
    drawn(draft, by)
    rounds.distribute_round(round_=draft, by=by, at=AT)
    run = draft.runs.get(rules_name=RULES)
    one = run.certificate["result"]["doctors"][0]
    one["status"] = "waiting" if one["status"] == "placed" else "placed"
    Run.objects.filter(pk=run.pk).update(certificate=run.certificate)
    with pytest.raises(RuleBroken):
        rounds.judge_round(round_=draft, by=by, at=AT)
    draft.refresh_from_db()
    assert draft.state == Round.State.DISTRIBUTED


def test_an_outcome_of_another_list_is_refused_by_the_judge(draft: Round) -> None:
    by = coordinator()
    drawn(draft, by)
    rounds.distribute_round(round_=draft, by=by, at=AT)
    Round.objects.filter(pk=draft.pk).update(fingerprint="0" * 64)
    with pytest.raises(RuleBroken, match="ikke gjort på lista som ble låst"):
        rounds.judge_round(round_=draft, by=by, at=AT)


def test_a_frozen_list_is_opened_again_with_a_reason_only(draft: Round) -> None:
    by = coordinator()
    judged(draft, by)
    with pytest.raises(RuleBroken, match="Skriv hvorfor"):
        rounds.thaw_round(round_=draft, why=" ", by=by, at=AT)
    opened = rounds.thaw_round(round_=draft, why="En lege ble meldt inn for sent.", by=by, at=AT)
    assert (opened.state, opened.fingerprint, opened.rules_name) == (Round.State.DRAFTED, "", RULES)
    assert opened.frozen_nominations.count() == 0


def test_a_released_round_is_never_opened_again(draft: Round) -> None:
    judged(draft, coordinator())
    rounds.release_round(round_=draft, by=coordinator("Andre"), at=AT)
    with pytest.raises(RuleBroken, match="kan ikke tas tilbake"):
        rounds.thaw_round(round_=draft, why="Angrer", by=coordinator(), at=AT)


@pytest.mark.parametrize("deed", [rounds.distribute_round, rounds.judge_round, rounds.release_round])
def test_no_step_is_skipped(draft: Round, deed: Deed) -> None:
    with pytest.raises(RuleBroken):
        deed(round_=draft, by=coordinator("Andre"), at=AT)


@pytest.mark.parametrize(
    ("deed", "more"),
    [
        (rounds.decide_capacity, {}),
        (rounds.try_rules, {}),
        (rounds.choose_rules, {"name": RULES}),
        (rounds.freeze_round, {"source": people.SOURCE}),
        (rounds.draw_lot, {"value": "7", "known_on": AT.date()}),
        (rounds.thaw_round, {"why": "Fordi"}),
        (rounds.distribute_round, {}),
        (rounds.judge_round, {}),
        (rounds.release_round, {}),
    ],
)
def test_only_the_trust_moves_its_round(draft: Round, deed: Deed, more: dict[str, Any]) -> None:
    others = [VISITOR, coordinator("Fremmed", "983974910")]
    others += [actor_as(role) for role in (ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR)]
    for by in others:
        with pytest.raises(NotAllowed):
            deed(round_=draft, by=by, at=AT, **more)


def test_only_the_trust_opens_a_round(register: None) -> None:
    with pytest.raises(NotAllowed):
        rounds.open_round(trust=trust(), year=2029, by=coordinator("Fremmed", "983974910"), at=AT)
    first = rounds.open_round(trust=trust(), year=2029, by=coordinator(), at=AT)
    assert rounds.open_round(trust=trust(), year=2029, by=coordinator(), at=AT) == first
    with pytest.raises(RuleBroken, match="Prøv regelsettene"):
        rounds.choose_rules(round_=first, name=RULES, by=coordinator(), at=AT)
    with pytest.raises(RuleBroken, match="Ingen er meldt inn"):
        rounds.try_rules(round_=first, by=coordinator(), at=AT)


def test_the_same_list_frozen_twice_has_the_same_mark(draft: Round) -> None:
    by = coordinator()
    mark = frozen(draft, by).fingerprint
    rounds.thaw_round(round_=draft, why="Prøver igjen", by=by, at=AT)
    assert people.frozen(draft, by).fingerprint == mark


def test_the_trust_gets_what_the_command_line_gives(draft: Round, tmp_path: Path) -> None:
    judged(draft, coordinator())
    draft.refresh_from_db()
    words = ["allocate", str(EXAMPLE), "--year", "2028", "--out", str(tmp_path), "--draw", draft.draw]
    assert main(words) == 0
    run = draft.runs.get(rules_name=RULES)
    distribution = queries.distribution_of(run)
    numbers = {one.hpr_number for one in distribution.frozen.nominations}
    for text, name in ((outcome_text, "outcome.csv"), (explanations_text, "explanations.csv")):
        heading, *lines = (tmp_path / name).read_text("utf-8").splitlines()
        assert text(distribution).splitlines() == [heading, *(line for line in lines if line.split(",")[0] in numbers)]


def test_the_kept_outcomes_are_those_of_the_certificate(draft: Round) -> None:
    for run in draft.runs.all():
        told = {row["hpr_number"]: row for row in run.certificate["result"]["doctors"]}
        kept = run.outcomes.select_related("nomination__doctor", "hospital")
        assert len(kept) == len(told) == 20
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
def test_the_database_refuses_an_outcome_that_contradicts_itself(draft: Round, wrong: dict[str, object]) -> None:
    one = Outcome.objects.filter(status="placed").exclude(department="").first()
    assert one is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.filter(pk=one.pk).update(**wrong)


def test_who_sees_which_rounds(draft: Round) -> None:
    assert [one.trust_id for one in queries.rounds_for(coordinator())] == [draft.trust_id]
    for actor in (VISITOR, actor_as(ADVISER), actor_as(NATIONAL_COORDINATOR), actor_as(MUNICIPAL_LEADER)):
        assert not queries.rounds_for(actor).exists()


def test_who_sees_which_nominations(draft: Round) -> None:
    today = date(2027, 8, 30)
    assert {one.trust_id for one in queries.nominations_for(coordinator(), today)} == {draft.trust_id}
    home = Nomination.objects.filter(trust=draft.trust)[0].municipality
    seen = queries.nominations_for(actor_as(MUNICIPAL_LEADER, home), today)
    assert {one.municipality_id for one in seen} == {home.pk}
    for actor in (VISITOR, actor_as(ADVISER), actor_as(NATIONAL_COORDINATOR)):
        assert not queries.nominations_for(actor, today).exists()


def test_who_reads_the_log_of_a_round(draft: Round) -> None:
    assert rules.may_read_log(coordinator(), draft)
    assert not rules.may_read_log(actor_as(ADVISER), draft)


def test_whatever_writes_a_row_of_the_round_gives_another_stamp(draft: Round) -> None:
    before = stamp_of(draft)
    assert stamp_of(draft) == before
    one = Nomination.objects.filter(trust=draft.trust).order_by("pk").first()
    assert one
    seen = {before}
    for write in (
        lambda: Doctor.objects.filter(pk=one.doctor_id).update(courses=1),
        lambda: Doctor.objects.filter(pk=one.doctor_id).update(courses=2),
        lambda: one.wishes.update(half=2),
        lambda: Nomination.objects.filter(pk=one.pk).update(can_be_split=True),
        lambda: Round.objects.filter(pk=draft.pk).update(draw="et annet"),
        lambda: PlannedPosts.objects.filter(trust=draft.trust).update(posts=3),
        lambda: Place.objects.filter(pk=draft.trust_id).update(town="Tromsø"),
        lambda: set_ceiling(2),
    ):
        write()
        seen.add(stamp_of(draft))
    assert len(seen) == 9


def set_ceiling(count: int) -> None:
    """What UNN sets for eyes in Tromsø from P2 2028 on."""
    DepartmentTerms.objects.create(
        department=place_of("department", "unn-tromso/Øye"), year=2028, half=2, ceiling=count, source="test"
    )


def test_a_round_draws_by_the_ceilings_the_trust_has_set_for_each_half_year(draft: Round) -> None:
    by, today = coordinator(), AT.date()
    nominations = sources.nominated_to(draft.trust, draft.year)
    assert input_of(draft, nominations, by, today).own_ceilings == ()
    assert is_tried(draft, by, today)
    set_ceiling(2)
    assert input_of(draft, nominations, by, today).own_ceilings == (Ceiling("P2 2028", "unn-tromso", "Øye", 2),)
    assert not is_tried(draft, by, today)
    elsewhere = Round(trust=place_of("trust", "983974910"), year=2028, draw="x")
    assert sources.own_ceilings_of(elsewhere.trust, 2028, today) == []


def test_a_wish_for_a_department_that_has_ended_is_named_and_nothing_is_lost(draft: Round) -> None:
    before = set(draft.runs.values_list("fingerprint", flat=True))
    found = sources.nominated_to(draft.trust, draft.year)
    one = next(one for one in found.values() if one.wishes.exclude(department=None).exists())
    ward = one.wishes.exclude(department=None).order_by("number")[0].department
    assert ward
    Place.objects.filter(pk=ward.pk).update(valid_to=AT.date() - timedelta(days=1))
    with pytest.raises(RuleBroken, match=rf"ønsker {ward.name}, som ikke finnes lenger\. Rett ønsket"):
        rounds.try_rules(round_=draft, by=coordinator(), at=AT)
    assert set(draft.runs.values_list("fingerprint", flat=True)) == before


def test_another_fault_of_the_list_is_said_as_it_is(draft: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_input: object) -> None:
        raise BadProblem("ring", name="unn")

    monkeypatch.setattr("alisveien.placements.services.runs.under_each", broken)
    with pytest.raises(RuleBroken, match="«unn» ligger over seg selv"):
        rounds.try_rules(round_=draft, by=coordinator(), at=AT)
