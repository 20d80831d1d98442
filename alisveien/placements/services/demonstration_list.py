"""The demonstration: the list of a round that is over, such that the engine gives the placements that are there.

Those who have the placements wish for them. Beside them stand some who would rather have begun half a year before, one
who waited a year, one who came too late, and one with a strong list who did not take the offer, so that the next in
line has the place. Nobody exists.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from alisveien.base.shipped import engine_code
from alisveien.engines.allocation.events import Accepted, Deferred
from alisveien.engines.allocation.offering import Offered, Turn, answered, begin
from alisveien.engines.allocation.problem import Problem
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.engines.distribution.draw import drawn
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.distribution.run import node_id, rank
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.nomination import WishRead
from alisveien.people.models import Doctor
from alisveien.placements.facts import DOCTOR_FIELDS, NOMINATION_FIELDS
from alisveien.placements.models import Nomination, Placement, PlacementUnit
from alisveien.placements.services.demonstration_stays import FIRST, LAST, noon
from alisveien.places.models import Place

FIRST_NUMBER = 9_430_000
"""Doctors who were on a list of those years and got no place; the placed ones have lower numbers."""
VALUE = "4 8 11 19 23 27 34"
"""What every draw of those years is drawn by. Invented."""
BETTER = 2
"""Of how many in the second half-year one would rather have begun in the first."""
FLOOR = 370


@dataclass(slots=True)
class Entrant:
    """Somebody on the list: the department and half-year that is wished, and the placement it became, if it did.

    ``earlier``: would rather have had the same in the half-year before. ``declines``: does not take the offer.
    """

    nomination: Nomination
    ward: PlacementUnit
    half: HalfYear
    number: int = 1
    placement: Placement | None = None
    earlier: bool = False
    declines: bool = False

    @property
    def name(self) -> str:
        """The HPR number, which names the doctor in the engines."""
        return self.nomination.doctor.hpr_number

    @property
    def earliest_on(self) -> date:
        """The first day the doctor can begin: that of the better wish, if there is one."""
        return half_years_of(self.half.year)[0].starts_on if self.earlier else self.nomination.earliest_on

    @property
    def node(self) -> str:
        """The node of the problem that is wished."""
        hospital, ward = self.ward.hospital, self.ward.department
        assert hospital is not None
        assert ward is not None
        return node_id(self.nomination.trust.code, self.half.label, hospital.code, ward.name)


@dataclass(slots=True)
class Worked:
    """A list worked out: who stands on it, the input with its draw, and the chain of answers."""

    entrants: dict[str, Entrant]
    undrawn: Frozen
    frozen: Frozen
    turns: list[Turn]
    after: Offered

    @property
    def stands(self) -> bool:
        """Whether just those who have a placement took an offer, each of the place it is at."""
        placed = {name: one.node for name, one in self.entrants.items() if one.placement is not None}
        return dict(self.after.accepted) == placed


def entrants_of(trust: Place, year: int, posts: Mapping[int, int], numbers: Iterator[int]) -> list[Entrant]:
    """Everybody on the list of a trust and year. ``posts`` by half. What is new of it is not written."""
    held = holders(trust, year)
    full = [half for half, count in posts.items() if sum(one.half.half == half for one in held) == count > 0]
    if 1 in full:
        first = half_years_of(year)[0]
        later = [one for one in held if one.half.half == 2 and one.number == 1]
        later = [one for one in later if (first.starts_on - one.nomination.doctor.started_on).days > FLOOR]
        for one in sorted(later, key=_strength)[: len(later) // BETTER]:
            one.earlier = True
    beside = []
    for half in full:
        wards = [one.ward for one in held if one.half.half == half]
        beside.append(_late(trust, HalfYear(year, half), wards[-1], next(numbers)))
        if half == full[year % len(full)]:
            beside.append(_strong(trust, HalfYear(year, half), wards[0], next(numbers)))
    return [*held, *beside, *_waiting(trust, year, full)]


def _strength(one: Entrant) -> tuple[bool, int]:
    """The weaker lists first, roughly: those were refused in the first half-year."""
    doctor = one.nomination.doctor
    return doctor.group == Doctor.Group.FINISHED, -doctor.started_on.toordinal()


def holders(trust: Place, year: int) -> list[Entrant]:
    """Everybody who has a placement at a department of a trust in a year, and wished for that year."""
    found = Placement.objects.filter(post__trust=trust, post__year=year).exclude(state=Placement.State.CANCELLED)
    found = found.select_related(
        "post", "doctor", "nomination__doctor", "nomination__municipality", "nomination__trust"
    )
    found = found.prefetch_related("units__hospital", "units__department", "nomination__wishes").order_by("pk")
    rows = []
    for one in found:
        wish = next((wish for wish in one.nomination.wishes.all() if wish.year == year), None)
        ward = one.units.all()[0]
        if wish is not None and ward.department is not None:
            half = HalfYear(one.post.year, one.post.half)
            rows.append(Entrant(one.nomination, ward, half, wish.number, one))
    return rows


def work_out(entrants: Iterable[Entrant], frozen: Frozen) -> Worked:
    """The draw and the chain of answers, without those who would keep the placements from being what they are."""
    listed = {one.name: one for one in sorted(entrants, key=lambda one: one.name)}
    while True:
        undrawn = replace(frozen, nominations=tuple(read_of(one) for one in listed.values()))
        frozen = drawn(undrawn, engine_code(), VALUE)
        worked = Worked(listed, undrawn, frozen, *_chain(rank(frozen).problem, listed))
        taken = worked.after.accepted
        wrong = [name for name, node in taken.items() if node != listed[name].node or not listed[name].placement]
        if not wrong:
            return worked
        for name in wrong:
            if listed[name].earlier:
                listed[name].earlier = False
            else:
                del listed[name]


def _chain(problem: Problem, listed: Mapping[str, Entrant]) -> tuple[list[Turn], Offered]:
    state, turns = begin(problem), list[Turn]()
    for name in sorted(one for one in state.offered if listed[one].declines):
        turns.append(answered(state, Deferred(name, ())))
        state = turns[-1].after
    for name in sorted(state.offered):
        turns.append(answered(state, Accepted(name)))
        state = turns[-1].after
    return turns, state


def read_of(one: Entrant) -> NominationRead:
    """What the engines read of an entrant."""
    hospital, ward = one.ward.hospital, one.ward.department
    assert hospital is not None
    assert ward is not None
    wishes = [WishRead(one.number + one.earlier, one.half, hospital.code, ward.name)]
    if one.earlier:
        before = half_years_of(one.half.year)[0]
        wishes.insert(0, WishRead(one.number, before, hospital.code, ward.name))
    doctor = one.nomination.doctor
    said = {name: getattr(one.nomination, name) for name in NOMINATION_FIELDS} | {"earliest_on": one.earliest_on}
    return NominationRead(
        hpr_number=doctor.hpr_number,
        municipality=one.nomination.municipality.code,
        trust=one.nomination.trust.code,
        **{name: getattr(doctor, name) for name in DOCTOR_FIELDS},
        priority=None,
        **said,
        wishes=tuple(wishes),
    )


def _waiting(trust: Place, year: int, full: list[int]) -> list[Entrant]:
    """One who has a placement the year after, and waits here."""
    if not full:
        return []
    half = HalfYear(year, full[0])
    after = holders(trust, year + 1)
    found = [one for one in after if (half.starts_on - one.nomination.doctor.started_on).days > FLOOR][:1]
    for one in found:
        one.nomination.nominated_on = half.starts_on - timedelta(days=500)
        one.nomination.earliest_on = half.starts_on
    return [Entrant(one.nomination, one.ward, half) for one in found]


def _late(trust: Place, half: HalfYear, ward: PlacementUnit, number: int) -> Entrant:
    """One with the weakest list, who serves at home in the end."""
    start = half.starts_on
    doctor = _doctor(number, ward, start - timedelta(days=560))
    doctor.group, doctor.courses, doctor.goals_percent = Doctor.Group.NOT_STARTED, 1, 12
    nomination = _nomination(doctor, trust, half, Nomination.Ended.DONE, date(half.year - 1, 9, 28))
    return Entrant(nomination, ward, half)


def _strong(trust: Place, half: HalfYear, ward: PlacementUnit, number: int) -> Entrant:
    """One with the strongest list, who declines and moves."""
    start = half.starts_on
    doctor = _doctor(number, ward, start - timedelta(days=1900))
    doctor.group, doctor.courses, doctor.goals_percent = Doctor.Group.FINISHED, 9, 80
    doctor.own_post_on = start - timedelta(days=1800)
    nomination = _nomination(doctor, trust, half, Nomination.Ended.MOVED, date(half.year - 1, 9, 17))
    return Entrant(nomination, ward, half, declines=True)


def _doctor(number: int, ward: PlacementUnit, started_on: date) -> Doctor:
    return Doctor(
        hpr_number=str(FIRST_NUMBER + number),
        first_name=FIRST[(5 + number * 3) % len(FIRST)],
        last_name=LAST[(3 + number) % len(LAST)],
        email=f"lege.{FIRST_NUMBER + number}@example.no",
        municipality=ward.placement.nomination.municipality,
        position=Doctor.Position.GP_SALARIED,
        started_on=started_on,
        percentage=100,
        scheme=Doctor.Scheme.NEW,
    )


def _nomination(doctor: Doctor, trust: Place, half: HalfYear, why: str, ended_on: date) -> Nomination:
    return Nomination(
        doctor=doctor,
        municipality=doctor.municipality,
        trust=trust,
        state=Nomination.State.WITHDRAWN,
        nominated_on=half.starts_on - timedelta(days=570),
        earliest_on=half.starts_on,
        latest_on=half.starts_on,
        confirmed_at=noon(date(half.year - 1, 6, 10)),
        ended_at=noon(ended_on),
        ended_code=why,
    )
