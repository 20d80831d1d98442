"""Which places a role at a place reaches, and how that is asked of the database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import BigAutoField, Lookup, Q, QuerySet

from alisveien.base.actor import Actor, Everywhere, Reach
from alisveien.places.models import Place

# What lies right below what: a place below its owner, a municipality below the office that covers it, and a trust below
# every office with a municipality in its catchment.
BELOW = """
WITH RECURSIVE below (place, above) AS (
    SELECT id, parent_id FROM places_place
    UNION ALL SELECT place_id, office_id FROM places_municipalityfacts
    UNION ALL SELECT trust_id, office_id FROM places_municipalityfacts
)
"""
REACHED = """{below}, reached (held_at, place) AS (
    SELECT held_at, held_at FROM unnest(%(held_at)s::bigint[]) AS held_at
    UNION
    SELECT held_at, below.place FROM reached JOIN below ON above = reached.place
)
SELECT held_at, place FROM reached JOIN places_place ON id = place
WHERE (valid_from IS NULL OR valid_from <= %(on)s) AND (valid_to IS NULL OR valid_to > %(on)s)
""".replace("{below}", BELOW)
REACHING = """{below}, reaching (place) AS (
    SELECT id FROM places_place WHERE id = ANY(%(places)s)
    AND (valid_from IS NULL OR valid_from <= %(on)s) AND (valid_to IS NULL OR valid_to > %(on)s)
    UNION
    SELECT below.above FROM reaching JOIN below ON below.place = reaching.place WHERE below.above IS NOT NULL
)
SELECT place FROM reaching
""".replace("{below}", BELOW)


def within(actor: Actor, permission: str, field: str) -> Q:
    """The rows whose ``field`` (a lookup path to a place) the actor reaches with a permission. Nothing when none.

    ``Nomination.objects.filter(within(actor, Permission.SEE_NOMINATED, "trust"))``
    """
    return among(actor.reach(permission), field)


def among(reached: Reach, field: str) -> Q:
    """As ``within``, for a reach that is already known, such as that of several permissions together."""
    if isinstance(reached, Everywhere):
        return ~Q(pk__in=[])  # every row; an empty Q() would vanish when it is or-ed with another
    if not reached:
        return Q(pk__in=[])
    return Q(**{f"{field}__among" if field == "pk" else f"{field}__pk__among": reached})


@BigAutoField.register_lookup
class Among(Lookup):
    """Whether a key is one of a set. The set is one parameter, where ``__in`` makes one of each place it holds.

    It is written as text: the driver takes a hundred times as long over a list of hundreds.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The condition and its parameters."""
        key, parameters = self.process_lhs(compiler, connection)
        return f"{key} = ANY(%s::bigint[])", [*parameters, f"{{{','.join(map(str, sorted(self.rhs)))}}}"]


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
    reached: dict[int, set[int]] = {place: {place} for place in wanted}
    with connection.cursor() as cursor:  # the ORM would take five milliseconds to write this, at every request
        cursor.execute(REACHED, {"held_at": wanted, "on": on})
        for held_at_place, place in cursor:
            reached[held_at_place].add(place)
    return {place: frozenset(places) for place, places in reached.items()}


def places_reaching(places: Iterable[int], on: date) -> frozenset[int]:
    """The other way round: every place at which a role reaches one of ``places`` on a day. One query."""
    wanted = sorted(set(places))
    with connection.cursor() as cursor:
        cursor.execute(REACHING, {"places": wanted, "on": on})
        return frozenset(wanted) | {place for (place,) in cursor}
