"""The demonstration: the rounds of 2026 and 2027 in Helse Nord, from call to answers. All invented.

The engine makes them, under the default rules, of the placements that are there (`demonstration_list`); each can be
replayed by its certificate. A year whose offers would be answered after the day it is loaded is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import Role
from alisveien.access.queries import holdings_on
from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY
from alisveien.base.errors import NotAllowed
from alisveien.base.shipped import DEFAULT_RULES, engine_code, round_calendar, rule_sets
from alisveien.engines.calendar.round_dates import days_by_rule
from alisveien.engines.distribution.draw import commitment_to
from alisveien.engines.distribution.frozen import Frozen, as_data, fingerprint, freeze
from alisveien.journal.services import record
from alisveien.people.models import Doctor
from alisveien.people.services.persons import enter_doctors
from alisveien.placements import sources
from alisveien.placements.models import Nomination, Round, Wish
from alisveien.placements.queries_gate import conditions_for
from alisveien.placements.services.demonstration import SYSTEM
from alisveien.placements.services.demonstration_answers import write_answers
from alisveien.placements.services.demonstration_list import VALUE, Entrant, Worked, entrants_of, read_of, work_out
from alisveien.placements.services.demonstration_stays import FIRST_NUMBER
from alisveien.placements.services.runs import write_runs
from alisveien.places.models import Place
from alisveien.posts.models import Post
from alisveien.posts.queries import posts_for

YEARS = (2026, 2027)
State = Round.State


@dataclass(frozen=True, slots=True)
class People:
    """The two at a trust who take turns: the second releases what the first froze."""

    first: Actor
    second: Actor


def load_rounds(*, at: datetime) -> int:
    """Make the rounds that are over, where placements are and rounds are not. How many.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Round.objects.filter(year__in=YEARS).exists():
            return 0
        placed = Doctor.objects.filter(hpr_number__startswith=str(FIRST_NUMBER)[:3])
        trusts = Place.objects.filter(pk__in=placed.values("placements__post__trust")).order_by("code")
        numbers, made = count(), 0
        for trust in trusts:
            people = _people(trust, at)
            if people is not None:
                made += sum(_finish(trust, year, people, numbers, at) for year in YEARS)
    return made


def _people(trust: Place, at: datetime) -> People | None:
    held = (
        holdings_on(at).filter(role=Role.TRUST_COORDINATOR, place=trust).order_by("pk").values_list("user", flat=True)
    )
    two = [Actor(user_id=one) for one in held[:2]]
    return People(*two) if len(two) == 2 else None


def _finish(trust: Place, year: int, people: People, numbers: Iterator[int], at: datetime) -> bool:
    """One round with everything that hangs on it; False when the day it ends has not been, or it would not stand."""
    days = {step: _hour(day) for step, day in days_by_rule(round_calendar(year), year).items()}
    posts = {row.half: row.posts for row in posts_for(SYSTEM, year, at.date()) if row.trust_number == trust.code}
    if days["answer"] > at or not posts:
        return False
    entrants = entrants_of(trust, year, posts, numbers)
    worked = work_out(entrants, _input(trust, year, entrants, days["freeze"].date()))
    if not worked.stands:  # somebody has changed the placements by hand
        return False
    nominations = _write_list(worked)
    round_ = _round(trust, worked, people, days)
    round_.frozen_nominations.set(nominations.values())
    write_runs(round_, worked.frozen, nominations, days["decide"])
    write_answers(round_, worked, people.second, days["release"])
    Post.objects.filter(trust=trust, year=year, state=Post.State.PLANNED).update(state=Post.State.OPEN)
    _tell(round_, worked, people, days)
    return True


def _hour(day: date) -> datetime:
    return datetime.combine(day, time(10), NORWAY)


def _input(trust: Place, year: int, entrants: list[Entrant], day: date) -> Frozen:
    homes = {one.nomination.municipality_id: one.nomination.municipality for one in entrants}
    return freeze(
        year=year,
        draw=str(year),
        ceilings=False,
        rules=rule_sets()[DEFAULT_RULES],
        posts=sources.round_posts_for(SYSTEM, trust, year, day),
        register=sources.register_for(SYSTEM, day, {one.code for one in homes.values()}),
        nominations=[read_of(one) for one in entrants],
        conditions=conditions_for(trust, year, homes.values(), day),
    )


