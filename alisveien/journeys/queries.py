"""Reading who follows the old scheme: by name for those who see the name, as a number for those who see status."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.models import Letter
from alisveien.establishments.models import Registration, State
from alisveien.establishments.rules_dates import standing_on, state_on
from alisveien.journeys import rules
from alisveien.journeys.rules import Progress, Standing
from alisveien.people.models import ContactRole, Doctor
from alisveien.people.queries import seen_by
from alisveien.people.queries_persons import roles_at
from alisveien.placements.models import Nomination
from alisveien.places.models import Place

TO_DOCTOR, TO_LEADER = "journeys.old_scheme.doctor", "journeys.old_scheme.leader"
LEADERS = (
    ContactRole.Role.HEALTH_LEADER,
    ContactRole.Role.UNIT_LEADER,
    ContactRole.Role.ALIS_CONTACT,
    ContactRole.Role.MUNICIPAL_CMO,
)
"""To whom in a municipality it is written: the first of these that is held."""
Registered = dict[tuple[int, str], State]
"""(municipality, speciality) → how it stands."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a municipality's doctors follow the old scheme, and which way each can go. A number, never a name."""

    pk: int
    place: Place
    doctors: int
    can_apply: int
    written_at: datetime | None

    @property
    def convert(self) -> int:
        """How many should or must convert."""
        return self.doctors - self.can_apply


def old_scheme_doctors_for(actor: Actor, today: date) -> QuerySet[Doctor]:
    """The doctors of the old scheme whose names the actor sees, with when each was last written to (``written_at``).

    The municipality sees its own, a supervisor those supervised, a trust those with an open nomination to it, a doctor
    oneself; an adviser only on request.
    """
    nominated = Nomination.objects.filter(
        within(actor, Permission.SEE_NOMINATED, "trust"), state=Nomination.State.OPEN
    ).values("doctor")
    seen = seen_by(actor, today) | Q(pk__in=nominated)
    written = Letter.objects.filter(kind=TO_DOCTOR, about_model="people.doctor", about_id=OuterRef("pk"))
    return (
        Doctor.objects.filter(seen, scheme=Doctor.Scheme.OLD)
        .annotate(written_at=Subquery(written.order_by("-at").values("at")[:1]))
        .select_related("municipality", "unit")
    )


def own_doctors(actor: Actor, today: date) -> QuerySet[Doctor]:
    """Those of them one may write to: the municipality's own."""
    own = within(actor, Permission.EDIT_DOCTORS, "municipality") | within(actor, Permission.EDIT_DOCTORS, "unit")
    return old_scheme_doctors_for(actor, today).filter(own).order_by("municipality__sort_key", "sort_key")


def registered_at(municipalities: Iterable[int], day: date) -> Registered:
    """How some municipalities stand as training institutions on a day. One query. The register is open to all."""
    rows = Registration.objects.filter(place__in=set(municipalities)).order_by("place_id", "speciality", "pk")
    grouped = groupby(rows, key=lambda one: (one.place_id, one.speciality))
    return {key: state_on(standing_on(several, day), day) for key, several in grouped}


def standing_in(doctor: Doctor, registered: Registered, day: date) -> Standing:
    """How a doctor stands on a day, when how the municipalities stand has been read."""
    state = registered.get((doctor.municipality_id, doctor.speciality), State.UNKNOWN)
    return rules.standing_of(doctor, state, day)


def counts_for(actor: Actor, today: date) -> list[Count]:
    """The municipalities within reach with doctors in the old scheme, by name. Three queries, whatever their number."""
    doctors = Doctor.objects.filter(within(actor, Permission.SEE_STATUS, "municipality"), scheme=Doctor.Scheme.OLD)
    can: defaultdict[int, list[bool]] = defaultdict(list)
    for home, *progress in doctors.order_by().values_list("municipality", *Progress._fields):
        can[home].append(rules.can_apply(Progress(*progress), today))
    homes = Place.objects.filter(pk__in=can).select_related("parent", "municipality__office").order_by("sort_key", "pk")
    written = _written_to(set(can))
    return [Count(home.pk, home, len(can[home.pk]), sum(can[home.pk]), written.get(home.pk)) for home in homes]


def _written_to(municipalities: set[int]) -> dict[int, datetime]:
    letters = Letter.objects.filter(kind=TO_LEADER, about_model="places.place", about_id__in=municipalities)
    return dict(letters.values_list("about_id").annotate(Max("at")).order_by())


def leaders_at(actor: Actor, municipalities: Iterable[int], today: date) -> dict[int, ContactRole]:
    """Whom to write to in each municipality; without an address only when nobody there has one. One query."""
    order = {str(role): number for number, role in enumerate(LEADERS)}
    held = [role for role in roles_at(actor, municipalities, today) if role.role in order]
    held.sort(key=lambda one: (not one.person.email, order[one.role], one.pk), reverse=True)
    return {one.place_id: one for one in held}
