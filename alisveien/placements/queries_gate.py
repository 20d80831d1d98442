"""What the gate is held against: the trust's decided conditions, and what is known of the municipalities."""

from collections.abc import Collection, Iterable
from datetime import date

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.agreements.queries import agreed_for_hospital
from alisveien.agreements.rules import is_in_force
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.engines.nominations import conditions as asked
from alisveien.engines.nominations.conditions import Conditions, HomeFacts, conditions_of
from alisveien.establishments.queries import states_on
from alisveien.establishments.rules_dates import COUNTED
from alisveien.placements.models import GateRules, Nomination
from alisveien.placements.queries_before import end_of
from alisveien.places.models import Place

TRUSTS = (Place.Kind.TRUST, Place.Kind.PRIVATE)


def trust_called(actor: Actor, code: str) -> Place | None:
    """The trust with an organisation number. What it asks is open to everybody."""
    return Place.objects.filter(kind__in=TRUSTS, parent__isnull=False, code=code).first()


def versions_of(actor: Actor, trust: Place) -> list[GateRules]:
    """Every version of a trust's conditions, newest first. They are open to everybody."""
    return list(GateRules.objects.filter(trust=trust).select_related("trust").order_by("-version"))


def rules_on(trust: Place, day: date, decided_by: date | None = None) -> GateRules | None:
    """The newest version valid for a round that begins on a day; None when the trust has decided none.

    ``decided_by``: as things stood when that day was over, None for now.
    """
    found = GateRules.objects.filter(trust=trust, valid_from__lte=day)
    if decided_by is not None:
        found = found.filter(decided_at__lte=end_of(decided_by))
    return found.order_by("-version").first()


def latest_version(trust: Place) -> int:
    """The number of a trust's newest version, the trust locked for a deed; 0 when it has none."""
    Place.objects.select_for_update(of=("self",)).get(pk=trust.pk)
    newest = GateRules.objects.filter(trust=trust).order_by("-version").values_list("version", flat=True).first()
    return newest or 0


def conditions_for(
    trust: Place, year: int, homes: Iterable[Place], today: date, *, decided_by: date | None = None
) -> Conditions | None:
    """What a trust asks in the round of a year, with the facts of its municipalities; None when it has decided nothing.

    ``decided_by``: what had been decided when that day was over, None for now. Three queries.
    """
    halves = half_years_of(year)
    decided = rules_on(trust, halves[0].starts_on, decided_by)
    if decided is None:
        return None
    return conditions_of(as_engine(decided), facts_of(trust, list(homes), halves, today))


def as_engine(decided: GateRules) -> asked.GateRules:
    """A stored version as the engines read it."""
    return asked.GateRules(
        decided.version,
        decided.floor_days,
        decided.notice_months,
        decided.registration,
        decided.agreement,
        decided.scheme,
    )


def facts_of(trust: Place, homes: Collection[Place], halves: Iterable[HalfYear], today: date) -> list[HomeFacts]:
    """What is known of municipalities and a trust when half-years begin.

    A registration counts as it stands on the first day, for a half-year to come as it stands today; temporary is
    enough. An agreement must be signed by now and in force on the first day.
    """
    keys = {one.pk for one in homes}
    agreed = agreed_for_hospital([trust.pk], keys)
    found = []
    for half in halves:
        states = states_on(keys, min(half.starts_on, today))
        covered = {one.municipality_id for one in agreed if is_in_force(one, half.starts_on, today)}
        found += [
            HomeFacts(
                home.code,
                trust.code,
                half.label,
                registered=states[home.pk] in COUNTED,
                registration=str(states[home.pk]),
                agreement=home.pk in covered,
            )
            for home in {one.pk: one for one in homes}.values()
        ]
    return found


def homes_without_agreement(actor: Actor, today: date) -> list[tuple[Place, Place]]:
    """(municipality, trust) with open nominations and no agreement in force today, where the actor keeps agreements.

    Three queries.
    """
    mine = within(actor, Permission.KEEP_AGREEMENTS, "municipality") | within(
        actor, Permission.KEEP_AGREEMENTS, "trust"
    )
    pairs = Nomination.objects.filter(mine, state=Nomination.State.OPEN).order_by().values_list("municipality", "trust")
    wanted = set(pairs.distinct())
    agreed = agreed_for_hospital({trust for _, trust in wanted}, {home for home, _ in wanted})
    covered = {(one.municipality_id, one.other_id) for one in agreed if is_in_force(one, today, today)}
    lacking = wanted - covered
    places = Place.objects.in_bulk({key for pair in lacking for key in pair})
    found = [(places[home], places[trust]) for home, trust in lacking]
    return sorted(found, key=lambda pair: (pair[0].sort_key, pair[1].sort_key))
