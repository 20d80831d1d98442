"""A trust's list as it was on a day: who was nominated by then and in which order, out of the history.

It is worked out under the rule set of the round as it is chosen now, with the places of the register on that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.shipped import DEFAULT_RULES, rule_sets
from alisveien.engines.distribution.frozen import Frozen, freeze
from alisveien.engines.distribution.run import Ranked, list_places, rank
from alisveien.journal.history import history_of
from alisveien.journal.queries import rows_as_they_were
from alisveien.people.models import Doctor
from alisveien.placements import rules, sources
from alisveien.placements.models import Nomination, Round, Wish
from alisveien.placements.queries_before import end_of
from alisveien.placements.queries_gate import conditions_for
from alisveien.places.models import Place


@dataclass(frozen=True, slots=True)
class Standing:
    """A nomination on a day: its key, the doctor and municipality by name, the place in the list (None: no part)."""

    nomination: int
    hpr_number: str
    name: str
    home: str
    place: int | None


def list_before(actor: Actor, round_: Round, day: date) -> list[Standing]:
    """The list of a round's trust when a day was over, in its order, those who took no part last.

    A fixed number of queries. Raises NotAllowed for those who may not read the log of the round.
    """
    allow(rules.may_read_log(actor, round_))
    nominations = _nominations(round_.trust, round_.year, end_of(day))
    if not nominations:
        return []
    places = list_places(_ranked(actor, round_, nominations, day))
    found = [
        Standing(one.pk, one.hpr_number, one.name, one.municipality.name, places.get(one.hpr_number))
        for one in nominations
    ]
    return sorted(found, key=lambda one: (one.place is None, one.place or 0, one.name))


def _ranked(actor: Actor, round_: Round, nominations: Sequence[Nomination], day: date) -> Ranked:
    homes = {one.municipality_id: one.municipality for one in nominations}
    name = round_.rules_name or DEFAULT_RULES
    frozen: Frozen = freeze(
        year=round_.year,
        draw=round_.draw,
        ceilings=False,
        rules=rule_sets()[name],
        posts=sources.round_posts_for(actor, round_.trust, round_.year, day),
        register=sources.register_for(actor, day, {one.code for one in homes.values()}),
        nominations=sources.as_reads(nominations, round_.year),
        conditions=conditions_for(round_.trust, round_.year, homes.values(), day, decided_by=day),
    )
    return rank(frozen)


def _nominations(trust: Place, year: int, at: datetime) -> list[Nomination]:
    """The nominations that were open to a trust at an instant with a wish in a year, as they were; never saved."""
    events = history_of(Nomination)._default_manager.filter(trust_id=trust.pk, pgh_created_at__lte=at)
    keys = set(events.values_list("pgh_obj_id", flat=True))
    were = (Nomination(**row.values) for row in rows_as_they_were(Nomination, at, pgh_obj_id__in=keys))
    found = [one for one in were if one.trust_id == trust.pk and one.state == Nomination.State.OPEN]
    wishes: dict[int, list[Wish]] = {}
    rows = rows_as_they_were(Wish, at, nomination_id__in=[one.pk for one in found])
    every = [Wish(**row.values) for row in rows if row.values["year"] == year]
    for wish in sorted(every, key=lambda one: one.number):
        wishes.setdefault(wish.nomination_id, []).append(wish)
    doctors = {
        row.values["id"]: Doctor(**row.values)
        for row in rows_as_they_were(Doctor, at, pgh_obj_id__in=[one.doctor_id for one in found])
    }
    kept = [one for one in found if one.pk in wishes and one.doctor_id in doctors]
    prefetch_related_objects(every, "hospital", "department")
    prefetch_related_objects(kept, "trust", "municipality")
    for one in kept:
        one.doctor = doctors[one.doctor_id]
        one._prefetched_objects_cache = {"wishes": wishes[one.pk]}  # type: ignore[attr-defined]
    return kept