def _write_list(worked: Worked) -> dict[str, Nomination]:
    """Write who is new on the list and the wishes that were better or before; HPR number → nomination."""
    listed = worked.entrants
    new = [one for one in listed.values() if one.nomination.pk is None]
    enter_doctors(one.pk for one in Doctor.objects.bulk_create([one.nomination.doctor for one in new]))
    Nomination.objects.bulk_create([one.nomination for one in new])
    first = [one for one in listed.values() if one.placement is None or one.earlier]
    held = [one.nomination.pk for one in first if one not in new]
    moved = list(Wish.objects.filter(nomination__in=held))
    for wish in moved:
        wish.number += 1
    Wish.objects.bulk_update(moved, ["number"])
    Wish.objects.bulk_create([_first_wish(one) for one in first])
    for one in first:
        one.nomination.earliest_on = one.earliest_on
    Nomination.objects.bulk_update([one.nomination for one in first if one not in new], ["nominated_on", "earliest_on"])
    return {name: one.nomination for name, one in listed.items()}


def _first_wish(one: Entrant) -> Wish:
    return Wish(
        nomination=one.nomination,
        number=1,
        year=one.half.year,
        half=1 if one.earlier else one.half.half,
        hospital=one.ward.hospital,
        department=one.ward.department,
    )


def _round(trust: Place, worked: Worked, people: People, days: dict[str, datetime]) -> Round:
    frozen, code = as_data(worked.frozen), engine_code()
    first, second = people.first.user_id, people.second.user_id
    return Round.objects.create(
        year=worked.frozen.year,
        trust=trust,
        state=State.RELEASED,
        draw=worked.frozen.draw,
        rules_name=DEFAULT_RULES,
        rules_chosen_by=first,
        rules_chosen_at=days["freeze"] - timedelta(days=3),
        capacity_from=worked.frozen.posts[0].planned_for,
        capacity_decided_by=first,
        capacity_decided_at=days["capacity"],
        frozen=frozen,
        fingerprint=fingerprint(frozen),
        frozen_by=first,
        frozen_at=days["freeze"],
        code=code,
        commitment=commitment_to(worked.undrawn, code),
        lot_source=_("Øving: sju oppdiktede lottotall, i stigende rekkefølge"),
        public_value=VALUE,
        known_on=days["draw"].date(),
        drawn_by=first,
        drawn_at=days["draw"],
        distributed_at=days["decide"],
        judged_at=days["decide"],
        released_by=second,
        released_at=days["release"],
        created_at=days["call"],
    )


def _tell(round_: Round, worked: Worked, people: People, days: dict[str, datetime]) -> None:
    """The lines of the journal, as the deeds would have written them."""
    places, first = [round_.trust_id], people.first
    posts = {row.period: row.posts for row in worked.frozen.posts}
    decided = {"posts": posts, "from": round_.capacity_from}
    frozen = {
        "fingerprint": fingerprint(as_data(worked.undrawn)),
        "nominated": len(worked.entrants),
        "commitment": round_.commitment,
        "source": round_.lot_source,
        "open_disputes": 0,
    }
    known_on = round_.known_on.isoformat() if round_.known_on else ""
    drawn = {"value": VALUE, "known_on": known_on, "source": round_.lot_source, "seed": round_.draw}
    chosen = {"rules": round_.rules_name}
    when = round_.rules_chosen_at or days["freeze"]
    judged = {"result": round_.runs.get(rules_name=DEFAULT_RULES).certificate["checksums"]["result"]}
    told = {"fingerprint": round_.fingerprint}
    made = {"offers": round_.offers.filter(why="round").count()}
    record("placements.round.opened", about=round_, places=places, by=first, at=days["call"])
    record(
        "placements.round.capacity_decided",
        about=round_,
        places=places,
        by=first,
        at=days["capacity"],
        after=decided,
    )
    record("placements.round.rules_tried", about=round_, places=places, by=first, at=when)
    record(
        "placements.round.rules_chosen",
        about=round_,
        places=places,
        by=first,
        at=when,
        before={"rules": ""},
        after=chosen,
    )
    record("placements.round.frozen", about=round_, places=places, by=first, at=days["freeze"], after=frozen)
    record("placements.round.drawn", about=round_, places=places, by=first, at=days["draw"], after=drawn)
    record("placements.round.distributed", about=round_, places=places, by=first, at=days["decide"])
    record("placements.round.judged", about=round_, places=places, by=first, at=days["decide"], after=judged)
    record("placements.round.released", about=round_, places=places, by=people.second, at=days["release"], after=told)
    record(
        "placements.round.offers_made", about=round_, places=places, by=people.second, at=days["release"], after=made
    )
