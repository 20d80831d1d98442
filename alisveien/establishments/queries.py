"""Reading registrations: how every place stands on a day, and the cases of one place. The register is open.

Why a place has not applied is shown only to those who see its status. On a past day the municipalities are those of
that day, with the names, counties and offices they had then.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Count, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.establishments import rules
from alisveien.establishments.models import Registration, Speciality, State
from alisveien.establishments.queries_towns import Town, places_with_all, present, towns_on
from alisveien.establishments.rules_dates import COUNTED, Counting, counting_on, standing_on, state_on
from alisveien.people.models import Doctor
from alisveien.places.models import Place, Places

Kind = Place.Kind
NEW_SCHEME = (Doctor.Scheme.NEW, Doctor.Scheme.CONVERTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a place stands for one speciality on a day. ``town`` is the place as it was; ``reason`` is in words.

    ``doctors`` is how many train in general practice there by the new scheme, None when that is not for the actor.
    """

    town: Town
    speciality: Speciality
    case: Registration | None
    state: State
    counting: Counting
    reason: str
    doctors: int | None = None

    @property
    def place(self) -> Place:
        """The place as it is now."""
        return self.town.place

    @property
    def counts(self) -> bool:
        """Whether the municipality can offer training that counts on the day."""
        return self.state in COUNTED

    @property
    def stands_out(self) -> bool:
        """Whether doctors train here without their service counting, as far as the actor may know."""
        return bool(self.doctors) and not self.counts


def standings_for(actor: Actor, day: date, today: date) -> list[Standing]:
    """Every municipality there was on a day for both specialities, and every state body with a case.

    A fixed number of queries: four for today, more for a past day, whose counties and offices are looked up.
    """
    cases = _by_place(Registration.objects.order_by("place_id", "speciality", "pk"))
    bodies = places_with_all().filter(kind=Kind.STATE_BODY, pk__in=Registration.objects.values("place"))
    doctors, nothing = doctors_at(actor, day), counting_on(None, day)
    found = []
    for town in towns_on(actor, day, today, bodies):
        for speciality in specialities_of(town.place):
            known = doctors.get(town.place.pk) if speciality == Speciality.ALM else None
            mine = cases.get((town.place.pk, speciality))
            if mine is None:  # most of them: what is said of nothing is worked out once
                found.append(Standing(town, speciality, None, State.UNKNOWN, nothing, "", known))
            else:
                found.append(replace(_standing(actor, town, speciality, mine, day), doctors=known))
    return found


def doctors_at(actor: Actor, day: date) -> dict[int, int]:
    """How many doctors of the new scheme each place within reach has on a day. A number, never a name."""
    within_reach = within(actor, Permission.SEE_STATUS, "municipality")
    within_reach |= within(actor, Permission.SEE_OWN_UNIT, "municipality")
    doctors = Doctor.objects.filter(within_reach, scheme__in=NEW_SCHEME, started_on__lte=day)
    return dict(doctors.values_list("municipality").annotate(Count("pk")).order_by())


def specialities_of(place: Place) -> tuple[Speciality, ...]:
    """What a place may train for: both for a municipality, community medicine for a state body."""
    return (Speciality.ALM, Speciality.SAM) if place.kind == Kind.MUNICIPALITY else (Speciality.SAM,)


def place_for(actor: Actor, code: str) -> Places:
    """The municipality or state body with a code, also an ended one."""
    return places_with_all().filter(kind__in=(Kind.MUNICIPALITY, Kind.STATE_BODY), code=code)


def standings_of(
    place: Place, cases: Iterable[Registration], actor: Actor, day: date, town: Town | None = None
) -> list[Standing]:
    """How one place stands on a day by its cases, as ``cases_of`` gives them, for each of its specialities.

    ``town`` is the place as it was on a past day; see ``queries_towns.town_then``.
    """
    mine, stood = _by_place(cases), town or present(place)
    return [
        _standing(actor, stood, speciality, mine.get((place.pk, speciality), []), day)
        for speciality in specialities_of(place)
    ]


def cases_of(actor: Actor, place: Place) -> QuerySet[Registration]:
    """Every application of a place, the oldest of each speciality first."""
    return Registration.objects.filter(place=place).select_related("place").order_by("place_id", "speciality", "pk")


def states_on(places: Iterable[int], day: date) -> dict[int, State]:
    """How places (by key) stand in general practice on a day, for the gate; one query. The register is open."""
    cases = Registration.objects.filter(place__in=set(places), speciality=Speciality.ALM).order_by("place_id", "pk")
    found = {key: list(several) for key, several in groupby(cases, key=lambda one: one.place_id)}
    return {place: state_on(standing_on(found.get(place, []), day), day) for place in set(places)}


def current_case(place: Place, speciality: str) -> Registration | None:
    """The last case of a place for a speciality, open or ended, locked for a deed. Call it in a transaction."""
    cases = Registration.objects.select_for_update(of=("self",)).filter(place=place, speciality=speciality)
    return cases.order_by("-pk").first()


def reason_of(actor: Actor, place: Place, speciality: str) -> dict[str, str]:
    """Why a place has not applied, as it is noted now and may be changed; empty for those who may not."""
    if not rules.may_register(actor, place):
        return {}
    return reason_in(Registration.objects.filter(place=place, speciality=speciality).order_by("-pk").first())


def reason_in(case: Registration | None) -> dict[str, str]:
    """The reason a case holds, while it is neither refused nor withdrawn."""
    return {"reason": case.reason if case is not None and rules.is_open(case) else ""}


def applications_for(actor: Actor) -> int:
    """How many applications are registered, whatever became of them."""
    return Registration.objects.exclude(applied_on=None).count()


def any_synthetic() -> bool:
    """Whether something in the register was invented for practice."""
    return Registration.objects.filter(is_synthetic=True).exists()


def _by_place(cases: Iterable[Registration]) -> dict[tuple[int, str], list[Registration]]:
    """Cases by place and speciality; they must come sorted by both."""
    grouped = groupby(cases, key=lambda one: (one.place_id, one.speciality))
    return {key: list(several) for key, several in grouped}


def _standing(actor: Actor, town: Town, speciality: Speciality, cases: list[Registration], day: date) -> Standing:
    case = standing_on(cases, day)
    state = state_on(case, day)
    told = case is not None and state == State.NOT_APPLIED and rules.may_see_reasons(actor, town.place.pk)
    reason = case.get_reason_display() if told and case is not None else ""
    return Standing(town, speciality, case, state, counting_on(case, day), str(reason))
