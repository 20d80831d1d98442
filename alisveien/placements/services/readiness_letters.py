"""Letters about the readiness lists: what a side has left for a placement, once before a line is due, once after."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alisveien.access.permissions import Permission
from alisveien.access.queries_who import holders_of
from alisveien.accounts.models import User
from alisveien.base.actor import VISITOR
from alisveien.base.days import norwegian_day
from alisveien.base.mail import write_letter
from alisveien.journal.services import record
from alisveien.placements.models import Placement, ReadinessItem, ReadinessReminder
from alisveien.placements.queries_stays import locked_placement
from alisveien.placements.stay_readiness import SIDES, Line, lines_of, reminded_of
from alisveien.placements.telling.reasons import day

KIND = "placements.readiness_left"
Side = ReadinessItem.Side


def remind_of_readiness(*, at: datetime) -> int:
    """Write to the sides that have lines left for placements that have not begun. How many letters.

    Each placement in a transaction of its own; a line is told of once before its day and once after. Done twice the
    same day, the second writes nothing. A side without an address is reminded when it has one.
    """
    today, items = norwegian_day(at), list(ReadinessItem.objects.all())
    coming = Placement.objects.filter(state=Placement.State.AGREED, from_on__gt=today)
    return sum(_remind(pk, items, today, at) for pk in coming.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, items: Sequence[ReadinessItem], today: date, at: datetime) -> int:
    placement = locked_placement(pk)
    lines = lines_of(placement, items, today)
    told = set(placement.reminders.values_list("item", "late"))
    written = 0
    for side in SIDES:
        left = [one for one in reminded_of(lines, side, today) if (one.item.pk, one.late) not in told]
        to = recipients_of(placement, side, at) if left else []
        written += _write(placement, side, left, to, at) if to else 0
    return written


def recipients_of(placement: Placement, side: str, at: datetime) -> list[str]:
    """The addresses of those who answer for a side's lines: the leader at home, or who keeps stays at the hospital."""
    if side == Side.HOME:
        leader = placement.nomination.leader_email
        return [leader] if leader else []
    places = [placement.post.trust_id, *(unit.department_id for unit in placement.units.all() if unit.department_id)]
    users = [one.user_id for one in holders_of(VISITOR, Permission.KEEP_STAYS, places, at)]
    found = User.objects.filter(pk__in=users, is_active=True).exclude(email="").order_by("pk")
    return list(found.values_list("email", flat=True))


def _write(placement: Placement, side: str, left: list[Line], to: list[str], at: datetime) -> int:
    """One letter to each address with all the lines, and that they were told of."""
    ReadinessReminder.objects.bulk_create(
        [ReadinessReminder(placement=placement, item=one.item, late=one.late, at=at) for one in left]
    )
    words = {
        "doctor": placement.doctor.name,
        "from_on": day(placement.from_on),
        "lines": [{"words": one.item.words, "due": day(one.due_on), "late": one.late} for one in left],
        "address": f"{settings.ADDRESS}{reverse('placements:stay', args=[placement.pk])}#klart",
    }
    for address in to:
        template = "placements/mail/readiness_left.txt"
        write_letter(kind=KIND, to=address, template=template, at=at, words=words, about=placement)
    places = [placement.doctor.municipality_id, placement.post.trust_id]
    after = {"side": side, "items": [one.item.code for one in left]}
    record("placements.placement.reminded", about=placement, by=VISITOR, at=at, after=after, places=places)
    return len(to)
