"""Reading doctors: each function takes the actor and gives only those whose names the actor may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.people.models import Doctor, Person, Supervision


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What a user is known by here: keys of the doctor's and the person's rows, and the HPR numbers on them."""

    doctors: frozenset[int]
    persons: frozenset[int]
    hpr_numbers: frozenset[str]


def own_doctor(actor: Actor) -> Doctor | None:
    """The row of the doctor who asks, None for everybody else."""
    if actor.user_id is None or not actor.may(Permission.SEE_SELF):
        return None
    return Doctor.objects.filter(user=actor.user_id).select_related("municipality", "unit").first()


def own_keys(actor: Actor) -> OwnKeys:
    """What the one who asks is known by, whatever the roles: one's own data are one's own. Three queries at most.

    Persons found to be the same one are one's own too.
    """
    if actor.user_id is None:
        return OwnKeys(frozenset(), frozenset(), frozenset())
    doctors = dict(Doctor.objects.filter(user=actor.user_id).values_list("pk", "hpr_number"))
    persons = dict(Person.objects.filter(Q(user=actor.user_id) | Q(doctor__in=doctors)).values_list("pk", "hpr_number"))
    merged = Q(merged_into__in=persons) | Q(merged_into__merged_into__in=persons)
    persons |= dict(Person.objects.filter(merged).values_list("pk", "hpr_number")) if persons else {}
    numbers = frozenset(number for number in (*doctors.values(), *persons.values()) if number)
    return OwnKeys(frozenset(doctors), frozenset(persons), numbers)


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
