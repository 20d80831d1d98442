"""The demonstration: placements in Helse Nord from 2022 to 2027, as many posts as table 1 of S2 has. All invented.

No doctor exists. Who gets which post is drawn by counting, so that it is the same every time. What is over, what is
going on and what is to come follows from the day it is loaded.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import Role
from alisveien.access.queries import holdings_on
from alisveien.base.days import NORWAY, norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.people.models import Doctor, Supervision
from alisveien.people.services.persons import enter_doctors
from alisveien.placements.models import (
    Nomination,
    Placement,
    PlacementUnit,
    ReadinessItem,
    ReadinessTick,
    Stay,
    Teaching,
    Wish,
)
from alisveien.placements.services.demonstration import SYSTEM
from alisveien.placements.services.demonstration_evaluations import make_evaluations
from alisveien.places.models import Place
from alisveien.posts.models import Post
from alisveien.posts.queries import plan_for
from alisveien.posts.services import make_posts

FIRST_NUMBER = 9_420_000
"""No doctor has an HPR number in this range of seven digits in the demonstration's other lists."""
LAST_YEAR = 2027
IDLE, SPLIT, EARLY, ELSEWHERE = 17, 11, 23, 4
"""Of how many posts one stood empty, one was split in 3 + 3, one ended before its time, and one was away from home."""
OWN = "1812"
LUNGS = "unn-tromso/Indremedisin: lunge"
FIRST = ("Ane", "Mikkel", "Sunniva", "Jørgen", "Elle", "Tarjei", "Ragnhild", "Aslak", "Ingeborg", "Sander", "Risten")
LAST = ("Antonsen", "Bergli", "Dalbakk", "Eliassen", "Fjelldal", "Guttorm", "Hovland", "Ivarsen", "Kvaal", "Lyngmo")
LATER = ("Myrvoll", "Nordgård", "Olaussen", "Persen", "Rognan", "Sara", "Tverå", "Utsi", "Vik", "Åsen")
SUPERVISORS = ("Berit Solheim", "Geir Amundsen", "Nina Karlsen", "Stein Johnsen")
State, Posts = Placement.State, Post.State


@dataclass(slots=True)
class Made:
    """One placement on its way: the post, and everything that hangs on it."""

    post: Post
    number: int
    doctor: Doctor
    unit: Place
    state: str
    split: bool


def load_stays(*, at: datetime) -> int:
    """Make the placements of the demonstration, when they are not there. How many. Raises NotAllowed outside one."""
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Doctor.objects.filter(hpr_number=str(FIRST_NUMBER)).exists():
            return 0
        made = _chosen(_posts(at), norwegian_day(at))
        enter_doctors(one.pk for one in Doctor.objects.bulk_create([one.doctor for one in made]))
        make_evaluations(_write(made, at))
        _supervise(made, at)
    return len(made)


def _posts(at: datetime) -> list[Post]:
    """The whole posts of every half-year up to 2027, the last year of the plan carried on, made where they lack."""
    wanted: dict[Place, dict[HalfYear, int]] = {}
    for row in plan_for(SYSTEM):
        counts = wanted.setdefault(row.trust, {})
        counts[HalfYear(row.year, row.half)] = row.posts
        if row.year < LAST_YEAR:
            counts[HalfYear(LAST_YEAR, row.half)] = row.posts  # in order of years: the last one before it is carried on
    for trust, counts in wanted.items():
        make_posts(trust=trust, counts=counts, plan=None, by=SYSTEM, at=at)
    standing = Post.objects.filter(trust__in=wanted, left_by=None, state=Posts.PLANNED, year__lte=LAST_YEAR)
    return list(standing.select_related("trust").order_by("year", "half", "trust__code", "number"))


def _chosen(posts: list[Post], today: date) -> list[Made]:
    towns = {trust: _towns(trust) for trust in {post.trust for post in posts}}
    wards = {trust: _wards(trust) for trust in towns}
    found, numbers = [], count()
    for index, post in enumerate(posts):
        coming = post.from_on > today
        if index % IDLE == 5:
            continue
        number = next(numbers)
        shown = post.number == 1 and post.to_on >= today
        town = towns[post.trust][0 if shown else number % len(towns[post.trust])]
        ward = wards[post.trust][0] if shown else _ward_for(town, wards[post.trust], number)
        state = State.AGREED if coming else State.BEGUN if post.to_on >= today else State.COMPLETED
        early = state == State.COMPLETED and index % EARLY == 7
        split = index % SPLIT == 3 and not early
        doctor = _doctor(number, town, post)
        found.append(Made(post, number, doctor, ward, State.ENDED_EARLY if early else state, split))
    return found


