"""A half-yearly confirmation for the tests: planned, started and opened at UNN, and who answers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from alisveien.access.models import Link
from alisveien.base.actor import Actor, Errand, Grant
from alisveien.base.models import Letter
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.placements.answers import versions_of
from alisveien.placements.models import Call, Campaign, Nomination, Question
from alisveien.placements.rules_confirmations import Times
from alisveien.placements.rules_nomination import CONFIRM_ALL
from alisveien.placements.services.calling import open_campaign
from alisveien.placements.services.confirmations import plan_campaign, start_campaign
from tests.placements.nominating import nominated
from tests.placements.people import LEADER_HOME, coordinator, trust
from tests.roles import MUNICIPAL_LEADER

P1 = HalfYear(2027, 1)
TIMES = Times(opens_on=date(2027, 3, 1), due_on=date(2027, 4, 5), first_reminder=14, second_reminder=3)
STARTED = datetime(2027, 2, 22, 9, 0, tzinfo=UTC)
OPENED = datetime(2027, 3, 1, 6, 0, tzinfo=UTC)
DURING = datetime(2027, 3, 10, 12, 0, tzinfo=UTC)


def planned(half: HalfYear = P1, times: Times = TIMES, at: datetime = STARTED) -> Campaign:
    """A campaign at UNN nobody has been written to about."""
    return plan_campaign(trust=trust(), half=half, times=times, by=coordinator(), at=at)


def opened() -> Campaign:
    """A campaign at UNN whose letters are written."""
    campaign = start_campaign(campaign=planned(), by=coordinator(), at=STARTED)
    open_campaign(campaign_id=campaign.pk, at=OPENED)
    return Campaign.objects.get(pk=campaign.pk)


def opened_now(today: date, at: datetime) -> Campaign:
    """A campaign that was opened now, whatever day it is, and is due in three weeks."""
    due = today + timedelta(days=21)
    half = next(
        half
        for year in (due.year - 1, due.year)
        for half in half_years_of(year)
        if half.starts_on <= due <= half.ends_on
    )
    times = Times(opens_on=today, due_on=due, first_reminder=14, second_reminder=3)
    campaign = start_campaign(campaign=planned(half, times, at), by=coordinator(), at=at)
    open_campaign(campaign_id=campaign.pk, at=at)
    return Campaign.objects.get(pk=campaign.pk)


def by_call(call: Call) -> Actor:
    """Somebody who followed the link of a call."""
    link = Link.objects.filter(task=CONFIRM_ALL, about=str(call.pk)).latest("pk")
    grant = Grant(MUNICIPAL_LEADER, frozenset({"nominate"}), frozenset({call.place_id}))
    return Actor(grants=(grant,), link=Errand(link.pk, CONFIRM_ALL, str(call.pk)))


def planted() -> dict[str, tuple[object, ...]]:
    """The arguments of the addresses about a confirmation: a campaign and a call of Kåfjord, made when missing."""
    one = Campaign.objects.filter(trust=trust(), opened_at__isnull=False).first()
    if one is None:
        campaign = opened_now(timezone.localdate(), timezone.now())
        call = campaign.calls.get(place__code=LEADER_HOME, sent_to="leder@example.no")
    else:
        call = asked_too(one)
    return {"campaign": (call.campaign_id,), "call": (call.pk,)}


def asked_too(campaign: Campaign) -> Call:
    """A call to Kåfjord, about a doctor there, in a campaign that runs already."""
    one = nominated("9950079", first_name="Máhtte", last_name="Spurt", email="mahtte@example.no")
    home = one.municipality
    call = Call.objects.create(campaign=campaign, place=home, sent_to="spurt@example.no", asked_at=campaign.opened_at)
    Question.objects.create(campaign=campaign, call=call, nomination=one, version=one.version)
    return call


def letters(kind: str = "placements.call") -> list[Any]:
    """The letters of a kind, as they were written."""
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def two() -> tuple[Nomination, Nomination]:
    """Two doctors of Kåfjord."""
    return nominated(), nominated("9950002", first_name="Inga", email="inga@example.no")


def seen_of(*nominations: Nomination) -> dict[int, Any]:
    """What each leader last saw of these: the versions of the doctor and the nomination, by nomination."""
    fresh = Nomination.objects.select_related("doctor").filter(pk__in=[one.pk for one in nominations])
    return {one.pk: versions_of(one.doctor, one) for one in fresh}
