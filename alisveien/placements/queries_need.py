"""Need and status by trust, municipality and half-year: counts, never names.

A nomination counts in a year when it is open with a wish in the year, or was in a round of the year that has been
frozen. What stands of it comes from the run the round's pages show.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from statistics import median
from typing import Any, NamedTuple, TypeVar, cast

from django.contrib.postgres.aggregates import ArrayAgg, BoolAnd
from django.db.models import Count, F, FilteredRelation, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value

from alisveien.access.permissions import Permission
from alisveien.access.reach import among
from alisveien.base.actor import EVERYWHERE, Actor, Reach
from alisveien.base.shipped import DEFAULT_RULES
from alisveien.placements import rules_need
from alisveien.placements.models import Nomination, Outcome, Round, Run, Status, Wish
from alisveien.places.models import MunicipalityFacts, Place, valid_on
from alisveien.posts.queries import PostsOfYear, posts_for

DAYS_IN_MONTH = 30.4375
OPEN = Nomination.State.OPEN
Key = TypeVar("Key", int, tuple[int, int])


class Tally(NamedTuple):
    """Counts of a group of nominations. ``waits``: the days since nomination of each that has no post yet."""

    nominated: int = 0
    not_eligible: int = 0
    placed: int = 0
    first: int = 0
    near: int = 0
    waits: tuple[int, ...] = ()

    @property
    def waiting(self) -> int:
        """How many take part and have no post, so far as may be told."""
        return self.nominated - self.not_eligible - self.placed

    @property
    def months(self) -> int | None:
        """Whole months since nomination, the median of those without a post; None when there is nobody."""
        return round(median(self.waits) / DAYS_IN_MONTH) if self.waits else None


@dataclass(frozen=True, slots=True)
class RoundNow:
    """A trust's round of the year as it stands. ``told``: the actor may see sums of its outcome."""

    round: Round
    run: int | None
    told: bool


class TrustNow(NamedTuple):
    """A trust, its round of the year if there is one, and how many posts it has given, so far as may be told."""

    trust: Place
    now: RoundNow | None
    given: int


class Home(NamedTuple):
    """A municipality within reach, with its trust and office by short name."""

    pk: int
    number: str
    name: str
    sort_key: str
    trust: int
    trust_name: str
    office_name: str


@dataclass(frozen=True)
class Need:
    """All that the pages of a year are made of. ``counted``: (trust, municipality, half wished, half given) → counts.

    ``half wished`` is the half-year of the first wish in the year, 0 when the wishes have moved to another year since.
    """

    year: int
    counted: dict[tuple[int, int, int, int], Tally]
    rounds: dict[int, RoundNow]
    homes: dict[int, Home]
    trusts: dict[int, Place]
    posts: tuple[PostsOfYear, ...] = field(default=())

    @cached_property
    def by_half(self) -> dict[tuple[int, int], Tally]:
        """(trust, half-year wished) → counts."""
        return _grouped(((key[0], key[2]), tally) for key, tally in self.counted.items())

    @cached_property
    def by_home(self) -> dict[int, Tally]:
        """Municipality → counts in the whole year."""
        return _grouped((key[1], tally) for key, tally in self.counted.items())

    @cached_property
    def wished_at(self) -> dict[tuple[int, int], int]:
        """(municipality, half-year wished) → how many are nominated."""
        found: dict[tuple[int, int], int] = {}
        for (_trust, home, half, _given), tally in self.counted.items():
            found[home, half] = found.get((home, half), 0) + tally.nominated
        return found

    @cached_property
    def by_pair(self) -> dict[tuple[int, int], int]:
        """(trust, municipality) → how many are nominated."""
        found: dict[tuple[int, int], int] = {}
        for (trust, home, _half, _given), tally in self.counted.items():
            found[trust, home] = found.get((trust, home), 0) + tally.nominated
        return found

    @cached_property
    def given(self) -> dict[tuple[int, int], int]:
        """(trust, half-year) → how many of its posts are given there."""
        found: dict[tuple[int, int], int] = {}
        for (trust, _home, _wished, half), tally in self.counted.items():
            found[trust, half] = found.get((trust, half), 0) + tally.placed
        return found


