"""Who the tests of rounds act as."""

from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from alisveien.base.actor import Actor
from tests.roles import TRUST_COORDINATOR, place_of, signed_in

AT = datetime(2027, 8, 30, 14, 20, tzinfo=UTC)
UNN = "983974899"
LEADER_HOME = "5540"


def trust(number: str = UNN) -> Any:
    """A trust of the register."""
    return place_of("trust", number)


def coordinator(name: str = "Første", number: str = UNN) -> Actor:
    """A coordinator at a trust, with the second factor used; another name is another person."""
    at = trust(number)
    users = import_module("alisveien.accounts.models").User.objects
    email = f"{name}-{number}@example.no".lower()
    user = users.filter(email=email).first() or users.create_user(email, name, "et langt passord 42")
    import_module("alisveien.access.models").Holding.objects.get_or_create(
        user=user,
        role=TRUST_COORDINATOR,
        place=at,
        defaults={"place_kind": at.kind, "from_on": date(2020, 1, 1), "given_at": AT},
    )
    actor: Actor = import_module("alisveien.access.queries").actor_for(user, AT, second_factor=True)
    return actor


def coordinator_client(name: str, number: str) -> Any:
    """A browser of Django's where a coordinator at a trust is signed in, second factor used."""
    user = import_module("alisveien.accounts.models").User.objects.get(pk=coordinator(name, number).user_id)
    return signed_in(user)


SOURCE, VALUE = "Sju tall ingen kjenner", "3 9 14 17 22 30 31"


def frozen(round_: Any, by: Actor) -> Any:
    """A round with posts and rule set decided, its list frozen and committed to."""
    return import_module("alisveien.placements.services.rounds").freeze_round(
        round_=round_, source=SOURCE, by=by, at=AT
    )


def drawn(round_: Any, by: Actor) -> Any:
    """As `frozen`, and its lot drawn."""
    frozen(round_, by)
    deeds = import_module("alisveien.placements.services.rounds")
    return deeds.draw_lot(round_=round_, value=VALUE, known_on=AT.date(), by=by, at=AT)


def judged(round_: Any, by: Actor) -> Any:
    """A draft round taken to the judged state by one coordinator, under the default rule set."""
    deeds = import_module("alisveien.placements.services.rounds")
    deeds.decide_capacity(round_=round_, by=by, at=AT)
    deeds.choose_rules(round_=round_, name="bands-then-nearest", by=by, at=AT)
    drawn(round_, by)
    deeds.distribute_round(round_=round_, by=by, at=AT)
    return deeds.judge_round(round_=round_, by=by, at=AT)


def released(round_: Any) -> Any:
    """A draft round brought to its end by two people."""
    judged(round_, coordinator())
    deeds = import_module("alisveien.placements.services.rounds")
    return deeds.release_round(round_=round_, by=coordinator("Andre"), at=AT)
