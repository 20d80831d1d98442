"""The half-yearly confirmation on the example: silence costs nobody a place; what the demonstration shows."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from alisveien.placements import queries_confirmations as queries
from alisveien.placements.models import Call, Campaign, Nomination, Run
from alisveien.placements.rules_confirmations import RED
from alisveien.placements.services.demonstration_confirmations import load_confirmations
from alisveien.placements.services.rounds import try_rules
from tests.placements.campaigns import OPENED, STARTED, opened
from tests.placements.people import coordinator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
LATE = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)
AFTER = datetime(2027, 9, 6, 9, 0, tzinfo=UTC)


def outcomes() -> list[Any]:
    """The input and the outcome of every run, whole, as the certificates hold them."""
    return list(Run.objects.order_by("round", "rules_name").values_list("round", "rules_name", "certificate"))


def test_silence_never_costs_a_doctor_a_place(draft: Any) -> None:
    """The whole input of UNN's round and its outcome are the same to the letter, asked and silent or never asked."""
    Nomination.objects.update(confirmed_at=STARTED)
    try_rules(round_=draft, by=coordinator(), at=LATE)
    before = outcomes()
    assert before
    opened()
    assert queries.calls_for(coordinator(), LATE.date()).filter(state=RED).count() > 1
    assert Nomination.objects.filter(confirmed_at__lt=OPENED).exists()
    try_rules(round_=draft, by=coordinator(), at=LATE)
    assert outcomes() == before


def test_the_demonstration_asks_one_trust_once_and_leaves_outcomes_alone(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    before = outcomes()
    assert load_confirmations(at=AFTER) > 3
    calls = Call.objects.all()
    assert calls.filter(done_at=None).exists()
    assert calls.exclude(done_at=None).exists()
    assert load_confirmations(at=AFTER) == 0
    assert outcomes() == before


def test_the_demonstration_asks_nobody_where_nobody_is_nominated_or_outside_of_it(settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_confirmations")
    settings.DEMONSTRATION = True
    Nomination.objects.update(state="closed", ended_at=AFTER)
    call_command("load_confirmations", verbosity=1)
    assert not Campaign.objects.exists()
