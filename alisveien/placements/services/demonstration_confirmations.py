"""The demonstration's half-yearly confirmation: going on at one trust, some municipalities done, some halfway."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor, Grant
from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.placements.answers import versions_of
from alisveien.placements.models import Call, Campaign
from alisveien.placements.queries_confirmations import questions_of
from alisveien.placements.rules_confirmations import Times
from alisveien.placements.services.calling import open_campaign
from alisveien.placements.services.confirmations import plan_campaign, start_campaign
from alisveien.placements.services.confirming import confirm_of_call
from alisveien.places.models import Place

TRUST = "983974899"  # UNN
LASTS = timedelta(days=21)
SYSTEM = Actor(grants=(Grant("system", frozenset({Permission.SEE_NOMINATED.value, Permission.NOMINATE.value}), None),))


@transaction.atomic
def load_confirmations(*, at: datetime) -> int:
    """Ask every leader of one trust, and let two of three municipalities answer; how many calls there are.

    A campaign that is there is left as people have made it. Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    trust = Place.objects.filter(kind=Place.Kind.TRUST, code=TRUST, nominations_to__state="open").first()
    if trust is None or Campaign.objects.filter(trust=trust).exists():
        return 0
    today = norwegian_day(at)
    times = Times(opens_on=today, due_on=today + LASTS, first_reminder=14, second_reminder=3)
    campaign = plan_campaign(trust=trust, half=half_of(times.due_on), times=times, by=SYSTEM, at=at)
    start_campaign(campaign=campaign, by=SYSTEM, at=at)
    open_campaign(campaign_id=campaign.pk, at=at)
    calls = list(Call.objects.filter(campaign=campaign).order_by("place__sort_key", "pk"))
    for number, call in enumerate(calls):
        answer(call, number % 3, at)
    return len(calls)


def answer(call: Call, how: int, at: datetime) -> None:
    """Answer for all doctors of a call (0), for every other (1), or for none (2)."""
    asked = questions_of(call)
    answered = asked if how == 0 else asked[::2] if how == 1 and len(asked) > 1 else []
    seen = {one.nomination_id: versions_of(one.nomination.doctor, one.nomination) for one in answered}
    if seen:
        confirm_of_call(call=call, seen=seen, by=SYSTEM, at=at)


def half_of(day: date) -> HalfYear:
    """The half-year a day lies in."""
    halves = [half for year in (day.year - 1, day.year) for half in half_years_of(year)]
    return next(half for half in halves if half.starts_on <= day <= half.ends_on)
