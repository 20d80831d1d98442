"""The demonstration's rounds that are over: the engine gives the placements that are there; all can be replayed."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alisveien.access.models import Holding
from alisveien.base.days import NORWAY
from alisveien.engines.distribution.frozen import from_data
from alisveien.engines.distribution.judge import judge
from alisveien.people.models import Doctor
from alisveien.placements import queries, queries_offers, rules
from alisveien.placements.models import (
    Call,
    Campaign,
    Dispute,
    Nomination,
    Offer,
    Outcome,
    Placement,
    Question,
    Round,
    ShortNotice,
    Status,
    Wish,
    YearlyEvaluation,
)
from alisveien.placements.queries_confirmations import last_half_year
from alisveien.placements.services.demonstration_gate import STAVANGER, UNN
from alisveien.placements.services.demonstration_rounds import YEARS, load_rounds
from alisveien.placements.services.demonstration_west import load_west
from alisveien.posts.models import Post
from tests.placements.loading import WITHOUT_FAULTS, load

pytestmark = pytest.mark.usefixtures("demonstration")


def test_the_rounds_that_are_over_give_the_placements_that_are_there() -> None:
    for command in ("load_demo_accounts", "load_capacity", "load_stays", "load_rounds"):
        call_command(command, verbosity=0)
    past = list(Round.objects.filter(year__in=YEARS).select_related("trust"))
    assert Counter((one.year, one.state) for one in past) == {(2026, "released"): 4, (2027, "released"): 4}
    for one in past:
        assert one.frozen_by != one.released_by
        who_took_an_offer_has_the_placement_and_nobody_else(one)
        it_can_be_judged_and_its_lot_be_drawn_again(one)
    assert not Offer.objects.filter(state__in=("prepared", "sent")).exists()
    assert not Nomination.objects.filter(state="open").exists()
    somebody_waited_somebody_declined_and_somebody_got_the_second_wish(past)
    ahead = Post.objects.filter(year=2027, to_on__gt=timezone.localdate())
    assert ahead.filter(state=Post.State.OPEN).exists()
    assert not ahead.filter(state=Post.State.PLANNED).exists()
    call_command("load_rounds", verbosity=1)
    assert Round.objects.filter(year__in=YEARS).count() == len(past)


def who_took_an_offer_has_the_placement_and_nobody_else(one: Round) -> None:
    held = Placement.objects.filter(post__trust=one.trust, post__year=one.year)
    taken = one.offers.filter(state=Offer.State.ACCEPTED)
    assert set(held.values_list("doctor", "post")) == set(taken.values_list("doctor", "post"))
    run = queries.shown_run(one)
    assert run is not None
    chain = queries_offers.chain_of(one, queries.distribution_of(run))
    assert set(chain.accepted) == set(taken.values_list("doctor__hpr_number", flat=True))
    assert one.offer_steps.order_by("number").values_list("mark", flat=True).last() == chain.mark


def it_can_be_judged_and_its_lot_be_drawn_again(one: Round) -> None:
    certificate = one.runs.get(rules_name=one.rules_name).certificate
    assert not judge(certificate, {}).differences
    assert rules.against_the_certificate(one, certificate) == []
    assert rules.against_the_lot(one, from_data(certificate["input"])) == []
    assert one.runs.count() == 3


def somebody_waited_somebody_declined_and_somebody_got_the_second_wish(past: list[Round]) -> None:
    shown = Outcome.objects.filter(run__round__in=past, run__rules_name="bands-then-nearest")
    assert shown.filter(status=Status.WAITING).exists()
    assert shown.filter(wish_number=2).exists()
    assert Offer.objects.filter(state=Offer.State.DECLINED, why=Offer.Why.ROUND).count() >= 4
    assert Offer.objects.filter(state=Offer.State.ACCEPTED, why=Offer.Why.FREED).exists()


def test_a_trust_of_another_region_has_its_round_by_its_own_rules(settings: Any) -> None:
    assert load_west(at=timezone.now()) == 0, "nobody is there to have done it"
    for command in ("load_demo_accounts", "load_capacity", "load_gate", "load_west", "load_west"):
        call_command(command, verbosity=1)
    one = Round.objects.get(trust__code=STAVANGER)
    assert (one.year, one.state, one.rules_name) == (2028, "distributed", "nearest-last")
    outcomes = Outcome.objects.filter(run__round=one, run__rules_name=one.rules_name)
    assert Counter(outcomes.values_list("status", flat=True)) == {"placed": 6, "waiting": 3, "not_eligible": 3}
    unmet = {reason["code"] for found in outcomes.filter(status="not_eligible") for reason in found.reasons["unmet"]}
    assert unmet == {"floor", "not_registered"}
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_west")


def test_a_round_whose_answers_are_not_in_is_left_out_and_elsewhere_nothing_is_made(settings: Any) -> None:
    call_command("load_stays", verbosity=0)
    assert load_rounds(at=timezone.now()) == 0, "nobody is there to have done it"
    call_command("load_demo_accounts", verbosity=0)
    call_command("load_capacity", verbosity=0)
    Holding.objects.update(from_on=date(2025, 1, 1))
    at_unn = {"post__trust__code": UNN, "post__year": 2026}
    changed, unwished = Placement.objects.filter(**at_unn).select_related("doctor")[:2]
    Doctor.objects.filter(pk=changed.doctor.pk).update(scheme=Doctor.Scheme.OLD)
    Wish.objects.filter(nomination=unwished.nomination_id).delete()
    assert load_rounds(at=datetime(2026, 6, 1, 12, tzinfo=NORWAY)) == 3, "what would not stand is not made"
    assert not Round.objects.filter(trust__code=UNN, year=2026).exists()
    assert not Round.objects.filter(year=2027).exists()
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_rounds")


def test_what_was_said_on_the_way_is_shown_once(settings: Any) -> None:
    load(WITHOUT_FAULTS)
    for command in ("load_demo_accounts", "load_capacity", "load_gate", "load_west", "load_history", "load_history"):
        call_command(command, verbosity=1)
    assert Counter(Dispute.objects.values_list("state", flat=True)) == {"open": 1, "upheld": 1}
    assert ShortNotice.objects.exists()
    assert YearlyEvaluation.objects.get().proposal.state == "answered"
    before, now = Campaign.objects.filter(trust__code=STAVANGER).order_by("opens_on")
    assert not Call.objects.filter(campaign=before, done_at=None).exists()
    assert 0 < Call.objects.filter(campaign=now, done_at=None).count() < now.calls.count()
    asked = [one.nomination for one in Question.objects.filter(campaign=now).select_related("nomination__doctor")]
    stood = last_half_year(asked, now.opens_on)
    assert len(stood) == len(asked)
    assert all(int(stood[one.pk]["courses"]) == one.doctor.courses - 1 for one in asked)
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_history")


def test_without_a_list_nothing_was_said() -> None:
    call_command("load_history", verbosity=0)
    assert not Dispute.objects.exists()
