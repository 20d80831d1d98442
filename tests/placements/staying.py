"""Placements for the tests of stays: a doctor of Kåfjord in a post at UNN, and who keeps what is agreed."""

from datetime import UTC, date, datetime
from typing import Any

from alisveien.access.queries import actor_for
from alisveien.base.actor import Actor
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Placement, PlacementUnit, Swap, SwapSide
from alisveien.posts.models import Post
from tests.placements.people import UNN
from tests.roles import MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, place_of, user_as

AT = datetime(2027, 1, 15, 12, tzinfo=UTC)
FIRST, LAST = date(2027, 3, 1), date(2027, 8, 31)
WARD = "unn-tromso/Gynekologi"
LUNGS = "unn-tromso/Indremedisin: lunge"


def coordinator(at: datetime = AT) -> Actor:
    """The coordinator of UNN."""
    return actor_as(TRUST_COORDINATOR, at=at)


def leader(at: datetime = AT) -> Actor:
    """The leader in Kåfjord."""
    return actor_as(MUNICIPAL_LEADER, at=at)


def as_user(user: Any, at: datetime = AT) -> Actor:
    """The actor of a user, second factor used."""
    actor: Actor = actor_for(user, at, second_factor=True)
    return actor


def doctor_user() -> Any:
    """The account of a doctor."""
    return user_as("doctor")


def placed(number: int = 1, *, ward: str | None = WARD, **other: Any) -> Placement:
    """A doctor of Kåfjord in the post with this number at UNN in P1 2027, agreed and not begun."""
    trust, home = place_of("trust", UNN), place_of("municipality", "5540")
    from_on, to_on = other.get("from_on", FIRST), other.get("to_on", LAST)
    taken = Post.objects.filter(trust=trust, year=2027, half=1, number=number).exists()
    post = Post.objects.create(
        trust=trust, year=2027, half=1, number=number + 100 * taken, from_on=FIRST, to_on=LAST, state=Post.State.FILLED
    )
    doctor = Doctor.objects.create(
        hpr_number=str(9_960_000 + number),
        first_name="Piera",
        last_name=f"Solbakken {number}",
        email=f"piera{number}@example.no",
        municipality=home,
        position="municipal_post",
        started_on=date(2024, 5, 1),
        percentage=100,
        scheme="new",
        group="taking_part",
        courses=6,
        goals_percent=60,
        user=other.get("user"),
    )
    nomination = Nomination.objects.create(
        doctor=doctor,
        municipality=home,
        trust=trust,
        state="closed",
        nominated_on=date(2025, 5, 1),
        earliest_on=FIRST,
        latest_on=FIRST,
        can_be_split=other.get("can_be_split", False),
        leader_email="leder@example.no",
        confirmed_at=AT,
        ended_at=AT,
    )
    placement = Placement.objects.create(
        post=post,
        doctor=doctor,
        nomination=nomination,
        state=other.get("state", Placement.State.AGREED),
        from_on=from_on,
        to_on=to_on,
        made_at=AT,
    )
    department = place_of("department", ward) if ward else None
    PlacementUnit.objects.create(
        placement=placement,
        number=1,
        hospital=department.parent if department else place_of("hospital", "unn-tromso"),
        department=department,
        from_on=from_on,
        to_on=to_on,
    )
    return placement


def swapping() -> Placement:
    """A placement with a swap that is proposed, as it stands in the database."""
    both = placed(8, can_be_split=True), placed(9, ward=LUNGS, can_be_split=True)
    wards = place_of("department", WARD), place_of("department", LUNGS)
    swap = Swap.objects.create(trust=both[0].post.trust, from_on=date(2027, 6, 1), why="Begge vil", proposed_at=AT)
    for one, left, had in zip(both, wards, reversed(wards), strict=True):
        SwapSide.objects.create(swap=swap, placement=one, from_ward=left, to_ward=had)
    return both[0]


def planted() -> dict[str, tuple[object, ...]]:
    """The arguments of the addresses of one placement, for the test of every address."""
    one, swaps = placed(), swapping()
    return {
        "stay": (one.pk,),
        "stay_home": (one.pk, "kommunen"),
        "stay_item": (one.pk, 1),
        "stay_deed": (one.pk, "forleng"),
        "stay_unit": (one.pk, 1),
        "stay_swap": (swaps.pk,),
    }
