"""Reading a trust's plan: the stays and the empty posts from a day on, as the planning engine wants them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from django.db.models import Q, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import among, within
from alisveien.base.actor import Actor, Reach
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.planning.plan import Cell, Days, Ground, Piece, Wish
from alisveien.placements import rules_planner
from alisveien.placements.models import Placement, PlacementUnit, PlanDraft
from alisveien.placements.models import Wish as WishRow
from alisveien.places.models import DepartmentFacts, HospitalFacts, Place
from alisveien.posts.models import DepartmentTerms, Post

Kind, PostState, StayState = Place.Kind, Post.State, Placement.State
AHEAD = 6
"""How many years ahead a plan can reach."""
EMPTY = (PostState.PLANNED, PostState.OPEN, PostState.OFFERED)
GONE = (PostState.WITHDRAWN, PostState.IDLE)
FoundTrust: TypeAlias = Place
FoundDraft: TypeAlias = PlanDraft
"""What is found here, for the views, which import no model."""


@dataclass(frozen=True, slots=True)
class Person:
    """A doctor as the plan names one, with whom to tell: ``email`` of the doctor, ``leader_email`` at home."""

    name: str
    home: str
    email: str
    leader_email: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan in force of a trust. ``whole``: the actor sees all of it; else only what is at the own wards.

    ``people`` is doctor → name, ``numbers`` post → number within its half-year, ``hospitals`` and ``departments`` the
    trust's places in Norwegian order (a department's ``parent_id`` is its hospital).
    """

    trust: Place
    pieces: dict[str, Piece]
    ground: Ground
    people: Mapping[int, Person]
    numbers: Mapping[int, int]
    hospitals: tuple[Place, ...]
    departments: tuple[Place, ...]
    posts: Mapping[HalfYear, int]
    whole: bool


def planned_trusts(actor: Actor, today: date) -> QuerySet[Place]:
    """The trusts whose plan the actor sees, wholly or for the own wards, in Norwegian order."""
    wards = among(actor.reach(Permission.SEE_PLACED), "pk")
    there = Place.objects.valid_on(today).filter(wards)
    owners = Q(pk__in=there.values("parent")) | Q(pk__in=there.values("parent__parent"))
    trusts = Place.objects.valid_on(today).filter(kind__in=(Kind.TRUST, Kind.PRIVATE))
    return trusts.filter(within(actor, Permission.SEE_NOMINATED, "pk") | owners).order_by("sort_key")


def planned_trust(actor: Actor, code: str, today: date) -> Place | None:
    """One of `planned_trusts` by its organisation number."""
    return planned_trusts(actor, today).filter(code=code).first()


def standing_for(actor: Actor, trust: Place, begins_on: date, today: date) -> Standing:
    """The plan in force of a trust from a day on. The number of queries does not grow with it."""
    whole = rules_planner.may_see_plan(actor, trust)
    found = standing_of(trust, begins_on, today)
    if whole:
        return found
    return _of_wards(found, actor.reach(Permission.SEE_PLACED))


def _of_wards(found: Standing, wards: Reach) -> Standing:
    """What of a plan lies at some wards: the stays there, no empty posts, and nothing else named."""
    mine = {key: one for key, one in found.pieces.items() if one.doctor is not None and _lies_at(one.cell, wards)}
    departments = tuple(one for one in found.departments if one.pk in wards)
    above = {one.parent_id for one in departments}
    return replace(
        found,
        pieces=mine,
        people={one.doctor: found.people[one.doctor] for one in mine.values() if one.doctor is not None},
        hospitals=tuple(one for one in found.hospitals if one.pk in wards or one.pk in above),
        departments=departments,
        whole=False,
    )


def _lies_at(cell: Cell, wards: Reach) -> bool:
    return any(place is not None and place in wards for place in (cell.hospital, cell.department))


def standing_of(trust: Place, begins_on: date, today: date) -> Standing:
    """As `standing_for`, whole; for deeds and for those who have been asked already."""
    units = list(_units(trust, begins_on))
    posts = list(
        Post.objects.filter(trust=trust, to_on__gte=begins_on).exclude(state__in=GONE).select_related("kept_for")
    )
    hospitals = tuple(Place.objects.valid_on(today).filter(kind=Kind.HOSPITAL, parent=trust).order_by("sort_key"))
    departments = tuple(
        Place.objects.valid_on(today).filter(kind=Kind.DEPARTMENT, parent__in=hospitals).order_by("sort_key")
    )
    wishes, near = _wishes(units), _near()
    pieces = [_stay(one, wishes, near, today) for one in units]
    pieces += [_empty(one, today) for one in posts if one.state in EMPTY]
    whole = [one for one in posts if one.left_by_id is None]
    ceilings, lacking = _described(departments, begins_on)
    return Standing(
        trust=trust,
        pieces={one.key: one for one in pieces},
        ground=Ground(
            today=today,
            posts=_per_half(one for one in whole if one.state != PostState.OFFERED),
            ceilings=ceilings,
            lacking=lacking,
            elsewhere=_elsewhere(units),
        ),
        people={one.placement.doctor_id: _person(one.placement) for one in units},
        numbers={one.pk: one.number for one in posts},
        hospitals=hospitals,
        departments=departments,
        posts=_per_half(whole),
        whole=True,
    )


