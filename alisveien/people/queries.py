"""Reading doctors: each function takes the actor and gives only those whose names the actor may see."""

from datetime import date

from django.db.models import Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.people.models import Doctor, Supervision


def doctors_for(actor: Actor, today: date) -> QuerySet[Doctor]:
    """The doctors of the actor's own unit, those the actor supervises on a day, and the actor's own row.

    Those nominated to a trust are read by `placements.queries.nominations_for`.
    """
    return Doctor.objects.filter(seen_by(actor, today)).select_related("municipality", "unit")


def seen_by(actor: Actor, today: date, to_doctor: str = "") -> Q:
    """The condition for a doctor to be seen by name.

    ``to_doctor`` leads from the rows that are asked for to their doctor, as in ``"doctor__"``.
    """
    seen = within(actor, Permission.SEE_OWN_UNIT, f"{to_doctor}municipality")
    seen |= within(actor, Permission.SEE_OWN_UNIT, f"{to_doctor}unit")
    if actor.user_id is None:
        return seen
    if actor.may(Permission.SEE_SELF):
        seen |= Q(**{f"{to_doctor}user": actor.user_id})
    if actor.may(Permission.SEE_SUPERVISED):
        seen |= Q(**{f"{to_doctor}pk__in": _supervised_by(actor.user_id, today)})
    return seen


def _supervised_by(user_id: int, today: date) -> QuerySet[Supervision, int]:
    lasting = Supervision.objects.filter(Q(to_on=None) | Q(to_on__gte=today), supervisor=user_id, from_on__lte=today)
    return lasting.values_list("doctor_id", flat=True)
