"""Which places a role at a place reaches, and how that is asked of the database."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from alisveien.base.actor import Actor, Everywhere
from alisveien.places.models import Place

# From a place up to one a role may be held at: its owner, its owner's owner, and the office that covers it. A district
# is covered with its municipality; a trust by every office with a municipality in its catchment, with all below it.
UPWARDS = (
    "parent",
    "parent__parent",
    "municipality__office",
    "parent__municipality__office",
    "catchment__office",
    "parent__catchment__office",
    "parent__parent__catchment__office",
)


def within(actor: Actor, permission: str, field: str) -> Q:
    """The rows whose ``field`` (a lookup path to a place) the actor reaches with a permission. Nothing when none.

    ``Nomination.objects.filter(within(actor, Permission.SEE_NOMINATED, "trust"))``
    """
    reached = actor.reach(permission)
    if isinstance(reached, Everywhere):
        return ~Q(pk__in=[])  # every row; an empty Q() would vanish when it is or-ed with another
    return Q(**{f"{field}__in": sorted(reached)})


def there_on(day: date) -> QuerySet[Place]:
    """The places that are there on a day."""
    return Place.objects.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


def places_reached(held_at: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """For each place a role is held at: the place itself and all it reaches on a day. One query, none for no place.

    A municipality reaches its districts and agencies, a trust its hospitals and departments, a hospital its
    departments, an office the municipalities it covers with all below them, and their trusts with all below those.
    """
    wanted = sorted(set(held_at))
    if not wanted:
        return {}
    first, *more = [there_on(on).filter(**{f"{path}__in": wanted}).values_list("pk", path) for path in UPWARDS]
    reached: dict[int, set[int]] = {place: {place} for place in wanted}
    for place, above in first.union(*more):
        reached[above].add(place)
    return {place: frozenset(places) for place, places in reached.items()}