def is_cell(standing: Standing, cell: Cell) -> bool:
    """Whether a cell is a place of the trust, in a half-year the plan can reach."""
    departments = {one.pk: one.parent_id for one in standing.departments}
    known = cell.department is None or departments.get(cell.department) == cell.hospital
    at_trust = cell.hospital is None or any(one.pk == cell.hospital for one in standing.hospitals)
    years = (
        cell.half.half in (1, 2)
        and standing.ground.today.year - 1 <= cell.half.year <= standing.ground.today.year + AHEAD
    )
    return known and at_trust and years


def _units(trust: Place, begins_on: date) -> QuerySet[PlacementUnit]:
    units = PlacementUnit.objects.filter(placement__post__trust=trust, placement__to_on__gte=begins_on)
    along = ("placement__post", "placement__doctor__municipality__municipality", "placement__nomination")
    return units.exclude(placement__state=StayState.CANCELLED).select_related(*along).order_by("pk")


def _stay(
    unit: PlacementUnit, wishes: Mapping[int, tuple[Wish, ...]], near: Mapping[int, frozenset[int]], today: date
) -> Piece:
    stay = unit.placement
    doctor, nomination = stay.doctor, stay.nomination
    half = HalfYear(stay.post.year, stay.post.half)
    own_days = (stay.from_on, stay.to_on) != (half.starts_on, half.ends_on)
    split = (unit.from_on, unit.to_on) != (stay.from_on, stay.to_on) or unit.number > 1
    begun = stay.state != StayState.AGREED or stay.from_on <= today
    area = doctor.municipality.municipality.hospital_area_id if hasattr(doctor.municipality, "municipality") else 0
    return Piece(
        key=f"e{unit.pk}",
        cell=Cell(half, unit.hospital_id, unit.department_id),
        from_on=unit.from_on,
        to_on=unit.to_on,
        post=stay.post_id,
        placement=stay.pk,
        doctor=doctor.pk,
        held="begun" if begun else "",
        bound="split" if split else "own_days" if own_days else "",
        earliest=nomination.earliest_on,
        latest=nomination.latest_on,
        leave=(doctor.leave_from, doctor.leave_to) if doctor.leave_from else None,
        wishes=wishes.get(nomination.pk, ()),
        near=near.get(area, frozenset()),
    )


def _empty(post: Post, today: date) -> Piece:
    kept = getattr(post, "kept_for", None)
    return Piece(
        key=f"p{post.pk}",
        cell=Cell(HalfYear(post.year, post.half), kept and kept.hospital_id, kept and kept.department_id),
        from_on=post.from_on,
        to_on=post.to_on,
        post=post.pk,
        held="offered" if post.state == PostState.OFFERED else "begun" if post.from_on <= today else "",
        bound="post",
    )


def _person(stay: Placement) -> Person:
    doctor = stay.doctor
    return Person(doctor.name, doctor.municipality.name, doctor.email, stay.nomination.leader_email)


def _wishes(units: Iterable[PlacementUnit]) -> dict[int, tuple[Wish, ...]]:
    found: dict[int, list[Wish]] = defaultdict(list)
    for row in WishRow.objects.filter(nomination__in={one.placement.nomination_id for one in units}):
        wish = Wish(row.number, HalfYear(row.year, row.half), row.hospital_id, row.department_id)
        found[row.nomination_id].append(wish)
    return {key: tuple(wishes) for key, wishes in found.items()}


def _near() -> dict[int, frozenset[int]]:
    """The local hospitals of each hospital area."""
    found: dict[int, set[int]] = defaultdict(set)
    for area, hospital in HospitalFacts.objects.exclude(area=None).values_list("area", "place"):
        found[area or 0].add(hospital)
    return {area: frozenset(hospitals) for area, hospitals in found.items()}


def _described(
    departments: Iterable[Place], begins_on: date
) -> tuple[dict[tuple[int, HalfYear], int], frozenset[tuple[int, HalfYear]]]:
    """The ceilings by department and half-year, and where the terms say that neither ALM 055 nor ALM 085 is given.

    The terms last set by then hold, and the ceiling of the register before there are any.
    """
    halves = [HalfYear(begins_on.year + number, half) for number in range(AHEAD + 1) for half in (1, 2)]
    ceilings = {(pk, half): ceiling for pk, ceiling in _of_register(departments) for half in halves}
    lacking: set[tuple[int, HalfYear]] = set()
    for row in DepartmentTerms.objects.filter(department__in=list(departments)).order_by("year", "half"):
        later = {(row.department_id, half) for half in halves if half >= HalfYear(row.year, row.half)}
        ceilings |= dict.fromkeys(later, row.ceiling)
        lacking = lacking - later if row.gives_055 or row.gives_085 else lacking | later
    return {key: ceiling for key, ceiling in ceilings.items() if ceiling is not None}, frozenset(lacking)


def _of_register(departments: Iterable[Place]) -> Iterable[tuple[int, int | None]]:
    return DepartmentFacts.objects.filter(place__in=list(departments)).values_list("place", "ceiling")


def _elsewhere(units: Iterable[PlacementUnit]) -> dict[int, tuple[Days, ...]]:
    """The days the doctors of the plan have a post that is not in it."""
    inside = {one.placement_id for one in units}
    others = Placement.objects.filter(doctor__in={one.placement.doctor_id for one in units}).exclude(pk__in=inside)
    found: dict[int, tuple[Days, ...]] = {}
    for doctor, *days in others.exclude(state=StayState.CANCELLED).values_list("doctor", "from_on", "to_on"):
        found[doctor] = (*found.get(doctor, ()), (days[0], days[1]))
    return found


def _per_half(posts: Iterable[Post]) -> dict[HalfYear, int]:
    return dict(Counter(HalfYear(one.year, one.half) for one in posts))