def together(tallies: Iterable[Tally]) -> Tally:
    """The counts of several groups as one."""
    every = list(tallies)
    if len(every) < 2:
        return every[0] if every else Tally()
    nominated, not_eligible, placed, first, near, waits = cast(Any, zip(*every, strict=True))
    return Tally(
        sum(nominated), sum(not_eligible), sum(placed), sum(first), sum(near), tuple(chain.from_iterable(waits))
    )


def _grouped(rows: Iterable[tuple[Key, Tally]]) -> dict[Key, Tally]:
    groups: dict[Key, list[Tally]] = {}
    for key, tally in rows:
        groups.setdefault(key, []).append(tally)
    return {key: together(tallies) for key, tallies in groups.items()}


def years_of(actor: Actor, today: date) -> list[int]:
    """The years somebody wishes for, or that have a round, within reach; this year and later ones. At least one."""
    return sorted(_years(actor, today)) or [today.year + 1]


def year_at_hand(actor: Actor, today: date) -> int:
    """The year people work with: the first of `years_of` whose rounds are not all released, else the last of them."""
    years = _years(actor, today)
    return min((year for year, over in years.items() if not over), default=max(years, default=today.year + 1))


def _years(actor: Actor, today: date) -> dict[int, bool]:
    """The years of `years_of`, with whether every round of the year is released; False when it has none."""
    wished = Wish.objects.filter(seen_by_status(actor, "nomination__") or Q(), nomination__state=OPEN)
    wished = wished.filter(year__gte=today.year).order_by()
    years = dict.fromkeys(wished.values_list("year", flat=True).distinct(), False)
    rounds = Round.objects.filter(year__gte=today.year).order_by().values_list("year")
    return years | dict(rounds.annotate(over=BoolAnd(Q(state=Round.State.RELEASED))))


def need_for(actor: Actor, year: int, today: date) -> Need:
    """What the actor may know of need and status in a year. The same number of queries whatever there is.

    Whoever sees sums only gets everything counted too: the pages must tell it by `placements.small_groups`.
    """
    rounds = rounds_now(actor, year)
    counted = _counted(actor, year, today, rounds.values())
    homes = _homes(actor, today, {home for _trust, home, _wished, _given in counted})
    wanted = {trust for trust, _home, _wished, _given in counted} | {home.trust for home in homes.values()}
    trusts = Place.objects.filter(pk__in=wanted).order_by("sort_key", "pk")
    return Need(year, counted, rounds, homes, {one.pk: one for one in trusts}, tuple(posts_for(actor, year, today)))


def rounds_now(actor: Actor, year: int) -> dict[int, RoundNow]:
    """Trust → its round of the year, with the run its pages show. How far a round has come is open to everyone."""
    runs = Run.objects.filter(round__year=year).values_list("round", "rules_name", "pk")
    found = {(of_round, rules): pk for of_round, rules, pk in runs}
    rounds = {one.trust_id: one for one in Round.objects.filter(year=year).defer("frozen")}
    shown = {
        one.pk: found.get((one.pk, one.rules_name)) or found.get((one.pk, DEFAULT_RULES)) for one in rounds.values()
    }
    return {
        trust: RoundNow(one, shown[one.pk], rules_need.may_see_outcome(actor, one)) for trust, one in rounds.items()
    }


def trusts_now(actor: Actor, year: int, today: date) -> list[TrustNow]:
    """The trusts of the municipalities within reach, with their rounds and the posts given to nominations within reach.

    What the pages of need sum from every nomination, without reading them.
    """
    rounds = rounds_now(actor, year)
    told = [one.run for one in rounds.values() if one.run and one.told]
    placed = Outcome.objects.filter(seen_by_status(actor, "nomination__") or Q(), run__in=told, status=Status.PLACED)
    given = dict(placed.order_by().values_list("nomination__trust").annotate(Count("pk")))
    homes = MunicipalityFacts.objects.filter(valid_on(today, "place__"), _municipalities_reached(actor) or Q())
    trusts = Place.objects.filter(Q(pk__in=homes.values("trust")) | Q(pk__in=list(given))).order_by("sort_key", "pk")
    return [TrustNow(one, rounds.get(one.pk), given.get(one.pk, 0)) for one in trusts]


