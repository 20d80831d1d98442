"""What is missing before everybody's need can be met: plain facts, without names.

Who may see a doctor's name gets the way to the record too; to others the HPR number is not even read out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import among
from alisveien.base.actor import EVERYWHERE, Actor
from alisveien.base.days import NORWAY, norwegian_day
from alisveien.people.models import Doctor
from alisveien.placements import rules_need
from alisveien.placements.models import HomeService, Nomination, Outcome, Round, Status, Wish
from alisveien.placements.queries_need import RoundNow, rounds_now, seen_by_status
from alisveien.places.models import Place

NOT_ELIGIBLE, UNCONFIRMED, NOT_NOMINATED = "vilkar", "bekreft", "uten"
CAPACITY, RULES, FREEZING, UNOPENED = "plasser", "regelsett", "las", "runde"
AT_TRUST = (CAPACITY, RULES, FREEZING, UNOPENED)
CONFIRMED_FOR = timedelta(days=183)
"""How long a confirmation holds: the municipality goes through the nominations each half-year (S2 4.2)."""

State = Round.State


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, at a municipality (``home``) or a trust alone. ``hpr_number`` is empty for those who
    may not see the name. ``unmet``: code and values of the condition. ``count``: how many doctors it is about."""

    pk: str
    kind: str
    trust: Place | None = None
    home: Place | None = None
    half: int = 0
    unmet: Mapping[str, Any] | None = None
    hpr_number: str = ""
    count: int = 1
    since: date | None = None
    nomination: int | None = None


def gaps_for(actor: Actor, year: int, today: date) -> list[Gap]:
    """Everything that is missing in a year within reach. Empty for those who do not see status."""
    if not rules_need.may_see_status(actor):
        return []
    rounds = rounds_now(actor, year)
    return [
        *round_gaps(actor, year, rounds),
        *_not_eligible(actor, year, rounds.values()),
        *_unconfirmed(actor, year, today),
        *_not_nominated(actor),
    ]


def gap_counts(actor: Actor, year: int, today: date) -> dict[str, int]:
    """Kind → how many there are of it within reach; municipalities where it is about doctors not nominated."""
    rounds = rounds_now(actor, year)
    unconfirmed = unconfirmed_nominations(actor, today).select_related(None).filter(wishes__year=year)
    at_trusts = Counter(gap.kind for gap in round_gaps(actor, year, rounds))
    return {
        NOT_ELIGIBLE: _outcomes_not_eligible(actor, rounds.values()).count(),
        UNCONFIRMED: unconfirmed.order_by().aggregate(found=Count("pk", distinct=True))["found"],
        NOT_NOMINATED: doctors_not_nominated(actor).aggregate(found=Count("municipality", distinct=True))["found"],
        **{kind: at_trusts[kind] for kind in AT_TRUST},
    }


def round_gaps(actor: Actor, year: int, rounds: Mapping[int, RoundNow]) -> list[Gap]:
    """What the rounds of a year lack before the list can be frozen, at each trust somebody within reach wants."""
    wanted = Wish.objects.filter(year=year, nomination__state=Nomination.State.OPEN)
    seen = seen_by_status(actor, "nomination__")
    if seen is not None:
        wanted = wanted.filter(seen)
    trusts = Place.objects.filter(pk__in=wanted.values("nomination__trust")).order_by("sort_key", "pk")
    found = []
    for trust in trusts:
        now = rounds.get(trust.pk)
        found += [Gap(f"{kind}-{trust.pk}", kind, trust) for kind in _lacking(now.round if now else None)]
    return found


def _lacking(round_: Round | None) -> list[str]:
    if round_ is None:
        return [UNOPENED]
    if round_.state != State.DRAFTED:
        return []
    undone = [CAPACITY] if round_.capacity_decided_at is None else []
    undone += [] if round_.rules_name else [RULES]
    return undone or [FREEZING]


