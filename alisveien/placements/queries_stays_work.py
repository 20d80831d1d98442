"""What placements put on the work list: the lines of the readiness lists that are not done, for the side that may."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.placements.models import Placement, ReadinessItem
from alisveien.placements.stay_readiness import Line, left_of, lines_of

State, Side = Placement.State, ReadinessItem.Side
MOST = 50
SOON = timedelta(days=14)
"""How long before its day an undone line comes on the work list."""


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """What the actor's side of each placement lacks, one task for each placement. The queries do not grow with them."""
    if actor.user_id is None:
        return []
    sides = {
        Side.TRUST: within(actor, Permission.KEEP_STAYS, "post__trust"),
        Side.HOME: within(actor, Permission.EDIT_DOCTORS, "doctor__municipality")
        | within(actor, Permission.EDIT_DOCTORS, "doctor__unit"),
    }
    holds = [side for side, permission in _NEEDS.items() if actor.may(permission)]
    if not holds:
        return []
    items = list(ReadinessItem.objects.all())
    return [task for side in holds for task in _tasks(sides[side], side, items, today)]


_READ = ("units", "ticks", "doctor__supervisions")
"""What says whether a line is done."""
_NEEDS = {Side.TRUST: Permission.KEEP_STAYS, Side.HOME: Permission.EDIT_DOCTORS}


def _tasks(mine: Q, side: str, items: list[ReadinessItem], today: date) -> list[Task]:
    standing = Placement.objects.filter(mine, state__in=(State.AGREED, State.BEGUN), to_on__gte=today)
    rows = standing.select_related("stay", "doctor__municipality").prefetch_related(*_READ)
    found = []
    for placement in rows.order_by("from_on", "doctor__sort_key")[:MOST]:
        left = [one for one in left_of(lines_of(placement, items, today), side) if one.due_on <= today + SOON]
        if left:
            found.append(_task(placement, left))
    return found


def _task(placement: Placement, left: list[Line]) -> Task:
    count = len(left)
    what = ngettext("{what}", "{count} punkter før plassen i sykehus", count)
    return Task(
        what=what.format(what=_("Mangler: {words}").format(words=left[0].item.words), count=count),
        about=_("{doctor}, {home}").format(doctor=placement.doctor.name, home=placement.doctor.municipality.name),
        deadline=left[0].due_on,
        href=reverse("placements:stay", args=[placement.pk]) + "#klart",
        action=_("Åpne plassen"),
    )