def seen_by_status(actor: Actor, to_nomination: str = "") -> Q | None:
    """The condition for a nomination to be counted for the actor; None when everything in the country is.

    ``to_nomination`` leads from the rows that are asked for to their nomination, as in ``"nomination__"``.
    """
    reach = _reach_of_status(actor)
    if reach is EVERYWHERE:
        return None
    home, trust, unit = (among(reach, f"{to_nomination}{path}") for path in ("municipality", "trust", "doctor__unit"))
    return home | trust | unit


def _reach_of_status(actor: Actor) -> Reach:
    """Where the actor sees how nominations stand, or, who sees no status, their sums."""
    if rules_need.may_see_status(actor):
        return actor.reach(Permission.SEE_STATUS, Permission.SEE_OWN_UNIT)
    return actor.reach(Permission.SEE_FIGURES)


def _seen(actor: Actor) -> QuerySet[Nomination]:
    seen = seen_by_status(actor)
    return Nomination.objects.all() if seen is None else Nomination.objects.filter(seen)


def _counted(
    actor: Actor, year: int, today: date, rounds: Iterable[RoundNow]
) -> dict[tuple[int, int, int, int], Tally]:
    every = list(rounds)
    told = [one.run for one in every if one.run and one.told]
    frozen = [one.run for one in every if one.run and one.round.state != Round.State.DRAFTED]
    wished = Wish.objects.filter(nomination=OuterRef("pk"), year=year).order_by("number").values("half")[:1]
    counts = (
        _seen(actor)
        .annotate(
            here=FilteredRelation("outcomes", condition=Q(outcomes__run__in=[one.run for one in every if one.run])),
            wished=Subquery(wished),
            given=F("here__half"),
        )
        .filter(Q(state=OPEN, wished__isnull=False) | Q(here__run__in=frozen))
        .order_by()
        .values_list("trust", "municipality", "wished", "given")
        .annotate(**_counts(Q(here__status=Status.PLACED, here__run__in=told), today))
    )
    found: dict[tuple[int, int, int, int], Tally] = {}
    for trust, home, half, given, nominated, not_eligible, placed, first, near, waits in counts:
        tally = Tally(nominated, not_eligible, placed, first, near, tuple(waits or ()))
        key = (trust, home, half or 0, given or 0)
        found[key] = together([found[key], tally]) if key in found else tally
    return found


def _counts(placed: Q, today: date) -> dict[str, Any]:
    template = "GREATEST(0, %(expressions)s)"
    days = Func(Value(today), "nominated_on", template=template, arg_joiner=" - ", output_field=IntegerField())
    return {
        "nominated": Count("pk"),
        "not_eligible": Count("pk", filter=Q(here__status=Status.NOT_ELIGIBLE)),
        "placed": Count("pk", filter=placed),
        "first": Count("pk", filter=placed & Q(here__wish_number=1)),
        "near": Count("pk", filter=placed & Q(here__near=True)),
        "waits": ArrayAgg(days, filter=~placed),
    }


def _homes(actor: Actor, today: date, counted: Iterable[int]) -> dict[int, Home]:
    """The municipalities within reach there are today, and those that are counted; in Norwegian order."""
    within_reach = _municipalities_reached(actor)
    rows = MunicipalityFacts.objects.filter(valid_on(today, "place__"))
    if within_reach is not None:
        rows = rows.filter(within_reach | Q(place__in=list(counted)))
    fields = ("place_id", "place__code", "place__short_name", "place__sort_key", "trust_id", "trust__short_name")
    found = rows.order_by("place__sort_key", "pk").values_list(*fields, "trust__name", "office__name")
    return {
        pk: Home(pk, number, name, key, trust, short or long, office)
        for pk, number, name, key, trust, short, long, office in found
    }


def _municipalities_reached(actor: Actor) -> Q | None:
    """As `seen_by_status`, for the facts of municipalities."""
    reach = _reach_of_status(actor)
    if reach is EVERYWHERE:
        return None
    return among(reach, "place") | among(reach, "trust") | among(reach, "place__children")
