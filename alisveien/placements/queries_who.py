"""Who may see a nominated doctor by name, and why: the other way round of `queries.nominations_for`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from alisveien.access.permissions import Permission
from alisveien.access.queries_who import Holder, acting_for, holders_among, holders_of, open_links
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.people.models import Supervision
from alisveien.placements import rules_who
from alisveien.placements.models import Nomination, Outcome, PlacementUnit, Round, Status
from alisveien.placements.rules_nomination import CONFIRM
from alisveien.places.models import Place

SELF, UNIT, TRUST, SUPERVISED, PLACED, REQUEST = "self", "unit", "trust", "supervised", "placed", "request"


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who may see the doctor. ``why`` is one of the words above."""

    holder: Holder
    why: str


def who_may_see(actor: Actor, nomination: Nomination, at: datetime) -> list[Seer]:
    """Everybody who may see the doctor of a nomination by name now, each with every reason.

    Empty for those who may not know. The number of queries does not grow with the people.
    """
    doctor = nomination.doctor
    if not rules_who.may_see_who(actor, nomination):
        return []
    own = [place for place in (doctor.municipality_id, doctor.unit_id) if place is not None]
    supervisors = _supervisors_of(doctor.pk, at)
    return [
        *_because(SELF, holders_among(actor, Permission.SEE_SELF, [doctor.user_id] if doctor.user_id else [], at)),
        *_because(UNIT, holders_of(actor, Permission.SEE_OWN_UNIT, own, at)),
        *_because(REQUEST, acting_for(actor, doctor.municipality_id, at)),
        *_because(SUPERVISED, holders_among(actor, Permission.SEE_SUPERVISED, supervisors, at)),
        *_because(TRUST, holders_of(actor, Permission.SEE_NOMINATED, [nomination.trust_id], at)),
        *_because(PLACED, holders_of(actor, Permission.SEE_PLACED, _placed_at(nomination, norwegian_day(at)), at)),
    ]


def links_to(actor: Actor, nomination: Nomination, at: datetime) -> int:
    """How many one-time links to the nomination there are; whoever has one sees it without an account."""
    return open_links(actor, CONFIRM, str(nomination.pk), at) if rules_who.may_see_who(actor, nomination) else 0


def _because(why: str, holders: Iterable[Holder]) -> list[Seer]:
    return [Seer(one, why) for one in holders]


def _supervisors_of(doctor: int, at: datetime) -> list[int]:
    today = norwegian_day(at)
    lasting = Supervision.objects.filter(Q(to_on=None) | Q(to_on__gte=today), doctor=doctor, from_on__lte=today)
    return list(lasting.values_list("supervisor", flat=True))


def _placed_at(nomination: Nomination, today: date) -> list[int]:
    """The hospitals and departments where released rounds have given the doctor a post, or where it is served."""
    given = Outcome.objects.filter(
        Q(run__round__shown_from=None) | Q(run__round__shown_from__date__lt=today),
        nomination=nomination,
        status=Status.PLACED,
        hospital__isnull=False,
        run__round__state=Round.State.RELEASED,
        run__rules_name=F("run__round__rules_name"),
    )
    at = Q(pk__in=[])
    hospitals: list[int] = []
    for hospital, department in given.values_list("hospital", "department"):
        assert hospital is not None  # as asked for
        hospitals.append(hospital)
        at |= Q(parent=hospital, name=department)
    units = PlacementUnit.objects.filter(placement__nomination=nomination).values_list("hospital", "department")
    served = [place for unit in units for place in unit if place is not None]
    return [*hospitals, *Place.objects.filter(at).values_list("pk", flat=True), *served]
