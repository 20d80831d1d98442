"""An offer for the tests that need one, without a round."""

from datetime import UTC, date, datetime
from typing import Any

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Offer, Wish
from alisveien.posts.models import Post
from tests.placements.people import UNN
from tests.roles import place_of

MADE = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
DUE = datetime(2036, 11, 27, 22, 59, tzinfo=UTC)


def a_post(trust: Any, half: HalfYear, number: int = 90, **more: Any) -> Post:
    """A whole post of a trust, offered."""
    values = {"from_on": half.starts_on, "to_on": half.ends_on, "state": Post.State.OFFERED, **more}
    return Post.objects.create(trust=trust, year=half.year, half=half.half, number=number, **values)


def offered(nomination: Nomination, number: int = 90, **more: Any) -> Offer:
    """An offer that is sent and waits for an answer, at the first wish of a nomination."""
    wish = nomination.wishes.first()
    assert wish is not None
    values = {"state": Offer.State.SENT, "sent_at": MADE, "answer_by": DUE, "shown_from": MADE, **more}
    return Offer.objects.create(
        post=a_post(nomination.trust, HalfYear(wish.year, wish.half), number),
        nomination=nomination,
        doctor=nomination.doctor,
        wish_number=wish.number,
        hospital=wish.hospital,
        department=wish.department,
        why=Offer.Why.VACANCY,
        made_at=MADE,
        **values,
    )


def in_line(number: str = "9919050", **of_doctor: Any) -> tuple[Nomination, Post]:
    """A doctor of Kåfjord in line at UNN without an offer, and a post there that stands empty in P1 2028."""
    doctor = Doctor.objects.create(
        hpr_number=number,
        first_name="Áilu",
        municipality=place_of("municipality", "5540"),
        **{
            "last_name": "Persen",
            "position": "municipal_post",
            "started_on": date(2024, 5, 1),
            "percentage": 100,
            "scheme": "new",
        }
        | {"group": "taking_part", "courses": 6, "goals_percent": 60}
        | of_doctor,
    )
    trust = place_of("trust", UNN)
    nomination = Nomination.objects.create(
        doctor=doctor,
        municipality=doctor.municipality,
        trust=trust,
        nominated_on=date(2026, 1, 15),
        earliest_on=date(2027, 3, 1),
        latest_on=date(2029, 9, 1),
        confirmed_at=MADE,
    )
    Wish.objects.create(nomination=nomination, number=1, year=2028, half=1)
    return nomination, empty_post(trust)


def empty_post(trust: Any) -> Post:
    """A post of P1 2028 that stands empty."""
    half = HalfYear(2028, 1)
    return a_post(trust, half, 91 + Post.objects.filter(trust=trust, number__gte=91).count(), state=Post.State.OPEN)


KEYS = frozenset({"offer", "offer_step", "open_post", "open_post_to"})


def planted() -> dict[str, tuple[object, ...]]:
    """An offer to one doctor, and an empty post another is in line for: the arguments of their addresses."""
    offer = offered(in_line("9919050")[0])
    other, empty = in_line("9919051")
    return {
        "offer": (offer.pk,),
        "offer_step": (offer.pk, "ja"),
        "open_post": (empty.pk,),
        "open_post_to": (empty.pk, other.pk),
    }
