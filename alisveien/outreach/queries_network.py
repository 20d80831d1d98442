"""Reading who is who: for each municipality the holders of the key roles on a day, and which stand vacant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alisveien.base.actor import Actor
from alisveien.base.models import Letter
from alisveien.outreach import queries
from alisveien.outreach.models import CheckAnswer
from alisveien.outreach.queries import Town
from alisveien.people.models import ContactRole
from alisveien.people.queries_persons import held_on
from alisveien.places.models import Place
from alisveien.places.queries_former import goes_on_as

Role = ContactRole.Role
KEY_ROLES = (Role.HEALTH_LEADER, Role.MUNICIPAL_CMO, Role.ALIS_CONTACT, Role.SUPERVISOR, Role.SPECIALIST)
"""The roles every municipality should have somebody in, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who holds a role. ``bounced``: the last letter to the address came back."""

    pk: int
    place: int
    role: str
    person: int
    name: str
    email: str
    phone: str
    from_on: date | None
    confirmed_at: datetime | None
    confirmed_by: int | None
    bounced: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A key role of a municipality on a day, with its holder; ``held`` is None when it stands vacant.

    ``vacant_since`` is the day the municipality said so, or the last holder left; None when nobody ever was known.
    """

    town: Town
    role: str
    held: Held | None
    vacant_since: date | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Who holds the key roles of some municipalities on a day, and since when those without a holder are vacant."""

    holders: Mapping[tuple[int, str], list[Held]]
    vacant: Mapping[tuple[int, str], date]


def seats_for(actor: Actor, day: date, today: date) -> list[Seat]:
    """Every key role of every municipality the actor sees, one line for each holder. Six queries."""
    towns = queries.towns_seen(actor, today)
    return seats_of(towns, network_on([town.pk for town in towns], day)) if towns else []


def network_on(places: Iterable[int], day: date) -> Network:
    """The network of some municipalities on a day. Whether the actor may see them is asked by who calls."""
    several = list(places)
    return Network(holders_at(several, day), vacant_since(several, day))


def seats_of(towns: Iterable[Town], network: Network) -> list[Seat]:
    """The key roles of some municipalities, one line for each holder, and one for each role without."""
    roles, found = [role.value for role in KEY_ROLES], []
    for town in towns:
        for role in roles:
            held = network.holders.get((town.pk, role), ())
            found += [Seat(town, role, one) for one in held]
            if not held:
                found.append(Seat(town, role, None, network.vacant.get((town.pk, role))))
    return found


def holders_at(places: Iterable[int], day: date) -> dict[tuple[int, str], list[Held]]:
    """(Place, role) → who holds it on a day, by name. Two queries."""
    rows = ContactRole.objects.filter(
        held_on(day), place__pk__among=list(places), role__in=KEY_ROLES, person__merged_into=None
    )
    fields = ("pk", "place", "role", "person", "person__first_name", "person__last_name", "person__email")
    more = ("person__phone", "from_on", "confirmed_at", "confirmed_by")
    found = list(rows.order_by("person__sort_key", "pk").values_list(*fields, *more))
    bounced = bounced_addresses()
    holders: dict[tuple[int, str], list[Held]] = defaultdict(list)
    for pk, place, role, person, first, last, email, phone, from_on, confirmed_at, by in found:
        came_back = email.lower() in bounced
        holders[place, role].append(
            Held(pk, place, role, person, f"{first} {last}", email, phone, from_on, confirmed_at, by, came_back)
        )
    return holders


def vacant_since(places: Iterable[int], day: date) -> dict[tuple[int, str], date]:
    """(Place, role) → the day it was last known to fall vacant, as seen on a day. Three queries.

    A holder who left, or a municipality that said that nobody holds it; there, or in one that became it.
    Who came after is not asked here.
    """
    onward = {place: {place} for place in places}
    wanted = frozenset(onward)
    for former, those in goes_on_as(day).items():
        if those & wanted:
            onward.setdefault(former, set()).update(those & wanted)
    several = list(onward)
    left = ContactRole.objects.filter(place__pk__among=several, role__in=KEY_ROLES, to_on__lte=day)
    told = CheckAnswer.objects.filter(
        contact_check__place__pk__among=several, answer=CheckAnswer.Answer.VACANT, on__lte=day
    )
    found: dict[tuple[int, str], date] = {}
    pairs: list[tuple[int, str, Any]] = [
        *left.values_list("place", "role", "to_on"),
        *told.values_list("contact_check__place", "role", "on"),
    ]
    for place, role, on in pairs:
        for key in ((later, role) for later in onward[place]):
            found[key] = max(found.get(key, on), on)
    return found


def bounced_addresses() -> frozenset[str]:
    """The addresses whose last letter came back. One query: only addresses something came back from are looked at."""
    came_back = Letter.objects.filter(state=Letter.State.BOUNCED).values("to_address")
    last = Letter.objects.filter(to_address__in=came_back, state__in=_SETTLED).exclude(to_address="")
    last = last.order_by("to_address", "-at", "-pk").distinct("to_address")
    return frozenset(
        address.lower() for address, state in last.values_list("to_address", "state") if state == Letter.State.BOUNCED
    )


_SETTLED = (Letter.State.SENT, Letter.State.BOUNCED, Letter.State.SHOWN)


def town_of(place: Place) -> Town:
    """A municipality, fetched with county and office, as the lists need it."""
    county, office = place.parent, place.municipality.office
    assert county is not None  # a municipality lies under a county
    return Town(
        place.pk,
        place.code,
        place.short_name or place.name,
        str(place.sort_key),
        county.code,
        county.name,
        office.pk,
        office.code,
        office.name,
    )
