"""Reading the common hour of a region: the one that stands, who has said yes, whom it waits for."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.work import Task
from alisveien.placements.models import CommonHour, CommonHourYes, Round
from alisveien.places.models import Place


def standing_hour(trust: Place, year: int) -> CommonHour | None:
    """The hour that is proposed or agreed for a trust's region and a year. Open to everybody."""
    return CommonHour.objects.filter(region=trust.parent_id, year=year, ended_at=None).first()


def common_hour_of(trust: Place, year: int) -> datetime | None:
    """The agreed hour a trust has said yes to, None when there is none. Open to everybody."""
    found = CommonHourYes.objects.filter(
        trust=trust, hour__year=year, hour__ended_at=None, hour__agreed_at__isnull=False
    )
    return found.values_list("hour__shown_from", flat=True).first()


def joined_trusts(hour: CommonHour) -> list[Place]:
    """The trusts that have said yes, in Norwegian order. Open to everybody."""
    return list(Place.objects.filter(common_hour_yeses__hour=hour).order_by("sort_key"))


def needed_trusts(hour: CommonHour) -> list[Place]:
    """The trusts of the region that must say yes: those with a round in the year that is not released."""
    waiting = Round.objects.filter(year=hour.year, trust__parent=hour.region_id).exclude(state=Round.State.RELEASED)
    return list(Place.objects.filter(pk__in=waiting.values("trust")).order_by("sort_key"))


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The common hours the actor's trusts are asked about. One query, however many they are."""
    if actor.user_id is None or not actor.may(Permission.RELEASE_ROUND):
        return []
    hours = list(CommonHour.objects.filter(ended_at=None, agreed_at=None).prefetch_related("yeses"))
    mine = Round.objects.filter(within(actor, Permission.RELEASE_ROUND, "trust")).exclude(state=Round.State.RELEASED)
    rounds = {
        (one.trust.parent_id, one.year, one.trust_id): one
        for one in mine.defer("frozen").select_related("trust").filter(year__in={hour.year for hour in hours})
    }
    return [
        _task(hour, one)
        for hour in hours
        for (region, year, trust), one in rounds.items()
        if (region, year) == (hour.region_id, hour.year)
        and trust not in {yes.trust_id for yes in hour.yeses.all()}
        and norwegian_day(hour.shown_from) >= today
    ]


def _task(hour: CommonHour, round_: Round) -> Task:
    return Task(
        what=_("Svar på forslaget om felles dag og time for utfallet"),
        about=_("{trust}, runden {year}").format(trust=round_.trust.short_name or round_.trust.name, year=round_.year),
        deadline=norwegian_day(hour.shown_from),
        href=reverse("placements:offer_terms", args=[round_.year, round_.trust.code]),
        action=_("Svar"),
    )
