"""Ways out of the deeds and rules of access that the pages never take."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from alisveien.access import rules
from alisveien.access.models import Holding, Mandate
from alisveien.access.services import roles as deeds
from alisveien.accounts.models import User
from alisveien.base.actor import VISITOR
from tests.roles import ADMINISTRATOR, ADVISER, DOCTOR, MUNICIPAL_LEADER, actor_as, place_of, user_as

pytestmark = pytest.mark.django_db

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_the_demonstrations_accounts_are_made_once(register: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_demo_accounts", verbosity=0)
    before = list(User.objects.order_by("pk").values_list("pk", flat=True)), Holding.objects.count()
    call_command("load_demo_accounts", verbosity=0)
    assert (list(User.objects.order_by("pk").values_list("pk", flat=True)), Holding.objects.count()) == before


def test_one_acts_for_a_municipality_only(register: None) -> None:
    trust = place_of("trust", "983974899")
    until = AT + timedelta(days=1)
    reasons = rules.against_acting_on_request(trust, reason="Lederen ringte og ba", from_at=AT, until_at=until)
    assert reasons == ["Velg en kommune."]


def test_the_log_of_a_role_is_read_where_it_is_held(register: None) -> None:
    home = place_of("municipality", "5540")
    held = user_as(DOCTOR).holdings.get(place=home)
    national = user_as(ADMINISTRATOR).holdings.get()
    leader = actor_as(MUNICIPAL_LEADER)
    assert rules.may_read_log_of_holding(leader, held)
    assert not rules.may_read_log_of_holding(leader, national)


def test_the_log_of_a_mandate_is_read_in_the_municipality_and_by_who_acted(register: None) -> None:
    adviser = user_as(ADVISER)
    mandate = Mandate(user=adviser, municipality=place_of("municipality", "5540"))
    assert rules.may_read_log_of_mandate(actor_as(MUNICIPAL_LEADER), mandate)
    assert rules.may_read_log_of_mandate(actor_as(ADVISER), mandate)
    assert not rules.may_read_log_of_mandate(actor_as(MUNICIPAL_LEADER, stranger=True), mandate)
    assert not rules.may_read_log_of_mandate(VISITOR, mandate)


def test_what_the_database_refuses_for_another_reason_is_not_hidden(
    register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds.rules, "against_giving_role", lambda **more: [])
    with pytest.raises(IntegrityError), transaction.atomic():
        deeds.give_role(
            user=user_as(DOCTOR),
            role=DOCTOR,
            place=place_of("municipality", "5540"),
            from_on=date(2031, 2, 1),
            to_on=date(2031, 1, 1),
            by=actor_as(ADMINISTRATOR),
            at=AT,
        )
