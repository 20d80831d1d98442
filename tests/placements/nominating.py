"""Answers for the tests of nominations, and who gives them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from alisveien.base.actor import Actor, Errand, Grant
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements.answers import Answers, Versions, WishAnswer
from alisveien.placements.models import Nomination
from alisveien.placements.rules_nomination import CONFIRM
from alisveien.placements.services.nominations import nominate_doctor
from tests.roles import MUNICIPAL_LEADER, actor_as, place_of

AT = datetime(2026, 11, 22, 13, 32, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
UNN = "983974899"
NONE = Versions(0, 0)


def leader() -> Actor:
    """The leader in Kåfjord."""
    return actor_as(MUNICIPAL_LEADER, at=AT)


def by_link(nomination: Nomination, task: str = CONFIRM) -> Actor:
    """Somebody who followed a one-time link about a nomination."""
    home = nomination.municipality.pk
    grant = Grant(MUNICIPAL_LEADER, frozenset({"nominate", "see_own_unit", "order_doctors"}), frozenset({home}))
    return Actor(grants=(grant,), link=Errand(7, task, str(nomination.pk)))


def adviser_on_request() -> Actor:
    """An adviser who acts on the request of Kåfjord."""
    home = place_of("municipality", "5540").pk
    grant = Grant("mandate", frozenset({"nominate", "see_own_unit", "order_doctors"}), frozenset({home}))
    return Actor(user_id=999, grants=(grant,))


def wish(code: str = "unn-tromso/Gynekologi", label: tuple[int, int] = (2028, 1), need: str = "") -> WishAnswer:
    """A wish for a department, hospital or trust by its code."""
    kind = "department" if "/" in code else "trust" if code.isdecimal() else "hospital"
    return WishAnswer(place_of(kind, code), HalfYear(*label), need)


def answers(**other: Any) -> Answers:
    """Answers that hold, with some of them replaced."""
    given: dict[str, Any] = {
        "hpr_number": "9950001",
        "first_name": "Piera",
        "last_name": "Solbakken",
        "email": "piera@example.no",
        "municipality": place_of("municipality", "5540"),
        "unit": None,
        "trust": place_of("trust", UNN),
        "position": "municipal_post",
        "started_on": date(2024, 5, 1),
        "percentage": 80,
        "scheme": "new",
        "converted_on": None,
        "group": "taking_part",
        "courses": 6,
        "goals_percent": 74,
        "own_post_on": date(2024, 6, 14),
        "locum_on": None,
        "wishes": (wish(need="Operativ erfaring"), wish("unn-tromso"), wish(UNN, (2028, 2))),
        "earliest_on": date(2028, 3, 1),
        "latest_on": date(2028, 9, 1),
        "can_be_split": False,
        "leave_from": None,
        "leave_to": None,
        "leader_email": "leder@example.no",
    }
    return replace(Answers(**given), **other) if other else Answers(**given)


def nominated(hpr_number: str = "9950001", by: Actor | None = None, **other: Any) -> Nomination:
    """A doctor of Kåfjord, nominated by the leader."""
    given = answers(hpr_number=hpr_number, **other)
    return nominate_doctor(answers=given, seen=NONE, by=by or leader(), at=AT)