def _not_eligible(actor: Actor, year: int, rounds: Iterable[RoundNow]) -> list[Gap]:
    """The nominations that take no part as they stood when the rule sets were last tried, one row for each reason."""
    found = _outcomes_not_eligible(actor, rounds)
    rows = found.select_related("nomination__doctor", "nomination__municipality", "nomination__trust")
    first = Wish.objects.filter(nomination=OuterRef("nomination"), year=year).order_by("number").values("half")[:1]
    gaps = []
    for outcome in rows.annotate(wished=first).order_by("pk"):
        one = outcome.nomination
        gaps += [
            Gap(
                f"{NOT_ELIGIBLE}-{outcome.pk}-{unmet['code']}",
                NOT_ELIGIBLE,
                one.trust,
                one.municipality,
                outcome.wished or 0,
                unmet,
                _number_for(actor, one),
                since=one.nominated_on,
                nomination=one.pk,
            )
            for unmet in outcome.reasons.get("unmet", ())
        ]
    return gaps


def _outcomes_not_eligible(actor: Actor, rounds: Iterable[RoundNow]) -> QuerySet[Outcome]:
    runs = [one.run for one in rounds if one.run]
    found = Outcome.objects.filter(run__in=runs, status=Status.NOT_ELIGIBLE, nomination__state=Nomination.State.OPEN)
    seen = seen_by_status(actor, "nomination__")
    return found if seen is None else found.filter(seen)


def _unconfirmed(actor: Actor, year: int, today: date) -> list[Gap]:
    rows = unconfirmed_nominations(actor, today).filter(wishes__year=year).distinct()
    return [
        Gap(
            f"{UNCONFIRMED}-{one.pk}",
            UNCONFIRMED,
            one.trust,
            one.municipality,
            hpr_number=_number_for(actor, one),
            since=norwegian_day(one.confirmed_at),
            nomination=one.pk,
        )
        for one in rows
    ]


def unconfirmed_nominations(actor: Actor, day: date) -> QuerySet[Nomination]:
    """The open nominations within reach that by a day are not confirmed for half a year, the oldest first."""
    last = datetime.combine(day - CONFIRMED_FOR, time(), tzinfo=NORWAY)
    stale = Nomination.objects.filter(state=Nomination.State.OPEN, confirmed_at__lt=last)
    seen = seen_by_status(actor)
    if seen is not None:
        stale = stale.filter(seen)
    return stale.select_related("doctor", "municipality", "trust").order_by("confirmed_at", "pk")


def _not_nominated(actor: Actor) -> list[Gap]:
    """The municipalities with doctors in the new scheme who are not nominated and have not had the post."""
    counts = doctors_not_nominated(actor).order_by().values_list("municipality").annotate(count=Count("pk"))
    by_home = dict(counts)
    homes = Place.objects.filter(pk__in=by_home).select_related("municipality__trust").order_by("sort_key", "pk")
    return [
        Gap(f"{NOT_NOMINATED}-{home.pk}", NOT_NOMINATED, home.municipality.trust, home, count=by_home[home.pk])
        for home in homes
    ]


def doctors_not_nominated(actor: Actor) -> QuerySet[Doctor]:
    """The doctors in the new scheme within reach without a nomination that is open or has led to the post.

    Who does the service in a municipal institution instead is not among them.
    """
    standing = Nomination.objects.filter(doctor=OuterRef("pk")).exclude(state=Nomination.State.WITHDRAWN)
    at_home = HomeService.objects.filter(nomination__doctor=OuterRef("pk"), undone_at=None)
    doctors = Doctor.objects.exclude(scheme=Doctor.Scheme.OLD).filter(~Exists(standing), ~Exists(at_home))
    reach = actor.reach(Permission.SEE_STATUS, Permission.SEE_OWN_UNIT)
    return doctors if reach is EVERYWHERE else doctors.filter(among(reach, "municipality") | among(reach, "unit"))


def _number_for(actor: Actor, nomination: Nomination) -> str:
    """The HPR number for those who may see the name."""
    doctor = nomination.doctor
    at = [doctor.municipality_id, *([doctor.unit_id] if doctor.unit_id else [])]
    sees = any(actor.may(Permission.SEE_OWN_UNIT, place) for place in at)
    sees = sees or actor.may(Permission.SEE_NOMINATED, nomination.trust_id)
    return doctor.hpr_number if sees else ""
