"""A trust's list as it was on another day: out of the history, in the order of that day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from alisveien.base.errors import NotAllowed
from alisveien.journal.history import history_of
from alisveien.people.models import Doctor
from alisveien.placements.models import GateRules, Nomination, Round, Wish
from alisveien.placements.pages.list_before import lines_of
from alisveien.placements.queries_gate import rules_on
from alisveien.placements.queries_list_before import Standing, list_before
from tests.placements.nominating import AT, nominated
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, place_of
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
FIRST, CHANGED = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 12, tzinfo=UTC)
BEFORE, THEN, AFTER = date(2026, 2, 28), date(2026, 4, 1), date(2026, 7, 1)
PATH = "/runder/2028/983974899/liste/da/"


@pytest.fixture
def round_() -> Round:
    """UNN's round with two doctors of March; in June the second overtook the first, and a third came."""
    trust = place_of("trust", "983974899")
    found = Round.objects.create(trust=trust, year=2028, draw="2028", created_at=AT)
    nominated(group="finished")
    second = nominated("9950002", group="not_started")
    _stamp(FIRST, before=timezone.now() + timedelta(days=1))
    Doctor.objects.filter(pk=second.doctor_id).update(group="finished", courses=12, started_on=date(2020, 1, 1))
    Doctor.objects.filter(hpr_number="9950001").update(group="taking_part")
    nominated("9950003", started_on=date(2027, 12, 1))
    _stamp(CHANGED, after=CHANGED)
    return found


def _stamp(at: datetime, *, before: datetime | None = None, after: datetime | None = None) -> None:
    for model in (Doctor, Nomination, Wish):
        rows = history_of(model)._default_manager.all()
        rows = rows.filter(pgh_created_at__lt=before) if before else rows.filter(pgh_created_at__gt=after)
        rows.update(pgh_created_at=at)


def numbers(round_: Round, day: date) -> list[tuple[str, int | None]]:
    return [(one.hpr_number, one.place) for one in list_before(actor_as(TRUST_COORDINATOR), round_, day)]


def test_it_is_who_was_nominated_and_in_the_order_of_the_day(round_: Round) -> None:
    assert numbers(round_, BEFORE) == []
    assert numbers(round_, THEN) == [("9950001", 1), ("9950002", 2)]
    assert numbers(round_, AFTER) == [("9950002", 1), ("9950001", 2), ("9950003", None)]
    one = Nomination.objects.get(doctor__hpr_number="9950002")
    Nomination.objects.filter(pk=one.pk).update(state="closed", ended_at=AT)
    assert ("9950002", 1) in numbers(round_, AFTER)
    assert "9950002" not in dict(numbers(round_, timezone.localdate()))


def test_what_was_decided_later_does_not_count_then(round_: Round) -> None:
    GateRules.objects.create(
        trust=round_.trust, version=1, valid_from=date(2028, 3, 1), floor_days=3650, notice_months=12,
        registration="off", agreement="off", scheme="stop", why="x", decided_at=datetime(2026, 5, 1, tzinfo=UTC),
    )  # fmt: skip
    assert rules_on(round_.trust, date(2028, 3, 1), THEN) is None
    assert dict(numbers(round_, THEN))["9950001"] == 1
    assert dict(numbers(round_, AFTER))["9950001"] is None


def test_only_those_who_read_the_log_of_the_round_see_it(round_: Round) -> None:
    for role in (ADVISER, MUNICIPAL_LEADER):
        with pytest.raises(NotAllowed):
            list_before(actor_as(role), round_, THEN)
        assert client_as(role).get(PATH).status_code == 404


def test_it_asks_as_much_for_three_doctors_as_for_one() -> None:
    trust = place_of("trust", "983974899")
    found = Round.objects.create(trust=trust, year=2028, draw="2028", created_at=AT)
    actor, hprs = actor_as(TRUST_COORDINATOR), iter(("9950001", "9950002", "9950003"))
    assert_flat(lambda: list_before(actor, found, timezone.localdate()), lambda: nominated(next(hprs)))


def test_what_has_happened_since_is_said_in_words() -> None:
    def one(key: int, place: int | None) -> Standing:
        return Standing(key, f"99{key}", f"Lege {key}", "Kåfjord", place)

    then = [one(1, 1), one(2, 2), one(3, 3), one(4, None), one(5, 4), one(6, 5)]
    now = [one(1, 2), one(2, 1), one(3, 3), one(4, 4), one(5, None), one(7, 5)]
    assert [(line.then, line.now, line.since) for line in lines_of(then, now)] == [
        ("1", "2", "ned 1"),
        ("2", "1", "opp 1"),
        ("3", "3", ""),
        ("ikke med", "4", "er blitt med"),
        ("4", "ikke med", "er ikke med lenger"),
        ("5", "–", "ikke på lista lenger"),
        ("–", "5", "meldt inn siden"),
    ]


@pytest.mark.usefixtures("round_")
def test_the_page_takes_a_day_and_says_what_is_wrong_with_another() -> None:
    client = client_as(TRUST_COORDINATOR)

    def words(per: str) -> Any:
        return client.get(f"{PATH}?per={per}").content.decode()

    said = words("2026-04-01")
    assert "Lista slik den var 1. april 2026" in said
    assert "2 leger var meldt inn" in said
    assert "meldt inn siden" in said
    assert "Ingen var meldt inn" in words("2026-02-01") or "0 leger" in words("2026-02-01")
    assert "Dette er ikke en dato" in words("i-fjor")
    assert "Velg en dag som har vært" in words("2099-01-01")
