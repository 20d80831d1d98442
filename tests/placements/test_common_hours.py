"""The common hour of a region: proposed, joined, refused, left; and that a release takes it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.placements import queries_common_hours as queries
from alisveien.placements.models import CommonHour, OfferTerms, Round
from alisveien.placements.queries_offers import terms_of
from alisveien.placements.services import common_hours as services
from alisveien.placements.services import rounds as deeds
from tests.placements.people import AT, UNN, coordinator, coordinator_client, judged, trust
from tests.roles import ADVISER, actor_as

NORDLAND, FINNMARK, WEST = "983974910", "983974880", "983974724"
HOUR = datetime(2027, 9, 15, 10, tzinfo=UTC)
YEAR = 2029


@pytest.fixture
def rounds(demonstration: None) -> dict[str, Round]:
    """Rounds for 2029 of two trusts in Helse Nord and one elsewhere."""
    return {number: a_round(number) for number in (UNN, NORDLAND, WEST)}


def a_round(number: str, year: int = YEAR) -> Round:
    return Round.objects.create(trust=trust(number), year=year, draw=str(year), created_at=AT)


def propose(round_: Round, hour: datetime = HOUR) -> CommonHour:
    by = coordinator(number=round_.trust.code)
    return services.propose_common_hour(round_=round_, shown_from=hour, by=by, at=AT)


def answer(round_: Round, at: datetime = AT, *, yes: bool = True) -> CommonHour:
    return services.answer_common_hour(round_=round_, yes=yes, by=coordinator(number=round_.trust.code), at=at)


def leave(round_: Round) -> None:
    services.leave_common_hour(round_=round_, by=coordinator(number=round_.trust.code), at=AT)


def shown(round_: Round) -> datetime | None:
    return terms_of(round_.trust, round_.year).shown_from


def test_an_hour_is_common_when_every_trust_of_the_region_with_a_round_has_said_yes(rounds: dict[str, Round]) -> None:
    one, other = rounds[UNN], rounds[NORDLAND]
    third = a_round(FINNMARK)
    propose(one)
    assert answer(other).agreed_at is None
    assert shown(one) is None
    assert answer(third).agreed_at == AT
    assert [shown(each) for each in (one, other, third)] == [HOUR] * 3
    assert shown(rounds[WEST]) is None
    told = [tell(entry).text for entry in Entry.objects.filter(about_model="placements.round").order_by("pk")]
    assert told == [
        "Foreslo felles dag og time i regionen: onsdag 15. september 2027 kl. 12.00",
        "Sa ja til felles dag og time: onsdag 15. september 2027 kl. 12.00",
        "Sa ja til felles dag og time: onsdag 15. september 2027 kl. 12.00",
    ]


def test_a_trust_that_is_released_is_not_waited_for_and_cannot_answer(rounds: dict[str, Round]) -> None:
    one, other = rounds[UNN], rounds[NORDLAND]
    third = a_round(FINNMARK)
    Round.objects.filter(pk=third.pk).update(**as_released())
    propose(one)
    for yes in (True, False):
        with pytest.raises(RuleBroken, match="frigitt"):
            answer(third, yes=yes)
    with pytest.raises(RuleBroken, match="frigitt"):
        propose(a_released(FINNMARK, 2031))
    assert answer(other).agreed_at == AT


def a_released(number: str, year: int) -> Round:
    round_ = a_round(number, year)
    Round.objects.filter(pk=round_.pk).update(**as_released())
    return Round.objects.get(pk=round_.pk)


def as_released() -> dict[str, Any]:
    """The values of a round that is released, all the database asks for."""
    found: dict[str, Any] = {
        "state": "released",
        "frozen": {},
        "fingerprint": "0" * 64,
        "rules_name": "x",
        "rules_hash": "0" * 64,
    }
    found |= dict.fromkeys(("frozen_by", "rules_chosen_by", "capacity_decided_by", "capacity_from"), 1)
    found |= {"released_by": 2}
    stamps = ("frozen_at", "rules_chosen_at", "capacity_decided_at", "distributed_at", "judged_at", "released_at")
    found |= dict.fromkeys(stamps, AT)
    return {name: value for name, value in found.items() if name in {one.name for one in Round._meta.fields}}


def test_a_trust_that_comes_later_may_join_what_is_agreed_and_a_no_does_not_end_it(rounds: dict[str, Round]) -> None:
    propose(rounds[UNN])
    answer(rounds[NORDLAND])
    late = a_round(FINNMARK)
    assert shown(late) is None
    with pytest.raises(RuleBroken, match="enige alt"):
        answer(late, yes=False)
    assert answer(late).agreed_at == AT
    assert shown(late) == HOUR
    with pytest.raises(RuleBroken, match="alt med"):
        answer(late)


def test_a_no_ends_a_proposal_and_another_can_be_made(rounds: dict[str, Round]) -> None:
    propose(rounds[UNN])
    with pytest.raises(RuleBroken, match="alt foreslått"):
        propose(rounds[NORDLAND])
    assert answer(rounds[NORDLAND], yes=False).ended_at == AT
    with pytest.raises(RuleBroken, match="ikke foreslått"):
        answer(rounds[NORDLAND])
    with pytest.raises(RuleBroken, match="ikke foreslått"):
        answer(rounds[NORDLAND], yes=False)
    assert propose(rounds[NORDLAND]).agreed_at is None


def test_who_leaves_keeps_the_hour_as_its_own_and_the_others_theirs(rounds: dict[str, Round]) -> None:
    one, other = rounds[UNN], rounds[NORDLAND]
    propose(one)
    answer(other)
    leave(one)
    assert OfferTerms.objects.get(trust=one.trust, year=YEAR).shown_from == HOUR
    assert (shown(one), shown(other)) == (HOUR, HOUR)
    with pytest.raises(RuleBroken, match="ikke med"):
        leave(one)
    leave(other)
    assert queries.standing_hour(one.trust, YEAR) is None
    with pytest.raises(RuleBroken, match="ikke med"):
        leave(other)


def test_who_takes_a_proposal_back_that_nobody_has_joined_ends_it_and_keeps_nothing(rounds: dict[str, Round]) -> None:
    propose(rounds[UNN])
    leave(rounds[UNN])
    assert shown(rounds[UNN]) is None
    assert not CommonHour.objects.filter(ended_at=None).exists()


def test_the_hour_is_a_working_day_to_come(rounds: dict[str, Round]) -> None:
    for hour, word in ((AT, "ikke er gått"), (datetime(2028, 5, 17, 10, tzinfo=UTC), "virkedag")):
        with pytest.raises(RuleBroken, match=word):
            propose(rounds[UNN], hour)
    propose(rounds[UNN])
    with pytest.raises(RuleBroken, match="er gått"):
        answer(rounds[NORDLAND], HOUR)


def test_only_the_trusts_own_coordinator_may(rounds: dict[str, Round]) -> None:
    by = coordinator(number=NORDLAND)
    with pytest.raises(NotAllowed):
        services.propose_common_hour(round_=rounds[UNN], shown_from=HOUR, by=by, at=AT)
    propose(rounds[NORDLAND])
    with pytest.raises(NotAllowed):
        services.answer_common_hour(round_=rounds[UNN], yes=True, by=by, at=AT)
    with pytest.raises(NotAllowed):
        services.leave_common_hour(round_=rounds[UNN], by=by, at=AT)


def test_the_database_keeps_one_standing_hour_per_region_and_year(rounds: dict[str, Round]) -> None:
    hour = propose(rounds[UNN])
    with pytest.raises(IntegrityError), transaction.atomic():
        CommonHour.objects.create(region=hour.region, year=YEAR, shown_from=HOUR, proposed_at=AT)


def test_a_release_takes_the_common_hour_and_it_stands_fast(draft: Any) -> None:
    other = (
        a_round(NORDLAND, draft.year) if not Round.objects.filter(trust=trust(NORDLAND), year=2028).exists() else None
    )
    other = other or Round.objects.get(trust=trust(NORDLAND), year=2028)
    Round.objects.filter(year=2028).exclude(pk__in=[draft.pk, other.pk]).delete()
    propose(draft)
    answer(other)
    judged(draft, coordinator())
    round_ = deeds.release_round(round_=draft, by=coordinator("Andre"), at=AT)
    assert round_.shown_from == HOUR
    assert set(round_.offers.values_list("shown_from", flat=True)) == {HOUR}
    with pytest.raises(RuleBroken, match="frigitt"):
        leave(round_)


def test_those_who_have_not_answered_have_it_on_the_work_list(rounds: dict[str, Round]) -> None:
    today = AT.date()
    propose(rounds[UNN])
    (task,) = queries.waiting_for(coordinator(number=NORDLAND), today)
    assert (task.about, task.deadline) == ("Nordlandssykehuset, runden 2029", date(2027, 9, 15))
    for actor in (coordinator(), coordinator(number=WEST), actor_as(ADVISER), VISITOR):
        assert queries.waiting_for(actor, today) == []
    assert queries.waiting_for(coordinator(number=NORDLAND), date(2027, 9, 16)) == []


def test_the_page_proposes_answers_and_leaves(rounds: dict[str, Round]) -> None:
    one, other = (coordinator_client("Første", number) for number in (UNN, NORDLAND))
    mine, theirs = (f"/runder/{YEAR}/{number}/tilbud/" for number in (UNN, NORDLAND))
    day = (timezone.localdate() + timedelta(days=30)).replace(month=6, day=1, year=timezone.localdate().year + 2)
    while day.weekday() > 4:
        day += timedelta(days=1)
    assert "Ingen har foreslått" in one.get(mine).content.decode()
    assert one.get(f"{mine}felles/").status_code == 200
    assert "Velg dag." in one.post(f"{mine}felles/", {"hour": "12"}).content.decode()
    assert "fra 0 til 23" in one.post(f"{mine}felles/", {"day": day, "hour": "24"}).content.decode()
    assert one.post(f"{mine}felles/", {"day": day, "hour": "9"}).status_code == 302
    page = one.get(mine).content.decode()
    assert "Har ikke svart: Nordlandssykehuset." in page
    assert "gjelder når alle har sagt ja" in page
    assert "alt foreslått" in one.get(f"{mine}felles/").content.decode()
    assert "Ja, vi er med" in other.get(theirs).content.decode()
    assert other.post(f"{theirs}felles/svar/", {"svar": "ja"}).status_code == 302
    page = one.get(mine).content.decode()
    assert "Foretakene er enige." in page
    assert 'name="shown_on"' not in page
    assert one.post(mine, {"days": "4", "hour": "12"}).status_code == 302
    assert terms_of(trust(), YEAR).days == 4
    a_round(FINNMARK)
    assert "Er ikke med: Finnmarkssykehuset." in one.get(mine).content.decode()
    assert other.post(f"{theirs}felles/svar/", {"svar": "ut"}).status_code == 302
    assert "Dere kan bli med." in other.get(theirs).content.decode()
    answered = other.post(f"{theirs}felles/svar/", {"svar": "nei"}, follow=True).content.decode()
    assert "enige alt" in answered