def _towns(trust: Place) -> list[Place]:
    """The municipalities of a trust's catchment; the demonstration's own first."""
    found = Place.objects.filter(kind=Place.Kind.MUNICIPALITY, valid_to=None, municipality__trust=trust)
    found = found.select_related("municipality")
    return sorted(found.order_by("code"), key=lambda one: one.code != OWN)


def _wards(trust: Place) -> list[Place]:
    """The departments of a trust; the one with an account in the demonstration first."""
    found = Place.objects.filter(kind=Place.Kind.DEPARTMENT, parent__parent=trust, valid_to=None)
    return sorted(found.select_related("parent__hospital").order_by("code"), key=lambda one: one.code != LUNGS)


def _ward_for(town: Place, wards: list[Place], number: int) -> Place:
    """A department at the municipality's own hospital for three of four, and anywhere at the trust for the fourth."""
    own = town.municipality.hospital_area_id
    near = [one for one in wards if one.parent and one.parent.hospital.area_id == own]
    among = near if near and number % ELSEWHERE else wards
    return among[number % len(among)]


def _doctor(number: int, town: Place, post: Post) -> Doctor:
    names = LAST if number % 2 else LATER
    return Doctor(
        hpr_number=str(FIRST_NUMBER + number),
        first_name=FIRST[number % len(FIRST)],
        last_name=names[(number // 3) % len(names)],
        email=f"lege.{FIRST_NUMBER + number}@example.no",
        municipality=town,
        position=Doctor.Position.GP_SALARIED if number % 3 else Doctor.Position.GP_SELF_EMPLOYED,
        started_on=post.from_on - timedelta(days=700 + 31 * (number % 17)),
        percentage=100 if number % 4 else 80,
        scheme=Doctor.Scheme.NEW,
        group=Doctor.Group.FINISHED if number % 3 == 0 else Doctor.Group.TAKING_PART,
        courses=4 + number % 7,
        goals_percent=40 + number % 50,
        own_post_on=post.from_on - timedelta(days=600),
    )


def _write(made: list[Made], at: datetime) -> list[Placement]:
    nominations = Nomination.objects.bulk_create([_nomination(one) for one in made])
    Wish.objects.bulk_create([_wish(one, its) for one, its in zip(made, nominations, strict=True)])
    placements = [_placement(one, its, at) for one, its in zip(made, nominations, strict=True)]
    placements = Placement.objects.bulk_create(placements)
    both = list(zip(made, placements, strict=True))
    PlacementUnit.objects.bulk_create([unit for one, placement in both for unit in _units(one, placement)])
    Stay.objects.bulk_create([_stay(one, placement) for one, placement in both])
    by_hand = list(ReadinessItem.objects.filter(fact=""))
    ReadinessTick.objects.bulk_create([tick for _one, placement in both for tick in _ticks(placement, by_hand)])
    begun = [(one, placement) for one, placement in both if placement.state != State.AGREED and one.number % 4]
    Teaching.objects.bulk_create([_teaching(one, placement) for one, placement in begun])
    _mark_posts(made, norwegian_day(at))
    return placements


def _nomination(one: Made) -> Nomination:
    start = one.post.from_on
    return Nomination(
        doctor=one.doctor,
        municipality=one.doctor.municipality,
        trust=one.post.trust,
        state=Nomination.State.CLOSED,
        nominated_on=start - timedelta(days=410 + 29 * (one.number % 10)),
        earliest_on=start,
        latest_on=start,
        can_be_split=one.split or one.number % 5 == 0,
        confirmed_at=noon(start - timedelta(days=240)),
        ended_at=noon(start - timedelta(days=180)),
    )


def _wish(one: Made, nomination: Nomination) -> Wish:
    return Wish(
        nomination=nomination,
        number=1,
        year=one.post.year,
        half=one.post.half,
        hospital=one.unit.parent,
        department=one.unit,
    )


def _placement(one: Made, nomination: Nomination, at: datetime) -> Placement:
    last = one.post.from_on + timedelta(days=100) if one.state == State.ENDED_EARLY else one.post.to_on
    return Placement(
        post=one.post,
        doctor=one.doctor,
        nomination=nomination,
        state=one.state,
        from_on=one.post.from_on,
        to_on=last,
        made_at=min(noon(one.post.from_on - timedelta(days=170)), at),
    )


def _units(one: Made, placement: Placement) -> list[PlacementUnit]:
    if not one.split:
        return [_unit(placement, 1, one.unit, placement.from_on, placement.to_on)]
    other = Place.objects.filter(kind=Place.Kind.DEPARTMENT, parent=one.unit.parent, valid_to=None)
    second = other.exclude(pk=one.unit.pk).select_related("parent").order_by("code").first() or one.unit
    middle = date(placement.from_on.year, placement.from_on.month + 3, 1)
    return [
        _unit(placement, 1, one.unit, placement.from_on, middle - timedelta(days=1)),
        _unit(placement, 2, second, middle, placement.to_on),
    ]


def _unit(placement: Placement, number: int, ward: Place, first: date, last: date) -> PlacementUnit:
    return PlacementUnit(
        placement=placement, number=number, hospital=ward.parent, department=ward, from_on=first, to_on=last
    )


def _stay(one: Made, placement: Placement) -> Stay:
    stay, start, number = Stay(placement=placement, version=1), placement.from_on, one.number
    if placement.state == State.AGREED and number % 3 == 0:
        return stay
    name = SUPERVISORS[number % len(SUPERVISORS)]
    stay.supervisor_name, stay.supervisor_role = name, _("overlege")
    stay.supervisor_email = f"{name.lower().replace(' ', '.')}@example.no"
    stay.employed_on = start - timedelta(days=130)
    stay.leave_granted, stay.leave_granted_on = Stay.Answer.YES, start - timedelta(days=120)
    if placement.state == State.AGREED:
        return stay
    stay.locum_arranged = Stay.Answer.NO if number % 6 == 1 else Stay.Answer.YES
    stay.on_call = (Stay.OnCall.ROTA, Stay.OnCall.DAY, Stay.OnCall.NONE)[number % 3]
    stay.agreement_on = start - timedelta(days=10)
    stay.midway_on = start + timedelta(days=90)
    if placement.state == State.COMPLETED:
        stay.midway_held_on = start + timedelta(days=91)
        for goal in ("alm055", "alm085"):
            setattr(stay, f"{goal}_on", placement.to_on - timedelta(days=8))
            setattr(stay, f"{goal}_by", Stay.Role.SUPERVISOR)
            passed = goal == "alm055" or number % 5
            setattr(stay, f"{goal}_result", Stay.Result.PASSED if passed else Stay.Result.PARTLY)
    return stay


def _teaching(one: Made, placement: Placement) -> Teaching:
    themes = list(Teaching.Theme)
    return Teaching(
        placement=placement,
        on=placement.from_on + timedelta(days=40 + one.number % 20),
        theme=themes[one.number % len(themes)],
        where=_("Internundervisning ved avdelingen"),
    )


def _ticks(placement: Placement, by_hand: list[ReadinessItem]) -> list[ReadinessTick]:
    """Everything ticked by hand that should be, for what has begun."""
    if placement.state == State.AGREED:
        return []
    return [
        ReadinessTick(placement=placement, item=item, done_on=placement.from_on - timedelta(days=item.days_before))
        for item in by_hand
    ]


def _mark_posts(made: list[Made], today: date) -> None:
    split = [one.post.pk for one in made if one.split]
    filled = [one.post.pk for one in made if not one.split]
    Post.objects.filter(pk__in=split).update(state=Posts.SPLIT)
    Post.objects.filter(pk__in=filled).update(state=Posts.FILLED)
    trusts = {one.post.trust_id for one in made}
    left = Post.objects.filter(state=Posts.PLANNED, trust__in=trusts, year__lte=LAST_YEAR, from_on__lte=today)
    left.update(state=Posts.IDLE)


def _supervise(made: list[Made], at: datetime) -> None:
    """Give the doctors of a municipality with a supervisor in the demonstration that supervisor."""
    for held in holdings_on(at).filter(role=Role.SUPERVISOR).select_related("user"):
        mine = [one.doctor for one in made if one.doctor.municipality_id == held.place_id]
        Supervision.objects.bulk_create(
            Supervision(doctor=doctor, supervisor=held.user, from_on=doctor.started_on) for doctor in mine
        )


def noon(day: date) -> datetime:
    """Twelve o'clock of a day in Norway."""
    return datetime.combine(day, time(12), NORWAY)
